"""Which part of the shop the page is about: all of it, or one category."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core import sales
from core.i18n import _
from core.metrics import Filters
from pages import _frame
from pages._frame import Page


@dataclass(frozen=True)
class Part:
    """now, before: the shared choices, narrowed to the chosen category. against: the comparison in words."""

    now: Filters
    before: Filters
    against: str


def ask_part(page: Page) -> Part:
    """Draw the choice of a category where there are several."""
    known = page.read(sales.categories)
    chosen = ""
    if len(known) > 1:
        chosen = _frame.pick(
            "category", _("Category"), ["", *known], lambda name: name or _("All categories")
        )
    now, before = page.filters.now, page.filters.before
    if chosen:
        now, before = replace(now, categories=(chosen,)), replace(before, categories=(chosen,))
    return Part(now, before, page.filters.against)

"""What a page says when it has nothing to show, when something is not right, and when something broke."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st

from core import i18n
from core.errors import DashboardError, NotAllowed, StaleData, StoreBusy
from core.i18n import _
from pages._frame.text import escape

_log = logging.getLogger("abacus.pages")

_ICONS = {
    "info": ":material/info:",
    "warning": ":material/warning:",
    "danger": ":material/error:",
    "good": ":material/check_circle:",
}


def notice(words: str, *, state: str = "info") -> None:
    """One sentence with an icon: state is info, warning, danger or good. `words` may hold imported names."""
    show = {"info": st.info, "warning": st.warning, "danger": st.error, "good": st.success}[state]
    show(escape(words), icon=_ICONS[state])


def empty_state(title: str, why: str, *, link: str = "data", link_label: str = "") -> None:
    """What is missing, what it would show, and where to hand it in."""
    from pages._frame.registry import entry

    with st.container(border=True, horizontal_alignment="center"):
        st.subheader(escape(title), anchor=False, width="content")
        st.text(why)
        page = entry(link)
        if page.path.exists():
            st.page_link(_page_of(link), label=link_label or _("Open Data and upload files"), icon=page.icon)


def _page_of(name: str) -> Any:
    from pages._frame.navigation import page_of

    return page_of(name)


@contextmanager
def reported() -> Iterator[None]:
    """What goes wrong inside the block is said in place; the rest of the page stays.

    A DashboardError says what happened and what to do. Anything else becomes a short apology with a number
    under which the log keeps the traceback.
    """
    try:
        yield
    except DashboardError as error:
        notice(i18n.render(error), state=_state_of(error))
    except Exception:  # noqa: BLE001 - the last one to see it: the traceback goes to the log
        number = secrets.token_hex(4)
        _log.exception("error %s", number)
        notice(
            _(
                "Abacus made an error, and nothing was changed by it. "
                "Reload the page; if it stays, tell your administrator the number {number}."
            ).format(number=number),
            state="danger",
        )


def _state_of(error: DashboardError) -> str:
    return "warning" if isinstance(error, StaleData | StoreBusy | NotAllowed) else "danger"

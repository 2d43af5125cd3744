"""What waits with members: those who are leaving."""

from __future__ import annotations

from collections.abc import Iterator

from core import i18n, members
from core.facts import Snapshot
from core.i18n import _, ngettext
from core.today.item import Item

_MONTHS = 12


def leaving(snapshot: Snapshot) -> Iterator[Item]:
    """Regulars whose silence is unusual for their own rhythm, as the page Members counts them; at stake is
    what
    they bought in a usual month."""
    if not snapshot.has_rows("mart", "customers"):
        return
    found = members.read_win_back(snapshot)
    if not found.silent:
        return
    what = ngettext(
        "{count} regular is silent for unusually long",
        "{count} regulars are silent for unusually long",
        found.silent,
    )
    yield Item(
        "members",
        "info",
        what.format(count=i18n.number(found.silent)),
        _("Longer than their own rhythm explains. Write to those first who are worth most."),
        _("See whom to win back"),
        "members",
        {"view": "win_back"},
        found.worth / _MONTHS,
        _("net sales of a usual month"),
    )

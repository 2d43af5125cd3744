"""Why a period differs, said in words and as steps of a chart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from core import i18n
from core.facts import Snapshot
from core.i18n import N_, _
from core.metrics import Filters
from core.sales.causes import Cause, Change, read_change, signed_money
from core.sales.comparison import is_comparable

TITLES: Mapping[str, str] = {
    "volume": N_("Units"),
    "days": N_("Length"),
    "price": N_("Prices"),
    "mix": N_("Mix"),
    "channel": N_("Shops"),
    "stock_outs": N_("Stock-outs"),
    "refunds": N_("Refunds"),
}
"""What each cause is called beside its bar; events have their own names."""
_LEAST_DRAWN = 0.01
"""Share of all moves below which a cause is drawn among the others."""


@dataclass(frozen=True)
class Why:
    """A change with its sentence. change: None where the period compared with is not covered."""

    answer: str
    change: Change | None
    currency: str


def read_why(snapshot: Snapshot, now: Filters, before: Filters, against: str) -> Why:
    """Why the period `now` differs from `before`. against: its name in words."""
    if not is_comparable(snapshot, before):
        return Why(_("The order files do not cover the period to compare with."), None, snapshot.currency)
    change = read_change(snapshot, now, before)
    return Why(_answer(change, against, snapshot.currency), change, snapshot.currency)


def _answer(change: Change, against: str, currency: str) -> str:
    difference = change.now - change.before
    said = _("Net sales differ by {change} from {period}: {now} instead of {before}.").format(
        change=signed_money(difference, currency),
        period=against,
        now=i18n.money(change.now, currency, 0),
        before=i18n.money(change.before, currency, 0),
    )
    if not change.causes:
        return said
    return i18n.sentences(said, main_causes(change.causes, currency))


def main_causes(causes: tuple[Cause, ...], currency: str) -> str:
    """The two largest causes in a sentence; '' without any."""
    parts = [i18n.render(cause.words(currency)) for cause in causes]
    if len(parts) > 1:
        return _("Mainly {first}, then {second}.").format(first=parts[0], second=parts[1])
    return _("It is {first}.").format(first=parts[0]) if parts else ""


def steps(why: Why, against: str) -> pd.DataFrame:
    """label, value, is_total for `charts.waterfall`: from the period before to now; small causes together.

    The steps add up exactly. Empty without causes.
    """
    change = why.change
    if change is None or not change.causes:
        return pd.DataFrame({"label": [], "value": [], "is_total": []})
    least = _LEAST_DRAWN * sum(abs(cause.amount) for cause in change.causes)
    drawn = [cause for cause in change.causes if abs(cause.amount) >= least]
    others = sum(cause.amount for cause in change.causes if abs(cause.amount) < least)
    rows = [(_first_upper(against), change.before, True)]
    rows += [(title(cause), cause.amount, False) for cause in drawn]
    rows += [(_("Others"), others, False)] if len(drawn) < len(change.causes) else []
    rows.append((_("Now"), change.now, True))
    return pd.DataFrame(rows, columns=["label", "value", "is_total"])


def title(cause: Cause) -> str:
    """What a cause is called in the reader's language."""
    return _(TITLES[cause.code]) if cause.code in TITLES else _first_upper(cause.event)


def table(why: Why) -> pd.DataFrame:
    """cause, amount, share (of the period before), words, how; one row per cause, the largest first."""
    change = why.change
    causes = change.causes if change else ()
    base = change.before if change and change.before else float("nan")
    return pd.DataFrame(
        {
            "cause": [title(cause) for cause in causes],
            "amount": [cause.amount for cause in causes],
            "share": [cause.amount / base for cause in causes],
            "words": [i18n.render(cause.words(why.currency)) for cause in causes],
            "how": [i18n.render(cause.how) for cause in causes],
        }
    )


def _first_upper(words: str) -> str:
    return words[:1].upper() + words[1:]

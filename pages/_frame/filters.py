"""The bar of choices that several pages share: days, comparison, channels, refunds, repeated rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

import streamlit as st

from core import coverage, i18n, metrics, periods
from core.i18n import N_, _, ngettext
from pages._frame import choices, reads
from pages._frame.registry import Entry
from pages._frame.session import Frame

COMPARISONS: Mapping[str, str] = {
    "previous": N_("The period before"),
    "year_before": N_("A year before"),
}
REFUNDS: Mapping[str, str] = {
    "cash": N_("On the day of the refund"),
    "cohort": N_("With the order they belong to"),
}
REPEATS: Mapping[str, str] = {"keep": N_("Count each"), "drop": N_("Count once")}
_USUAL_PERIOD = "last_30_days"


@dataclass(frozen=True)
class Filters:
    """What was chosen. now, before: as core.metrics wants them; against: the comparison in words."""

    now: metrics.Filters
    before: metrics.Filters
    against: str
    period_code: str


def filter_bar(frame: Frame, entry: Entry) -> Filters:
    """Draw the choices of this page; pages without a choice get the usual one."""
    as_of = frame.snapshot.as_of
    if as_of is None or not entry.filters:
        return _made(as_of or dt.datetime.now(dt.UTC).date(), entry, {})
    with st.container(horizontal=True, vertical_alignment="bottom", key="filter_bar"):
        chosen = {name: _DRAW[name](frame, as_of) for name in _DRAW if name in entry.filters}
    return _made(as_of, entry, chosen)


def _made(as_of: dt.date, entry: Entry, chosen: Mapping[str, Any]) -> Filters:
    code, start, end = chosen.get("period", (entry.usual_period, None, None))
    first, last = periods.resolve(code, as_of, start=start, end=end)
    now = metrics.Filters(
        start=first,
        end=last,
        channels=tuple(chosen.get("channel", ())),
        repeats=cast(Literal["keep", "drop"], chosen.get("repeats", "keep")),
        refund_basis=cast(Literal["cash", "cohort"], chosen.get("refunds", "cash")),
    )
    how = str(chosen.get("compare", "previous"))
    before = now.year_before() if how == "year_before" else now.previous_period()
    return Filters(now, before, _against(before, how), code)


def _against(before: metrics.Filters, how: str) -> str:
    """Words for the days that are compared with: "Mar 2026", "the 30 days before", "a year before"."""
    if before.is_whole_months and before.start.month == before.end.month:
        return i18n.month(before.start)
    if how == "year_before":
        return _("a year before")
    return ngettext("the day before", "the {count} days before", before.days).format(
        count=i18n.number(before.days)
    )


def _select(name: str, label: str, titles: Mapping[str, str], default: str, *, width: int = 160) -> str:
    seeded = choices.seed(name, default, titles.__contains__)
    key = choices.prepare_widget(name, seeded)
    chosen = str(
        st.selectbox(label, list(titles), key=key, format_func=lambda code: _(titles[code]), width=width)
        or default
    )
    choices.keep(name, [chosen], [default])
    return chosen


def _draw_period(frame: Frame, as_of: dt.date) -> tuple[str, dt.date | None, dt.date | None]:
    code = _select("period", _("Period"), periods.PERIODS, _USUAL_PERIOD)
    if code != "custom":
        return code, None, None
    first, last = periods.resolve(_USUAL_PERIOD, as_of)
    return code, _draw_day("from", _("From"), first), _draw_day("to", _("To"), last)


def _draw_day(name: str, label: str, default: dt.date) -> dt.date:
    seeded = choices.seed(name, default.isoformat(), _is_day)
    key = choices.prepare_widget(name, dt.date.fromisoformat(seeded))
    typed: dt.date | None = st.date_input(label, key=key, width=150, format="YYYY-MM-DD")
    day = default if typed is None else typed
    choices.keep(name, [day.isoformat()], [default.isoformat()])
    return day


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _draw_channels(frame: Frame, as_of: dt.date) -> tuple[str, ...]:
    known = reads.read(frame, coverage.channels, (), with_ledger=False)
    seeded = choices.seed_many("channel", [], known.__contains__)
    if len(known) < 2 and not seeded:
        return ()
    key = choices.prepare_widget("channel", seeded)
    chosen = st.multiselect(_("Channels"), known, key=key, placeholder=_("All channels"), width=220)
    choices.keep("channel", chosen, [])
    return tuple(chosen)


_Draw = Callable[[Frame, dt.date], Any]
_DRAW: dict[str, _Draw] = {
    "period": _draw_period,
    "compare": lambda frame, as_of: _select(
        "compare", _("Compared with"), COMPARISONS, "previous", width=180
    ),
    "channel": _draw_channels,
    "refunds": lambda frame, as_of: _select("refunds", _("Refunds"), REFUNDS, "cash", width=230),
    "repeats": lambda frame, as_of: _select("repeats", _("Repeated rows"), REPEATS, "keep", width=140),
}

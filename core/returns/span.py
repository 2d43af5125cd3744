"""The days of shipping that a table or a figure is about, and the equally long ones before them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from core import i18n
from core.i18n import N_, _
from core.returns.exposure import Exposure
from core.returns.reading import Returns

SPANS: Mapping[str, str] = {"365": N_("12 months"), "90": N_("90 days"), "all": N_("All")}
"""Code and title of each."""


@dataclass(frozen=True)
class Span:
    """first, last: days of shipping, both counted; last is the youngest whose returns are known.

    before: the first of as many days right before; later than first where they are not covered.
    """

    first: dt.date
    last: dt.date
    before: dt.date

    @property
    def words(self) -> str:
        """Which days these are."""
        return _("shipped {first} to {last}").format(first=i18n.date(self.first), last=i18n.date(self.last))

    def holds(self, days: pd.Series[pd.Timestamp]) -> pd.Series[bool]:
        """Which of these days lie inside."""
        return days.between(pd.Timestamp(self.first), pd.Timestamp(self.last))

    def held_before(self, days: pd.Series[pd.Timestamp]) -> pd.Series[bool]:
        """Which of these days lie in the days before."""
        return days.between(pd.Timestamp(self.before), pd.Timestamp(self.first) - pd.Timedelta(days=1))


def span_of(code: str, returns: Returns, exposed: Exposure) -> Span:
    """The span that a code of SPANS means for this shop: it ends where returns begin to be unknown."""
    oldest = exposed.table["day"].min().date() if len(exposed.table) else returns.as_of
    last = max(returns.as_of - dt.timedelta(days=exposed.matures_days), oldest)
    if code == "all":
        return Span(oldest, last, last + dt.timedelta(days=1))
    days = dt.timedelta(days=int(code))
    first = max(last - days + dt.timedelta(days=1), oldest)
    before = first - days
    return Span(first, last, before if before >= oldest else last + dt.timedelta(days=1))

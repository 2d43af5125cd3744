"""Returns in one sentence, a few figures, and what must be known to read them."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

import pandas as pd

from core import i18n, phrases
from core.i18n import _, ngettext
from core.returns.cohorts import cohorts, name_of
from core.returns.exposure import Exposure
from core.returns.findings import Finding
from core.returns.parts import goods_back
from core.returns.reading import Returns
from core.returns.span import Span


@dataclass(frozen=True)
class Amount:
    """A figure and the same one before, None where unknown; trend: its last values, oldest first."""

    value: float | None
    before: float | None = None
    trend: tuple[float, ...] = ()


@dataclass(frozen=True)
class ReturnsOverview:
    """rate: returned of shipped units of the newest complete month, beside the same month a year before.

    first_day, last_day: of that month. restocked, loss, days: of the span, beside the span before.
    handling: None where no file tells it. notes: what must be known to read the page.
    """

    answer: str
    month: str
    year_before: str
    first_day: dt.date
    last_day: dt.date
    rate: Amount
    restocked: Amount
    loss: Amount
    days: Amount
    handling: float | None
    notes: tuple[str, ...]


def overview(
    returns: Returns, exposed: Exposure, found: tuple[Finding, ...], span: Span
) -> ReturnsOverview | None:
    """Everything above the table; None while no month is complete."""
    months = cohorts(exposed, "month", is_told_by_cohort=returns.has_orders)
    is_over = [_last_day(day) <= returns.as_of for day in months["day"]]
    complete = months[months["is_complete"].astype(bool) & pd.Series(is_over, index=months.index, dtype=bool)]
    if complete.empty:
        return None
    newest = complete.iloc[-1]
    day, earlier_day = newest["day"], newest["day"] - pd.DateOffset(years=1)
    earlier = months.loc[months["day"] == earlier_day, "rate"]
    rate = Amount(
        float(newest["rate"]), float(earlier.iloc[0]) if len(earlier) else None, tuple(complete["rate"])
    )
    back = goods_back(returns, exposed)
    now, before = back[span.holds(back["day"])], back[span.held_before(back["day"])]
    return ReturnsOverview(
        answer=_answer(rate, day, earlier_day, found) if returns.has_orders else _cash_answer(rate, day),
        month=name_of(day, "month"),
        year_before=name_of(earlier_day, "month"),
        first_day=day.date(),
        last_day=_last_day(day),
        rate=rate,
        restocked=Amount(_restocked(now), _restocked(before)),
        loss=Amount(_total(now["loss"]), _total(before["loss"])),
        days=Amount(_median_days(now), _median_days(before)),
        handling=_total(now["handling"]),
        notes=_notes(returns, exposed),
    )


def _last_day(day: pd.Timestamp) -> dt.date:
    return day.date().replace(day=calendar.monthrange(day.year, day.month)[1])


def _restocked(back: pd.DataFrame) -> float | None:
    """None where files say it of no unit: a shop that puts nothing back is rarer than a silent file."""
    told = back[back["restocked"].notna()]
    return float(told["restocked"].sum() / told["units"].sum()) if told["restocked"].sum() else None


def _total(amounts: pd.Series[float]) -> float | None:
    return float(amounts.sum()) if amounts.notna().any() else None


def _median_days(back: pd.DataFrame) -> float | None:
    days = (back["requested_on"].fillna(back["known_on"]) - back["day"]).dt.days
    return float(days.median()) if back["order_id"].notna().any() else None


def _answer(rate: Amount, day: pd.Timestamp, earlier: pd.Timestamp, found: tuple[Finding, ...]) -> str:
    month, value = name_of(day, "month"), i18n.percent(rate.value)
    if rate.before is None:
        said = _("{rate} of the units shipped in {month} came back.").format(rate=value, month=month)
    else:
        said = _("{rate} of the units shipped in {month} came back, {before} in {earlier}.").format(
            rate=value, month=month, before=i18n.percent(rate.before), earlier=name_of(earlier, "month")
        )
    if not found:
        return said
    words = ngettext(
        "{count} cause stands out: {title}.", "{count} causes stand out; first {title}.", len(found)
    )
    return i18n.sentences(said, words.format(count=i18n.number(len(found)), title=found[0].title))


def _cash_answer(rate: Amount, day: pd.Timestamp) -> str:
    words = _("What was refunded in {month} is {rate} of the units shipped in that month.")
    return words.format(month=name_of(day, "month"), rate=i18n.percent(rate.value))


_ALONE_SHARE = 0.1
"""A single return with this share of all returned units is named, because it makes a month of its own."""


def _largest(returns: Returns) -> str:
    goods = returns.back[returns.back["is_goods"]]
    if goods.empty or goods["units"].max() < _ALONE_SHARE * goods["units"].sum():
        return ""
    row = goods.sort_values("units").iloc[-1]
    words = _("One return alone is {share} of all returned units: {units} units of {sku}, known on {date}.")
    return words.format(
        share=i18n.percent(row["units"] / goods["units"].sum(), 0),
        units=i18n.number(float(row["units"])),
        sku=row["sku"],
        date=i18n.date(row["known_on"].date()),
    )


def _notes(returns: Returns, exposed: Exposure) -> tuple[str, ...]:
    notes = []
    if returns.has_orders and exposed.matures_days:
        words = _(
            "A month is complete when {share} of its returns can be known, {days} after its last shipment; "
            "younger ones are drawn dashed, with the rate expected at the end, and raise no alarm."
        )
        notes.append(
            words.format(share=i18n.percent(0.95, 0), days=phrases.amount(exposed.matures_days, "days"))
        )
    if not returns.has_orders:
        notes.append(
            _(
                "The files do not say which order a return belongs to: it counts in the period in which "
                "it was refunded. So nobody can say how complete a young period is, and causes cannot be "
                "found."
            )
        )
    if alone := _largest(returns):
        notes.append(alone)
    if returns.silent_channels:
        words = _("Left out of the rates, because no return names goods there: {channels}.")
        notes.append(words.format(channels=", ".join(returns.silent_channels)))
    if not returns.back.loc[returns.back["is_goods"], "reason"].notna().any():
        notes.append(_("No file gives reasons for returns."))
    if exposed.table["po_id"].notna().any():
        notes.append(
            _(
                "Which receipt a unit came from is an assumption: first in, first out per SKU and location, "
                "set right by each stock count."
            )
        )
    else:
        notes.append(_("No receipts are known, so returns cannot be traced to suppliers and deliveries."))
    return tuple(notes)


def money_only(returns: Returns) -> str:
    """How much was refunded without goods coming back, '' for nothing."""
    rows = returns.back[~returns.back["is_goods"]]
    if rows.empty:
        return ""
    words = ngettext(
        "{count} refund of money alone, {amount}: not in the rates.",
        "{count} refunds of money alone, {amount}: not in the rates.",
        len(rows),
    )
    return words.format(
        count=i18n.number(len(rows)), amount=i18n.money(float(rows["refund"].sum()), returns.currency)
    )

"""One supplier in words: how it keeps its word, what it needs, what planning with that would change."""

from __future__ import annotations

from dataclasses import dataclass

from core import i18n, phrases
from core.i18n import _, ngettext
from core.suppliers.changes import LEAST_DAYS
from core.suppliers.detail import SupplierDetail
from core.suppliers.overview import delay_words
from core.suppliers.planning import Effect
from core.suppliers.scorecard import FEW_LINES


@dataclass(frozen=True)
class Choice:
    """A lead time to plan with. words: of its button; why: what is gained."""

    days: int
    words: str
    why: str
    is_advised: bool


def in_words(found: SupplierDetail) -> str:
    """What a supplier kept, with the interval, and the usual delay."""
    row = found.judged
    due = int(row["lines_due"])
    if due < FEW_LINES:
        words = ngettext(
            "{count} line was due: too few for a score.", "{count} lines were due: too few for a score.", due
        )
        return words.format(count=i18n.number(due))
    return _(
        "{share} of {lines} lines in {orders} orders came on time and in full; the true share is likely "
        "between {low} and {high}. Usual delay: {delay}."
    ).format(
        share=i18n.percent(row["kept_share"], 0),
        lines=i18n.number(due),
        orders=i18n.number(int(row["orders_due"])),
        low=i18n.percent(row["kept_low"], 0),
        high=i18n.percent(row["kept_high"], 0),
        delay=delay_words(row["median_delay_days"]),
    )


def measured_words(found: SupplierDetail) -> str:
    """Stated 21 days, kept 34; nine of ten lines are in after 39 days."""
    needs, promised = found.measured, found.judged["promised_days"]
    if needs is None:
        return ""
    words = _("Promised {promised}, needed {middle}; nine of ten lines are in after {high}.").format(
        promised=phrases.amount(promised, "days"),
        middle=phrases.amount(needs.middle, "days"),
        high=phrases.amount(needs.high, "days"),
    )
    measured = _("Measured on {lines} lines of {orders} orders.").format(
        lines=i18n.number(needs.lines), orders=i18n.number(needs.orders)
    )
    return i18n.sentences(words, measured)


def effect_words(effect: Effect) -> str:
    """With 34 days the next order would leave 13 days earlier."""
    days = phrases.amount(effect.days, "days")
    if effect.planned_days is None:
        return _("It has no SKU with a known lead time yet; planning with {days} gives it one.").format(
            days=days
        )
    if effect.planned_days == effect.days:
        return _("Suggestions are planned with {days} already.").format(days=days)
    planned = _("Suggestions are planned with {days}.").format(
        days=phrases.amount(effect.planned_days, "days")
    )
    units = _("Suggested today: {then} units instead of {now}.").format(
        then=i18n.number(effect.units_then), now=i18n.number(effect.units_now)
    )
    return i18n.sentences(planned, _shift_words(effect, days), units)


def _shift_words(effect: Effect, days: str) -> str:
    moved = effect.earlier_days
    if moved is None or effect.first_then is None:
        return _("None of its SKUs runs out within half a year.")
    if moved > 0 and effect.first_then <= effect.as_of:
        words = _("With {days} the next order would leave {shift} earlier: it should have left on {date}.")
    elif moved > 0:
        words = _("With {days} the next order would leave {shift} earlier, by {date}.")
    elif effect.first_then <= effect.as_of:
        words = _("With {days} the next order could leave {shift} later; it is overdue all the same.")
    else:
        words = _("With {days} the next order could leave {shift} later, by {date}.")
    return words.format(
        days=days, shift=phrases.amount(abs(moved), "days"), date=i18n.date(effect.first_then)
    )


def choices(found: SupplierDetail) -> list[Choice]:
    """The lead times to plan with: what it usually needs, what nine of ten lines need, what it promised."""
    needs, promised = found.measured, found.judged["promised_days"]
    if needs is None:
        return []
    whys = {needs.middle: _("Half of the lines are in by then; safety stock covers the demand on top.")}
    whys.setdefault(needs.high, _("Nine of ten lines are in by then; costs more stock all year."))
    if promised == promised:
        whys.setdefault(round(promised), _("What the supplier promises."))
    return [
        Choice(
            days,
            _("Plan with {days}").format(days=phrases.amount(days, "days")),
            why,
            is_advised=days == needs.middle and _is_worth_it(days, found.planned_days),
        )
        for days, why in whys.items()
        if days != found.planned_days
    ]


def _is_worth_it(days: int, planned_days: int | None) -> bool:
    """A lead time that is off by a day or two moves no order worth a change."""
    return planned_days is None or abs(days - planned_days) >= LEAST_DAYS


def closure_words(found: SupplierDetail) -> list[str]:
    """Its closures from now on, the nearest first."""
    return [
        _("Closed {first} to {last}: {reason}").format(
            first=i18n.date(row["starts_on"].date()),
            last=i18n.date(row["ends_on"].date()),
            reason=row["reason"] or "–",
        )
        for row in found.closures.to_dict("records")
    ]

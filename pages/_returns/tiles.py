"""The figures above the chart."""

from __future__ import annotations

from core import i18n, metrics, phrases, returns
from core.i18n import _
from core.metrics import Filters
from pages import _frame
from pages._frame import Explanation, Tile

_FIGURES = ("refund_rate", "refunds")


def show_tiles(page: _frame.Page, shown: returns.ReturnsOverview, span: returns.Span) -> None:
    """Six tiles; the money ones are figures of the registry over the same month."""
    _frame.tiles(
        page,
        [
            Tile(
                _("Return rate, {month}").format(month=shown.month),
                i18n.percent(shown.rate.value),
                difference=phrases.difference(
                    shown.rate.value, shown.rate.before, "share", against=shown.year_before
                ),
                direction=phrases.direction(shown.rate.value, shown.rate.before),
                trend=shown.rate.trend,
                note=_(
                    "Units that came back of the units shipped in the month, on whatever day; the newest "
                    "month of which nearly all returns are known. Events are left out."
                ),
                about="return_rate",
            ),
            *_money(page, shown),
            _share_tile(shown, span),
            _loss_tile(page, shown, span),
            _days_tile(shown, span),
        ],
        key="returns",
    )


def _money(page: _frame.Page, shown: returns.ReturnsOverview) -> list[Tile]:
    now = Filters(shown.first_day, shown.last_day, refund_basis="cohort")
    values = page.read(metrics.compute, _FIGURES, now)
    values_before = page.read(metrics.compute, _FIGURES, now.year_before())
    before = {name: value.value or None for name, value in values_before.items()}
    return [
        Tile(
            _("{figure}, {month}").format(figure=_(value.figure.label), month=shown.month),
            phrases.amount(value.value, value.unit, value.currency),
            difference=phrases.difference(
                value.value, before[name], value.unit, against=shown.year_before, currency=value.currency
            ),
            direction=phrases.direction(value.value, before[name]),
            note=_("Money, with the month in which the order was paid; events are counted."),
            explanation=Explanation(name, now, value),
            about=name,
        )
        for name, value in values.items()
    ]


def _share_tile(shown: returns.ReturnsOverview, span: returns.Span) -> Tile:
    return Tile(
        _("Put back to stock"),
        i18n.percent(shown.restocked.value),
        difference=_compared(shown.restocked, "share"),
        direction=phrases.direction(shown.restocked.value, shown.restocked.before),
        note=_("Share of returned units that can be sold again; {days}.").format(days=span.words),
        about="restocked_share",
    )


def _loss_tile(page: _frame.Page, shown: returns.ReturnsOverview, span: returns.Span) -> Tile:
    words = _("Returned units not put back to stock, at cost; {days}.").format(days=span.words)
    handling = (
        _("No file tells what handling costs.")
        if shown.handling is None
        else _("Handling: {amount}.").format(amount=i18n.money(shown.handling, page.currency))
    )
    return Tile(
        _("Lost goods, at cost"),
        i18n.compact_money(shown.loss.value, page.currency),
        difference=_compared(shown.loss, "money"),
        direction=phrases.direction(shown.loss.value, shown.loss.before),
        note=i18n.sentences(words, handling),
        about="lost_goods",
    )


def _days_tile(shown: returns.ReturnsOverview, span: returns.Span) -> Tile:
    return Tile(
        _("Days until a return"),
        phrases.amount(shown.days.value, "days"),
        difference=_compared(shown.days, "days"),
        direction=phrases.direction(shown.days.value, shown.days.before),
        note=_("Median from shipping to the request; {days}.").format(days=span.words),
        about="return_days",
    )


def _compared(amount: returns.Amount, unit: str) -> str:
    return phrases.difference(amount.value, amount.before, unit, against=_("the time before"))

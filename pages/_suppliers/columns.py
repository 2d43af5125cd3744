"""The columns of the scorecard."""

from __future__ import annotations

from core.i18n import _
from pages._frame import Column


def columns(currency: str) -> dict[str, Column]:
    """Every figure of a supplier; money in the display currency."""
    return _word() | _days() | _late(currency) | _shares() | _money(currency)


def _word() -> dict[str, Column]:
    return {
        "supplier_id": Column(_("Supplier"), is_pinned=True),
        "supplier_name": Column(_("Supplier name"), width="medium"),
        "verdict_words": Column(_("Verdict")),
        "kept_share": Column(_("Kept (OTIF)"), "percent", about="kept_share"),
        "delay_words": Column(_("Usual delay"), about="usual_delay"),
    }


def _days() -> dict[str, Column]:
    return {
        "promised_days": Column(_("Promised, days"), "number", about="promised_days"),
        "lead_median": Column(_("Needed, days"), "number", about="lead_median"),
        "recent_leads": Column(_("Last orders"), "trend", about="recent_leads"),
    }


def _late(currency: str) -> dict[str, Column]:
    return {
        "late_lines": Column(_("Late now, lines"), "number", is_summed=True, about="late_lines"),
        "late_units": Column(_("Late now, units"), "number", is_summed=True, about="late_units"),
        "late_amount": Column(
            _("Late now, {currency}").format(currency=currency), "number", about="late_amount"
        ),
    }


def _shares() -> dict[str, Column]:
    return {
        "on_time_share": Column(_("On time"), "percent", about="on_time_share"),
        "in_full_share": Column(_("In full"), "percent", about="in_full_share"),
        "units_on_time_share": Column(_("Units on time"), "percent", about="units_on_time_share"),
        "kept_low": Column(_("Kept, at least"), "percent", about="kept_low"),
        "kept_high": Column(_("Kept, at most"), "percent", about="kept_high"),
        "lines_due": Column(_("Lines due"), "bar", about="lines_due"),
        "orders_due": Column(_("Orders due"), "number", about="orders_due"),
        "lead_p10": Column(_("One in ten needs, days"), "number", about="lead_p10"),
        "lead_p90": Column(_("Nine in ten need, days"), "number", about="lead_p90"),
        "lead_spread": Column(_("Spread, days"), "number", about="lead_spread"),
        "rejected_share": Column(_("Rejected"), "percent", about="rejected_share"),
    }


def _money(currency: str) -> dict[str, Column]:
    return {
        "price_change": Column(_("Price change"), "percent", about="price_change"),
        "price_change_amount": Column(
            _("Paid more, {currency}").format(currency=currency), "number", about="price_more"
        ),
        "spend": Column(_("Ordered, {currency}").format(currency=currency), "bar", about="spend"),
    }

"""The columns of the scorecard."""

from __future__ import annotations

from core.i18n import _
from pages._frame import Column


def columns(currency: str) -> dict[str, Column]:
    """Every figure of a supplier; money in the display currency."""
    return _word() | _days() | _late(currency) | _shares() | _money(currency)


def _word() -> dict[str, Column]:
    kept = _("Lines on time and in full, of those due")
    return {
        "supplier_id": Column(_("Supplier"), is_pinned=True),
        "supplier_name": Column(_("Supplier name"), width="medium"),
        "verdict_words": Column(_("Verdict")),
        "kept_share": Column(_("Kept (OTIF)"), "percent", help=kept),
        "delay_words": Column(_("Usual delay"), help=_("The median of the lines that were due")),
    }


def _days() -> dict[str, Column]:
    recent = _("Days that each of the last twelve orders needed")
    return {
        "promised_days": Column(_("Promised, days"), "number"),
        "lead_median": Column(_("Needed, days"), "number", help=_("Median from order to all in")),
        "recent_leads": Column(_("Last orders"), "trend", help=recent),
    }


def _late(currency: str) -> dict[str, Column]:
    return {
        "late_lines": Column(_("Late now, lines"), "number", is_summed=True),
        "late_units": Column(_("Late now, units"), "number", is_summed=True),
        "late_amount": Column(_("Late now, {currency}").format(currency=currency), "number"),
    }


def _shares() -> dict[str, Column]:
    sure = _("The true share is likely not below; orders are few, and the lines of one come together")
    return {
        "on_time_share": Column(_("On time"), "percent"),
        "in_full_share": Column(_("In full"), "percent"),
        "units_on_time_share": Column(_("Units on time"), "percent"),
        "kept_low": Column(_("Kept, at least"), "percent", help=sure),
        "kept_high": Column(_("Kept, at most"), "percent"),
        "lines_due": Column(_("Lines due"), "bar"),
        "orders_due": Column(_("Orders due"), "number"),
        "lead_p10": Column(_("One in ten needs, days"), "number"),
        "lead_p90": Column(_("Nine in ten need, days"), "number"),
        "lead_spread": Column(_("Spread, days"), "number", help=_("Between these two")),
        "rejected_share": Column(_("Rejected"), "percent", help=_("Of the units that arrived")),
    }


def _money(currency: str) -> dict[str, Column]:
    same = _("What was ordered, at the last unit cost against the first of this time")
    return {
        "price_change": Column(_("Price change"), "percent", help=same),
        "price_change_amount": Column(_("Paid more, {currency}").format(currency=currency), "number"),
        "spend": Column(_("Ordered, {currency}").format(currency=currency), "bar"),
    }

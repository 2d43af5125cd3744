"""How return rows and parts are shown as tables."""

from __future__ import annotations

from collections.abc import Set

from core import returns
from core.i18n import _
from pages._frame import Column


def row_columns(currency: str) -> dict[str, Column]:
    """Columns of returns.evidence."""
    return {
        "return_id": Column(_("Return"), is_pinned=True),
        "day": Column(_("Shipped on"), "date"),
        "requested_on": Column(_("Requested on"), "date"),
        "kind": Column(_("Kind")),
        "reason": Column(_("Reason")),
        "sku": Column(_("SKU")),
        "units": Column(_("Units"), "number", is_summed=True, about="returned_units"),
        "restocked": Column(_("Put back"), "number", about="restocked_units"),
        "refund": Column(
            _("Refunded, {currency}").format(currency=currency),
            "number",
            2,
            is_summed=True,
            about="refunded_amount",
        ),
        "order_id": Column(_("Order number")),
        "channel": Column(_("Channel")),
        "po_id": Column(_("Receipt")),
        "supplier_id": Column(_("Supplier")),
        "refunded_on": Column(_("Refunded on"), "date"),
        "product_name": Column(_("Product"), width="medium"),
    }


def part_columns(by: str, currency: str, known: Set[str]) -> dict[str, Column]:
    """Columns of returns.by_part; by: of returns.PARTS; known: columns with values."""
    has_names = by == "sku"
    decimals = 2 if by == "reason" else 1
    names = {"label": Column(_("Product"), width="medium")} if has_names else {}
    compared = {
        "before": Column(_("The time before"), "percent", decimals, about="return_rate_before"),
        "change": Column(_("Difference, points"), "points", decimals, about="return_rate_change"),
    }
    interval = {
        "low": Column(_("At least"), "percent", decimals, about="return_rate_low"),
        "high": Column(_("At most"), "percent", decimals, about="return_rate_high"),
    }
    columns = {
        ("key" if has_names else "label"): Column(
            _("SKU") if has_names else _(returns.PARTS[by]), is_pinned=True
        ),
        **names,
        "rate": Column(_("Return rate"), "percent", decimals, about="return_rate"),
        **compared,
        "came_units": Column(_("Units returned"), "number", about="returned_units"),
        "units": Column(_("Units shipped"), "number", about="shipped_units"),
        "refund": Column(_("Refunded, {currency}").format(currency=currency), "bar", about="refunded_amount"),
        "restocked_share": Column(_("Put back to stock"), "percent", 0, about="restocked_share"),
        "loss": Column(
            _("Lost goods at cost, {currency}").format(currency=currency), "number", about="lost_goods"
        ),
        **interval,
    }
    return {name: column for name, column in columns.items() if name in known}

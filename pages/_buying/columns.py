"""The columns of the order book, and of one order's lines and receipts."""

from __future__ import annotations

from core.i18n import _
from pages._frame import Column


def order_columns(currency: str) -> dict[str, Column]:
    """One row per order; money in the display currency."""
    return {
        "po_id": Column(_("Order number"), is_pinned=True),
        "supplier_name": Column(_("Supplier")),
        "state_words": Column(_("State")),
        "expected_on": Column(_("Expected on"), "date"),
        "expected_words": Column(_("How we know")),
        "days_late": Column(_("Days late"), "number", about="days_late"),
        "open_units": Column(_("Open units"), "number", is_summed=True, about="open_units"),
        "open_amount": Column(
            _("Open, {currency}").format(currency=currency), "number", is_summed=True, about="open_amount"
        ),
        "received_share": Column(_("Received"), "percent", about="received_part"),
        "ordered_on": Column(_("Ordered on"), "date"),
        "promised_on": Column(_("Promised on"), "date"),
        "last_received_on": Column(_("Last receipt"), "date"),
        "receipts": Column(_("Receipts"), "number", about="receipts_count"),
        "lines": Column(_("Lines"), "number", about="order_lines_count"),
        "ordered_units": Column(_("Ordered units"), "number", about="ordered_units"),
        "received_units": Column(_("Received units"), "number", about="received_units"),
        "cancelled_units": Column(_("Cancelled units"), "number", about="cancelled_units"),
        "amount": Column(_("Amount, {currency}").format(currency=currency), "number", about="order_amount"),
        "location": Column(_("Location")),
        "their_number": Column(_("Number in the file")),
        "ordered_by": Column(_("Ordered by")),
    }


def line_columns() -> dict[str, Column]:
    """One row per line of an order."""
    return {
        "sku": Column(_("SKU"), is_pinned=True),
        "product_name": Column(_("Product"), width="medium"),
        "ordered_units": Column(_("Ordered"), "number", about="ordered_units"),
        "received_units": Column(_("Received"), "number", about="received_units"),
        "rejected_units": Column(_("Rejected"), "number", about="rejected_units"),
        "cancelled_units": Column(_("Cancelled"), "number", about="cancelled_units"),
        "open_units": Column(_("Open"), "number", about="open_units"),
        "promised_on": Column(_("Promised on"), "date"),
        "expected_on": Column(_("Expected on"), "date"),
        "days_late": Column(_("Days late"), "number", about="days_late"),
        "unit_cost": Column(_("Unit cost"), "money"),
        "currency": Column(_("Currency")),
    }


def receipt_columns() -> dict[str, Column]:
    """One row per receipt of a line."""
    return {
        "received_on": Column(_("Received on"), "date", is_pinned=True),
        "receipt_id": Column(_("Receipt")),
        "sku": Column(_("SKU")),
        "product_name": Column(_("Product"), width="medium"),
        "units": Column(_("Units"), "number", is_summed=True),
        "rejected_units": Column(_("Rejected"), "number", about="rejected_units"),
    }

"""Sentences about a file that its report names by key, each with the condition of the rows it is about."""

from __future__ import annotations

import duckdb

from core.errors import Message
from core.i18n import N_
from core.ingest.choices import Answers
from core.ingest.compile import filled
from core.ingest.stage import Loaded

Connection = duckdb.DuckDBPyConnection

NOTICES = {
    "no_sku": N_("Rows without a SKU: {count}. The product's full name stands in for it."),
    "refunds_without_date": N_(
        "Refunds of which the file does not say when they were made: {count}. They count on the day of "
        "completion or payment."
    ),
    "refunds_on_return": N_(
        "Refunds of which the file does not say when they were made: {count}. They count on the day of the "
        "return. Add a column with the refund date if it was another day."
    ),
    "refund_assumed": N_(
        "Orders that were closed after payment without a refund amount: {count}. They are taken as fully "
        "refunded."
    ),
    "refunds_elsewhere": N_(
        "This report knows no refunds. Orders that count in full until the report of payments or refunds is "
        "imported: {count}."
    ),
    "cancelled_after_payment": N_(
        "Orders that were cancelled after payment without a refund amount: {count}. They are taken as fully "
        "refunded."
    ),
    "orders_without_lines": N_(
        "Orders that come without their products: {count}. Their money counts; units and SKUs need the "
        "report of the order lines too."
    ),
    "tax_left_in": N_(
        "Orders that do not tell goods from tax: {count}. What was paid for their goods contains the tax."
    ),
    "all_paid": N_(
        "The file says neither a state nor a time of payment: all its orders count as paid when they were "
        "placed: {count}. Add a column with the state if some were not."
    ),
    "all_sold": N_(
        "The file says neither a state nor a time of payment: all its orders count as paid and sent when "
        "they were placed: {count}. Add a column with the state if some were not."
    ),
    "without_state": N_(
        "Orders whose state and time of payment are empty: {count}. They do not count as sold until a file "
        "says more."
    ),
    "refund_without_amount": N_(
        "Orders that show a refund without its amount: {count}. They count in full until a file says it."
    ),
}
"""Sentences that presets name by key."""
REFUNDS_UNREAD = N_(
    'The column "{column}" tells of refunds and is not read in a list of orders: they count in full. Hand in '
    "the refunds as a file of their own, with the template for returns."
)
_REFUND_WORDS = ("refund", "退款", "退货")
_OF_ORDERS = ("all_paid", "all_sold", "without_state")


def told(connection: Connection, part: Loaded, answers: Answers) -> list[Message]:
    """The sentences of one part whose condition holds for some of its rows, with how many."""
    found = []
    for name, condition in part.match.preset.warn.items():
        per = next((f'"{p.per}"' for p in part.match.preset.totals if p.per != "row"), "source_row")
        by = "source_row" if name == "no_sku" else '"order_id"' if name in _OF_ORDERS else per
        row = connection.execute(
            f"SELECT count(DISTINCT {by}) FROM {part.typed} WHERE skip_reason "
            f"IS NULL AND ({filled(condition, answers)})"
        ).fetchone()
        if row and row[0]:
            found.append(Message(NOTICES[name], {"count": row[0]}))
    return found


def unread_refunds(part: Loaded) -> list[Message]:
    """What is told where a list of sales that a person keeps has a column of refunds."""
    preset = part.match.preset
    is_own_list = not preset.platform and not preset.distinctive
    if not is_own_list or not any(target.table in ("orders", "order_lines") for target in preset.targets):
        return []
    return [
        Message(REFUNDS_UNREAD, {"column": header.strip()})
        for header in part.match.unused
        if any(word in header.lower() for word in _REFUND_WORDS)
    ]

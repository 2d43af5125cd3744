"""Purchasing: stock + forecast + policy -> suggestions with reasons -> orders.

`suggestions` gives what to order now and why nothing for the rest; `explain` and `why_nothing` put it in
words; `readiness` says what is missing; `accept` makes orders of a planner's answers; `order_sheet` and
`grid_out` write files. The rule itself is `suggest`, a pure function of `Known`.
"""

from core.ledger import PlacedOrder
from core.purchasing.accepting import Accepted, EditedLine, accept, quantity_warnings, reject
from core.purchasing.arriving import arrivals_by_week
from core.purchasing.asking import TermsToConfirm, terms_to_confirm
from core.purchasing.bought import ARRIVED, BOUGHT, Bought, Filed, bought, read_bought
from core.purchasing.budget import within_budget
from core.purchasing.closures import CLOSURES, Closures, no_closures
from core.purchasing.desk import (
    GRID,
    Order,
    SupplierDesk,
    edits,
    grid,
    grid_version,
    is_suggested,
    line_of,
    lines_of,
    nothing_table,
    order_of,
    steps_in_words,
    supplier_desks,
    waterfall_table,
    weeks_ahead,
)
from core.purchasing.endangered import ENDANGERED, endangered, late_words, none_endangered
from core.purchasing.expected import EXPECTED, expected
from core.purchasing.explain import Explanation, explain, inputs_of
from core.purchasing.explain import Step as ExplanationStep
from core.purchasing.grid_files import GridAnswer, RefusedRow, grid_in, grid_out
from core.purchasing.notes import moq_note
from core.purchasing.on_order import ARRIVALS
from core.purchasing.order_book import (
    ORDER_BOOK,
    OrderBook,
    OrderBookEntry,
    arrived_lines,
    book_of,
    matching_orders,
    order_book,
    order_book_entry,
    order_words,
    suppliers_of,
)
from core.purchasing.order_book import STATES as ORDER_STATES
from core.purchasing.order_files import OrderSheet, order_csv, order_sheet, order_xlsx
from core.purchasing.past import PAST, Past, past_of, read_past
from core.purchasing.policy import Policy, read_policy, set_policy
from core.purchasing.position import POSITION, Position, read_position
from core.purchasing.readiness import SUPPLIERS, Readiness, Task, readiness
from core.purchasing.reading import protection, read_known, suggestions
from core.purchasing.refresh import KIND, refresh, refresh_forecasts
from core.purchasing.refusals import CODES, why_nothing
from core.purchasing.suggest import INPUTS, LINES, NOTHING, ROWS, Known, Suggestions, suggest
from core.purchasing.templates import prefilled_stock_template, prefilled_supplier_products_template
from core.purchasing.terms import OFFERS, TERMS, Offers, choose_terms
from core.purchasing.to_order import MEASURES as TO_ORDER_MEASURES
from core.purchasing.to_order import ToOrder, by_supplier, to_order
from core.purchasing.transfers import TRANSFERS

__all__ = [
    "ARRIVALS",
    "ARRIVED",
    "BOUGHT",
    "CLOSURES",
    "CODES",
    "ENDANGERED",
    "EXPECTED",
    "GRID",
    "INPUTS",
    "KIND",
    "LINES",
    "NOTHING",
    "OFFERS",
    "ORDER_BOOK",
    "ORDER_STATES",
    "PAST",
    "POSITION",
    "ROWS",
    "SUPPLIERS",
    "TERMS",
    "TO_ORDER_MEASURES",
    "TRANSFERS",
    "Accepted",
    "Bought",
    "Closures",
    "EditedLine",
    "Explanation",
    "ExplanationStep",
    "Filed",
    "GridAnswer",
    "Known",
    "Offers",
    "Order",
    "OrderBook",
    "OrderBookEntry",
    "OrderSheet",
    "Past",
    "PlacedOrder",
    "Policy",
    "Position",
    "Readiness",
    "RefusedRow",
    "Suggestions",
    "SupplierDesk",
    "Task",
    "TermsToConfirm",
    "ToOrder",
    "accept",
    "arrivals_by_week",
    "arrived_lines",
    "book_of",
    "bought",
    "by_supplier",
    "choose_terms",
    "edits",
    "endangered",
    "expected",
    "explain",
    "grid",
    "grid_in",
    "grid_out",
    "grid_version",
    "inputs_of",
    "is_suggested",
    "late_words",
    "line_of",
    "lines_of",
    "matching_orders",
    "moq_note",
    "no_closures",
    "none_endangered",
    "nothing_table",
    "order_book",
    "order_book_entry",
    "order_csv",
    "order_of",
    "order_sheet",
    "order_words",
    "order_xlsx",
    "past_of",
    "prefilled_stock_template",
    "prefilled_supplier_products_template",
    "protection",
    "quantity_warnings",
    "read_bought",
    "read_known",
    "read_past",
    "read_policy",
    "read_position",
    "readiness",
    "refresh",
    "refresh_forecasts",
    "reject",
    "set_policy",
    "steps_in_words",
    "suggest",
    "suggestions",
    "supplier_desks",
    "suppliers_of",
    "terms_to_confirm",
    "to_order",
    "waterfall_table",
    "weeks_ahead",
    "why_nothing",
    "within_budget",
]

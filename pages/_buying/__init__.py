"""Parts of the buying pages: all suggestions, terms, the grid, why this quantity, Excel, one order."""

from pages._buying.columns import order_columns
from pages._buying.excel import over_excel
from pages._buying.missing import (
    missing_files,
    nothing_ordered,
    say_how_old,
    template_button,
    useful_files,
)
from pages._buying.one_order import show_order
from pages._buying.ordering import order_grid
from pages._buying.overview import order_tiles, supplier_bars
from pages._buying.past import past_decisions
from pages._buying.placed import order_downloads, placed_orders
from pages._buying.supplier import choose_supplier
from pages._buying.terms import change_terms, confirm_terms, terms_are_asked
from pages._buying.why import pick_why, why_this_quantity

__all__ = [
    "change_terms",
    "choose_supplier",
    "confirm_terms",
    "missing_files",
    "nothing_ordered",
    "order_columns",
    "order_downloads",
    "order_grid",
    "order_tiles",
    "over_excel",
    "past_decisions",
    "pick_why",
    "placed_orders",
    "say_how_old",
    "show_order",
    "supplier_bars",
    "template_button",
    "terms_are_asked",
    "useful_files",
    "why_this_quantity",
]

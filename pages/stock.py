"""What do we have, and how long does it last?"""

from core import schema
from core.i18n import N_, _
from pages import _frame, _stock

page = _frame.begin("stock")
VIEWS = {
    "health": N_("Health"),
    "classes": N_("ABC-XYZ"),
    "ageing": N_("Ageing"),
    "outs": N_("Stock-outs"),
    "counts": N_("Counts"),
}
SHOW = {
    "health": _stock.show_health,
    "classes": _stock.show_classes,
    "ageing": _stock.show_ageing,
    "outs": _stock.show_stock_outs,
    "counts": _stock.show_counts,
}


def need_stock() -> None:
    """Nothing but counts can be shown before orders and a stock file are there."""
    if page.snapshot.has_rows("current", "orders") and not page.snapshot.has_rows("current", "stock"):
        _stock.ask_for_stock(page)
    page.need(
        schema.STOCK,
        schema.ORDERS,
        why=_("Upload orders and a stock file. This page then shows what runs out and what lies too long."),
    )


view = _frame.choose("view", _("Show"), VIEWS, "health")
if view != "counts":
    need_stock()
SHOW[view](page)

"""What must we order, how much, and from whom?"""

import streamlit as st

from core import i18n, purchasing, schema
from core.i18n import N_, _, ngettext
from core.purchasing import Suggestions, SupplierDesk, ToOrder
from core.security import Permission
from pages import _buying, _frame
from pages._frame import Column

page = _frame.begin("replenishment")
page.need(
    schema.ORDERS,
    why=_("Upload the order files of your shops; Abacus then says what to order, how much and why."),
)
VIEWS = {"order": N_("To order"), "nothing": N_("Why nothing"), "excel": N_("Over Excel")}


def say_answer(found: ToOrder, desks: list[SupplierDesk]) -> None:
    with_lines = [desk for desk in desks if desk.lines]
    waiting = sum(desk.waiting for desk in desks)
    if not with_lines and waiting:
        words = ngettext("{count} SKU waits", "{count} SKUs wait", waiting).format(count=i18n.number(waiting))
        page.answer(_("{skus} for a lead time. Confirm it once, and suggestions appear.").format(skus=words))
        return
    if not with_lines:
        page.answer(_("Nothing has to be ordered now. The list below says why, SKU by SKU."))
        return
    words = _("{lines} to order from {suppliers} for {amount}; {late} out of stock or too late already.")
    lines = ngettext("{count} SKU", "{count} SKUs", found.skus).format(count=i18n.number(found.skus))
    suppliers = ngettext("{count} supplier", "{count} suppliers", len(with_lines))
    page.answer(
        words.format(
            lines=lines,
            suppliers=suppliers.format(count=i18n.number(len(with_lines))),
            amount=i18n.compact_money(found.amount, page.currency),
            late=i18n.number(found.late_skus),
        )
    )


def show_orders(shown: Suggestions, found: ToOrder, desks: list[SupplierDesk]) -> None:
    place = st.container()
    desk = _buying.choose_supplier(desks)
    if found.lines:
        with place:
            _buying.order_tiles(page, shown, found)
            _buying.supplier_bars(page, shown, desk.supplier_id or "-")
    if _buying.terms_are_asked(desk):
        _buying.confirm_terms(page, desk)
    if desk.lines:
        _buying.order_grid(page, shown, desk)
    picked = _buying.pick_why(shown, desk.supplier_id) if desk.lines else []
    if asked := _frame.details("sku", picked, lambda asked: purchasing.is_suggested(shown, asked)):
        _buying.why_this_quantity(page, shown, asked)
    if desk.is_confirmed and page.may(Permission.DECIDE_PURCHASE):
        _buying.change_terms(desk)


def show_nothing(shown: Suggestions) -> None:
    search = _frame.search("find_nothing", _("Search SKUs and names"))
    columns = {
        "sku": Column(_("SKU"), is_pinned=True),
        "product_name": Column(_("Product"), width="medium"),
        "location": Column(_("Location")),
        "why": Column(_("Why nothing is suggested"), width="large"),
        "position": Column(_("In stock and on order"), "number", about="stock_position"),
        "units_per_day": Column(_("Demand a day"), "number", decimals=2, about="demand_a_day"),
        "cover_days_before": Column(_("Days covered"), "number", about="days_covered"),
    }
    table = purchasing.nothing_table(shown, search)
    _frame.table(
        table,
        columns,
        key=f"nothing_{shown.snapshot_id}_{shown.ledger_revision}_{search}",
        file_name="why-nothing",
    )


_frame.watch_job(page)
_buying.placed_orders(page)
_buying.say_how_old(page)
_buying.missing_files(page)
shown = page.read_large(purchasing.suggestions)
desks = purchasing.supplier_desks(shown, page.ledger, page.read_decisions(purchasing.readiness).suppliers)
found = purchasing.to_order(shown)
say_answer(found, desks)
view = _frame.choose("view", _("Show"), VIEWS, "order")
if view == "nothing":
    show_nothing(shown)
elif not desks:
    st.caption(_frame.escape(_("No supplier has anything to decide now.")))
elif view == "excel":
    _buying.over_excel(page, shown, None)
else:
    show_orders(shown, found, desks)
_buying.useful_files(page)

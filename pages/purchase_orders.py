"""What is on order, and when does it come?"""

import streamlit as st

from core import charts, i18n, purchasing
from core.errors import NotReady
from core.i18n import N_, _, ngettext
from core.purchasing import ORDER_STATES
from pages import _buying, _frame
from pages._frame import Tile

page = _frame.begin("purchase_orders")
SHOWN = {"open": N_("Open"), "late": N_("Late"), "all": N_("All")}


def answer() -> str:
    orders = ngettext("{count} order", "{count} orders", book.open_orders)
    words = _("{orders} open with {units} units; {late} late.").format(
        orders=orders.format(count=i18n.number(book.open_orders)),
        units=i18n.number(book.open_units),
        late=i18n.number(book.late_orders),
    )
    if book.next_arrival_on is None:
        return words
    coming = _("The next is expected on {date}.").format(date=i18n.date(book.next_arrival_on))
    return i18n.sentences(words, coming)


def say_what_is_late() -> None:
    """Late orders in words, with the SKUs that run out before they come, where forecasts are there."""
    if not book.late_orders:
        return
    try:
        found = purchasing.endangered(book, page.read_large(purchasing.suggestions))
    except NotReady:
        found = purchasing.none_endangered()
    for words in purchasing.late_words(book, found):
        _frame.notice(words, state="warning")


def show_tiles() -> None:
    unknown = _("Units that are open at unit cost; {count} orders without a known cost are not in it.")
    tiles = [
        Tile(_("Open orders"), i18n.number(book.open_orders), about="open_orders"),
        Tile(_("Open units"), i18n.compact(book.open_units), about="open_units"),
        Tile(
            _("Open money"),
            i18n.compact_money(book.open_amount, page.currency),
            note=unknown.format(count=i18n.number(book.without_cost)),
            about="open_amount",
        ),
        Tile(
            _("Late orders"),
            i18n.number(book.late_orders),
            state="danger" if book.late_orders else "good",
            state_words=i18n.compact_money(book.late_amount, page.currency)
            if book.late_orders
            else _("none"),
            note=_("Units are open after the promised day. The money is what these units cost."),
            about="late_orders",
        ),
    ]
    _frame.tiles(page, tiles, key="purchase_orders")


def show_weeks() -> None:
    if not book.open_orders:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.subheader(_("When it comes"), anchor=False)
        by = _frame.choose("coming_by", _("Measure"), {"units": N_("Units"), "money": N_("Money")}, "units")
    measures = {"units": charts.Measure(_("Units")), "money": charts.Measure(_("Money"), page.currency)}
    weeks = purchasing.arrivals_by_week(book, by)
    _frame.chart(charts.bars(weeks, measures[by], page.look), key="orders_weeks")


def show_table() -> list[str]:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = _frame.choose("orders", _("Show"), SHOWN | _states(), "open")
        names = purchasing.suppliers_of(book)
        supplier = _frame.pick("ordered_from", _("Supplier"), list(names), names.__getitem__)
        search = _frame.search("find_order", _("Search number, supplier or SKU"))
    return _frame.table(
        purchasing.matching_orders(book, kind, search, "" if supplier == "-" else supplier),
        _buying.order_columns(page.currency),
        key=f"orders_{page.snapshot.id}_{page.ledger.revision}_{kind}_{supplier}_{search}",
        file_name="purchase-orders",
        select="one",
        id_column="po_id",
    )


def _states() -> dict[str, str]:
    there = set(book.table["state"])
    return {code: words for code, words in ORDER_STATES.items() if code in there and code != "promised"}


book = page.read_large(purchasing.order_book)
if book.table.empty:
    _buying.nothing_ordered(page)
page.answer(answer())
show_tiles()
say_what_is_late()
show_weeks()
selected = show_table()
st.caption(_frame.escape(_("Select an order to see its lines, record what arrived or cancel what is open.")))
is_open = _buying.past_decisions(page)
po_id = _frame.details("order", selected, set(book.table["po_id"]).__contains__)
if po_id and not is_open:  # one dialog at a time
    _buying.show_order(page, po_id)

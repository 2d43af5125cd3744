"""What do we have, and how long does it last?"""

import streamlit as st

from core import charts, i18n, metrics, purchasing, schema, stock_health
from core.i18n import N_, _
from core.stock_health import STATES
from pages import _frame
from pages._frame import Column, Tile

page = _frame.begin("stock")


def ask_for_stock() -> None:
    """Orders are there but no stock: what the file must say, with the shop's own SKUs already in it."""
    _frame.empty_state(
        _("Nobody has said yet what lies in stock"),
        _(
            "Upload one file with SKU, location and units on hand. This page then shows what is out, what "
            "runs out before the next delivery and what lies there for too long, and Replenishment can say "
            "what to order."
        ),
    )
    with st.container(horizontal=True, horizontal_alignment="center"):
        st.download_button(
            _("Download the template with your SKUs"),
            _frame.later(lambda: purchasing.prefilled_stock_template(page.snapshot)),
            file_name="stock.xlsx",
            on_click="ignore",
            icon=":material/download:",
            type="primary",
            key="stock_template",
        )
    st.stop()


def show_tiles() -> None:
    out = found.skus["out"]
    tiles = [
        *(_frame.figure_tile(page, value) for value in figures.values()),
        Tile(
            _("SKUs out of stock"),
            i18n.number(out),
            state="danger" if out else "good",
            state_words=_("order now") if out else _("none"),
            note=_("{count} are below zero: sold but not there.").format(count=i18n.number(found.oversold))
            if found.oversold
            else "",
        ),
        Tile(
            _("Excess value"),
            i18n.compact_money(found.excess_value, page.currency),
            note=_("At cost: what lasts beyond half a year, and what nobody asks for."),
        ),
        Tile(
            _("SKUs without a cost"),
            i18n.percent(found.share_without_cost),
            note=_("Of the SKUs in stock; their value is not counted."),
        ),
    ]
    _frame.tiles(page, tiles, key="stock")


def show_states() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.subheader(_("How stock stands"), anchor=False)
        by = _frame.choose(
            "stock_by", _("Measure"), {"value": N_("Stock value"), "skus": N_("Number of SKUs")}, "value"
        )
    measures = {"value": charts.Measure(_("Stock value"), page.currency), "skus": charts.Measure(_("SKUs"))}
    by_state = stock_health.value_by_state(stock.table, by)
    _frame.chart(charts.bars(by_state, measures[by], page.look), key="stock_states")


def show_table() -> None:
    titles = stock_health.titles(found.skus)
    state = _frame.choose("state", _("State"), titles, "")
    search = _frame.search("find_stock", _("Search SKU, name or location"))
    if state:
        st.caption(_frame.escape(f"{STATES[state].words}: {_(STATES[state].meaning)}"))
    rows = stock_health.matching(stock.table, state, search)
    _frame.table(rows, columns(), key=f"stock_{page.snapshot.id}_{state}_{search}", file_name="stock")


def columns() -> dict[str, Column]:
    money = _("Value, {currency}").format(currency=page.currency)
    return {
        "sku": Column(_("SKU"), is_pinned=True),
        "product_name": Column(_("Product"), width="medium"),
        "state_words": Column(_("State")),
        "location": Column(_("Location")),
        "physical": Column(_("On hand"), "number", help=_("The last count and what moved since, in units")),
        "reserved": Column(_("Reserved"), "number"),
        "on_order": Column(_("On order"), "number"),
        "days_of_supply": Column(_("Days of supply"), "number"),
        "stock_out_on": Column(_("Runs out on"), "date"),
        "value": Column(money, "number"),
        "demand": Column(_("Weekly demand"), "trend", help=_("Units per week in the last 26 weeks")),
    }


if page.snapshot.has_rows("current", "orders") and not page.snapshot.has_rows("current", "stock"):
    ask_for_stock()
page.need(
    schema.STOCK,
    schema.ORDERS,
    why=_("Upload orders and a stock file. This page then shows what runs out and what lies too long."),
)
stock = page.read_large(stock_health.read_stock)
figures = page.read(metrics.compute, stock_health.FIGURES, page.filters.now)
found = stock_health.overview(stock, figures, page.currency)
page.answer(found.answer)
st.caption(_frame.escape(found.counted))
if not stock.has_forecasts:
    _frame.notice(
        _("There are no forecasts yet: how long stock lasts is not known. Refresh on the page Data.")
    )
show_tiles()
show_states()
show_table()

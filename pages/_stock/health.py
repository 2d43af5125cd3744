"""How stock stands: days of supply by state, the money in it, what to do."""

from __future__ import annotations

import streamlit as st

from core import charts, i18n, metrics, stock_health
from core.i18n import N_, _
from core.stock_health import STATES, Choice, StockOverview, StockTable
from pages import _frame
from pages._frame import Column, Tile
from pages._stock.one import open_one

MEASURES = {"value": N_("Stock value"), "skus": N_("Number of SKUs")}


def show_health(page: _frame.Page) -> None:
    """Tiles, the money by state, and the table to act on."""
    stock = page.read_large(stock_health.read_health)
    figures = page.read(metrics.compute, stock_health.FIGURES, page.filters.now)
    found = stock_health.overview(stock, figures, page.currency)
    page.answer(found.answer)
    st.caption(_frame.escape(i18n.sentences(found.counted, _rated(page))))
    if not stock.has_forecasts:
        _frame.notice(
            _("There are no forecasts yet: how long stock lasts is not known. Refresh on the page Data.")
        )
    tiles = [_frame.figure_tile(page, value) for value in figures.values()]
    _frame.tiles(page, tiles + _own_tiles(page, found), key="stock")
    _states(page, stock, has_costs=found.share_without_cost < 1)
    _table(page, stock, found)


def _rated(page: _frame.Page) -> str:
    """The days of the one figure that is not of now."""
    days = page.filters.now
    return _("Stock-out rate: {first} to {last}.").format(
        first=i18n.date(days.start), last=i18n.date(days.end)
    )


def _own_tiles(page: _frame.Page, found: StockOverview) -> list[Tile]:
    out = found.skus["out"]
    below = _("{count} are below zero: sold but not there.").format(count=i18n.number(found.oversold))
    return [
        Tile(
            _("SKUs out of stock"),
            i18n.number(out),
            about="skus_out",
            state="danger" if out else "good",
            state_words=_("order now") if out else _("none"),
            note=below if found.oversold else "",
        ),
        Tile(
            _("Excess value"),
            i18n.compact_money(found.excess_value, page.currency),
            about="excess_value",
            numbers={
                _("Products with too much"): i18n.number(found.skus["too_much"]),
                _("Products without demand"): i18n.number(found.skus["no_demand"]),
            },
        ),
        Tile(
            _("SKUs without a cost"),
            i18n.percent(found.share_without_cost),
            about="skus_without_cost",
        ),
    ]


def _states(page: _frame.Page, stock: StockTable, *, has_costs: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.subheader(_("How stock stands"), anchor=False)
        by = _frame.choose("stock_by", _("Measure"), MEASURES, "value") if has_costs else "skus"
    measures = {"value": charts.Measure(_("Stock value"), page.currency), "skus": charts.Measure(_("SKUs"))}
    by_state = stock_health.value_by_state(stock.table, by)
    _frame.chart(charts.bars(by_state, measures[by], page.look), key="stock_states")


def _table(page: _frame.Page, stock: StockTable, found: StockOverview) -> None:
    state = _frame.choose("state", _("State"), stock_health.titles(found.skus), "")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = _frame.search("find_stock", _("Search SKU, name or location"))
        location = _pick(stock, "location", _("Location"), _("All locations"), name="stock_location")
        category = _pick(stock, "category", _("Category"), _("All categories"), name="stock_category")
        abc = _pick(stock, "abc", _("ABC class"), _("All classes"), name="stock_abc")
    if state:
        words = _("{state}: {meaning}. What to do: {way}.").format(
            state=STATES[state].words, meaning=_(STATES[state].meaning), way=_(STATES[state].way)
        )
        st.caption(_frame.escape(words))
    choice = Choice(state, location, category, abc, search)
    rows = stock_health.matching(stock.table, choice)
    selected = _frame.table(
        rows,
        _columns(page),
        key=f"stock_{page.snapshot.id}_{page.ledger.revision}_{choice}",
        file_name="stock",
        select="one",
        id_column="place",
    )
    open_one(page, selected)


def _pick(stock: StockTable, column: str, label: str, everything: str, *, name: str) -> str:
    """One of the values that a column has, '' for all; nothing to choose where there is only one."""
    known = stock_health.values_of(stock.table, column)
    if len(known) < 2:
        return ""
    return _frame.pick(name, label, ["", *known], lambda value: value or everything, width=200)


def _columns(page: _frame.Page) -> dict[str, Column]:
    money = _("Value, {currency}").format(currency=page.currency)
    return {
        "sku": Column(_("SKU"), is_pinned=True),
        "product_name": Column(_("Product"), width="medium"),
        "state_words": Column(_("State")),
        "location": Column(_("Location"), is_optional=True),
        "physical": Column(_("On hand"), "number", about="physical"),
        "days_of_supply": Column(_("Days of supply"), "number", about="supply_days"),
        "stock_out_on": Column(_("Runs out on"), "date", about="runs_out_on"),
        "demand": Column(_("Weekly demand"), "trend", about="weekly_demand", width=115),
        "value": Column(money, "number", about="value_at_cost", is_optional=True, is_summed=True),
        "on_order": Column(_("On order"), "number", about="on_order", is_optional=True),
        "state_way": Column(_("What to do"), width="medium"),
        "reserved": Column(_("Reserved"), "number", about="reserved", is_optional=True),
        "abc": Column(_("ABC"), help=_("By net sales of 12 months; see ABC-XYZ"), width=48),
        "category": Column(_("Category")),
    }

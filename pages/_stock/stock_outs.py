"""Stock-outs: days without stock, what they cost, what is still out."""

from __future__ import annotations

import streamlit as st

from core import charts, i18n, metrics, stock_health
from core.i18n import N_, _
from core.stock_health import ONLY, PERIODS, StockOuts
from pages import _frame
from pages._frame import Column, Tile
from pages._stock.one import open_one

KINDS = {
    "known": N_("stock counts"),
    "weak": N_("only inferred (weak)"),
    "open": N_("stock counts, still out"),
}


def show_stock_outs(page: _frame.Page) -> None:
    """Tiles, the calendar of spells, and the table."""
    days = _frame.choose("out_days", _("Time"), PERIODS, "365")
    found = page.read_decisions(stock_health.read_stock_outs, days)
    page.answer(found.answer(page.currency))
    st.caption(
        _frame.escape(
            _(
                "Lost sales: the usual demand of the known days up to eight weeks before and after each "
                "spell, not of later sales alone, times its days; peaks are left out. The range holds in 4 "
                "of 5 cases. "
                "Money: net sales of a unit of that product at that location."
            )
        )
    )
    _tiles(page, found)
    if found.spells.empty:
        st.text(_("Nothing was out of stock in this time, as far as stock files and sales tell."))
        open_one(page, [])
        return
    st.subheader(_("When products were out"), anchor=False)
    spec = charts.spans(
        stock_health.calendar_of(found),
        page.look,
        description=_("Days without stock of the products that lost most"),
        kinds={code: _(words) for code, words in KINDS.items()},
        days=(found.first_day.isoformat(), found.as_of.isoformat()),
    )
    _frame.chart(spec, key="stock_out_calendar")
    st.caption(_("Filled: stock counts say so. Outlined: only inferred, weak. ✕ still out."))
    _table(page, found)


def _tiles(page: _frame.Page, found: StockOuts) -> None:
    span = metrics.Filters(found.first_day, found.as_of)
    rate = page.read(metrics.compute, ("stock_out_rate",), span)["stock_out_rate"]
    lost_range = _("{low} to {high}").format(
        low=i18n.compact_money(found.low, page.currency), high=i18n.compact_money(found.high, page.currency)
    )
    _frame.tiles(
        page,
        [
            _frame.figure_tile(page, rate, over=span),
            Tile(
                _("SKU-days without stock"),
                i18n.number(found.sku_days),
                about="out_days",
            ),
            Tile(
                _("Lost net sales"),
                i18n.compact_money(found.lost, page.currency),
                about="lost_net_sales",
                numbers={
                    _("With a chance of four in five"): lost_range,
                    _("Lost units"): i18n.number(found.lost_units),
                },
            ),
            Tile(
                _("Still out"),
                i18n.number(found.n_open),
                about="out_now",
                state="danger" if found.n_open else "good",
                state_words=_("order now") if found.n_open else _("none"),
            ),
            Tile(
                _("Again and again"),
                i18n.number(found.n_recurring),
                about="out_again",
            ),
            Tile(
                _("Only inferred"),
                i18n.number(found.n_inferred),
                about="out_inferred",
                numbers={
                    _("Lost net sales"): i18n.compact_money(found.inferred_lost, page.currency),
                },
            ),
        ],
        key="stock_outs",
    )


def _table(page: _frame.Page, found: StockOuts) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        only = _frame.choose("outs", _("Show"), ONLY, "")
        search = _frame.search("find_out", _("Search SKU, name or location"))
    rows = stock_health.matching_spells(found.spells, only, search)
    money = page.currency
    columns = {
        "sku": Column(_("SKU"), is_pinned=True),
        "product_name": Column(_("Product"), width="medium"),
        "location": Column(_("Location"), is_optional=True),
        "state_words": Column(_("State")),
        "lost_net_sales": Column(
            _("Lost net sales, {currency}").format(currency=money), "number", about="lost_net_sales"
        ),
        "from_day": Column(_("First day"), "date"),
        "to_day": Column(_("Last day"), "date"),
        "days": Column(_("Days"), "number", about="out_days"),
        "lost_units": Column(_("Lost units"), "number", about="lost_units"),
        "lost_units_low": Column(_("at least"), "number", about="lost_low"),
        "lost_units_high": Column(_("at most"), "number", about="lost_high"),
        "next_arrival_on": Column(_("Next arrival"), "date", is_optional=True),
        "evidence_words": Column(_("Known from"), width="medium", is_optional=True),
    }
    key = f"outs_{page.snapshot.id}_{page.ledger.revision}_{only}_{search}_{len(rows)}"
    open_one(
        page, _frame.table(rows, columns, key=key, file_name="stock-outs", select="one", id_column="place")
    )

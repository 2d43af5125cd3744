"""How old stock is, what is dead, too much or about to expire, and a way out of each."""

from __future__ import annotations

import streamlit as st

from core import charts, i18n, stock_health
from core.i18n import _
from core.stock_health import DEAD_AFTER, SHOW, Ageing
from pages import _frame
from pages._frame import Column, Tile
from pages._stock.one import open_one


def show_ageing(page: _frame.Page) -> None:
    """Tiles, money by age, the table with a way out, the lots that expire."""
    dead_days = _frame.choose(
        "dead_after", _("Dead: on hand and without a sale for"), DEAD_AFTER, "90", shows_label=True
    )
    found = page.read_large(stock_health.read_ageing, dead_days)
    page.answer(found.answer(page.currency))
    st.caption(_frame.escape(_source(found)))
    _tiles(page, found)
    if found.value == found.value:
        st.subheader(_("Stock by the age of the receipt it came from"), anchor=False)
        measure = charts.Measure(_("Stock at cost"), page.currency)
        bands = stock_health.value_by_band(found.table)
        _frame.chart(charts.bars(bands, measure, page.look), key="stock_ages")
    _table(page, found)
    _lots(page, found)


def _source(found: Ageing) -> str:
    words = [
        _("First in, first out: what lies there is taken to come from the newest receipts. Money at cost.")
    ]
    if found.n_without_cost:
        words += [
            _("{count} products have no cost and are in no sum.").format(
                count=i18n.number(found.n_without_cost)
            )
        ]
    if found.share_weak >= 0.0005:
        words += [
            _(
                "{share} of it has no receipts: it counts from the days on which stock lists rose (weak)."
            ).format(share=i18n.percent(found.share_weak, 0))
        ]
    return i18n.sentences(*words)


def _tiles(page: _frame.Page, found: Ageing) -> None:
    money = page.currency
    dead = _("{count} products").format(count=i18n.number(found.n_dead))
    _frame.tiles(
        page,
        [
            Tile(_("Stock at cost"), i18n.compact_money(found.value, money), about="value_at_cost"),
            Tile(_("Older than 180 days"), i18n.compact_money(found.old, money), about="old_value"),
            Tile(
                _("Dead stock"),
                i18n.compact_money(found.dead, money),
                about="dead_value",
                state="warning" if found.n_dead else "good",
                state_words=dead if found.n_dead else _("none"),
            ),
            Tile(
                _("Excess value"),
                i18n.compact_money(found.excess, money),
                about="excess_value",
            ),
            Tile(
                _("Expires unsold"),
                i18n.compact_money(found.expiring, money),
                about="expiring_value",
                numbers={_("Units"): i18n.number(found.expiring_units)},
            ),
        ],
        key="ageing",
    )


def _table(page: _frame.Page, found: Ageing) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        show = _frame.choose("aged", _("Show"), SHOW, "")
        search = _frame.search("find_aged", _("Search SKU, name or location"))
    rows = stock_health.matching_aged(found.table, show, search)
    if rows.empty:
        st.text(_("Nothing of this kind lies in stock."))
        open_one(page, [])
        return
    currency = _("At cost, {currency}").format(currency=page.currency)
    bands = {
        name: Column(title, "number", about="age_band", help=currency, is_optional=True)
        for name, title in stock_health.band_titles().items()
    }
    columns = {
        "sku": Column(_("SKU"), is_pinned=True),
        "product_name": Column(_("Product"), width="medium"),
        "location": Column(_("Location"), is_optional=True),
        "way_out_words": Column(_("Way out"), width="medium"),
        "physical": Column(_("On hand"), "number", about="physical"),
        "value": Column(
            _("Value, {currency}").format(currency=page.currency),
            "number",
            about="value_at_cost",
            is_optional=True,
            is_summed=True,
        ),
        "oldest_days": Column(_("Oldest, days"), "number", about="oldest_days", is_optional=True),
        "mean_days": Column(_("Mean age, days"), "number", about="mean_days", is_optional=True),
        "last_sold_on": Column(_("Last sale"), "date"),
        "idle_days": Column(_("Days without a sale"), "number", about="idle_days"),
        "excess_units": Column(_("Beyond need, units"), "number", about="excess_units"),
        "excess_value": Column(
            _("Beyond need, {currency}").format(currency=page.currency),
            "number",
            about="excess_value",
            is_summed=True,
        ),
        **bands,
        "evidence_words": Column(_("Age from")),
    }
    key = f"aged_{page.snapshot.id}_{page.ledger.revision}_{show}_{search}_{len(rows)}"
    open_one(
        page, _frame.table(rows, columns, key=key, file_name="stock-ageing", select="one", id_column="place")
    )


def _lots(page: _frame.Page, found: Ageing) -> None:
    if found.lots.empty:
        return
    st.subheader(_("Lots with a last day"), anchor=False)
    columns = {
        "sku": Column(_("SKU"), is_pinned=True),
        "product_name": Column(_("Product"), width="medium"),
        "location": Column(_("Location")),
        "lot": Column(_("Lot")),
        "expires_on": Column(_("Last day"), "date"),
        "days_left": Column(_("Days left"), "number", about="days_left"),
        "units": Column(_("Units"), "number"),
        "unsold": Column(_("Unsold by then"), "number", about="expiring_units"),
        "value": Column(
            _("Lost at cost, {currency}").format(currency=page.currency),
            "number",
            about="expiring_value",
            is_summed=True,
        ),
    }
    _frame.table(found.lots, columns, key=f"lots_{page.snapshot.id}", file_name="expiring-lots")

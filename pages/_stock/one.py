"""One product: its stock over time with stock-outs, what sold, what is expected, what comes."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core import charts, i18n, stock_health
from core.i18n import _
from core.stock_health import OneStock
from pages import _frame
from pages._frame import Column, Tile


def open_one(page: _frame.Page, selected: Sequence[str]) -> None:
    """Show the product of a selected row, or the one that the address names, in a dialog.

    selected, `sku` in the address: "SKU" or "SKU|location".
    """
    chosen = _frame.details("sku", selected, bool)
    if not chosen:
        return
    sku, _bar, location = chosen.partition("|")

    title = _("Stock of {sku}").format(sku=sku)

    @_frame.dialog(title, is_wide=True, on_close=_frame.close_details("sku"))
    def show() -> None:
        _show(page, sku, location)

    show()


def _show(page: _frame.Page, sku: str, location: str) -> None:
    places = page.read_decisions(stock_health.places_of, sku)
    place = location if location in places else ""
    if len(places) > 1:
        place = str(
            st.segmented_control(
                _("Location"),
                ["", *places],
                default=place,
                format_func=lambda name: name or _("All locations"),
                key=f"place_{sku}_{location}",
                required=True,
            )
            or ""
        )
    found = page.read_decisions(stock_health.read_one, sku, place)
    st.text(f"{found.title} · {place or ', '.join(places)}\n{found.answer()}")
    _tiles(page, found)
    measure = charts.Measure(_("Units"))
    spec = charts.course(found.course, measure, page.look, outs=found.outs, arrivals=found.arrivals)
    _frame.chart(spec, key=f"course_{sku}_{place}")
    st.caption(
        _(
            "Line: on hand by the stock files. Bars: sold in a week. Dashed: expected in a week. "
            "Shaded: out of stock. ▲ on order."
        )
    )
    _places(page, found)
    if len(found.spells):
        _spells(page, found)
    with st.container(horizontal=True):
        _frame.link("sales", _("Open its sales"), {"sku": sku})
        _frame.link("forecasts", _("Open its forecast"), {"sku": sku})
        _frame.link("replenishment", _("Open its orders"), {"sku": sku})


def _tiles(page: _frame.Page, found: OneStock) -> None:
    lasts, comes = found.days_of_supply, found.next_arrival_on
    _frame.tiles(
        page,
        [
            Tile(_("On hand, units"), i18n.number(found.units), about="physical"),
            Tile(_("Stock at cost"), i18n.compact_money(found.value, page.currency), about="value_at_cost"),
            Tile(_("Days of supply"), i18n.number(lasts), about="supply_days"),
            Tile(
                _("On order, units"),
                i18n.number(found.on_order),
                about="on_order",
                note=_("Next on {date}").format(date=i18n.date(comes)) if comes else "",
            ),
            Tile(
                _("Days without stock"),
                i18n.number(found.out_days),
                about="out_days",
                note=_("Since the beginning, by stock counts."),
            ),
            Tile(
                _("Lost units"),
                i18n.number(found.lost_units),
                about="lost_units",
            ),
        ],
        key="one_stock",
    )


def _places(page: _frame.Page, found: OneStock) -> None:
    columns = {
        "location": Column(_("Location"), is_pinned=True),
        "state_words": Column(_("State")),
        "physical": Column(_("On hand"), "number", about="physical", is_summed=len(found.places) > 1),
        "reserved": Column(_("Reserved"), "number", about="reserved", is_optional=True),
        "on_order": Column(_("On order"), "number", about="on_order", is_optional=True),
        "next_arrival_on": Column(_("Next arrival"), "date", is_optional=True),
        "days_of_supply": Column(_("Days of supply"), "number", about="supply_days"),
        "most_days": Column(_("Too much above, days"), "number", about="most_days"),
        "value": Column(
            _("Value, {currency}").format(currency=page.currency), "number", about="value_at_cost"
        ),
        "state_way": Column(_("What to do"), width="medium"),
        "counted_on": Column(_("Counted on"), "date"),
    }
    _frame.table(
        found.places,
        columns,
        key=f"places_{found.sku}_{page.snapshot.id}_{len(found.places)}",
        file_name=f"stock-{found.sku}",
    )


def _spells(page: _frame.Page, found: OneStock) -> None:
    st.subheader(_("Stock-outs"), anchor=False)
    columns = {
        "location": Column(_("Location"), is_pinned=True),
        "from_day": Column(_("First day"), "date"),
        "to_day": Column(_("Last day"), "date"),
        "days": Column(_("Days"), "number", about="out_days"),
        "state_words": Column(_("State"), width="medium"),
        "lost_units": Column(_("Lost units"), "number", about="lost_units"),
        "lost_units_low": Column(_("at least"), "number", about="lost_low"),
        "lost_units_high": Column(_("at most"), "number", about="lost_high"),
        "evidence_words": Column(_("Known from"), width="medium"),
    }
    _frame.table(found.spells, columns, key=f"spells_{found.sku}_{page.snapshot.id}_{len(found.places)}")

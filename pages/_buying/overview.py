"""All suggestions together: what they cost, what is at risk, and which supplier comes first."""

from __future__ import annotations

import streamlit as st

from core import charts, i18n, phrases, purchasing
from core.i18n import _
from core.purchasing import Suggestions, ToOrder
from pages import _frame
from pages._frame import Tile


def order_tiles(page: _frame.Page, shown: Suggestions, found: ToOrder) -> None:
    """Six figures of all suggestions."""
    unknown = _("{count} lines without a known cost are not in it.")
    takes = _("an order takes {days}").format(days=phrases.amount(found.way_days, "days"))
    _frame.tiles(
        page,
        [
            Tile(
                _("SKUs to order"),
                i18n.number(found.skus),
                about="skus_to_order",
                numbers={_("Lines"): i18n.number(found.lines), _("Units"): i18n.number(found.units)},
            ),
            Tile(
                _("Order value"),
                i18n.compact_money(found.amount, page.currency),
                about="order_value",
                note=unknown.format(count=i18n.number(found.without_cost)) if found.without_cost else "",
            ),
            Tile(
                _("Out of stock or too late"),
                i18n.number(found.late_skus),
                about="late_suggestions",
                state="danger" if found.late_skus else "good",
                state_words=_("order now") if found.late_skus else _("none"),
            ),
            Tile(_("Sales at risk"), i18n.compact_money(found.at_risk, page.currency), about="sales_at_risk"),
            Tile(
                _("Stock to order lasts"),
                phrases.amount(found.lasts_days, "days"),
                difference=takes,
                about="usual_cover",
            ),
            Tile(
                _("Service level wanted"),
                i18n.percent(shown.policy.cycle_service_level),
                about="service_level",
            ),
        ],
        key="to_order",
    )


def supplier_bars(page: _frame.Page, shown: Suggestions, chosen: str) -> None:
    """Suppliers side by side; a click on one opens its lines. chosen: the one whose lines are shown."""
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.subheader(_("Which supplier first"), anchor=False)
        by = _frame.choose("order_by", _("Measure"), purchasing.TO_ORDER_MEASURES, "risk")
    unit = "" if by == "skus" else page.currency
    measure = charts.Measure(_(purchasing.TO_ORDER_MEASURES[by]), unit)
    table = purchasing.by_supplier(shown, by, chosen)
    key = f"order_by_{by}_{shown.snapshot_id}_{shown.ledger_revision}_{chosen}"
    if clicked := _frame.clicked(charts.bars(table, measure, page.look), key=key):
        st.query_params["supplier"] = clicked
        st.rerun()
    st.caption(_frame.escape(_("Click a supplier to see its lines below.")))

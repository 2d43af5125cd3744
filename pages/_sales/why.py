"""Why a period differs from another: causes in money, as steps, in words, each with what shows it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from core import charts, i18n, phrases, sales
from core.i18n import N_, _
from core.sales import Cause, Why
from pages import _frame
from pages._frame import Column, Page, Tile
from pages._sales.part import Part

_LINKS: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    "volume": ("sales", N_("Products by units"), {"view": "figures", "figure": "units", "by": "sku"}),
    "price": ("sales", N_("Products by price"), {"view": "figures", "figure": "item_price", "by": "sku"}),
    "mix": ("sales", N_("Net sales by category"), {"view": "figures", "by": "category"}),
    "channel": ("sales", N_("Net sales by channel"), {"view": "figures", "by": "channel"}),
    "stock_outs": ("stock", N_("Open the stock-outs"), {"view": "outs"}),
    "refunds": ("returns", N_("Open what comes back"), {}),
    "moved": ("forecasts", N_("Open the calendar"), {"view": "calendar"}),
    "event": ("forecasts", N_("Open the calendar"), {"view": "calendar"}),
}


def show_why(page: Page, part: Part) -> None:
    """The sentence, the waterfall, every cause with how it is computed and a link."""
    found = page.read(sales.read_why, part.now, part.before, part.against)
    page.answer(found.answer)
    if found.change is None or not found.change.causes:
        st.text(_("Choose a period and a comparison that the order files cover, with sales in both."))
        return
    _tiles(page, found, part)
    st.subheader(_("From then to now, in money"), anchor=False)
    measure = charts.Measure(_("Net sales"), page.currency)
    _frame.chart(charts.waterfall(sales.steps(found, part.against), measure, page.look), key="why")
    st.caption(_("The steps add up exactly to the difference."))
    for number, cause in enumerate(found.change.causes):
        _cause(page, cause, number)
    columns = {
        "cause": Column(_("Cause"), is_pinned=True),
        "amount": Column(
            _("Difference, {currency}").format(currency=page.currency),
            "number",
            decimals=2,
            about="cause_amount",
            is_summed=True,
        ),
        "share": Column(_("Of net sales before"), "percent", about="cause_share"),
        "words": Column(_("In words"), width="medium"),
        "how": Column(_("How it is computed"), width="large"),
    }
    with st.expander(_("The same as a table"), icon=":material/table:"):
        key = f"why_{page.snapshot.id}_{part.now.start}_{part.now.end}"
        _frame.table(sales.table(found), columns, key=key, file_name="why-it-changed")


def _tiles(page: Page, found: Why, part: Part) -> None:
    change = found.change
    if change is None:
        return
    worst = min(change.causes, key=lambda cause: cause.amount)
    best = max(change.causes, key=lambda cause: cause.amount)
    shown = [
        Tile(
            _("Net sales"),
            i18n.compact_money(change.now, page.currency),
            difference=phrases.difference(
                change.now, change.before, "money", against=part.against, currency=page.currency
            ),
            direction=phrases.direction(change.now, change.before),
            about="net_sales",
        ),
        Tile(
            _("Difference"),
            i18n.compact_money(change.now - change.before, page.currency),
            about="sales_difference",
            numbers={
                _("Now"): i18n.money(change.now, page.currency),
                _("Before"): i18n.money(change.before, page.currency),
            },
        ),
    ]
    if worst.amount < 0:
        shown.append(_cause_tile(page, _("Took most"), worst))
    if best.amount > 0:
        shown.append(_cause_tile(page, _("Brought most"), best))
    _frame.tiles(page, shown, key="why")


def _cause_tile(page: Page, name: str, cause: Cause) -> Tile:
    return Tile(
        name,
        i18n.compact_money(cause.amount, page.currency),
        difference=sales.title(cause),
        about="cause_amount",
        note=i18n.render(cause.how),
    )


def _cause(page: Page, cause: Cause, number: int) -> None:
    with st.container(border=True, key=f"cause_{number}"):
        words, action = st.columns([7, 3], vertical_alignment="center")
        with words, st.container(gap=None):
            st.markdown(f"**{_frame.escape(i18n.render(cause.words(page.currency)))}**")
            st.caption(_frame.escape(i18n.render(cause.how)))
        if cause.code in _LINKS:
            name, label, choices = _LINKS[cause.code]
            with action:
                _frame.link(name, _(label), choices)

"""What comes back, and why?"""

import streamlit as st

from core import returns, schema
from core.i18n import _
from pages import _frame, _returns

page = _frame.begin("returns")
page.need(
    schema.ORDERS,
    schema.RETURNS,
    why=_(
        "Upload orders and a file of returns or refunds. This page then shows what share comes back, of "
        "which products and receipts, and why."
    ),
)
desk = page.read_large(returns.read_desk)
if not desk.has_goods:
    page.answer(_("The files tell refunded money, but do not say which goods came back."))
    st.caption(_frame.escape(returns.money_only(desk.returns)))
    _frame.empty_state(
        _("No return names its goods"),
        _(
            "Upload the return or refund file of your shop with SKU and units, if you can with the order "
            "number, the reason and what was put back to stock. Refunds count in Sales already."
        ),
    )
    st.stop()
with st.container(horizontal=True, vertical_alignment="bottom"):
    span_code = _frame.choose("returns_span", _("Figures of"), returns.SPANS, "365", shows_label=True)
    grain = _frame.choose("returns_grain", _("Drawn by"), returns.GRAINS, "month", shows_label=True)
span = returns.span_of(span_code, desk.returns, desk.exposed)
shown = returns.overview(desk.returns, desk.exposed, desk.findings, span)
if shown is None:
    page.answer(_("No month is complete yet: its returns are still coming in."))
    notes: tuple[str, ...] = ()
else:
    page.answer(shown.answer)
    _returns.show_tiles(page, shown, span)
    notes = shown.notes
_returns.show_course(page, desk, grain, notes)
_returns.show_outstanding(page, desk)
if sku := _returns.show_parts(page, desk, span):
    _returns.show_product(page, desk, sku, span)

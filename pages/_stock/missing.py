"""What the page of stock says while nobody has said what lies there."""

from __future__ import annotations

import streamlit as st

from core import purchasing
from core.i18n import _
from pages import _frame


def ask_for_stock(page: _frame.Page) -> None:
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

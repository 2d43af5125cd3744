"""From a table to one product: a selected row opens it, once."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

_OPENED = "_opened_stock"


def open_selected(selected: Sequence[str]) -> None:
    """Show the product of a newly selected row in place of the list; ids are "SKU|location" or a SKU.

    A table keeps its selection, so only a new one opens anything.
    """
    chosen = selected[0] if selected else ""
    if chosen and st.session_state.get(_OPENED) != chosen:
        sku, _bar, location = chosen.partition("|")
        st.session_state[_OPENED] = chosen
        st.query_params["sku"] = sku
        if location:
            st.query_params["location"] = location
        st.rerun()
    st.session_state[_OPENED] = chosen


def close_one() -> None:
    """Back to the list."""
    for name in ("sku", "location"):
        st.query_params.pop(name, None)
    st.rerun()

"""Charts on a page."""

from __future__ import annotations

from typing import Any

import streamlit as st

from core.charts import Spec


def clicked(spec: Spec, *, key: str, selection: str, field: str) -> str:
    """Draw a specification that can be clicked; the value of the clicked mark, '' while none is.

    selection, field: names in the specification.
    """
    drawn: Any = st.vega_lite_chart(
        spec=spec, theme=None, width="stretch", key=key, on_select="rerun", selection_mode=selection
    )
    chosen = drawn["selection"].get(selection) or []
    return str(chosen[0].get(field, "")) if chosen else ""


def chart(spec: Spec, *, key: str | None = None) -> None:
    """Draw a specification of core.charts as wide as its place; it describes itself to screen readers."""
    st.vega_lite_chart(spec=spec, theme=None, width="stretch", key=key)

"""Charts on a page."""

from __future__ import annotations

import streamlit as st

from core.charts import Spec


def chart(spec: Spec, *, key: str | None = None) -> None:
    """Draw a specification of core.charts as wide as its place; it describes itself to screen readers."""
    st.vega_lite_chart(spec=spec, theme=None, width="stretch", key=key)

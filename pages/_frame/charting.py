"""Charts on a page."""

from __future__ import annotations

from typing import Any

import streamlit as st

from core.charts import CLICKED, Spec

_TURNS = "_turns_of_clicked_charts"


def clicked(spec: Spec, *, key: str) -> str:
    """Draw a specification whose marks can be clicked; the `cell` of the mark just clicked, '' for none.

    A click is told once: then set what it chooses, and run the page again.
    """
    # A browser keeps the click of a chart that it has: after each one the chart is a new one.
    turns: dict[str, int] = st.session_state.setdefault(_TURNS, {})
    turn = turns.get(key, 0)
    drawn: Any = st.vega_lite_chart(
        spec=spec, theme=None, width="stretch", key=f"{key}_{turn}", on_select="rerun", selection_mode=CLICKED
    )
    chosen = drawn["selection"].get(CLICKED) or []
    if chosen:
        turns[key] = turn + 1
    return str(chosen[0].get("cell", "")) if chosen else ""


def chart(spec: Spec, *, key: str | None = None) -> None:
    """Draw a specification of core.charts as wide as its place; it describes itself to screen readers."""
    st.vega_lite_chart(spec=spec, theme=None, width="stretch", key=key)

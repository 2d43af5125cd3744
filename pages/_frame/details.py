"""Details of one row in a dialog: opened by selecting the row or by the address, closed for good."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

_SELECTED = "_selected_details"


def details(name: str, selected: Sequence[str], is_known: Callable[[str], bool]) -> str:
    """The id whose details are to be shown now, '' for none; the address names it as `name`.

    selected: what the table says. A table keeps its selection, so only a new one opens anything.
    """
    last: dict[str, str] = st.session_state.setdefault(_SELECTED, {})
    chosen = selected[0] if selected else ""
    if chosen and chosen != last.get(name):
        st.query_params[name] = chosen
    last[name] = chosen
    asked = st.query_params.get(name, "")
    return asked if asked and is_known(asked) else ""


def close_details(name: str) -> Callable[[], None]:
    """What to do when the dialog is closed: the address no longer names anything."""

    def close() -> None:
        st.query_params.pop(name, None)

    return close

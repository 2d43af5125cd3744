"""Forms that say what they did and stand empty afterwards."""

from __future__ import annotations

import streamlit as st

from pages import _frame

_TIMES, _WORDS = "_forms_done", "_forms_words"


def key(form: str, name: str) -> str:
    """The key of a widget: another one each time the form was sent off, so that it begins anew."""
    times = _times().get(form, 0)
    return f"{form}_{name}_{times}" if times else f"{form}_{name}"


def done(form: str, words: str) -> None:
    """The form was sent off; `words` are said when the page is drawn again."""
    _times()[form] = _times().get(form, 0) + 1
    st.session_state.setdefault(_WORDS, {})[form] = words


def say_what_was_done(form: str) -> None:
    """Once: what the form has just done."""
    words = st.session_state.get(_WORDS, {}).pop(form, "")
    if words:
        st.success(_frame.escape(words), icon=":material/check_circle:")


def _times() -> dict[str, int]:
    times: dict[str, int] = st.session_state.setdefault(_TIMES, {})
    return times

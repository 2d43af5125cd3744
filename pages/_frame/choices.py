"""What people choose lives in the address, as codes that are the same in every language.

A choice is also remembered for the visit, because the address loses it when another page is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

_REMEMBERED = "_choices"
_WRITTEN = "_written_to_address"


def seed(name: str, default: str, is_valid: Callable[[str], bool]) -> str:
    """The value to begin with: the address if it was opened or changed, else what was chosen before."""
    return _one(seed_many(name, [default], is_valid), default)


def seed_many(name: str, default: Sequence[str], is_valid: Callable[[str], bool]) -> list[str]:
    """The same for a choice of several values."""
    typed = st.query_params.get_all(name)
    if typed and typed != _kept(_WRITTEN).get(name) and all(map(is_valid, typed)):
        _kept(_REMEMBERED)[name] = typed
        st.session_state.pop(widget_key(name), None)
    remembered = [value for value in _kept(_REMEMBERED).get(name, default) if is_valid(value)]
    return remembered or list(default)


def keep(name: str, values: Sequence[str], default: Sequence[str]) -> None:
    """Remember the choice, and write it to the address unless it is the usual one."""
    chosen = list(values)
    _kept(_REMEMBERED)[name] = chosen
    if chosen == list(default):
        st.query_params.pop(name, None)
        _kept(_WRITTEN).pop(name, None)
    elif st.query_params.get_all(name) != chosen:
        st.query_params[name] = chosen if len(chosen) > 1 else chosen[0]
        _kept(_WRITTEN)[name] = chosen
    else:
        _kept(_WRITTEN)[name] = chosen


def forget(name: str) -> None:
    """What was chosen is no longer so: the usual value, or the one of the address, holds again."""
    for where in (_REMEMBERED, _WRITTEN):
        _kept(where).pop(name, None)
    st.query_params.pop(name, None)
    st.session_state.pop(widget_key(name), None)


def widget_key(name: str) -> str:
    return f"choice_{name}"


def prepare_widget(name: str, value: object) -> str:
    """The key of the widget, with its value set when it is drawn anew."""
    key = widget_key(name)
    if key not in st.session_state:
        st.session_state[key] = value
    return key


def _kept(where: str) -> dict[str, list[str]]:
    kept: dict[str, list[str]] = st.session_state.setdefault(where, {})
    return kept


def _one(values: Sequence[str], default: str) -> str:
    return values[0] if values else default

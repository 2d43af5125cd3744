"""Links between pages, with the choices that the reader should find there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import streamlit as st

from pages._frame import registry
from pages._frame.navigation import page_of
from pages._frame.text import escape


def link(name: str, label: str, choices: Mapping[str, str] | None = None) -> None:
    """A link to a page; nothing while the page does not exist. choices: names and codes in its address."""
    entry = registry.entry(name)
    if entry.path.exists():
        st.page_link(
            page_of(name), label=escape(label), icon=entry.icon, query_params=dict(choices or {}) or None
        )


def go_button(
    name: str, label: str, choices: Mapping[str, str] | None = None, *, key: str, is_primary: bool = False
) -> None:
    """The same as a button, for the one thing to do next; greyed while the page does not exist."""
    entry = registry.entry(name)
    kind: Literal["primary", "secondary"] = "primary" if is_primary else "secondary"
    if st.button(escape(label), key=key, type=kind, disabled=not entry.path.exists()):
        st.switch_page(page_of(name), query_params=dict(choices or {}) or None)

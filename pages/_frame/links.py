"""Links between pages, with the choices that the reader should find there."""

from __future__ import annotations

from collections.abc import Mapping

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

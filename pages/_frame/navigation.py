"""The list of pages, as Streamlit wants it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from core.i18n import _
from pages._frame import registry
from pages._frame.registry import Entry

_PAGES = "_pages"
_ROOT = "home"
"""Name of the default page, which is served at the root only; its own name is left for the alias."""


def choose_page() -> Any:
    """The page that the address asks for, with the navigation drawn in the reader's language."""
    known = registry.existing()
    pages = {entry.name: _page(entry, is_default=entry is known[0]) for entry in known}
    st.session_state[_PAGES] = pages
    sections: dict[str, list[Any]] = {}
    for entry in known:
        sections.setdefault(_(entry.section), []).append(pages[entry.name])
    # Streamlit serves the default page at the root only; this one answers its own name too.
    sections[_(known[0].section)].append(_alias(known[0]))
    return st.navigation(sections)


def page_of(name: str) -> Any:
    """The page of this name, for links. Raises KeyError for one that does not exist."""
    return st.session_state[_PAGES][name]


def _page(entry: Entry, *, is_default: bool) -> Any:
    path = _ROOT if is_default else entry.name
    return st.Page(entry.path, title=_(entry.title), icon=entry.icon, url_path=path, default=is_default)


def _alias(entry: Entry) -> Any:
    return st.Page(
        entry.path, title=_(entry.title), icon=entry.icon, url_path=entry.name, visibility="hidden"
    )

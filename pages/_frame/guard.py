"""The first line of every page: be inside the frame, or go there.

Streamlit 1.67 takes a folder `pages/` beside `app.py` for its older way of many pages, until `st.navigation`
has run once in the process. A deep link that is opened first would then run a page without its frame.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NoReturn

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from core.i18n import _
from pages._frame import registry, session
from pages._frame.filters import filter_bar
from pages._frame.page import Page


def begin(name: str, *, without_filters: bool = False) -> Page:
    """The page's title and its choices are drawn; what it may ask for and with comes back.

    without_filters: this view of the page has choices of its own instead of the shared ones.
    """
    if not session.is_open():
        into_the_frame()
    entry = registry.entry(name)
    if without_filters:
        entry = replace(entry, filters=())
    st.title(_(entry.question), anchor=False)
    answer = st.container()
    return Page(session.current(), entry, answer, filter_bar(session.current(), entry))


def leave_old_ways() -> None:
    """Run this app's own navigation, and run it anew if this run began the older way."""
    if PagesManager.uses_pages_directory:
        into_the_frame()


def into_the_frame() -> NoReturn:
    """Start this run again at app.py, which finds the page that was asked for."""
    PagesManager.uses_pages_directory = False
    st.rerun()

"""Reads that are kept: asked again with the same snapshot, language and arguments, they cost nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from core.i18n import _
from pages._frame.session import Frame

T = TypeVar("T")
Key = tuple[Any, ...]

KEPT_ANSWERS = 40
"""Small answers kept: a page asks about ten questions, and every change of filters asks them anew."""

KEPT_LARGE = 4
"""Large answers kept, each some tens of megabytes: two versions of the facts in two languages."""


def read(frame: Frame, function: Callable[..., T], arguments: tuple[Any, ...], *, with_ledger: bool) -> T:
    """`function(snapshot, *arguments)`, or `function(snapshot, ledger, *arguments)` kept by revision as well.

    function: a function of core, named at the top of its module. arguments: codes, numbers, dates, frozen
    dataclasses of these; never tables. The answer must be small, for it is copied at each use.
    """
    answer: T = _asked(_kept, frame, function, arguments, with_ledger=with_ledger)
    return answer


def read_large(frame: Frame, function: Callable[..., T], arguments: tuple[Any, ...]) -> T:
    """`function(snapshot, ledger, *arguments)` as one object that all readers share and none changes."""
    answer: T = _asked(kept_large, frame, function, arguments, with_ledger=True)
    return answer


def _asked(
    kept: Callable[[Callable[[], Any], Key, Key], Any],
    frame: Frame,
    function: Callable[..., Any],
    arguments: Key,
    *,
    with_ledger: bool,
) -> Any:
    sources: Key = (frame.snapshot, frame.ledger) if with_ledger else (frame.snapshot,)
    key = (
        str(frame.settings.home.resolve()),
        frame.settings.lake_catalog,
        frame.snapshot.id,
        frame.ledger.revision if with_ledger else None,
        frame.language,
        function.__module__,
        function.__qualname__,
    )
    with st.spinner(_("Working it out"), show_time=True):
        return kept(lambda: function(*sources, *arguments), key, arguments)


@st.cache_data(max_entries=KEPT_ANSWERS, show_spinner=False)
def _kept(_ask: Callable[[], Any], key: Key, arguments: Key) -> Any:
    return _ask()


@st.cache_resource(max_entries=KEPT_LARGE, show_spinner=False)
def kept_large(_ask: Callable[[], Any], key: Key, arguments: Key) -> Any:
    """What was answered under this key, the very object; the oldest goes first."""
    return _ask()

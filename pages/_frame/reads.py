"""Reads that are kept: asked again with the same snapshot, language and arguments, they cost nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from core.i18n import _
from pages._frame.session import Frame

T = TypeVar("T")
_KEPT_ANSWERS = 500


def read(frame: Frame, function: Callable[..., T], arguments: tuple[Any, ...], *, with_ledger: bool) -> T:
    """`function(snapshot, *arguments)`, or `function(snapshot, ledger, *arguments)` kept by revision as well.

    function: a function of core, named at the top of its module. arguments: codes, numbers, dates, frozen
    dataclasses of these; never tables. The answer must be small, for it is copied at each use.
    """
    sources: tuple[Any, ...] = (frame.snapshot, frame.ledger) if with_ledger else (frame.snapshot,)
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
        answer: T = _kept(lambda: function(*sources, *arguments), key, arguments)
    return answer


@st.cache_data(max_entries=_KEPT_ANSWERS, show_spinner=False)
def _kept(_ask: Callable[[], Any], key: tuple[Any, ...], arguments: tuple[Any, ...]) -> Any:
    return _ask()

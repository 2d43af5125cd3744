"""Choices of one page that live in its address: one of a few codes, and a search text."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from core.i18n import _
from pages._frame import choices


def choose(name: str, label: str, titles: Mapping[str, str], default: str) -> str:
    """One of the codes, as buttons side by side; titles are message ids. `name` is unique in the app."""
    key = choices.prepare_widget(name, choices.seed(name, default, titles.__contains__))
    chosen = str(
        st.segmented_control(
            label, list(titles), key=key, format_func=lambda code: _(titles[code]), required=True
        )
        or default
    )
    choices.keep(name, [chosen], [default])
    return chosen


def search(name: str, label: str) -> str:
    """What the reader looks for; '' while nothing."""
    key = choices.prepare_widget(name, choices.seed(name, "", lambda text: len(text) <= _LONGEST))
    typed = str(
        st.text_input(
            label,
            key=key,
            max_chars=_LONGEST,
            placeholder=label,
            icon=":material/search:",
            label_visibility="collapsed",
            width=320,
        )
        or ""
    )
    choices.keep(name, [typed], [""])
    return typed


_LONGEST = 80

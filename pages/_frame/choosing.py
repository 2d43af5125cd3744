"""Choices of one page that live in its address: one of a few codes, and a search text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from core.i18n import _
from pages._frame import choices


def choose(
    name: str, label: str, titles: Mapping[str, str], default: str, *, shows_label: bool = False
) -> str:
    """One of the codes, as buttons side by side; titles are message ids. `name` is unique in the app."""
    key = choices.prepare_widget(name, choices.seed(name, default, titles.__contains__))
    chosen = str(
        st.segmented_control(
            label,
            list(titles),
            key=key,
            format_func=lambda code: _(titles[code]),
            required=True,
            label_visibility="visible" if shows_label else "collapsed",
        )
        or default
    )
    choices.keep(name, [chosen], [default])
    return chosen


def chosen(name: str, titles: Mapping[str, str], default: str) -> str:
    """What `choose` of this name is going to give, before it is drawn."""
    seeded = choices.seed(name, default, titles.__contains__)
    return str(st.session_state.get(choices.widget_key(name)) or seeded)


def pick(
    name: str, label: str, codes: Sequence[str], words: Callable[[str], str], *, width: int = 260
) -> str:
    """One of many codes, from a list to search; `words` says what the reader sees; the first is usual.

    width: in pixels, less where the window is narrower.
    """
    titles = {code: words(code) for code in codes}
    # The browser keeps the words of a choice that it has: new words need a new list.
    version = hashlib.sha256("|".join(titles.values()).encode()).hexdigest()[:8]
    key = f"{choices.widget_key(name)}_{version}"
    mark = choices.widget_key(name)
    seeded = choices.seed(name, codes[0], codes.__contains__)  # takes the mark off where the address is new
    if key not in st.session_state or mark not in st.session_state:
        st.session_state[key] = seeded
        st.session_state[mark] = version
    chosen = str(st.selectbox(label, list(codes), key=key, format_func=titles.__getitem__, width=width))
    choices.keep(name, [chosen], [codes[0]])
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

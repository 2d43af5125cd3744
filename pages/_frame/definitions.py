"""How a number is computed: in a column's header, under a table, beside a tile; everywhere the same words."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from core.definitions import DEFINITIONS
from core.i18n import _
from pages._frame.text import escape, strong


def tooltip(about: str, also: str = "") -> str:
    """What stands in the header of a column: what it is, its formula, what is particular here; else ''.

    about: a code of core.definitions, '' for none.
    """
    said = [also]
    if about:
        found = DEFINITIONS[about]
        said = [_(found.what), _("Formula: {formula}").format(formula=_(found.formula)), also]
    return "\n\n".join(escape(words) for words in said if words)


def explain_columns(abouts: Mapping[str, str], *, key: str) -> None:
    """A button that opens the definitions of some columns: their titles and codes. Nothing without any."""
    if not abouts:
        return
    with st.popover(_("How this is computed"), icon=":material/troubleshoot:", key=f"{key}_computed"):
        st.markdown("\n\n".join(_told(title, about) for title, about in abouts.items()))


def explain_here(name: str, about: str, note: str, numbers: Mapping[str, str], *, key: str) -> None:
    """A button beside a figure that opens its definition, what it was made of, and what must be known.

    about: '' where the note says all. numbers: already in words, by their names.
    """
    with st.popover(
        _("Explain"),
        type="tertiary",
        icon=":material/troubleshoot:",
        help=escape(note) or None,
        key=key,
    ):
        st.markdown(_told(name, about) if about else strong(name))
        parts = [_("{name}: {value}").format(name=title, value=value) for title, value in numbers.items()]
        if parts:
            st.markdown("\n".join(f"- {escape(part)}" for part in parts))
        if note:
            st.caption(escape(note))


def _told(title: str, about: str) -> str:
    """One definition as a paragraph: its name, what it is, its formula, where it is read from."""
    found = DEFINITIONS[about]
    formula = _("Formula: {formula}").format(formula=_(found.formula))
    sources = _("Read from: {sources}").format(sources=found.sources())
    lines = [strong(title), escape(_(found.what)), f":gray[{escape(formula)}]", f":gray[{escape(sources)}]"]
    return "  \n".join(lines)

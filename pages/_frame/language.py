"""The reader's language: from the address, else the browser, else the settings; changed at any time."""

from __future__ import annotations

import streamlit as st

from core import i18n
from core.i18n import _
from core.settings import Settings
from pages._frame import choices

_NAME = "lang"


def set_language(settings: Settings) -> str:
    """Use the reader's language for this run, before anything is shown."""
    usual = _usual(settings)
    seeded = choices.seed(_NAME, usual, i18n.LANGUAGES.__contains__)
    chosen = str(st.session_state.get(choices.widget_key(_NAME), seeded))
    return i18n.set_language(chosen)


def language_choice(settings: Settings) -> None:
    """The switch; each language is named in itself."""
    key = choices.prepare_widget(_NAME, i18n.current_language())
    st.selectbox(
        _("Language"),
        list(i18n.LANGUAGES),
        key=key,
        format_func=lambda code: i18n.LANGUAGES[code],
        width="stretch",
    )
    choices.keep(_NAME, [i18n.current_language()], [_usual(settings)])


def _usual(settings: Settings) -> str:
    return of_browser(st.context.locale or "") or settings.language


def of_browser(locale: str) -> str:
    """The language that a browser's locale asks for; "" where we do not have it.

    >>> of_browser("zh-TW"), of_browser("zh-CN"), of_browser("en-GB"), of_browser("fr-FR")
    ('zh-Hant', 'zh-Hans', 'en', '')
    """
    parts = locale.replace("_", "-").lower().split("-")
    if parts[0] == "zh":
        return "zh-Hant" if {"hant", "tw", "hk", "mo"} & set(parts) else "zh-Hans"
    return "en" if parts[0] == "en" else ""

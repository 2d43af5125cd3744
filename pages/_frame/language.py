"""The reader's language: of the address, else as chosen in this visit, else what the person chose before,
else of the browser, else as set."""

from __future__ import annotations

import streamlit as st

from core import i18n
from core.i18n import _
from core.settings import Settings
from pages._frame import choices, people, remembered

_NAME = "lang"
_CHOSEN, _SETTLED_FOR = "_language_chosen", "_language_settled_for"


def set_language(settings: Settings) -> str:
    """Use the reader's language for this run, before anything is shown."""
    _settle(settings)
    usual = _of_person(settings) or _usual(settings)
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
        on_change=_remember,
        args=(settings,),
        width="stretch",
    )
    choices.keep(_NAME, [i18n.current_language()], [_usual(settings)])


def _usual(settings: Settings) -> str:
    return of_browser(st.context.locale or "") or settings.language


def _of_person(settings: Settings) -> str:
    """What the person of this visit chose before; '' where nobody knows who it is."""
    code = remembered.language_of(settings, people.named(settings))
    return code if code in i18n.LANGUAGES else ""


def _settle(settings: Settings) -> None:
    """Another person in the same visit brings their own language; a first one keeps what was chosen."""
    name = people.named(settings)
    before = st.session_state.get(_SETTLED_FOR, name)
    st.session_state[_SETTLED_FOR] = name
    if name == before:
        return
    if before or _CHOSEN not in st.session_state:
        choices.forget(_NAME)
        st.session_state.pop(_CHOSEN, None)
    else:
        remembered.remember_language(settings, name, st.session_state[_CHOSEN])


def _remember(settings: Settings) -> None:
    st.session_state[_CHOSEN] = str(st.session_state[choices.widget_key(_NAME)])
    if name := people.named(settings):
        remembered.remember_language(settings, name, st.session_state[_CHOSEN])


def of_browser(locale: str) -> str:
    """The language that a browser's locale asks for; "" where we do not have it.

    >>> of_browser("zh-TW"), of_browser("zh-CN"), of_browser("en-GB"), of_browser("fr-FR")
    ('zh-Hant', 'zh-Hans', 'en', '')
    """
    parts = locale.replace("_", "-").lower().split("-")
    if parts[0] == "zh":
        return "zh-Hant" if {"hant", "tw", "hk", "mo"} & set(parts) else "zh-Hans"
    return "en" if parts[0] == "en" else ""

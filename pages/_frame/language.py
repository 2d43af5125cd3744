"""The reader's language: of the address, else what was last chosen here, else of the browser, else as set."""

from __future__ import annotations

import streamlit as st

from core import i18n
from core.i18n import _
from core.settings import Settings
from pages._frame import choices

_NAME = "lang"
_LAST = "last_language.txt"


def set_language(settings: Settings) -> str:
    """Use the reader's language for this run, before anything is shown."""
    usual = _last(settings) or _usual(settings)
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


def _last(settings: Settings) -> str:
    """The language that was last chosen on this machine, like the name."""
    kept = settings.root / _LAST
    code = kept.read_text(encoding="utf-8").strip() if kept.exists() else ""
    return code if code in i18n.LANGUAGES else ""


def _remember(settings: Settings) -> None:
    settings.root.mkdir(parents=True, exist_ok=True)
    (settings.root / _LAST).write_text(str(st.session_state[choices.widget_key(_NAME)]), encoding="utf-8")


def of_browser(locale: str) -> str:
    """The language that a browser's locale asks for; "" where we do not have it.

    >>> of_browser("zh-TW"), of_browser("zh-CN"), of_browser("en-GB"), of_browser("fr-FR")
    ('zh-Hant', 'zh-Hans', 'en', '')
    """
    parts = locale.replace("_", "-").lower().split("-")
    if parts[0] == "zh":
        return "zh-Hant" if {"hant", "tw", "hk", "mo"} & set(parts) else "zh-Hans"
    return "en" if parts[0] == "en" else ""

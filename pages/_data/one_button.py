"""The one button under the files of a hand-in: check again, load, keep; or why there is none yet."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from core import i18n, intake
from core.i18n import _, ngettext
from core.ingest import Choices
from core.intake import HandIn, Preview
from pages import _frame
from pages._data.questions import LABELS


@dataclass(frozen=True)
class Answered:
    """A preview with what the form says now. missing: required questions without an answer."""

    preview: Preview
    choices: Choices
    missing: tuple[str, ...]
    needs_check: bool


def act(page: _frame.Page, handed: HandIn, usable: list[Answered], *, is_all: bool) -> None:
    """The one button, or why there is none yet."""
    missing = list(dict.fromkeys(name for found in usable for name in found.missing))
    changing = [f for f in usable if f.preview.changes_something or f.needs_check]
    spoilt = [f for f in changing if f.preview.choices.all_or_nothing and f.preview.rows.rejected]
    if spoilt:
        words = _(
            "You asked for all or nothing, and rows are rejected: nothing is loaded until they are mended."
        )
        _frame.notice(words, state="warning")
    elif missing:
        words = _("Before the import, please answer: {names}")
        _frame.notice(words.format(names=i18n.listed([_(LABELS[name]) for name in missing])), state="warning")
    elif usable and not changing:
        _nothing(sum(found.preview.rows.rejected for found in usable))
    elif changing and not any(found.preview.rows.loads or found.needs_check for found in changing):
        words = _("Nothing of it is new now. The file is kept: it counts when a newer import is undone.")
        _frame.notice(words)
    elif changing and not is_all:
        words = _("Only the files that can be used are loaded; the others are kept aside.")
        _frame.notice(words, state="warning")
    with st.container(horizontal=True, key="hand_in_actions"):
        if any(found.needs_check for found in usable) and not missing:
            label, icon, kind = _("Check with these answers"), ":material/refresh:", "preview"
        else:
            label, icon, kind = _label(changing), ":material/upload:", "load"
        is_ready = bool(changing) and not missing and not spoilt
        if changing and st.button(label, type="primary", icon=icon, disabled=not is_ready, key="hand_in"):
            _frame.start_job(page, kind, handed.arguments())
        if st.button(_("Remove the files"), icon=":material/delete:", key="review_remove"):
            intake.forget(page.settings, handed.paths)
            _frame.forget_job()


def _nothing(rejected: int) -> None:
    if rejected:
        words = _("No row brings anything new, and {count} cannot be used: see the reasons above.")
        _frame.notice(words.format(count=i18n.number(rejected)), state="warning")
    else:
        _frame.notice(_("All of this is stored already. There is nothing to import."), state="good")


def _label(changing: list[Answered]) -> str:
    rows = sum(found.preview.rows.loads for found in changing)
    if not rows:
        return _("Keep the file")
    shown = i18n.number(rows)
    channels = {found.choices.channel or found.preview.channel for found in changing} - {"", "?"}
    if len(channels) == 1:
        words = ngettext("Import {rows} row into “{shop}”", "Import {rows} rows into “{shop}”", rows)
        return _frame.escape(words.format(rows=shown, shop=channels.pop()))
    return ngettext("Import {rows} row", "Import {rows} rows", rows).format(rows=shown)

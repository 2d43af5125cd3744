"""One screen, one button: what was found in the files, what must be said, and what loading will do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from core import i18n, intake, jobs
from core.i18n import _, ngettext
from core.ingest import Choices, Question
from core.intake import HandIn, Preview
from core.jobs import Job
from pages import _frame
from pages._data.findings import counts, findings, how_it_was_read
from pages._data.mapping import mapping
from pages._data.questions import LABELS, ask
from pages._data.switches import switches


@dataclass(frozen=True)
class _Answered:
    """A preview with what the form says now."""

    preview: Preview
    choices: Choices
    missing: tuple[str, ...]
    needs_check: bool


def review(page: _frame.Page, job: Job) -> None:
    """Every import of the hand-in, then one button for all of them."""
    handed = intake.hand_in_of(job)
    previews = intake.previews_from_json(jobs.result(page.settings, job.id))
    known = page.read(intake.known_channels)
    answered = [_import(page, handed, preview, known) for preview in previews]
    usable = [found for found in answered if found is not None]
    for found in usable:
        for key in found.preview.keys:
            handed = handed.answered(key, found.choices)
    _act(page, handed, usable, is_all=len(usable) == len(previews))


def _import(page: _frame.Page, handed: HandIn, preview: Preview, known: list[str]) -> _Answered | None:
    with st.container(border=True, key=f"found_{preview.keys[0].replace('/', '_')}"):
        _heading(preview)
        if preview.refusal is not None:
            _refused(page, handed, preview)
            return None
        if preview.is_counted:
            counts(preview)
        before = preview.choices
        questions = intake.asked_about(preview, before, known)
        given = _ask(preview, questions)
        if preview.is_counted:
            findings(preview)
        how_it_was_read(page, handed, preview)
        choices = intake.with_answers(before, given, known)
        missing = tuple(q.name for q in questions if q.required and given.get(q.name) in (None, ""))
        return _Answered(preview, choices, missing, intake.calls_for_check(preview, before, choices, known))


def _refused(page: _frame.Page, handed: HandIn, preview: Preview) -> None:
    said = i18n.render(preview.refusal) if preview.refusal else ""
    if not preview.can_map:
        _frame.notice(said, state="danger")
        return
    words = _(
        "Abacus does not know this report yet. Say once which column is which; files with the same headers "
        "are then read by themselves."
    )
    _frame.notice(words)
    mapping(page, handed, preview)
    with st.expander(_("Why it was not recognised, and how to read the file differently")):
        st.text(said)
        switches(page, handed, preview)


def _ask(preview: Preview, questions: list[Question]) -> dict[str, Any]:
    if not questions:
        return {}
    if preview.unanswered:
        words = _("The file does not say this. Please answer once; it is remembered for the shop.")
    else:
        words = _("The file does not say this. Abacus supposes it; correct what is wrong.")
    st.markdown(f"**{_frame.escape(words)}**")
    return ask(questions, key=f"answer_{preview.keys[0]}")


def _heading(preview: Preview) -> None:
    names = ", ".join(f"{file.name} [{file.sheet}]" if file.sheet else file.name for file in preview.files)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{_frame.escape(names)}**", width="content")
        if preview.refusal is None:
            st.badge(_frame.escape(_(preview.report)), icon=":material/task_alt:", color="green")
        elif preview.can_map:
            st.badge(_("Columns to be named"), icon=":material/edit:", color="orange")
        else:
            st.badge(_("Cannot be loaded as it is"), icon=":material/error:", color="red")


def _act(page: _frame.Page, handed: HandIn, usable: list[_Answered], *, is_all: bool) -> None:
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
        _frame.notice(words.format(names=", ".join(_(LABELS[name]) for name in missing)), state="warning")
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


def _label(changing: list[_Answered]) -> str:
    rows = sum(found.preview.rows.loads for found in changing)
    if not rows:
        return _("Keep the file")
    shown = i18n.number(rows)
    channels = {found.choices.channel or found.preview.channel for found in changing} - {"", "?"}
    if len(channels) == 1:
        words = ngettext("Import {rows} row into “{shop}”", "Import {rows} rows into “{shop}”", rows)
        return _frame.escape(words.format(rows=shown, shop=channels.pop()))
    return ngettext("Import {rows} row", "Import {rows} rows", rows).format(rows=shown)

"""One screen, one button: what was found in the files, what must be said, and what loading will do."""

from __future__ import annotations

from typing import Any

import streamlit as st

from core import i18n, intake, jobs
from core.i18n import _
from core.ingest import Question
from core.intake import HandIn, Preview
from core.jobs import Job
from pages import _frame
from pages._data.findings import counts, findings, how_it_was_read
from pages._data.mapping import mapping
from pages._data.one_button import Answered, act
from pages._data.questions import ask
from pages._data.switches import switches


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
    act(page, handed, usable, is_all=len(usable) == len(previews))


def _import(page: _frame.Page, handed: HandIn, preview: Preview, known: list[str]) -> Answered | None:
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
        # What a known shop answers by itself is not asked, so it is not in what was given.
        missing = tuple(
            q.name for q in questions if q.required and q.name in given and given[q.name] in (None, "")
        )
        return Answered(preview, choices, missing, intake.calls_for_check(preview, before, choices, known))


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

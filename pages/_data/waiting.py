"""Work that waits for somebody: a check begun before, running imports, files in the inbox folder."""

from __future__ import annotations

import streamlit as st

from core import i18n, intake, jobs
from core.i18n import _, ngettext
from core.jobs import Job, State
from pages import _frame

_RECENT = 20


def waiting(page: _frame.Page) -> None:
    """What a fresh visit would lose otherwise, each with its button."""
    job = _own_hand_in(page)
    if job is not None:
        _go_on(job)
    _inbox(page)


def _own_hand_in(page: _frame.Page) -> Job | None:
    """The reader's newest check or import of files that still runs, or whose check waits for an answer."""
    for job in jobs.recent(page.settings, limit=_RECENT):
        if job.who != page.actor.name or job.kind not in ("preview", "load"):
            continue
        is_open = job.kind == "preview" and job.state is State.DONE and _has_files(job)
        return job if is_open or not job.is_over else None
    return None


def _has_files(job: Job) -> bool:
    return all(path.exists() for path in intake.hand_in_of(job).paths)


def _go_on(job: Job) -> None:
    names = ", ".join(path.name for path in intake.hand_in_of(job).paths)
    words = (
        _("{files}: you have begun with these files.") if job.is_over else _("{files}: the work is going on.")
    )
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="go_on"):
        st.markdown(_frame.escape(words.format(files=names)), width="stretch")
        if st.button(_("Go on with them"), icon=":material/resume:", key="go_on_button"):
            st.query_params["job"] = job.id
            st.rerun()


def _inbox(page: _frame.Page) -> None:
    found = intake.waiting(page.settings)
    if not found:
        return
    words = ngettext(
        "{count} file lies in the inbox folder: {names}.",
        "{count} files lie in the inbox folder: {names}.",
        len(found),
    )
    names = ", ".join(path.name for path in found[:5])
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="inbox"):
        st.markdown(_frame.escape(words.format(count=i18n.number(len(found)), names=names)), width="stretch")
        if st.button(_("Import them"), icon=":material/inbox:", key="inbox_button"):
            _frame.start_job(page, "inbox", [])

"""Long work on a page: started, watched through the address, so that a reload finds it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from core import i18n, jobs
from core.errors import NotFound
from core.i18n import N_, _
from core.jobs import Job, State
from pages._frame.fragments import fragment
from pages._frame.page import Page
from pages._frame.states import notice, reported
from pages._frame.text import escape

_PARAMETER = "job"
_POLL_SECONDS = 1.0

KINDS: Mapping[str, str] = {
    "import": N_("Import"),
    "preview": N_("Check of the files"),
    "load": N_("Import"),
    "undo": N_("Undoing an import"),
    "inbox": N_("Import of the inbox"),
    "held": N_("Decision on held orders"),
    "source": N_("Choice of the source that counts"),
    "dismiss": N_("Decision on rejected rows"),
    "identify": N_("Joining of accounts"),
    "settle_count": N_("Decision on a count"),
    "refresh": N_("Refresh of forecasts and suggestions"),
    "backup": N_("Backup"),
    "tidy": N_("Tidying the store"),
    "currency": N_("Change of currency"),
    "sample": N_("Sample shop"),
}
STATES: Mapping[State, str] = {
    State.STARTING: N_("starting"),
    State.WAITING: N_("waiting"),
    State.RUNNING: N_("running"),
    State.DONE: N_("done"),
    State.FAILED: N_("failed"),
    State.CANCELLED: N_("cancelled"),
}


def kind_title(kind: str) -> str:
    return _(KINDS[kind]) if kind in KINDS else kind


def start_job(page: Page, kind: str, arguments: Sequence[str]) -> None:
    """Start a command of the command line as a job and watch it from here; paths must be absolute."""
    job = jobs.start(page.settings, kind, arguments, who=page.actor.name, language=page.language)
    st.query_params[_PARAMETER] = job.id
    st.rerun()


def watch_job(page: Page, *, key: str = "job") -> Job | None:
    """Show the job that the address names; it comes back when it is over, None while it runs or without one.

    While it runs, progress is polled without running the page; at its end the page runs once more.
    """
    job = _job_of_address(page)
    if job is None or not job.is_over:
        if job is not None:
            _progress(page, job.id, key)
        return None
    _ended(page, job, key)
    return job


def _job_of_address(page: Page) -> Job | None:
    job_id = st.query_params.get(_PARAMETER, "")
    try:
        return jobs.find(page.settings, job_id) if job_id else None
    except NotFound:
        st.query_params.pop(_PARAMETER, None)
        return None


def _progress(page: Page, job_id: str, key: str) -> None:
    @fragment(run_every=_POLL_SECONDS)
    def show() -> None:
        job = jobs.find(page.settings, job_id)
        if job.is_over:
            st.rerun(scope="app")
        with st.container(border=True, key=f"{key}_progress"):
            said = i18n.render(job.message) if job.message else _("Starting")
            st.progress(job.share, text=escape(_named(job, said)))
            is_theirs = jobs.may_end(job, page.actor)
            if is_theirs and st.button(_("Cancel"), key=f"{key}_cancel", icon=":material/close:"):
                jobs.cancel(page.settings, job_id, page.actor)
                st.rerun(scope="app")

    show()


def _ended(page: Page, job: Job, key: str) -> None:
    if job.state is State.DONE:
        return
    said = i18n.render(job.message) if job.message else ""
    notice(_named(job, said), state="warning" if job.state is State.CANCELLED else "danger")
    with st.container(horizontal=True):
        is_theirs = jobs.may_end(job, page.actor)
        if is_theirs and st.button(_("Start again"), key=f"{key}_again", icon=":material/refresh:"):
            with reported():
                again = jobs.start_again(page.settings, job.id, page.actor)
                st.query_params[_PARAMETER] = again.id
                st.rerun()
        if st.button(_("Close"), key=f"{key}_close"):
            forget_job()
    if tail := jobs.log_tail(page.settings, job.id, lines=40):
        with st.expander(_("Log")):
            st.code(tail, language=None)


def _named(job: Job, said: str) -> str:
    return _("{name}: {value}").format(name=kind_title(job.kind), value=said)


def forget_job() -> None:
    """Stop watching: the address names no job any more."""
    st.query_params.pop(_PARAMETER, None)
    st.rerun()

"""After loading: what happened, what to do next, and the forecasts that follow by themselves."""

from __future__ import annotations

import streamlit as st

from core import i18n, intake, jobs
from core.errors import NotFound
from core.i18n import _, ngettext
from core.intake import Loaded
from core.jobs import Job, State
from pages import _frame

_POLL_SECONDS = 2.0


def outcome(page: _frame.Page, job: Job) -> None:
    """One sentence per import, then the next step."""
    kept = jobs.result(page.settings, job.id)
    for loaded in intake.loaded_from_json(kept["imports"]):
        _told(loaded)
    _others(page, job)
    refreshing(page, str(kept["refresh"]))
    steps = page.read(intake.next_steps)
    if steps:
        st.text(
            _("Next, if you have it: {table}. {why}").format(
                table=intake.table_title(steps[0].table), why=steps[0].why
            )
        )
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(_("Load another file"), type="primary", icon=":material/add:", key="outcome_more"):
            _frame.forget_job()
        _frame.link("sales", _("Look at the sales"))
        _frame.link("replenishment", _("Look at what to order"))


def _told(loaded: Loaded) -> None:
    names = ", ".join(loaded.files)
    if loaded.refusal is not None:
        _frame.notice(f"{names}: {i18n.render(loaded.refusal)}", state="danger")
        return
    if loaded.import_id is None:
        _frame.notice(_("{files}: all of it was stored already.").format(files=names))
        return
    words = ngettext(
        "{files}: {rows} row is loaded into {shop} (import {number}).",
        "{files}: {rows} rows are loaded into {shop} (import {number}).",
        loaded.loaded,
    )
    shop = loaded.channel or _("the store")
    shown = words.format(files=names, rows=i18n.number(loaded.loaded), shop=shop, number=loaded.import_id)
    _frame.notice(shown, state="good")
    if loaded.held:
        _held(loaded.held)
    if loaded.rejected:
        words = ngettext(
            "{count} row was rejected. The section “Rejected and held” gives it to you to mend.",
            "{count} rows were rejected. The section “Rejected and held” gives them to you to mend.",
            loaded.rejected,
        )
        _frame.notice(words.format(count=i18n.number(loaded.rejected)), state="warning")


def _held(count: int) -> None:
    words = ngettext(
        "{count} order is held back because another source counts for the shop; see “Rejected and held”.",
        "{count} orders are held back because another source counts for the shop; see “Rejected and held”.",
        count,
    )
    _frame.notice(words.format(count=i18n.number(count)), state="warning")


def _others(page: _frame.Page, job: Job) -> None:
    """Back to the files that were not loaded; the loaded ones are deleted."""
    handed = intake.hand_in_of(job)
    left = tuple(path for path in handed.paths if path.exists())
    label = _("Look at the files that were not loaded")
    if left and st.button(label, icon=":material/undo:", key="outcome_others"):
        _frame.start_job(page, "preview", intake.HandIn(left, handed.answers).arguments())


def refreshing(page: _frame.Page, job_id: str) -> None:
    """Forecasts and suggestions, brought up to date by a job of their own."""
    if not job_id:
        return
    try:
        running = jobs.find(page.settings, job_id)
    except NotFound:
        return
    if running.is_over:
        _refreshed(page, running)
        return

    @_frame.fragment(run_every=_POLL_SECONDS)
    def show() -> None:
        job = jobs.find(page.settings, job_id)
        if job.is_over:
            st.rerun(scope="app")
        said = i18n.render(job.message) if job.message else _("Starting")
        words = _("Forecasts and suggestions are brought up to date: {step}").format(step=said)
        st.progress(job.share, text=_frame.escape(words))

    show()


def _refreshed(page: _frame.Page, job: Job) -> None:
    if job.state is State.DONE:
        _frame.notice(_("Forecasts and suggestions are up to date."), state="good")
        return
    said = i18n.render(job.message) if job.message else ""
    words = _("Forecasts and suggestions are not up to date: {reason}").format(reason=said)
    _frame.notice(words, state="warning")
    if st.button(_("Refresh forecasts and suggestions"), icon=":material/refresh:", key="outcome_refresh"):
        _frame.start_job(page, "refresh", [])

"""Files dropped on the page: kept on disk, checked by a job, then looked at before anything is loaded."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core import ingest, intake, jobs
from core.i18n import _
from core.jobs import Job, State
from core.security import Permission
from pages import _frame
from pages._data.lately import lately
from pages._data.outcome import outcome
from pages._data.review import review
from pages._data.waiting import waiting

_FILE_TYPES = ("csv", "txt", "tsv", "xlsx", "xlsm", "xls", "ods", "zip", "gz")
_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def upload(page: _frame.Page, job: Job | None) -> None:
    """Where the hand-in stands: nothing yet, under review, loaded, or gone wrong."""
    if job is not None and job.kind == "preview" and job.state is State.DONE:
        review(page, job)
    elif job is not None and job.kind == "load" and job.state is State.DONE:
        outcome(page, job)
    elif job is not None and job.kind in ("preview", "load"):
        _go_back(page, job)
    elif _is_running(page):
        st.caption(_("You can leave or reload this page; the work goes on and is found here again."))
    else:
        _drop(page)


def _is_running(page: _frame.Page) -> bool:
    running = st.query_params.get("job", "")
    return bool(running) and not jobs.find(page.settings, running).is_over


def _drop(page: _frame.Page) -> None:
    if not page.may(Permission.UPLOAD):
        _frame.notice(_("You may look at everything here. To load files, ask an administrator for a role."))
        return
    waiting(page)
    number = st.session_state.setdefault("upload_number", 0)
    label = _("Drop the files that your shop platform exported")
    dropped = _frame.drop_files(label, _FILE_TYPES, key=f"upload_{number}")
    if dropped:
        _frame.start_job(page, "preview", _hand_in_of_new(page, dropped).arguments())
    st.caption(
        _(
            "CSV, text or Excel, also zipped, in any encoding, as the platform gave them. Nothing is loaded "
            "before you have seen what was found. Over 1 GB: `python -m core import FILE` on this machine."
        )
    )
    _next(page)
    lately(page)
    _known_reports()


def _hand_in_of_new(page: _frame.Page, files: list[UploadedFile]) -> intake.HandIn:
    """The dropped files, on disk; the uploader forgets them."""
    kept = [intake.keep(page.settings, file.name, file) for file in files]
    st.session_state["upload_number"] += 1
    return intake.HandIn(tuple(upload.path for upload in kept))


def _next(page: _frame.Page) -> None:
    steps = page.read(intake.next_steps)
    if not steps:
        return
    st.subheader(_("What helps most now"), anchor=False)
    places = st.grid(len(steps), min_column_width=260, gap="small", key="next_steps")
    for step in steps:
        with places.container(border=True, height="stretch"):
            st.markdown(f"**{_frame.escape(intake.table_title(step.table))}**")
            st.text(step.why)
            table = ingest.SALES if step.table == "order_lines" else step.table
            st.download_button(
                _("Template to fill in"),
                partial(ingest.template, table, page.language),
                file_name=f"{table}.xlsx",
                mime=_MIME,
                key=f"next_{table}",
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
            )


def _known_reports() -> None:
    with st.expander(_("Which exports are recognised by themselves")):
        for report in intake.reports():
            words = report.title
            if report.together_with:
                words = _("{report}; drop it together with {other}").format(
                    report=report.title, other=report.together_with
                )
            st.text(f"• {words}")
        st.caption(
            _("Any other table is read too: you say once which column is which, and it is remembered.")
        )


def _go_back(page: _frame.Page, job: Job) -> None:
    """After a failure or a cancel nothing is lost: the files are still here."""
    handed = intake.hand_in_of(job)
    with st.container(horizontal=True):
        if st.button(_("Check the files again"), type="primary", icon=":material/refresh:", key="back_check"):
            _frame.start_job(page, "preview", handed.arguments())
        if st.button(_("Remove the files"), icon=":material/delete:", key="back_remove"):
            intake.forget(page.settings, handed.paths)
            _frame.forget_job()

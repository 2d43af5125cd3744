"""Settling an entry of a stocktake that looks like a slip: it is right as it is, or this is the number."""

from __future__ import annotations

import streamlit as st

from core import i18n, jobs, stock_health
from core.i18n import _
from core.jobs import Job, State
from core.security import Permission
from core.stock_health import Slip
from pages import _frame


def settle_slips(page: _frame.Page, found: stock_health.Counts) -> None:
    """The form; nothing where no entry is to be checked, or for people who may not load data."""
    entries = stock_health.slips(found.lines)
    if not entries or not page.may(Permission.UPLOAD):
        return
    st.subheader(_("Entries to check"), anchor=False)
    st.caption(_("Look on the shelf or in the lists of the count and say what is right: it counts at once."))
    number = st.selectbox(
        _("Entry"),
        range(len(entries)),
        format_func=lambda place: _named(entries[place]),
        key=f"slip_{page.snapshot.id}",
    )
    _form(page, entries[number])


def say_what_was_settled(page: _frame.Page, job: Job | None) -> None:
    """One sentence about the entry that was settled last."""
    if job is None or job.kind != "settle_count" or job.state is not State.DONE:
        return
    kept = jobs.result(page.settings, job.id)
    words = _("{sku} counts with {units} units now. To take it back, undo import {number} on the page Data.")
    units = i18n.number(float(kept["units"]))
    shown = words.format(sku=kept["sku"], units=units, number=kept["import_id"])
    _frame.notice(shown, state="good")


def _named(entry: Slip) -> str:
    words = _("{sku} {product}, {location}, {day}: counted {counted}, booked {booked}")
    return words.format(
        sku=entry.sku,
        product=entry.product_name,
        location=entry.location,
        day=i18n.date(entry.counted_on),
        counted=i18n.number(entry.counted),
        booked=i18n.number(entry.booked),
    )


def _form(page: _frame.Page, entry: Slip) -> None:
    key = f"{entry.location}_{entry.counted_on}_{entry.sku}_{page.snapshot.id}"
    with st.form(f"settle_{key}", border=True):
        st.text(entry.why)
        places = st.grid(2, min_column_width=240, gap="small", key="settle_fields")
        with places.container():
            counted = st.number_input(
                _("The right number"),
                min_value=0.0,
                value=entry.counted,
                step=1.0,
                format="%g",
                key=f"counted_{key}",
            )
        with places.container():
            because = st.text_input(
                _("Why it is right"),
                key=f"because_{key}",
                max_chars=200,
                placeholder=_("such as: counted again, a digit too many"),
            )
        if not st.form_submit_button(_("Let this number count"), type="primary", icon=":material/check:"):
            return
    if not because.strip():
        _frame.notice(_("Say why this number is right; the reason is kept beside it."), state="warning")
        return
    said = {
        "location": entry.location,
        "day": entry.counted_on.isoformat(),
        "sku": entry.sku,
        "counted": f"{counted:.3f}",
        "because": because.strip(),
    }
    # One word each, so that what begins with a dash is no option.
    _frame.start_job(page, "settle_count", [f"--{name}={value}" for name, value in said.items()])

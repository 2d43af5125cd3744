"""What a check found in a file: counts, warnings, rejects, totals, and how it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from core import i18n, intake
from core.errors import Message
from core.facts import TableChanges
from core.i18n import N_, _
from core.intake import HandIn, Preview
from pages import _frame
from pages._data.mapping import mapping
from pages._frame import clock

_COUNTS = {
    "read": (N_("Rows read"), ""),
    "new": (N_("New rows"), N_("Rows of orders, stock or other things that are not stored yet.")),
    "changed": (N_("Changed"), N_("Rows that replace what is stored now; an undo brings it back.")),
    "unchanged": (N_("Already there"), N_("Rows that say what is stored already, or something older.")),
    "rejected": (N_("Rejected"), N_("Rows that cannot be used; each with its reason below.")),
    "skipped": (N_("Left out"), N_("Rows that only decorate the table: headers, totals, empty rows.")),
}
ENCODINGS = ("utf-8", "gb18030", "big5", "cp932", "cp1252", "utf-16")


def counts(preview: Preview) -> None:
    """How many rows there are, and what becomes of them."""
    places = st.grid(len(_COUNTS), min_column_width=105, gap="small", key=f"counts_{preview.keys[0]}")
    for name, (title, why) in _COUNTS.items():
        with places.container():
            value = getattr(preview.rows, name)
            st.metric(_(title), i18n.number(value), help=_(why) if why else None)
    if preview.skipped_by:
        st.caption(
            _frame.escape(
                _("Left out: {reasons}").format(reasons=intake.skipped_in_words(preview.skipped_by))
            )
        )
    if preview.seen_in is not None and preview.seen_at is not None:
        words = _("This very file was loaded by {who} on {when} (import {number}).")
        _frame.notice(
            words.format(
                who=preview.seen_by, when=i18n.datetime(clock.local(preview.seen_at)), number=preview.seen_in
            )
        )


def findings(preview: Preview) -> None:
    """What deserves a look before the button is pressed."""
    warnings(preview.warnings)
    if preview.rejects:
        _rejects(preview)
    if preview.totals:
        with st.expander(_("What the file adds up to: compare it with the platform's page")):
            for name, amount in intake.totals_in_words(preview.totals):
                with st.container(horizontal=True, horizontal_alignment="distribute", width=520):
                    st.text(name, width="content")
                    st.text(amount, width="content")


def warnings(found: Sequence[Message]) -> None:
    """What deserves a look, one line each."""
    for warning in found:
        st.markdown(f":orange[:material/warning:] {_frame.escape(intake.sentence(warning))}")


def changes(found: Sequence[TableChanges], *, key: str) -> None:
    """What becomes of each table."""
    columns = {
        "title": _frame.Column(_("Table"), is_pinned=True),
        "rows": _frame.Column(_("Rows"), "number"),
        "new": _frame.Column(_("New rows"), "number"),
        "changed": _frame.Column(_("Changed"), "number"),
        "gone": _frame.Column(_("Taken out"), "number"),
        "same": _frame.Column(_("As before"), "number"),
    }
    _frame.table(intake.changes_table(found), columns, key=key)
    st.caption(_("Beside rows, counted in orders, products or what else a newer file replaces."))


def _rejects(preview: Preview) -> None:
    shown, rejected = len({(r.file, r.row) for r in preview.rejects}), preview.rows.rejected
    title = _("{count} rows are rejected").format(count=i18n.number(rejected))
    if shown < rejected:
        title = _("{count} rows are rejected; here are the first").format(count=i18n.number(rejected))
    with st.expander(title, expanded=True, icon=":material/report:"):
        for reject in preview.rejects[:10]:
            where = _("Row {row}, {column}").format(row=reject.row, column=reject.column)
            st.markdown(f"**{_frame.escape(where)}** {_frame.escape(i18n.render(reject.reason))}")
            st.caption(_frame.escape(i18n.render(reject.remedy)))
        st.caption(_("All of them can be downloaded after the import, mended and handed in again."))


def how_it_was_read(page: _frame.Page, handed: HandIn, preview: Preview) -> None:
    """The evidence, and the switches for when it is wrong."""
    with st.expander(_("How it was read, and what to do when it is wrong")):
        for sentence in preview.evidence:
            st.text(intake.sentence(sentence))
        if preview.unused:
            st.text(_("Not used: {columns}").format(columns=", ".join(preview.unused)))
        changes(preview.changes, key=f"changes_{preview.keys[0]}")
        _switches(page, handed, preview)
    if preview.is_mapped or st.session_state.get(f"map_{preview.keys[0]}"):
        with st.expander(_("Columns"), expanded=not preview.is_mapped):
            mapping(page, handed, preview)


def _switches(page: _frame.Page, handed: HandIn, preview: Preview) -> None:
    key, before = preview.keys[0], preview.choices
    reports = {report.id: report.title for report in intake.reports()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        encoding = st.selectbox(
            _("Encoding"),
            ["", *ENCODINGS],
            index=["", *ENCODINGS].index(before.encoding or ""),
            format_func=lambda code: code or _found_encoding(preview),
            key=f"encoding_{key}",
            width=220,
        )
        report = st.selectbox(
            _("Read it as"),
            ["", *reports],
            index=["", *reports].index(before.report or ""),
            format_func=lambda code: reports.get(code) or _("as recognised"),
            key=f"report_{key}",
            width=320,
        )
        wanted = replace(before, encoding=encoding or None, report=report or None)
        if wanted != before and st.button(_("Read it again"), key=f"again_{key}", icon=":material/refresh:"):
            _frame.start_job(page, "preview", handed.answered(key, wanted).arguments())
        st.toggle(_("Map the columns by hand"), key=f"map_{key}")


def _found_encoding(preview: Preview) -> str:
    found = ", ".join(dict.fromkeys(file.encoding for file in preview.files if file.encoding))
    return _("found: {encoding}").format(encoding=found)

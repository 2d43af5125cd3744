"""One import: its files, what it changed, what it adds up to, and its undo."""

from __future__ import annotations

import streamlit as st

from core import i18n, intake, metrics
from core.facts import ImportRecord
from core.i18n import _
from core.security import Permission, name_in_words
from pages import _frame
from pages._data.findings import changes, totals, warnings
from pages._data.ties import tie_table
from pages._frame import clock


def one_import(page: _frame.Page, record: ImportRecord) -> None:
    """What was loaded, what it changed and what it adds up to; the button that takes it back."""
    with st.container(border=True):
        words = _("Import {number} by {who}, {when}: {rows} rows read, {loaded} loaded.")
        st.markdown(
            _frame.escape(
                words.format(
                    number=record.import_id,
                    who=name_in_words(record.who),
                    when=i18n.datetime(clock.local(record.imported_at)),
                    rows=i18n.number(record.rows_read),
                    loaded=i18n.number(record.loaded),
                )
            )
        )
        _undone(record)
        _files(record)
        with st.expander(_("What it changed, table by table")):
            changes(record.tables, key=f"changes_{record.import_id}")
        warnings(record.warnings)
        _sums(page, record)
        may_undo = record.state == "active" and page.may(Permission.UNDO_IMPORT)
        label = _("Undo import {number}").format(number=record.import_id)
        if may_undo and st.button(label, icon=":material/undo:", key=f"undo_{record.import_id}"):
            _confirm(page, record)


def _undone(record: ImportRecord) -> None:
    if record.state != "undone" or record.undone_at is None:
        return
    words = _("Undone by {who}, {when}. Its rows do not count.")
    when = i18n.datetime(clock.local(record.undone_at))
    _frame.notice(words.format(who=name_in_words(record.undone_by or ""), when=when), state="warning")


def _files(record: ImportRecord) -> None:
    told = _("{name}: {rows} rows, {size}, {encoding}, SHA-256 {hash}")
    for file in record.files:
        words = told.format(
            name=file.name,
            rows=i18n.number(file.rows),
            size=intake.size_in_words(file.size_bytes),
            encoding=file.encoding or "–",
            hash=file.sha256[:16],
        )
        st.caption(_frame.escape(words))


def _sums(page: _frame.Page, record: ImportRecord) -> None:
    if not record.totals:
        return
    with st.expander(_("What the file adds up to, and what of it counts")):
        totals(record.totals)
        tied = page.read(metrics.file_tie_out, record.import_id) if record.state == "active" else None
        if tied is not None:
            tie_table(page, tied, start=_("The file's own total"), key=f"file_tie_{record.import_id}")


def _confirm(page: _frame.Page, record: ImportRecord) -> None:
    @_frame.dialog(_("Undo import {number}?").format(number=record.import_id))
    def ask() -> None:
        words = _(
            "{rows} rows of {files} stop counting, and what they replaced counts again. Figures, "
            "forecasts and suggestions follow. Orders that were made from them stay and are marked. "
            "To take this back, import the file again."
        )
        names = ", ".join(dict.fromkeys(file.name for file in record.files))
        st.text(words.format(rows=i18n.number(record.loaded), files=names))
        if st.button(
            _("Undo import {number}").format(number=record.import_id),
            type="primary",
            key=f"undo_now_{record.import_id}",
        ):
            _frame.start_job(page, "undo", [str(record.import_id)])

    ask()

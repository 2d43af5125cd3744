"""Every import: who, when, which file, what it did; one of them in detail, and its undo."""

from __future__ import annotations

import streamlit as st

from core import facts, i18n, intake, metrics
from core.facts import ImportRecord
from core.i18n import _
from core.security import Permission, name_in_words
from pages import _frame
from pages._data.findings import changes, warnings
from pages._data.ties import tie_table
from pages._data.trace import trace
from pages._frame import clock

_NAME = "import"


def imports(page: _frame.Page) -> None:
    """The list, newest first; a row opens its details."""
    listed = page.read(intake.imports)
    if listed.empty:
        st.text(_("Nothing has been loaded yet."))
        return
    columns = {
        "import_id": _frame.Column(_("No."), "number", is_pinned=True, width=55),
        "imported_at": _frame.Column(_("When"), "datetime"),
        "files": _frame.Column(_("Files"), width="medium"),
        "report": _frame.Column(_("Read as"), width="medium"),
        "channel": _frame.Column(_("Shop")),
        "rows_read": _frame.Column(_("Rows"), "number", width=75, about="rows_read"),
        "loaded": _frame.Column(_("Loaded"), "number", width=75, about="rows_loaded"),
        "rejected": _frame.Column(_("Rejected"), "number", width=80, about="rows_rejected"),
        "unchanged": _frame.Column(_("Already there"), "number", is_optional=True, about="rows_same"),
        "skipped": _frame.Column(_("Left out"), "number", is_optional=True, about="rows_skipped"),
        "state": _frame.Column(_("State"), is_optional=True),
        "who": _frame.Column(_("Who"), is_optional=True),
    }
    picked = _frame.table(
        listed,
        columns,
        key=f"imports_{page.snapshot.id}",
        file_name="imports",
        select="one",
        id_column="import_id",
    )
    numbers = [int(number) for number in listed["import_id"]]
    chosen = _frame.details(_NAME, picked, lambda text: text.isdigit() and int(text) in numbers)
    number = st.selectbox(
        _("Details of import"),
        numbers,
        index=numbers.index(int(chosen)) if chosen else 0,
        format_func=lambda n: f"{n} · {listed.loc[listed['import_id'] == n, 'files'].iloc[0]}",
        key=f"import_details_{chosen}",
    )
    record = page.read(facts.import_record, number)
    if record is not None:
        _details(page, record)
    trace(page)


def _details(page: _frame.Page, record: ImportRecord) -> None:
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
        if record.state == "undone" and record.undone_at is not None:
            undone = _("Undone by {who}, {when}. Its rows do not count.")
            when = i18n.datetime(clock.local(record.undone_at))
            _frame.notice(
                undone.format(who=name_in_words(record.undone_by or ""), when=when), state="warning"
            )
        for file in record.files:
            told = _("{name}: {rows} rows, {size}, {encoding}, SHA-256 {hash}")
            st.caption(
                _frame.escape(
                    told.format(
                        name=file.name,
                        rows=i18n.number(file.rows),
                        size=intake.size_in_words(file.size_bytes),
                        encoding=file.encoding or "–",
                        hash=file.sha256[:16],
                    )
                )
            )
        with st.expander(_("What it changed, table by table")):
            changes(record.tables, key=f"changes_{record.import_id}")
        warnings(record.warnings)
        _sums(page, record)
        may_undo = record.state == "active" and page.may(Permission.UNDO_IMPORT)
        label = _("Undo import {number}").format(number=record.import_id)
        if may_undo and st.button(label, icon=":material/undo:", key=f"undo_{record.import_id}"):
            _confirm(page, record)


def _sums(page: _frame.Page, record: ImportRecord) -> None:
    if not record.totals:
        return
    with st.expander(_("What the file adds up to, and what of it counts")):
        for name, amount in intake.totals_in_words(record.totals):
            with st.container(horizontal=True, horizontal_alignment="distribute", width=520):
                st.text(name, width="content")
                st.text(amount, width="content")
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

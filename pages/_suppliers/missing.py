"""What the scorecard needs, and what it had to leave out."""

from __future__ import annotations

import streamlit as st

from core import i18n, ingest, schema, suppliers
from core.i18n import _
from core.suppliers import Overview
from pages import _frame

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def ask_for_files(page: _frame.Page) -> None:
    """Which of the two files is missing and why, with templates; ends the run."""
    tables = (schema.PURCHASE_ORDER_LINES, schema.RECEIPTS)
    lacking = [table for table in tables if not page.snapshot.has_rows("current", table.name)]
    names = i18n.listed([_(table.title) for table in lacking])
    _frame.empty_state(
        _("Nothing to judge yet: {files}").format(files=names),
        _(
            "Upload what you ordered from suppliers, with the promised days, and what arrived. This page "
            "then says who keeps its word, since when one does not, and how long each really needs."
        ),
    )
    with st.container(horizontal=True, horizontal_alignment="center"):
        for table in lacking:
            _template(page, table)
    st.stop()


def _template(page: _frame.Page, table: schema.Table) -> None:
    st.download_button(
        _("Template: {table}").format(table=_(table.title)),
        _frame.later(lambda: ingest.template(table.name, page.language)),
        file_name=f"{table.name}.xlsx",
        mime=_XLSX,
        on_click="ignore",
        icon=":material/download:",
        key=f"template_{table.name}",
    )


def say_what_is_left_out(found: Overview) -> None:
    """Lines that could not be judged, and why, so that nobody looks for them in the shares."""
    if words := suppliers.left_out_words(found):
        _frame.notice(i18n.sentences(*words), state="warning")
    if excused := suppliers.excused_words(found):
        st.caption(_frame.escape(excused))

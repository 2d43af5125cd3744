"""Which tables are filled, how fresh they are, which figures need them, and empty files to fill in."""

from __future__ import annotations

import streamlit as st

from core import i18n, ingest, intake, schema
from core.i18n import _
from core.schema.templates import required_words
from pages import _frame


def tables(page: _frame.Page) -> None:
    """Every table with what is in it; then one of them, column by column, as a template."""
    found = page.read(intake.filled)
    count = int((found["rows"] > 0).sum())
    words = _("{count} of {all} tables hold something. An empty one only dims the figures that need it.")
    st.text(words.format(count=i18n.number(count), all=i18n.number(len(found))))
    columns = {
        "title": _frame.Column(_("Table"), is_pinned=True),
        "rows": _frame.Column(_("Rows"), "number", about="rows_kept"),
        "newest": _frame.Column(_("Newest day"), "date"),
        "needed_for": _frame.Column(_("Needed for"), width="large"),
        "purpose": _frame.Column(_("What it is"), width="large"),
        "file": _frame.Column(_("Last file"), width="medium"),
    }
    _frame.table(found, columns, key=f"tables_{page.snapshot.id}", file_name="tables")
    _template()


def _template() -> None:
    st.subheader(_("Empty files to fill in"), anchor=False)
    table = str(
        st.selectbox(
            _("Table"), intake.tables(), format_func=intake.table_title, key="template_table", width=320
        )
    )
    st.caption(_frame.escape(intake.what_it_is(table)))
    with st.container(horizontal=True):
        _frame.template(table, key="template_xlsx", is_primary=True)
        st.download_button(
            _("Template, CSV"),
            _frame.later(lambda: ingest.csv_template(table)),
            file_name=f"{table}.csv",
            mime="text/csv",
            key="template_csv",
            on_click="ignore",
            icon=":material/download:",
        )
    if table in schema.TABLES:
        with st.expander(_("Its columns")):
            declared = schema.TABLES[table]
            for column in declared.asked:
                words = (
                    f"**{_frame.escape(column.name)}** · {_frame.escape(required_words(declared, column))}"
                )
                st.markdown(f"{words}: {_frame.escape(_(column.meaning))}")

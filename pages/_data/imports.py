"""Every import: who, when, which file, what it did."""

from __future__ import annotations

import streamlit as st

from core import facts, intake
from core.i18n import _
from pages import _frame
from pages._data.one_import import one_import
from pages._data.trace import trace

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
        one_import(page, record)
    trace(page)

"""Rejected rows: why, and what to do; as a file to mend and hand in again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from core import exports, i18n, intake
from core.facts import Snapshot
from core.i18n import _, ngettext
from pages import _frame
from pages._data.held import held

if TYPE_CHECKING:
    import pandas as pd

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def rejects(page: _frame.Page) -> None:
    """Held orders with the decision on them, then the rejected rows of one import."""
    held(page)
    listed = page.read(intake.imports)
    listed = listed[listed["rejected"] > 0]
    numbers = [int(number) for number in listed["import_id"]]
    names = dict(zip(numbers, listed["files"], strict=True))
    counts = dict(zip(numbers, listed["rejected"], strict=True))
    if not numbers:
        _frame.notice(_("No row of any import was rejected."), state="good")
        return
    number = st.selectbox(
        _("Import"),
        numbers,
        format_func=lambda n: _of_import(n, names[n], int(counts[n])),
        key="rejects_import",
    )
    found = page.read(intake.reject_table, number)
    if found.empty:
        _frame.notice(
            _("The rejected rows of this import are no longer kept. Import the file again to see them.")
        )
        return
    for file in page.read(intake.reject_files, number):
        _download(page, number, file)
    columns = {
        "file": _frame.Column(_("File")),
        "row": _frame.Column(_("Row"), "number", is_pinned=True),
        "column": _frame.Column(_("Column")),
        "value": _frame.Column(_("Value")),
        "reason": _frame.Column(_("Why it was rejected"), width="large"),
        "remedy": _frame.Column(_("What to do"), width="large"),
    }
    _frame.table(found, columns, key=f"rejects_{number}")


def _of_import(number: int, files: str, count: int) -> str:
    words = ngettext("{number} · {files} · {count} row", "{number} · {files} · {count} rows", count)
    return words.format(number=number, files=files, count=i18n.number(count))


def _download(page: _frame.Page, number: int, file: intake.RejectFile) -> None:
    words = ngettext(
        "{file}: {count} row to mend. Download it, correct it and drop the file under “Load files”.",
        "{file}: {count} rows to mend. Download them, correct them and drop the file under “Load files”.",
        file.rows,
    )
    st.text(words.format(file=file.name, count=i18n.number(file.rows)))
    stem = f"rejected-{number}-{file.name.rsplit('.', 1)[0]}"
    with st.container(horizontal=True):
        for ending, make, mime in (
            ("xlsx", exports.xlsx_bytes, _XLSX),
            ("csv", exports.csv_bytes, "text/csv"),
        ):
            st.download_button(
                _("Rows to mend, Excel") if ending == "xlsx" else _("Rows to mend, CSV"),
                partial(_file, make, page.snapshot, number, file.file_no),
                file_name=f"{stem}.{ending}",
                mime=mime,
                key=f"mend_{number}_{file.file_no}_{ending}",
                on_click="ignore",
                icon=":material/download:",
            )


def _file(make: Callable[[pd.DataFrame], bytes], snapshot: Snapshot, number: int, file_no: int) -> bytes:
    return make(intake.reject_workbook(snapshot, number, file_no))

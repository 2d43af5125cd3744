"""Rejected rows: which wait, why, as a file to mend; what became of the others; rows not worth mending."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from core import exports, i18n, intake
from core.facts import Snapshot
from core.i18n import _, ngettext
from core.security import Permission
from pages import _frame
from pages._data.dismissing import dismissing
from pages._data.held import held

if TYPE_CHECKING:
    import pandas as pd

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def rejects(page: _frame.Page) -> None:
    """Held orders with the decision on them, then the rejected rows of one import."""
    held(page)
    listed = page.read(intake.rejected_imports)
    st.subheader(_("Rejected rows"), anchor=False)
    st.text(_so_far(listed))
    if listed.empty:
        return
    waiting = listed[listed["open"] > 0]
    ordered = [*waiting["import_id"], *listed[listed["open"] == 0]["import_id"]]
    labels = {int(row["import_id"]): _of_import(row) for row in listed.to_dict("records")}
    number = int(
        st.selectbox(
            _("Import"),
            [int(number) for number in ordered],
            format_func=lambda n: labels[n],
            key=f"rejects_import_{page.snapshot.id}",
        )
    )
    for file in page.read(intake.reject_files, number):
        _download(page, number, file)
    columns = {
        "row": _frame.Column(_("Row"), "number", is_pinned=True),
        "column": _frame.Column(_("Column")),
        "value": _frame.Column(_("Value")),
        "reason": _frame.Column(_("Why it was rejected"), width="medium"),
        "remedy": _frame.Column(_("What to do"), width="large"),
        "standing": _frame.Column(_("State"), width="medium"),
        "file": _frame.Column(_("File"), is_optional=True),
    }
    found = page.read(intake.reject_table, number)
    may_dismiss = page.may(Permission.UPLOAD)
    picked = _frame.table(
        found,
        columns,
        key=f"rejects_{number}_{page.snapshot.id}",
        select="many" if may_dismiss else "",
        id_column="place",
    )
    if may_dismiss:
        dismissing(page, number, listed, picked=len(picked), places=intake.still_open(found, picked))


def _so_far(listed: pd.DataFrame) -> str:
    """How many rows wait, and what became of the others."""
    if listed.empty:
        return _("No row of any import is rejected.")
    counts = {name: int(listed[name].sum()) for name in ("open", "settled", "dismissed")}
    if counts["open"]:
        words = ngettext("{count} row waits to be mended.", "{count} rows wait to be mended.", counts["open"])
    else:
        words = _("No row waits to be mended.")
    said = [words.format(count=i18n.number(counts["open"]))]
    if counts["settled"]:
        words = ngettext(
            "{count} row came in with a later import.",
            "{count} rows came in with later imports.",
            counts["settled"],
        )
        said.append(words.format(count=i18n.number(counts["settled"])))
    if counts["dismissed"]:
        words = ngettext("{count} row is dismissed.", "{count} rows are dismissed.", counts["dismissed"])
        said.append(words.format(count=i18n.number(counts["dismissed"])))
    return i18n.sentences(*said)


def _of_import(row: dict[object, object]) -> str:
    shown = {"number": row["import_id"], "files": row["files"]}
    count = int(str(row["open"]))
    if not count:
        return _("{number} · {files} · nothing left to mend").format(**shown)
    words = ngettext(
        "{number} · {files} · {count} row to mend", "{number} · {files} · {count} rows to mend", count
    )
    return words.format(**shown, count=i18n.number(count))


def _download(page: _frame.Page, number: int, file: intake.RejectFile) -> None:
    words = ngettext(
        "{file}: {count} row to mend. Download it, correct it and drop the file under “Load files”.",
        "{file}: {count} rows to mend. Download them, correct them and drop the file under “Load files”.",
        file.rows,
    )
    st.text(words.format(file=file.name, count=i18n.number(file.rows)))
    stem = intake.given_back_name(number, file.name)
    with st.container(horizontal=True):
        for ending, make, mime in (
            ("xlsx", exports.xlsx_bytes, _XLSX),
            ("csv", exports.csv_bytes, "text/csv"),
        ):
            st.download_button(
                _("Rows to mend, Excel") if ending == "xlsx" else _("Rows to mend, CSV"),
                _frame.later(partial(_file, make, page.snapshot, number, file.file_no)),
                file_name=f"{stem}.{ending}",
                mime=mime,
                key=f"mend_{number}_{file.file_no}_{ending}",
                on_click="ignore",
                icon=":material/download:",
            )


def _file(make: Callable[[pd.DataFrame], bytes], snapshot: Snapshot, number: int, file_no: int) -> bytes:
    return make(intake.reject_workbook(snapshot, number, file_no))

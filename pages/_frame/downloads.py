"""Tables as files; they are made only when somebody clicks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import streamlit as st

from core import exports, i18n, ingest
from core.i18n import _

if TYPE_CHECKING:
    import pandas as pd

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def later(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """`make` for a download button, which calls it outside the run, in the language of this run."""
    language = i18n.current_language()

    def made() -> bytes:
        with i18n.language(language):
            return make()

    return made


def template(table: str, *, key: str, is_primary: bool = False) -> None:
    """A button that gives an empty file of a table to fill in, with help in the reader's language."""
    language = i18n.current_language()
    st.download_button(
        _("Template, Excel"),
        later(lambda: ingest.template(table, language)),
        file_name=f"{table}.xlsx",
        mime=_XLSX,
        key=key,
        on_click="ignore",
        type="primary" if is_primary else "secondary",
        icon=":material/download:",
    )


def downloads(
    make: Callable[[], pd.DataFrame], file_name: str, titles: Mapping[str, str] | None = None, *, key: str
) -> None:
    """Two buttons side by side, CSV and Excel.

    file_name: without ending. titles: headers by column, in the reader's language.
    """
    with st.container(horizontal=True):
        download_buttons(make, file_name, titles, key=key)


def download_buttons(
    make: Callable[[], pd.DataFrame], file_name: str, titles: Mapping[str, str] | None = None, *, key: str
) -> None:
    """The same where other buttons stand in the row already."""
    st.download_button(
        _("Download CSV"),
        later(lambda: exports.csv_bytes(make(), titles)),
        file_name=f"{file_name}.csv",
        mime="text/csv",
        key=f"{key}_csv",
        on_click="ignore",
        icon=":material/download:",
    )
    st.download_button(
        _("Download Excel"),
        later(lambda: exports.xlsx_bytes(make(), titles, sheet=file_name)),
        file_name=f"{file_name}.xlsx",
        mime=_XLSX,
        key=f"{key}_xlsx",
        on_click="ignore",
        icon=":material/table:",
    )

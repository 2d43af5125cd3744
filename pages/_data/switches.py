"""The switches for when a file was read in a wrong way: tried on its first rows, then read again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from core import i18n, intake
from core.errors import DashboardError
from core.i18n import N_, _
from core.ingest import Choices
from core.intake import Found, HandIn, Preview
from pages import _frame

ENCODINGS = ("utf-8", "gb18030", "big5", "cp932", "cp1252", "utf-16")
_SIGNS = {".": N_("point: 1,234.50"), ",": N_("comma: 1.234,50")}
_ORDERS = {"dmy": N_("day first: 31/12/2026"), "mdy": N_("month first: 12/31/2026")}
_DELIMITERS = {
    "comma": N_("comma ,"),
    "semicolon": N_("semicolon ;"),
    "tab": N_("tab"),
    "pipe": N_("vertical line |"),
}
_LOWEST_HEADER = 100
_WORKBOOK = "xlsx"
"""What stands for the encoding of a workbook, which has none to choose."""
Place = Callable[[], Any]


def switches(page: _frame.Page, handed: HandIn, preview: Preview) -> None:
    """How the file is laid out, what it is, how it writes numbers and days; then the button to read it so."""
    key, before = preview.keys[0], preview.choices
    place = st.grid(4, min_column_width=190, gap="small", key=f"switches_{key}").container
    wanted = _sheets(place, preview, _layout(place, preview))
    wanted = _toggles(key, _meaning(place, key, wanted))
    st.toggle(_("Map the columns by hand"), key=f"map_{key}")
    if wanted == before:
        return
    _try(handed, preview.files[0], before, wanted)
    if st.button(_("Read it again"), key=f"again_{key}", icon=":material/refresh:"):
        _frame.start_job(page, "preview", _said(handed, preview, wanted).arguments())


def _layout(place: Place, preview: Preview) -> Choices:
    """Encoding, sign between columns, row of the headers: what the file has of them."""
    file, key, before = preview.files[0], preview.keys[0], preview.choices
    wanted = before
    if file.encoding != _WORKBOOK:
        codes = {code: code for code in ENCODINGS}
        with place():
            usual = _("found: {encoding}").format(encoding=file.encoding or i18n.number(None))
            encoding = _choice(_("Encoding"), codes, before.encoding, f"encoding_{key}", usual)
        wanted = replace(wanted, encoding=encoding)
    if file.delimiter:
        with place():
            found = next((n for n, sign in intake.DELIMITERS.items() if sign == file.delimiter), "")
            usual = _("found: {sign}").format(sign=_words(_DELIMITERS).get(found, file.delimiter))
            label = _("Between columns")
            sign = _choice(label, _words(_DELIMITERS), before.delimiter, f"delimiter_{key}", usual)
        wanted = replace(wanted, delimiter=sign)
    with place():
        label = _("Row of the headers")
        row = int(st.number_input(label, 1, _LOWEST_HEADER, file.header_row, key=f"header_{key}"))
    return wanted if row == file.header_row else replace(wanted, header_row=row)


def _sheets(place: Place, preview: Preview, before: Choices) -> Choices:
    names, key = preview.files[0].sheets, preview.keys[0]
    if len(names) < 2:
        return before
    read = [name for name in names if before.sheets is None or name in before.sheets]
    with place():
        chosen = st.multiselect(_("Sheets to read"), names, read, key=f"sheets_{key}")
    return before if not chosen or chosen == read else replace(before, sheets=tuple(chosen))


def _meaning(place: Place, key: str, before: Choices) -> Choices:
    """Which report it is, and how it writes numbers and days."""
    reports = {report.id: _(report.title) for report in intake.reports()}
    values = _("from the values")
    with place():
        report = _choice(_("Read it as"), reports, before.report, f"report_{key}", _("as recognised"))
    with place():
        sign = _choice(_("Decimal sign"), _words(_SIGNS), before.decimal_sign, f"sign_{key}", values)
    with place():
        order = _choice(_("Dates"), _words(_ORDERS), before.date_order, f"order_{key}", values)
    return replace(before, report=report, decimal_sign=sign, date_order=order)


def _toggles(key: str, before: Choices) -> Choices:
    whole = st.toggle(
        _("All or nothing: one bad row keeps the whole file out"), before.all_or_nothing, key=f"whole_{key}"
    )
    keeps = st.toggle(
        _("Keep personal columns such as birthday, which are left out otherwise"),
        before.keep_personal,
        key=f"personal_{key}",
    )
    return replace(before, all_or_nothing=whole, keep_personal=keeps)


def _try(handed: HandIn, file: Found, before: Choices, wanted: Choices) -> None:
    """The first rows as they would be read now, where the layout is another one."""
    layout = ("encoding", "delimiter", "header_row")
    path = next((p for p in handed.paths if p.name == file.name), None)
    if path is None or all(getattr(before, name) == getattr(wanted, name) for name in layout):
        return
    try:
        sheet = intake.glimpse(path, file.sheet, wanted)
    except DashboardError as error:
        _frame.notice(i18n.render(error.message), state="warning")
        return
    if sheet is None:
        return
    words = _("The first rows, as they will be read")
    st.markdown(f"**{_frame.escape(words)}**")
    columns = {f"c{place}": _frame.Column(header or "–") for place, header in enumerate(sheet.headers)}
    _frame.table(intake.as_frame(sheet), columns, key=f"glimpse_{file.key}")


def _said(handed: HandIn, preview: Preview, wanted: Choices) -> HandIn:
    """The same files with what the switches say: the layout of a file is one answer for all its sheets."""
    key = preview.keys[0]
    whole = intake.file_key(key)
    if whole == key:
        return handed.answered(key, wanted)
    of_file = replace(
        handed.about([whole]), encoding=wanted.encoding, delimiter=wanted.delimiter, sheets=wanted.sheets
    )
    return handed.answered(whole, of_file).answered(key, wanted)


def _words(titles: dict[str, str]) -> dict[str, str]:
    return {code: _(title) for code, title in titles.items()}


def _choice(label: str, titles: dict[str, str], chosen: str | None, key: str, usual: str) -> str | None:
    codes = ["", *titles]
    index = codes.index(chosen) if chosen in codes else 0
    return (
        st.selectbox(label, codes, index=index, format_func=lambda c: titles.get(c) or usual, key=key) or None
    )

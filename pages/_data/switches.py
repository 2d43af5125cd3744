"""The switches for when a file was read in a wrong way; each starts another look at it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from core import i18n, intake
from core.i18n import N_, _
from core.intake import HandIn, Preview
from pages import _frame

ENCODINGS = ("utf-8", "gb18030", "big5", "cp932", "cp1252", "utf-16")
_SIGNS = {".": N_("point: 1,234.50"), ",": N_("comma: 1.234,50")}
_ORDERS = {"dmy": N_("day first: 31/12/2026"), "mdy": N_("month first: 12/31/2026")}


def switches(page: _frame.Page, handed: HandIn, preview: Preview) -> None:
    """Encoding, report, decimal sign, order of day and month, bad rows, personal columns, columns by hand."""
    key, before = preview.keys[0], preview.choices
    reports = {report.id: report.title for report in intake.reports()}
    places = st.grid(4, min_column_width=190, gap="small", key=f"switches_{key}")
    with places.container():
        encoding = _choice(
            _("Encoding"),
            {code: code for code in ENCODINGS},
            before.encoding,
            f"encoding_{key}",
            _found(preview),
        )
    with places.container():
        report = _choice(_("Read it as"), reports, before.report, f"report_{key}", _("as recognised"))
    with places.container():
        sign = _choice(
            _("Decimal sign"), _words(_SIGNS), before.decimal_sign, f"sign_{key}", _("from the values")
        )
    with places.container():
        order = _choice(_("Dates"), _words(_ORDERS), before.date_order, f"order_{key}", _("from the values"))
    whole = st.toggle(
        _("All or nothing: one bad row keeps the whole file out"), before.all_or_nothing, key=f"whole_{key}"
    )
    keeps = st.toggle(
        _("Keep personal columns such as birthday, which are left out otherwise"),
        before.keep_personal,
        key=f"personal_{key}",
    )
    st.toggle(_("Map the columns by hand"), key=f"map_{key}")
    wanted = replace(
        before, encoding=encoding, report=report, decimal_sign=sign, date_order=order,
        all_or_nothing=whole, keep_personal=keeps,
    )  # fmt: skip
    if wanted != before and st.button(_("Read it again"), key=f"again_{key}", icon=":material/refresh:"):
        _frame.start_job(page, "preview", handed.answered(key, wanted).arguments())


def _words(titles: dict[str, str]) -> dict[str, str]:
    return {code: _(title) for code, title in titles.items()}


def _choice(label: str, titles: dict[str, str], chosen: str | None, key: str, usual: str) -> str | None:
    codes = ["", *titles]
    index = codes.index(chosen) if chosen in codes else 0
    return (
        st.selectbox(label, codes, index=index, format_func=lambda c: titles.get(c) or usual, key=key) or None
    )


def _found(preview: Preview) -> str:
    found = ", ".join(dict.fromkeys(file.encoding for file in preview.files if file.encoding))
    return _("found: {encoding}").format(encoding=found or i18n.number(None))

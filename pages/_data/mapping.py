"""Columns mapped by hand: which table, which header fills which column, tried on the first rows."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from core import i18n, intake
from core.i18n import _
from core.ingest import USED_TWICE, ColumnMapping
from core.intake import HandIn, MapField, Preview, Sheet
from pages import _frame

_NOT_THERE, _CONSTANT = "", "\0the same in every row"


def mapping(page: _frame.Page, handed: HandIn, preview: Preview) -> None:
    """The screen for a file whose headers nobody knows yet; what is said here is remembered."""
    file = preview.files[0]
    path = next((p for p in handed.paths if p.name == file.name.split(" / ")[0]), handed.paths[0])
    sheet = intake.sheet_of(path, file.sheet)
    if sheet is None:
        _frame.notice(_("The first rows are no longer here. Drop the file again to map its columns."))
        return
    before = preview.choices.mapping
    table = _table(sheet, before, file.key)
    chosen = _columns(sheet, table, before if before and before.table == table else None, file.key)
    title = _("The first rows, as they will be read")
    st.markdown(f"**{_frame.escape(title)}**")
    rows = intake.mapped_rows(sheet, chosen)
    titles = {f.column.name: intake.column_title(f.column) for f in intake.map_fields(sheet, table)}
    shown = {name: _frame.Column(titles[name]) for name in rows.columns}
    _frame.table(rows, shown, key=f"mapped_{file.key}")
    needed = [
        f.column.name
        for f in intake.map_fields(sheet, table)
        if f.required and f.column.name not in chosen.headers and not chosen.constants.get(f.column.name)
    ]
    unused = [header for header in sheet.shown_headers if header not in chosen.headers.values()]
    if unused:
        st.caption(_frame.escape(_("Columns that are not used: {columns}").format(columns=", ".join(unused))))
    if needed:
        words = _("Still needed: {columns}").format(columns=", ".join(titles[name] for name in needed))
        _frame.notice(words, state="warning")
    if "order_id" in needed:
        _frame.notice(_("No order number? Add a column with running numbers, one per order, to the file."))
    if doubled := chosen.used_twice():
        told = (f"{h} ({', '.join(titles[name] for name in names)})" for h, names in doubled.items())
        _frame.notice(_(USED_TWICE).format(columns=", ".join(told)), state="warning")
    chosen = chosen.needed_first([f.column.name for f in intake.map_fields(sheet, table) if f.required])
    if st.button(
        _("Use these columns"),
        type="primary",
        icon=":material/check:",
        disabled=bool(needed or chosen.used_twice()),
        key=f"use_{file.key}",
    ):
        _use(page, handed, preview, chosen)


def _use(page: _frame.Page, handed: HandIn, preview: Preview, chosen: ColumnMapping) -> None:
    choices = replace(preview.choices, mapping=chosen, report=None, table=None)
    _frame.start_job(page, "preview", handed.answered(preview.keys[0], choices).arguments())


def _table(sheet: Sheet, before: ColumnMapping | None, key: str) -> str:
    names = intake.tables()
    likely = before.table if before else intake.best_table(sheet)
    table = st.selectbox(
        _("What is in this file?"),
        names,
        index=names.index(likely),
        format_func=intake.table_title,
        key=f"table_{key}",
        width=420,
    )
    st.caption(_frame.escape(intake.what_it_is(table)))
    return str(table)


def _columns(sheet: Sheet, table: str, before: ColumnMapping | None, key: str) -> ColumnMapping:
    """What is said of every column: those that matter most first, the others in a drawer."""
    fields = intake.map_fields(sheet, table)
    first = [field for field in fields if field.is_shown_first]
    others = [field for field in fields if not field.is_shown_first]
    said = _ask_all(sheet, table, first, before, key)
    if others:
        with st.expander(_("{count} more columns").format(count=i18n.number(len(others)))):
            said |= _ask_all(sheet, table, others, before, key)
    headers = {name: answer.header for name, answer in said.items() if answer.header}
    constants = {name: answer.constant for name, answer in said.items() if answer.constant}
    return ColumnMapping(table, headers, constants)


@dataclass(frozen=True)
class _Answer:
    """What fills a column: a header of the file, or the same value in every row; neither: it is not there."""

    header: str = ""
    constant: str = ""


def _ask_all(
    sheet: Sheet, table: str, fields: list[MapField], before: ColumnMapping | None, key: str
) -> dict[str, _Answer]:
    place = f"map_{key}_{table}_{len(fields)}_{fields[0].column.name}"
    places = st.grid(3, min_column_width=240, gap="small", key=place)
    said = {}
    for field in fields:
        with places.container():
            said[field.column.name] = _ask(sheet, field, before, f"{key}_{table}")
    return said


def _ask(sheet: Sheet, field: MapField, before: ColumnMapping | None, key: str) -> _Answer:
    name, title = field.column.name, intake.column_title(field.column)
    options = [_NOT_THERE, *sheet.shown_headers, _CONSTANT]
    suggested = field.headers[0] if field.headers and (field.sure or field.required) else _NOT_THERE
    if before is not None:
        suggested = before.headers.get(name, _CONSTANT if name in before.constants else _NOT_THERE)
    label = _("{column} (needed)").format(column=title) if field.required else title
    chosen = st.selectbox(
        label,  # our own words: an escaped label would be read out with its escapes
        options,
        index=options.index(suggested) if suggested in options else 0,
        format_func=_option,
        help=_frame.escape(_(field.column.meaning)),
        key=f"column_{key}_{name}",
    )
    if chosen == _CONSTANT:
        return _Answer(constant=_constant(field, before, f"constant_{key}_{name}"))
    if chosen:
        st.caption(_frame.escape(_("such as {examples}").format(examples=sheet.examples(chosen) or "–")))
    return _Answer(header=chosen)


def _constant(field: MapField, before: ColumnMapping | None, key: str) -> str:
    said = before.constants.get(field.column.name, "") if before else ""
    if field.column.allowed:
        options = list(field.column.allowed)
        index = options.index(said) if said in options else None
        return str(st.selectbox(_("Value in every row"), options, index=index, key=key) or "")
    return st.text_input(_("Value in every row"), said, key=key).strip()


def _option(option: str) -> str:
    if option == _CONSTANT:
        return _("the same in every row …")
    return option or _("not in this file")

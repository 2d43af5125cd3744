"""What must not be kept: personal columns that nobody asked for; phones and e-mails in rejected rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import duckdb

from core import schema
from core.ingest import check
from core.ingest.compile import literal
from core.ingest.recognise import Match
from core.ingest.stage import Loaded
from core.ingest.templates import PEOPLE

Connection = duckdb.DuckDBPyConnection
_EMAIL = r"[^@\s\"]+@[^@\s\"]+\.[^@\s\"]"
_PHONE = (
    r"(^|[^0-9])1[3-9][0-9]{9}([^0-9]|$)|(^|[^0-9])1[3-9][0-9][ -][0-9]{4}[ -][0-9]{4}([^0-9]|$)"
    r"|86[ -]?1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}([^0-9]|$)|\+[1-9][0-9 ()-]{7,}"
)
"""Text that holds a phone number: of China, or of elsewhere with the country's number."""


def hide(
    connection: Connection, parts: Sequence[Loaded], staged: Mapping[str, str], *, keep_personal: bool
) -> None:
    """Empty personal columns unless they were asked for, and hide people in the book of rejects."""
    for name, relation in staged.items():
        personal = [column.name for column in schema.TABLES[name].columns if column.personal]
        if personal and not keep_personal:
            emptied = ", ".join(f'"{column}" = NULL' for column in personal)
            connection.execute(f"UPDATE {relation} SET {emptied}")
    if not connection.execute(f"SELECT 1 FROM {check.REJECTS} LIMIT 1").fetchone():
        return
    connection.execute(
        f"""UPDATE {check.REJECTS} SET value = '…',
            reason_values = CAST(json_object('column', '', 'value', '…') AS VARCHAR)
        WHERE code = {literal(check.TOO_WIDE.code)}"""
    )
    for part in parts:
        _hide_values(connection, part)
        _hide_cells(connection, part)


def _hide_values(connection: Connection, part: Loaded) -> None:
    """Found values, in the book and in the sentences about them."""
    hidden = _hidden(
        "value", f"list_contains({_list_of(_labels(part.match, are_people=False))}, column_name)"
    )
    connection.execute(
        f"""UPDATE {check.REJECTS} SET value = {hidden},
            reason_values =
                CAST(json_merge_patch(reason_values, json_object('value', {hidden})) AS VARCHAR)
        WHERE file_no = {part.file_no} AND {hidden} <> value"""
    )


def _hide_cells(connection: Connection, part: Loaded) -> None:
    """Cells of rejected rows: accounts by their hash, and what looks like a person wherever it stands."""
    people, ids = (_list_of(_labels(part.match, are_people=are)) for are in (True, False))
    hidden = _hidden("cell", f"list_contains({ids}, key)")
    connection.execute(
        f"""UPDATE {check.REJECTS} SET raw = hidden.raw FROM (
            SELECT file_no, source_row, CAST(json_group_object(key, CASE
                WHEN list_contains({people}, key) THEN private_id(cell) ELSE {hidden} END) AS VARCHAR) AS raw
            FROM (
                SELECT file_no, source_row, e.key, e.value->>'$' AS cell
                FROM (SELECT DISTINCT file_no, source_row, raw FROM {check.REJECTS}
                    WHERE file_no = {part.file_no}
                        AND regexp_matches(raw, {literal(f"{_EMAIL}|{_PHONE}")})) r, json_each(r.raw) e
            ) GROUP BY file_no, source_row
        ) hidden WHERE {check.REJECTS}.file_no = hidden.file_no
            AND {check.REJECTS}.source_row = hidden.source_row"""
    )


def _hidden(cell: str, is_id: str) -> str:
    """SQL: a cell, as its keyed hash where it holds an e-mail, or a phone number and is no other id."""
    whole = (
        f"CASE WHEN is_email({cell}) OR is_phone({cell}) THEN private_id({cell}) ELSE hidden_id({cell}) END"
    )
    return (
        f"CASE WHEN regexp_matches({cell}, {literal(_EMAIL)}) THEN {whole} "
        f"WHEN NOT ({is_id}) AND regexp_matches({cell}, {literal(_PHONE)}) THEN {whole} ELSE {cell} END"
    )


def _labels(match: Match, *, are_people: bool) -> list[str]:
    """Headers of the columns that name people, or of those that are other identifiers."""
    named = {
        word
        for target in match.preset.targets
        for column, expression in target.columns.items()
        if column in PEOPLE
        for word in re.findall(r"\w+", expression)
    }
    fields = [f for f in match.preset.fields if f.name in match.columns]
    if are_people:
        return [match.label(f.name) for f in fields if f.name in named]
    return [match.label(f.name) for f in fields if f.kind == "id" and f.name not in named]


def _list_of(words: Sequence[str]) -> str:
    return f"[{', '.join(literal(word) for word in words)}]::VARCHAR[]"

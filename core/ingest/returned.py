"""Rows that were rejected before and come back: which ones they are, and whether they are accepted now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import duckdb

from core.ingest.compile import literal
from core.ingest.given_back import NAME
from core.ingest.presets import Field
from core.ingest.recognise import Match

Connection = duckdb.DuckDBPyConnection
NAME_FIELD = "rejected_as"
"""The field of a report that holds the names of rejected rows, in files that bring them back."""
RETURNED = "import_returned"
"""Temp table (rejected_in, file_no, source_row, is_rejected): rejected rows that this import brings again."""


def with_names(match: Match) -> Match:
    """The match with a field for the names of the rejected rows that its file brings back; itself where it
    brings none."""
    place = match.part.name_column
    if place is None:
        return match
    fields = (*match.preset.fields, Field(NAME_FIELD, (NAME_FIELD,)))
    return replace(
        match,
        preset=replace(match.preset, fields=fields),
        columns={**match.columns, NAME_FIELD: place},
    )


def note(connection: Connection, parts: Sequence[tuple[Match, str]]) -> None:
    """Fill RETURNED from the matches and their typed rows; a row is rejected where any of its name is."""
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {RETURNED}
        (rejected_in BIGINT, file_no INTEGER, source_row BIGINT, is_rejected BOOLEAN)"""
    )
    for match, typed in parts:
        if NAME_FIELD in match.columns:
            connection.execute(f"INSERT INTO {RETURNED} {_returned(typed)}")


def _returned(typed: str) -> str:
    name = f"regexp_extract({NAME_FIELD}, {literal(NAME.pattern)}, ['number', 'file', 'row'])"
    return f"""SELECT TRY_CAST(named.number AS BIGINT), TRY_CAST(named.file AS INTEGER) - 1,
            TRY_CAST(named.row AS BIGINT), bool_or(is_rejected)
        FROM (SELECT {name} AS named, (file_no, source_row) IN (
                SELECT (file_no, source_row) FROM import_rejected_rows) AS is_rejected
            FROM {typed} WHERE coalesce(skip_reason, 'repeated') = 'repeated')
        WHERE TRY_CAST(named.row AS BIGINT) IS NOT NULL GROUP BY ALL"""

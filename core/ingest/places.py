"""A new shop or location that an import names is written down with it, so that everything after can rely on
it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb

from core import schema
from core.ingest.choices import Answers
from core.ingest.compile import literal
from core.ingest.memory import Known
from core.ingest.presets import Preset
from core.schema import Table

Connection = duckdb.DuckDBPyConnection
_HOLDS_LOCATION = {
    "orders": "location",
    "stock": "location",
    "stock_movements": "location",
    "stocktakes": "location",
}


def add_new(
    connection: Connection, staged: dict[str, str], preset: Preset, answers: Answers, known: Known
) -> dict[str, str]:
    """The staged tables, with rows for channels and locations that the store does not know yet."""
    result = dict(staged)
    if not staged:
        return result
    channels = _named(
        connection,
        staged,
        {name: "channel" for name in staged if "channel" in schema.TABLES[name].names},
        answers.channel,
    )
    new = [name for name in channels if name not in known.channels]
    if new and "channels" not in staged:
        result["channels"] = _stage(
            connection, schema.CHANNELS, [_channel_row(name, preset, answers) for name in new]
        )
    places = _named(connection, staged, _HOLDS_LOCATION, answers.location if new else "")
    unknown = [name for name in places if name not in known.locations]
    if unknown and "locations" not in staged:
        rows = [{"location": name, "name": name, "owned": True, "sellable": True} for name in unknown]
        result["locations"] = _stage(connection, schema.LOCATIONS, rows)
    return result


def _channel_row(name: str, preset: Preset, answers: Answers) -> dict[str, object]:
    return {
        "channel": name,
        "platform": preset.platform or None,
        "shop": name,
        "currency": answers.currency or "XXX",
        "timezone": answers.timezone,
        "country": preset.suggest.get("country"),
        "prices_include_tax": answers.prices_include_tax,
        "default_location": answers.location or None,
    }


def _named(
    connection: Connection, staged: Mapping[str, str], columns: Mapping[str, str], also: str
) -> list[str]:
    """The distinct names in a column of the staged tables, and one more."""
    names = {also} if also else set()
    for table, column in columns.items():
        if table in staged:
            rows = connection.execute(f'SELECT DISTINCT "{column}" FROM {staged[table]}').fetchall()
            names |= {str(row[0]) for row in rows if row[0]}
    return sorted(names)


def _stage(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> str:
    """A staged table made here: its rows come from no row of a file."""
    selects = []
    for row in rows:
        columns = ", ".join(
            f'CAST({literal(row.get(c.name, c.default))} AS {c.kind.sql}) AS "{c.name}"'
            for c in table.columns
        )
        selects.append(
            f"SELECT {columns}, NULL::INTEGER AS file_no, NULL::BIGINT AS "
            f"source_row, 0::INTEGER AS repeat_no, false AS absent"
        )
    connection.execute(f"CREATE OR REPLACE TEMP TABLE staged_{table.name} AS {' UNION ALL '.join(selects)}")
    return f"staged_{table.name}"

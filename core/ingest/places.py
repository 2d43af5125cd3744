"""The shops and locations that an import names are written down with it, known ones as they are known now.

Every import says them again, so that none depends on an earlier one that somebody may undo.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb

from core import schema
from core.ingest.choices import Answers, Choices
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


_CHOSEN = ("currency", "timezone", "prices_include_tax", "default_location")
"""What a person may say about a shop with any import of it."""


def add_named(
    connection: Connection, staged: dict[str, str], preset: Preset, answers: Answers, choices: Choices,
    known: Known,
) -> dict[str, str]:  # fmt: skip
    """The staged tables, with a row for every channel and location that they name."""
    result = dict(staged)
    if not staged:
        return result
    channels = _named(
        connection,
        staged,
        {name: "channel" for name in staged if "channel" in schema.TABLES[name].names},
        answers.channel,
    )
    if channels and "channels" not in staged:
        chosen = {name: getattr(choices, name) for name in _CHOSEN if getattr(choices, name) is not None}
        rows = [
            {**known.channels[name], **_learnt(known.channels[name], answers, chosen, name)}
            if name in known.channels
            else _new_channel(name, preset, answers)
            for name in channels
        ]
        result["channels"] = _stage(connection, schema.CHANNELS, rows)
    places = _named(connection, staged, _HOLDS_LOCATION, answers.location if channels else "")
    if places and "locations" not in staged:
        rows = [_location_row(name, known) for name in places]
        result["locations"] = _stage(connection, schema.LOCATIONS, rows)
    return result


def _learnt(
    stored: Mapping[str, object], answers: Answers, chosen: Mapping[str, object], name: str
) -> Mapping[str, object]:
    """What an import says of a known shop: what was chosen, and the currency of its first money."""
    if name != answers.channel:
        return {}
    first = answers.currency if stored.get("currency") == schema.NO_CURRENCY else ""
    return {"currency": first, **chosen} if first else chosen


def _location_row(name: str, known: Known) -> Mapping[str, object]:
    stored = known.locations.get(name)
    return stored or {"location": name, "name": name, "owned": True, "sellable": True}


def _new_channel(name: str, preset: Preset, answers: Answers) -> Mapping[str, object]:
    return {
        "channel": name,
        "platform": preset.platform or None,
        "shop": name,
        "currency": answers.currency or schema.NO_CURRENCY,
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

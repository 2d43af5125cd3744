"""What is known before anybody is asked: the store's channels and locations, and what the cells themselves
say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from core import schema
from core.facts.workspace import transaction
from core.ingest.presets import Preset
from core.ingest.stage import Loaded
from core.ingest.zones import USUAL, likely_zone, no_zone

Connection = duckdb.DuckDBPyConnection
_OFFSETS_READ = 500


@dataclass(frozen=True)
class Known:
    """What the store remembers. channels: channel -> its row. locations: location -> its row.

    shops: report -> the channels that it was loaded for. stock_places: locations of which stock was ever
    counted.
    has_lake: whether there is a store at all. seen_at: export time that an earlier import of the same bytes
    got.
    """

    channels: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    locations: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    shops: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stock_places: tuple[str, ...] = ()
    has_lake: bool = False
    seen_at: dt.datetime | None = None

    def zone_of(self, currency: str) -> str:
        """The time zone supposed of a new shop: the one of the known shops with its currency, else the
        currency's usual one, else the one of all known shops, else UTC. currency: "" for none."""
        alike = {str(row["timezone"]) for row in self.channels.values() if row.get("currency") == currency}
        every = {str(row["timezone"]) for row in self.channels.values()}
        usual = {USUAL[currency]} if currency in USUAL else set()
        return next((zones.pop() for zones in (alike, usual, every) if len(zones) == 1), "UTC")


def remembered(connection: Connection, sha256: str = "", *, needs: frozenset[str] = frozenset()) -> Known:
    """What an attached lake knows of channels, locations and a file; nothing where there is no lake.

    needs: what the import asks for ("$channel", "$location"); shops and stock places are looked up for that
    only.
    """
    if not connection.execute("SELECT 1 FROM duckdb_databases() WHERE database_name = 'lake'").fetchone():
        return Known()
    with transaction(connection):  # one look at the catalog for all of it
        seen = connection.execute(
            """SELECT exported_at FROM lake.meta.imports WHERE state = 'active' AND contains(files, ?)
            ORDER BY import_id DESC LIMIT 1""",
            [sha256],
        ).fetchone()
        return Known(
            channels=_stored(connection, schema.CHANNELS),
            locations=_stored(connection, schema.LOCATIONS),
            shops=_shops(connection) if "$channel" in needs else {},
            stock_places=_stock_places(connection) if "$location" in needs else (),
            has_lake=True,
            seen_at=seen[0] if seen else None,
        )


def _shops(connection: Connection) -> dict[str, tuple[str, ...]]:
    found = connection.execute(
        """SELECT report, list(DISTINCT channel ORDER BY channel) FROM lake.meta.imports
        WHERE state = 'active' AND channel <> '' GROUP BY report"""
    ).fetchall()
    return {str(report): tuple(channels) for report, channels in found}


def _stock_places(connection: Connection) -> tuple[str, ...]:
    found = connection.execute(
        "SELECT DISTINCT location FROM lake.current.stock WHERE location <> '' ORDER BY location"
    ).fetchall()
    return tuple(str(row[0]) for row in found)


def _stored(connection: Connection, table: schema.Table) -> dict[str, dict[str, Any]]:
    """The stored rows of a table with one key column, by that key."""
    rows = connection.execute(f"SELECT {', '.join(table.names)} FROM lake.current.{table.name}").fetchall()
    named = (dict(zip(table.names, row, strict=True)) for row in rows)
    return {str(row[table.key[0]]): row for row in named}


def said_by_cells(connection: Connection, parts: Sequence[Loaded]) -> dict[str, str]:
    """The currency that most rows name, the one shop that they name, and the time zone that their offsets
    point to."""
    said: dict[str, str] = {}
    for part in parts:
        shop = part.match.preset.suggest.get("channel_field", "")
        for name, source in (("currency", "currency"), ("channel", shop)):
            values = _distinct(connection, part, source)
            if len(values) == 1 or (values and name == "currency"):
                said[name] = values[0]
        if (zone := _zone_of_offsets(connection, part)) is not None:
            said["timezone"] = zone
    return said


def _distinct(connection: Connection, part: Loaded, source: str) -> list[str]:
    """At most two different texts of a field; of several the most frequent first."""
    if source not in part.match.columns:
        return []
    cell = f"c{part.match.columns[source]}"
    query = f"SELECT DISTINCT text_of({cell}) AS v FROM {part.raw} WHERE v IS NOT NULL LIMIT 2"
    found = connection.execute(query).fetchall()
    if len(found) > 1:
        often = f"SELECT text_of({cell}) AS v FROM {part.raw} WHERE v IS NOT NULL GROUP BY v"
        found = connection.execute(f"{often} ORDER BY count(*) DESC, v LIMIT 2").fetchall()
    return [str(row[0]) for row in found]


def _zone_of_offsets(connection: Connection, part: Loaded) -> str | None:
    columns = part.match.columns
    for name in (f.name for f in part.match.preset.fields if f.kind == "timestamp" and f.name in columns):
        cell = f"c{columns[name]}"
        query = f"SELECT DISTINCT {cell} FROM {part.raw} WHERE has_offset({cell}) LIMIT {_OFFSETS_READ}"
        if rows := connection.execute(query).fetchall():
            return likely_zone(str(row[0]) for row in rows)
    return None


def named_time(connection: Connection, preset: Preset, names: Sequence[str], zone: str) -> dt.datetime | None:
    """The time of export that one of the files' names carries, in UTC."""
    if preset.file_time is None:
        return None
    for name in names:
        found = re.search(preset.file_time.pattern, name)
        moment = _moment(found[1], preset.file_time.format) if found else None
        if moment is not None and preset.file_time.format == "epoch":
            return moment
        if moment is not None:
            row = connection.execute("SELECT utc_of(?::TIMESTAMP, ?)", [moment, zone]).fetchone()
            return row[0] if row else None
    return None


def _moment(text: str, layout: str) -> dt.datetime | None:
    """A time without zone: UTC for seconds since 1970, else as the shop's clock wrote it."""
    try:
        if layout == "epoch":
            return dt.datetime.fromtimestamp(int(text), dt.UTC).replace(tzinfo=None)
        return dt.datetime.strptime(text, layout)  # noqa: DTZ007 - the caller knows the zone
    except (ValueError, OverflowError, OSError):
        return None


def existing_zone(connection: Connection, name: str) -> str:
    """A time zone's name. Raises InputError where there is no such zone."""
    try:
        connection.execute("SELECT timezone(?, TIMESTAMP '2026-01-01')", [name])
    except duckdb.Error:
        raise no_zone(name) from None
    return name

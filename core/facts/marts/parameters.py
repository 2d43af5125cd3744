"""Parameters that the lake itself keeps: they follow from the facts or change every amount."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from core import schema

CURRENCY = "currency"
"""The display currency: chosen, else the first that came, as long as an order or a channel has it."""
AS_OF = "as_of"
"""Last complete business day that the order lines cover, as an ISO date; empty while there are none."""

_MAIN_CURRENCY = f"""
    WITH used AS (
        SELECT currency, count(*) AS orders FROM lake.current.orders GROUP BY currency
        UNION ALL SELECT currency, 0 FROM lake.current.channels
    )
    SELECT currency FROM used WHERE currency <> '{schema.NO_CURRENCY}'
    GROUP BY currency ORDER BY currency = ? DESC, sum(orders) DESC, currency LIMIT 1
"""
# The last day with orders is complete only when the file was written on a later local day. An order dated
# after its file was written is a typing error; it must not move the shop into the future.
_LAST_COMPLETE_DAY = """
    WITH exports AS (
        SELECT import_id, max(exported_at) AS exported_at FROM lake.history.orders GROUP BY import_id
    ),
    days AS (
        SELECT o.placed_on,
            timezone(coalesce(c.timezone, 'UTC'), timezone('UTC', e.exported_at))::DATE AS exported_on
        FROM (SELECT DISTINCT import_id, channel, placed_on FROM lake.current.orders) o
        JOIN exports e USING (import_id)
        LEFT JOIN lake.current.channels c USING (channel)
    ),
    last AS (SELECT max(placed_on) AS day FROM days WHERE placed_on <= exported_on)
    SELECT CASE WHEN max(exported_on) > last.day THEN last.day ELSE last.day - 1 END
    FROM days, last WHERE placed_on = last.day GROUP BY last.day
"""


PARAMETER_TABLES = frozenset({"channels", "orders"})
"""Tables that the parameters follow from."""


def set_parameter(connection: duckdb.DuckDBPyConnection, name: str, value: str) -> None:
    """Keep a parameter's value."""
    connection.execute("DELETE FROM lake.meta.parameters WHERE name = ?", [name])
    connection.execute("INSERT INTO lake.meta.parameters VALUES (?, ?)", [name, value])


def get_parameter(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """A parameter's value, empty where it was never set."""
    row = connection.execute("SELECT value FROM lake.meta.parameters WHERE name = ?", [name]).fetchone()
    return "" if row is None else str(row[0])


def note_parameters(connection: duckdb.DuckDBPyConnection) -> bool:
    """Bring the parameters that follow from the facts up to date; whether the display currency changed."""
    before = get_parameter(connection, CURRENCY)
    currency = get_parameter(connection, "chosen_currency") or _first(connection, _MAIN_CURRENCY, [before])
    for name, value in ((CURRENCY, currency), (AS_OF, _first(connection, _LAST_COMPLETE_DAY))):
        if get_parameter(connection, name) != value:
            set_parameter(connection, name, value)
    return currency != before


def _first(connection: duckdb.DuckDBPyConnection, query: str, values: Sequence[object] = ()) -> str:
    row = connection.execute(query, list(values)).fetchone()
    return "" if row is None or row[0] is None else str(row[0])

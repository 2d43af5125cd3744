"""Parameters that the lake itself keeps: they follow from the facts or change every amount."""

from __future__ import annotations

import duckdb

CURRENCY = "currency"
"""The display currency: chosen, else that of the channel with the most orders."""
AS_OF = "as_of"
"""Last complete business day that the order lines cover, as an ISO date; empty while there are none."""

_MAIN_CURRENCY = """
    SELECT c.currency FROM lake.current.channels c LEFT JOIN (
        SELECT channel, count(*) AS orders FROM lake.current.orders GROUP BY channel) o USING (channel)
    ORDER BY coalesce(o.orders, 0) DESC, c.channel LIMIT 1
"""
# The last day with orders is complete only when the file was written on a later local day.
_LAST_COMPLETE_DAY = """
    WITH days AS (
        SELECT o.channel, o.placed_on, max(timezone(coalesce(c.timezone, 'UTC'), timezone('UTC',
            i.exported_at))::DATE) AS exported_on
        FROM lake.current.orders o
        LEFT JOIN lake.current.channels c USING (channel)
        JOIN lake.history.orders i ON i.channel = o.channel AND i.order_id = o.order_id
            AND i.import_id = o.import_id
        WHERE o.placed_on >= (SELECT max(placed_on) - 7 FROM lake.current.orders) GROUP BY ALL
    ), last AS (SELECT max(placed_on) AS day FROM days)
    SELECT CASE WHEN max(exported_on) > last.day THEN last.day ELSE last.day - 1 END
    FROM days, last WHERE placed_on = last.day GROUP BY last.day
"""


def set_parameter(connection: duckdb.DuckDBPyConnection, name: str, value: str) -> None:
    """Keep a parameter's value."""
    connection.execute("DELETE FROM lake.meta.parameters WHERE name = ?", [name])
    connection.execute("INSERT INTO lake.meta.parameters VALUES (?, ?)", [name, value])


def get_parameter(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """A parameter's value, empty where it was never set."""
    row = connection.execute("SELECT value FROM lake.meta.parameters WHERE name = ?", [name]).fetchone()
    return "" if row is None else str(row[0])


def note_parameters(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring the parameters that follow from the facts up to date."""
    chosen = get_parameter(connection, "chosen_currency")
    currency = chosen or _first(connection, _MAIN_CURRENCY)
    for name, value in ((CURRENCY, currency), (AS_OF, _first(connection, _LAST_COMPLETE_DAY))):
        if get_parameter(connection, name) != value:
            set_parameter(connection, name, value)


def _first(connection: duckdb.DuckDBPyConnection, query: str) -> str:
    row = connection.execute(query).fetchone()
    return "" if row is None or row[0] is None else str(row[0])

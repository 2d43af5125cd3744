"""Whether a file goes on where the store ends: days without orders, days with few, stock that does not follow
from what moved, SKUs gone from a full list."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from core.errors import Message
from core.i18n import N_

Connection = duckdb.DuckDBPyConnection
_SHOWN = 5
_USUAL_ORDERS = 5
"""Orders on a usual day from which a day without any is strange."""
_MANY_ORDERS = 20
_FEW_SHARE = 0.25
"""A day with less than this share of a usual day's orders is told."""
_ODD_UNITS, _ODD_SHARE = 5, 0.2

GAP = N_(
    "Days without an order between {first} and {last}: {count}, such as {examples}; a usual day has {usual}. "
    "Check whether the export is complete."
)
GAP_BEFORE = N_(
    "{shop} has orders up to {last}, and this file begins on {first}. Days that are missing between: "
    "{count}. Export them too."
)
DROP = N_(
    "Days with far fewer orders than usual: {count}, such as {examples}; a usual day has {usual}. Check "
    "whether the export is complete."
)
NOT_FOLLOWING = N_(
    "Counted SKUs that differ by more than a fifth from the last count with what moved since: {count} of "
    "{all}, such as {examples}. The new count holds; look for sales, receipts or returns that are not loaded."
)
GONE = N_(
    "SKUs that were in stock, are not in this full list and count as 0 now: {count}, such as {examples}. If "
    "the list is only a part, say so above."
)

_DAYS = """
SELECT placed_on AS day, count(*) AS orders FROM {orders}
WHERE NOT absent AND placed_on IS NOT NULL GROUP BY 1
"""


def find(connection: Connection, staged: Mapping[str, str], *, has_lake: bool) -> list[Message]:
    """Every such warning about the staged rows."""
    found: list[Message] = []
    if "orders" in staged:
        days = _DAYS.format(orders=staged["orders"])
        connection.execute(f"CREATE OR REPLACE TEMP TABLE import_days AS {days}")
        found += _gaps(connection)
        found += _drops(connection)
        found += _gap_before(connection, staged["orders"]) if has_lake else []
    if "stock" in staged and has_lake:
        found += _not_following(connection, staged["stock"])
        found += _gone(connection, staged["stock"])
    return found


_USUAL = "SELECT median(orders) FROM import_days"


def _gaps(connection: Connection) -> list[Message]:
    row = connection.execute(
        f"""WITH span AS (SELECT min(day) AS first, max(day) AS last FROM import_days),
        missing AS (
            SELECT unnest(generate_series(first, last, INTERVAL 1 DAY))::DATE AS day FROM span
            WHERE ({_USUAL}) >= {_USUAL_ORDERS} AND last - first <= 3700
            EXCEPT SELECT day FROM import_days
        )
        SELECT count(*), any_value(first)::VARCHAR, any_value(last)::VARCHAR,
            array_to_string(list(day::VARCHAR ORDER BY day)[:{_SHOWN}], ', '), ({_USUAL})::BIGINT
        FROM missing, span"""
    ).fetchone()
    if row is None or not row[0]:
        return []
    names = ("count", "first", "last", "examples", "usual")
    return [Message(GAP, dict(zip(names, row, strict=True)))]


def _drops(connection: Connection) -> list[Message]:
    """The first and the last day of a file may be cut; they are not told."""
    row = connection.execute(
        f"""SELECT count(*),
            array_to_string(list(day || ' (' || orders || ')' ORDER BY day)[:{_SHOWN}], ', '),
            ({_USUAL})::BIGINT
        FROM import_days WHERE ({_USUAL}) >= {_MANY_ORDERS} AND orders < {_FEW_SHARE} * ({_USUAL})
            AND day > (SELECT min(day) FROM import_days) AND day < (SELECT max(day) FROM import_days)"""
    ).fetchone()
    if row is None or not row[0]:
        return []
    return [Message(DROP, {"count": row[0], "examples": row[1], "usual": row[2]})]


def _gap_before(connection: Connection, orders: str) -> list[Message]:
    """Where a shop that sells every day has a hole between what is stored and the file."""
    found = connection.execute(
        f"""WITH handed AS (
            SELECT channel, min(placed_on) AS first FROM {orders} WHERE NOT absent GROUP BY 1
        ),
        stored AS (
            SELECT d.channel, max(d.day) AS last, median(orders) FILTER (d.day > h.first - 90) AS usual
            FROM lake.mart.channel_days d JOIN handed h USING (channel)
            WHERE d.basis = 'placed' AND d.day < h.first GROUP BY 1
        )
        SELECT channel, last::VARCHAR, first::VARCHAR, first - last - 1
        FROM handed JOIN stored USING (channel)
        WHERE first - last > 2 AND coalesce(usual, 0) >= {_USUAL_ORDERS} ORDER BY channel"""
    ).fetchall()
    names = ("shop", "last", "first", "count")
    return [Message(GAP_BEFORE, dict(zip(names, row, strict=True))) for row in found]


def _not_following(connection: Connection, stock: str) -> list[Message]:
    row = connection.execute(
        f"""WITH counted AS (
            SELECT sku, location, max(snapshot_at) AS snapshot_at, sum(on_hand) AS on_hand FROM {stock}
            WHERE NOT absent AND coalesce(condition, '') IN ('', 'sellable') GROUP BY ALL
        ),
        compared AS (
            SELECT c.sku, c.on_hand, p.physical FROM counted c JOIN lake.mart.stock_position p
            ON p.sku = c.sku AND p.location = c.location AND c.snapshot_at > p.snapshot_at
        )
        SELECT count(*) FILTER (odd), count(*), array_to_string(list(
            sku || ' (' || on_hand::DOUBLE || ' / ' || physical::DOUBLE || ')'
            ORDER BY abs(on_hand - physical) DESC) FILTER (odd)[:{_SHOWN}], ', ')
        FROM (SELECT *, abs(on_hand - physical) > greatest({_ODD_UNITS}, {_ODD_SHARE} * abs(physical)) AS odd
            FROM compared)"""
    ).fetchone()
    if row is None or not row[0]:
        return []
    return [Message(NOT_FOLLOWING, {"count": row[0], "all": row[1], "examples": row[2]})]


def _gone(connection: Connection, stock: str) -> list[Message]:
    row = connection.execute(
        f"""SELECT count(*), array_to_string(list(p.sku ORDER BY p.physical DESC, p.sku)[:{_SHOWN}], ', ')
        FROM lake.mart.stock_position p JOIN (
            SELECT location, max(snapshot_at) AS snapshot_at FROM {stock}
            WHERE full_list AND NOT absent GROUP BY 1
        ) f ON f.location = p.location AND f.snapshot_at > p.snapshot_at
        WHERE p.physical > 0
            AND (p.sku, p.location) NOT IN (SELECT (sku, location) FROM {stock} WHERE NOT absent)"""
    ).fetchone()
    if row is None or not row[0]:
        return []
    return [Message(GONE, {"count": row[0], "examples": row[1]})]

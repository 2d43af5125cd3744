"""One source of truth per shop: the same order from a second source is held, not lost and not counted twice.

A source is the platform whose report a file is; files without one (templates, mapped by hand) are one source
of their own. Of the sources that brought an order counts, in this order: the one that somebody released, the
one that was chosen for the shop, the shop's system of record (else its platform), the one that came first.
History keeps every version; `meta.held` names those that do not count. Orders are the same by their own
number or by that in the system they came from.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import duckdb

from core import schema
from core.facts import units
from core.facts.connection import quoted
from core.facts.records import StagedTable, TableChanges
from core.facts.tables import OF_ORDERS
from core.facts.units import changes_relation, touched_relation

Connection = duckdb.DuckDBPyConnection
TABLES = tuple(schema.TABLES[name] for name in OF_ORDERS)
HELD, RELEASED, DISCARDED = "held", "released", "discarded"
CHOSEN = "system_of_record:"
"""Begins the name of the parameter that says which source somebody lets count for a shop."""

_NUMBERS = r"""unnest(CASE WHEN source_order_id IS NULL OR source_order_id IN ('', order_id) THEN [order_id]
    ELSE list_prepend(order_id, string_split_regex(source_order_id, '[,;、\s]+')) END)"""
_VERSION = "import_id, channel, order_id"


def judge_handed(
    connection: Connection, staged: Sequence[StagedTable], *, import_id: int, platform: str, report: str
) -> bool:
    """Note in judged_orders which versions do not count once these rows are stored; False where all do."""
    relations = {one.table.name: one.relation for one in staged}
    connection.execute(f"CREATE OR REPLACE TEMP TABLE judged_orders AS {_NOTHING_JUDGED}")
    if not {"orders", "order_lines"} & set(relations) or not _any_order_known(connection):
        return False
    _note_handed(connection, relations.get("orders"), relations.get("order_lines"), where="NOT absent")
    channels = _channels_of(relations.get("channels"))
    return _judge(connection, channels, own=(import_id, platform, report))


def _any_order_known(connection: Connection) -> bool:
    known = (f"(SELECT 1 FROM lake.history.{name} LIMIT 1)" for name in ("orders", "order_lines"))
    return _any(connection, " UNION ALL ".join(known))


def judge_without(connection: Connection, import_id: int) -> bool:
    """The same for the orders of an import that is about to be taken back."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE judged_orders AS {_NOTHING_JUDGED}")
    if not _any(connection, "SELECT 1 FROM lake.meta.held LIMIT 1"):
        return False
    _note_handed(
        connection,
        "lake.history.orders",
        "lake.history.order_lines",
        where=f"NOT absent AND import_id = {int(import_id)}",
    )
    connection.execute(f"DELETE FROM lake.meta.held WHERE import_id = {int(import_id)}")
    return _judge(connection, _channels_of(None), own=None, without=import_id)


def judge_again(connection: Connection, import_id: int) -> bool:
    """The same after somebody decided about the held orders of an import."""
    _note_handed(
        connection,
        "(SELECT * FROM lake.history.orders SEMI JOIN lake.meta.held USING (import_id, channel, order_id))",
        "(SELECT * FROM lake.history.order_lines SEMI JOIN lake.meta.held "
        "USING (import_id, channel, order_id))",
        where=f"NOT absent AND import_id = {int(import_id)}",
    )
    return _judge(connection, _channels_of(None), own=None)


def judge_shop(connection: Connection, channel: str) -> bool:
    """The same for all orders that several sources brought to a shop."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE judged_orders AS {_NOTHING_JUDGED}")
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE handed_orders AS
        SELECT DISTINCT channel, order_id, number FROM lake.meta.held WHERE channel = ?""",
        [channel],
    )
    return _judge(connection, _channels_of(None), own=None)


def _note_handed(connection: Connection, orders: str | None, lines: str | None, *, where: str) -> None:
    """handed_orders (channel, order_id, number): the orders of some rows, by their numbers at the source."""
    parts = [f"SELECT channel, order_id, {_NUMBERS} AS number FROM {orders} WHERE {where}"] if orders else []
    if lines:
        known = (
            f" AND (channel, order_id) NOT IN (SELECT (channel, order_id) FROM {orders})" if orders else ""
        )
        parts.append(f"SELECT channel, order_id, order_id AS number FROM {lines} WHERE {where}{known}")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE handed_orders AS {' UNION '.join(parts)}")


def _channels_of(staged: str | None) -> str:
    """SELECT of each shop's record: as somebody chose, else as its row says, else its platform."""
    said = "lower(trim(coalesce(nullif(system_of_record, ''), platform, '')))"
    columns = f"SELECT channel, {said} AS record FROM"
    stored = f"{columns} lake.current.channels"
    if staged is not None:
        kept = f"(FROM lake.current.channels ANTI JOIN {staged} USING (channel))"
        stored = f"{columns} {staged} UNION ALL {columns} {kept}"
    return f"""SELECT channel, coalesce(chosen, record) AS record FROM ({stored}) LEFT JOIN (
        SELECT name[{len(CHOSEN) + 1}:] AS channel, value AS chosen FROM lake.meta.parameters
        WHERE starts_with(name, '{CHOSEN}')) USING (channel)"""


_NOTHING_JUDGED = """SELECT NULL::BIGINT AS import_id, NULL::VARCHAR AS channel, NULL::VARCHAR AS order_id,
    NULL::VARCHAR AS number, NULL::VARCHAR AS counts WHERE false"""


def _judge(
    connection: Connection, channels: str, *, own: tuple[int, str, str] | None, without: int | None = None
) -> bool:
    sources = "SELECT import_id, lower(platform) AS source, lower(report) AS report FROM lake.meta.imports"
    if own is not None:
        sources += f" UNION ALL SELECT {int(own[0])}, {quoted(own[1].lower())}, {quoted(own[2].lower())}"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE order_sources AS {sources}")
    if not _has_rivals(connection, own):
        return False
    own_rows = f"SELECT {int(own[0])} AS import_id, * FROM handed_orders UNION" if own is not None else ""
    gone = "" if without is None else f"AND import_id <> {int(without)}"
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE judged_orders AS
        WITH stored AS (
            SELECT import_id, channel, order_id, {_NUMBERS} AS number FROM lake.history.orders
            WHERE NOT absent {gone} AND channel IN (SELECT channel FROM handed_orders)
            UNION
            SELECT import_id, channel, order_id, order_id FROM lake.history.order_lines
            ANTI JOIN lake.history.orders USING ({_VERSION})
            WHERE NOT absent {gone} AND channel IN (SELECT channel FROM handed_orders)
        ),
        versions AS (
            SELECT v.*, s.source, CASE WHEN h.state = '{RELEASED}' THEN 0
                WHEN c.record IN (s.source, s.report) THEN 1 ELSE 2 END AS rank,
                -coalesce(epoch(h.decided_at), 0) AS newness
            FROM ({own_rows} SELECT * FROM stored SEMI JOIN handed_orders USING (channel, number)) v
            JOIN order_sources s USING (import_id) LEFT JOIN ({channels}) c USING (channel)
            LEFT JOIN lake.meta.held h USING (import_id, channel, order_id)
        ),
        decided AS (
            SELECT channel, number, arg_min(source, (rank, newness, import_id)) AS counts
            FROM versions GROUP BY ALL HAVING count(DISTINCT source) > 1
        )
        SELECT import_id, channel, order_id, min(number) AS number, min(counts) AS counts
        FROM versions JOIN decided USING (channel, number) WHERE source <> counts GROUP BY ALL"""
    )
    return True


def _has_rivals(connection: Connection, own: tuple[int, str, str] | None) -> bool:
    """Whether the shops of these orders have orders of more than one source, or had."""
    if _any(connection, "SELECT 1 FROM lake.meta.held SEMI JOIN handed_orders USING (channel) LIMIT 1"):
        return True
    return own is not None and _any(
        connection,
        f"""SELECT 1 FROM (
            SELECT DISTINCT import_id FROM lake.current.orders
            WHERE channel IN (SELECT DISTINCT channel FROM handed_orders)
            UNION SELECT DISTINCT import_id FROM lake.current.order_lines
            WHERE channel IN (SELECT DISTINCT channel FROM handed_orders)
        ) JOIN order_sources USING (import_id) WHERE source <> {quoted(own[1].lower())} LIMIT 1""",
    )


def keep_judged(connection: Connection) -> None:
    """Let meta.held say what was judged; versions whose standing changes are left in resettled_orders."""
    before = f"""(SELECT h.* FROM lake.meta.held h SEMI JOIN handed_orders USING (channel, number)
        WHERE state = '{HELD}')"""
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE resettled_orders AS
        SELECT {_VERSION} FROM {before} ANTI JOIN judged_orders USING ({_VERSION})
        UNION ALL SELECT {_VERSION} FROM judged_orders ANTI JOIN {before} USING ({_VERSION})"""
    )
    connection.execute(
        f"""DELETE FROM lake.meta.held WHERE state <> '{DISCARDED}' AND ({_VERSION}) IN (
            SELECT ({_VERSION}) FROM resettled_orders)"""
    )
    connection.execute(
        f"""INSERT INTO lake.meta.held (import_id, channel, order_id, number, counts, state)
        SELECT import_id, channel, order_id, number, counts, '{HELD}' FROM judged_orders
        SEMI JOIN resettled_orders USING ({_VERSION})"""
    )


def mark_held(
    connection: Connection, staged: StagedTable, told: TableChanges, *, import_id: int
) -> TableChanges:
    """The changes of a staged table, with the units of orders that are held told apart."""
    if staged.table not in TABLES:
        return told
    unit, changes = ", ".join(staged.table.unit), changes_relation(staged.table)
    connection.execute(
        f"""UPDATE {changes} SET status = 'held' WHERE ({unit}) IN (
            SELECT ({unit}) FROM {staged.relation} SEMI JOIN
            (SELECT * FROM judged_orders WHERE import_id = {int(import_id)}) USING (channel, order_id))"""
    )
    counted = connection.execute(f"SELECT status, count(*) FROM {changes} GROUP BY ALL").fetchall()
    found = {str(status): int(count) for status, count in counted}
    names = ("new", "changed", "unchanged", "older", "gone", "held")
    return TableChanges(told.table, told.rows, **{name: found.get(name, 0) for name in names})


def touch_resettled(connection: Connection, table: schema.Table, *, is_new: bool = False) -> None:
    """Add the units whose standing has changed to the touched ones of a table; is_new: there are none yet."""
    if table not in TABLES:
        return
    unit, touched = ", ".join(table.unit), touched_relation(table)
    found = f"""SELECT DISTINCT {unit} FROM lake.history.{table.name}
        SEMI JOIN resettled_orders USING ({_VERSION})"""
    if is_new:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {touched} AS {found}")
    else:
        connection.execute(f"INSERT INTO {touched} {found} EXCEPT SELECT {unit} FROM {touched}")


def add_released(connection: Connection, import_id: int) -> None:
    """Add the released orders of an import to those whose standing has changed."""
    connection.execute(
        f"""INSERT INTO resettled_orders SELECT {_VERSION} FROM lake.meta.held
        WHERE import_id = {int(import_id)} AND state = '{RELEASED}'"""
    )


def resettle(connection: Connection, *, besides: Collection[schema.Table]) -> list[schema.Table]:
    """Let orders count, or no longer count, whose standing has changed; the tables of it.

    besides: tables that are done already.
    """
    tables = [table for table in TABLES if table not in besides]
    for table in tables:
        touch_resettled(connection, table, is_new=True)
        units.rebuild_current(connection, table)
    return tables


def _any(connection: Connection, query: str) -> bool:
    return connection.execute(query).fetchone() is not None

"""Orders held because another source counts for their shop: listed with their worth, and decided on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import duckdb
import pandas as pd

from core.errors import Message
from core.facts import marts, sources
from core.facts.lock import retried, writer_lock
from core.facts.records import TableChanges
from core.facts.snapshot import Snapshot
from core.facts.workspace import Workspace, transaction
from core.i18n import N_

Connection = duckdb.DuckDBPyConnection
Order = tuple[str, str]
"""A shop and the number of its order."""

HELD_ORDERS = (
    "import_id",
    "channel",
    "order_id",
    "number",
    "placed_on",
    "amount",
    "currency",
    "counts",
    "counting_amount",
)
"""One row per held order. number: at the system it first came from. amount: its goods as this file says;
counting_amount: as the source says that counts."""

_WORTH = "sum(coalesce(buyer_paid, gross_amount, round(unit_price * quantity, 2))) AS worth"
_LIST = f"""
WITH held AS (SELECT * FROM lake.meta.held WHERE state = 'held'),
lines AS (
    SELECT import_id, channel, order_id, {_WORTH}
    FROM lake.history.order_lines SEMI JOIN held USING (import_id, channel, order_id) GROUP BY ALL
),
counting_lines AS (
    SELECT l.channel, l.order_id, {_WORTH} FROM lake.current.order_lines l
    SEMI JOIN held h ON l.channel = h.channel AND l.order_id = h.number GROUP BY ALL
)
SELECT h.import_id, h.channel, h.order_id, h.number, o.placed_on,
    coalesce(o.goods_amount, l.worth) AS amount, o.currency, h.counts,
    coalesce(c.goods_amount, cl.worth) AS counting_amount
FROM held h
LEFT JOIN lake.history.orders o USING (import_id, channel, order_id)
LEFT JOIN lines l USING (import_id, channel, order_id)
LEFT JOIN lake.current.orders c ON c.channel = h.channel AND c.order_id = h.number
LEFT JOIN counting_lines cl ON cl.channel = h.channel AND cl.order_id = h.number
ORDER BY h.import_id DESC, amount DESC NULLS LAST, h.order_id
"""


def held_orders(snapshot: Snapshot) -> pd.DataFrame:
    """HELD_ORDERS, those of the newest import first, the most valuable first."""
    if not snapshot.has_rows("meta", "held"):
        return pd.DataFrame(columns=list(HELD_ORDERS))
    return snapshot.frame(_LIST)[list(HELD_ORDERS)]


def held_count(changes: Iterable[TableChanges]) -> int:
    """How many orders an import with these changes brought that are held."""
    return max((change.held for change in changes if change.table in ("orders", "order_lines")), default=0)


def _deciding(import_id: int) -> Message:
    return Message(N_("a decision about import {import_id}"), {"import_id": import_id})


def release(ws: Workspace, import_id: int, *, who: str, orders: Sequence[Order] = ()) -> int:
    """Let held orders of an import count in place of the other source's; how many. No orders: all held.

    Undoing the import takes it back.
    """
    with writer_lock(ws.settings, doing=_deciding(import_id), waiting=ws.waiting):
        return retried(lambda: _release_once(ws, import_id, orders, who=who))


def discard(ws: Workspace, import_id: int, *, who: str, orders: Sequence[Order] = ()) -> int:
    """Forget held orders of an import for good; how many. No orders: all held. What counts stays."""
    with writer_lock(ws.settings, doing=_deciding(import_id), waiting=ws.waiting):
        return retried(lambda: _discard_once(ws, import_id, orders, who=who))


def choose_source(ws: Workspace, channel: str, source: str | None) -> None:
    """Let a source count for a shop from now on; None: as the shop's own row says.

    source: a platform, "" for files without one. Orders that were decided one by one stay as decided.
    """
    with writer_lock(
        ws.settings,
        doing=Message(N_("choosing the source of {channel}"), {"channel": channel}),
        waiting=ws.waiting,
    ):
        retried(lambda: _choose_once(ws, channel, source))


def _choose_once(ws: Workspace, channel: str, source: str | None) -> None:
    connection, name = ws.connection, f"{sources.CHOSEN}{channel}"
    with transaction(connection):
        if source is None:
            connection.execute("DELETE FROM lake.meta.parameters WHERE name = ?", [name])
        else:
            marts.set_parameter(connection, name, source.strip().lower())
        if sources.judge_shop(connection, channel):
            sources.keep_judged(connection)
            marts.rebuild_touched(connection, sources.resettle(connection, besides=()), step=ws.step)


def _release_once(ws: Workspace, import_id: int, orders: Sequence[Order], *, who: str) -> int:
    connection = ws.connection
    with transaction(connection):
        if not (count := _decide(connection, import_id, orders, sources.RELEASED, who)):
            return 0
        sources.judge_again(connection, import_id)
        sources.keep_judged(connection)
        sources.add_released(connection, import_id)
        marts.rebuild_touched(connection, sources.resettle(connection, besides=()), step=ws.step)
        # What suggestions are made of has changed without an import: their fingerprint must follow.
        marts.set_parameter(connection, "released", f"{import_id} {_now().isoformat()}")
    return count


def _discard_once(ws: Workspace, import_id: int, orders: Sequence[Order], *, who: str) -> int:
    with transaction(ws.connection):
        count = _decide(ws.connection, import_id, orders, sources.DISCARDED, who)
        for table in sources.TABLES if count else ():
            ws.connection.execute(
                f"""DELETE FROM lake.history.{table.name} WHERE import_id = ? AND (channel, order_id) IN (
                    SELECT (channel, order_id) FROM lake.meta.held WHERE import_id = ? AND state = ?)""",
                [import_id, import_id, sources.DISCARDED],
            )
    return count


def _decide(connection: Connection, import_id: int, orders: Sequence[Order], state: str, who: str) -> int:
    asked = "import_id = ? AND state = 'held'"
    which: list[object] = [import_id]
    if orders:
        asked += """ AND (channel, order_id) IN (
            SELECT (shop, number) FROM (SELECT unnest(?::VARCHAR[]) AS shop, unnest(?) AS number))"""
        which += [[channel for channel, _number in orders], [number for _channel, number in orders]]
    count = connection.execute(f"SELECT count(*) FROM lake.meta.held WHERE {asked}", which).fetchone()
    connection.execute(
        f"UPDATE lake.meta.held SET state = ?, decided_by = ?, decided_at = ? WHERE {asked}",
        [state, who, _now(), *which],
    )
    return int(count[0]) if count else 0


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)

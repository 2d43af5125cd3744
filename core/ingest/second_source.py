"""What a file says of orders that another source brought: held in the same shop, told of in another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb

from core import facts
from core.errors import Message
from core.i18n import N_

Connection = duckdb.DuckDBPyConnection
_SHOWN = 5
_DAYS_APART = 2
"""Days within which two systems write down the same order: they may keep different time zones."""

HELD = N_(
    "Orders that came from {counts} before and are held back: {count}, together {amount}. Each shop counts "
    "one source. Examples: {examples}. After the import you can let this file count instead."
)
HELD_BUT_UNLIKE = N_(
    "Of the orders held back, those that were placed on another day than the order of the same number that "
    "counts: {count}, such as {examples}. If they are other orders, give this file a shop name of its own, "
    "and both count."
)
ELSEWHERE = N_(
    "Orders with the same numbers as orders of the shop {shop}: {count}, such as {examples}. If it is the "
    "same shop, give this file that name, or they count twice."
)
OWN_FILES = N_("files without a platform")

_WORTH = """SELECT channel, order_id, sum(coalesce(buyer_paid, gross_amount, unit_price * quantity)) AS worth
    FROM {lines} WHERE NOT absent GROUP BY ALL"""


def held_back(connection: Connection, staged: Sequence[facts.StagedTable]) -> tuple[Message, ...]:
    """How many orders of an import that was compared with the store are held, with their worth."""
    relations = {one.table.name: one.relation for one in staged}
    orders = relations.get("orders") or relations.get("order_lines")
    if orders is None or connection.execute("FROM judged_orders LIMIT 1").fetchone() is None:
        return ()
    goods = "goods_amount" if "orders" in relations else "NULL"
    worth = _WORTH.format(lines=relations["order_lines"]) if "order_lines" in relations else _NO_LINES
    row = connection.execute(
        f"""WITH held AS (SELECT DISTINCT channel, order_id, counts FROM judged_orders
            SEMI JOIN {orders} USING (channel, order_id) WHERE import_id > (
                SELECT coalesce(max(import_id), 0) FROM lake.meta.imports)),
        valued AS (SELECT channel, order_id, max({goods}) AS goods FROM {orders} GROUP BY ALL)
        SELECT count(*), coalesce(sum(coalesce(goods, worth)), 0)::DECIMAL(38,2), any_value(counts),
            array_to_string(list(order_id ORDER BY order_id)[:{_SHOWN}], ', ')
        FROM held LEFT JOIN valued USING (channel, order_id) LEFT JOIN ({worth}) USING (channel, order_id)"""
    ).fetchone()
    if row is None or not row[0]:
        return ()
    counts = row[2] or Message(OWN_FILES)
    told = Message(HELD, {"count": row[0], "amount": str(row[1]), "counts": counts, "examples": row[3]})
    return (told, *(_unlike(connection, orders) if "orders" in relations else ()))


def _unlike(connection: Connection, orders: str) -> tuple[Message, ...]:
    """Held orders that are hardly those that count: systems of their own number from 1 as well."""
    row = connection.execute(
        f"""SELECT count(DISTINCT h.order_id),
            array_to_string(list(DISTINCT h.order_id ORDER BY h.order_id)[:{_SHOWN}], ', ')
        FROM judged_orders h JOIN {orders} s USING (channel, order_id)
        JOIN lake.current.orders o ON o.channel = h.channel AND o.order_id = h.number
        WHERE h.import_id > (SELECT coalesce(max(import_id), 0) FROM lake.meta.imports)
            AND abs(date_diff('day', s.placed_on, o.placed_on)) > {_DAYS_APART}"""
    ).fetchone()
    return (Message(HELD_BUT_UNLIKE, {"count": row[0], "examples": row[1]}),) if row and row[0] else ()


_NO_LINES = "SELECT NULL::VARCHAR AS channel, NULL::VARCHAR AS order_id, NULL::DECIMAL AS worth WHERE false"


def same_numbers_elsewhere(connection: Connection, staged: Mapping[str, str]) -> list[Message]:
    """Long order numbers that another shop has as well: one shop loaded under two names counts twice."""
    relation = staged.get("orders") or staged.get("order_lines")
    if relation is None:
        return []
    number = "coalesce(s.source_order_id, s.order_id)" if "orders" in staged else "s.order_id"
    found = connection.execute(
        f"""SELECT o.channel, count(DISTINCT o.order_id),
            array_to_string(list(DISTINCT o.order_id ORDER BY o.order_id)[:{_SHOWN}], ', ')
        FROM {relation} s JOIN lake.current.orders o ON o.order_id = {number} AND o.channel <> s.channel
        WHERE length(o.order_id) >= 10 AND NOT s.absent GROUP BY o.channel ORDER BY o.channel"""
    ).fetchall()
    return [
        Message(ELSEWHERE, {"count": count, "shop": shop, "examples": examples})
        for shop, count, examples in found
    ]

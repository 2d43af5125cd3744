"""Values that can be read and are hardly meant: far off their own SKU, below cost, in several currencies, or
telling one order in two ways. They are loaded as they are, and told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb

from core import schema
from core.errors import Message
from core.i18n import N_
from core.ingest.compile import literal
from core.ingest.stage import Loaded

Connection = duckdb.DuckDBPyConnection
_SHOWN = 5
_FEW = 5
"""Lines of a SKU below which nothing is usual."""
_PRICE_TIMES, _QUANTITY_TIMES, _LARGE_QUANTITY = 8, 50, 100

ODD_PRICE = N_(
    "Lines with a price more than {times} times above or below what is usual for their SKU: {count}, "
    "such as {examples}. Check the decimal sign and the unit."
)
ODD_QUANTITY = N_(
    "Lines with a quantity more than {times} times what is usual for their SKU: {count}, such as {examples}."
)
BELOW_COST = N_(
    "SKUs that are sold below their cost in this file: {count}, such as {examples}. Check the costs, or "
    "the currency and unit of the prices."
)
CURRENCIES = N_(
    "The file has orders in {currencies}. Each keeps its own; without an exchange rate they are in no sum."
)
OTHER_CURRENCY = N_("The orders are in {found}, but the shop {shop} sells in {known}. Check the currency.")
CONTRADICTION = N_(
    "Orders that say different things of themselves in the file ({columns}): {count}, such as {examples}. "
    "The first row of each counts."
)

_PRICE = "nullif(unit_price, 0)"
_PAID = "coalesce(buyer_paid, round(unit_price * quantity, 2) - coalesce(seller_discount, 0))"
_BY_SKU = f"""
SELECT sku, count(*) AS lines, approx_quantile({_PRICE}::DOUBLE, 0.5) AS price,
    min({_PRICE}) AS lowest, max(unit_price) AS highest,
    approx_quantile(quantity::DOUBLE, 0.5) AS quantity, max(quantity) AS most,
    min({_PAID} / quantity) FILTER (quantity > 0 AND unit_price > 0) AS cheapest
FROM {{lines}} WHERE NOT absent AND sku IS NOT NULL AND NOT coalesce(is_gift, false) GROUP BY sku
"""


def find(
    connection: Connection, parts: Sequence[Loaded], staged: Mapping[str, str], *, has_lake: bool
) -> list[Message]:
    """Every such warning about the staged rows."""
    found: list[Message] = []
    if "order_lines" in staged:
        query = _BY_SKU.format(lines=staged["order_lines"])
        connection.execute(f"CREATE OR REPLACE TEMP TABLE import_by_sku AS {query}")
        found += _odd_prices(connection, staged["order_lines"])
        found += _odd_quantities(connection, staged["order_lines"])
        found += _below_cost(connection) if has_lake else []
    if "orders" in staged:
        found += _currencies(connection, staged["orders"], has_lake=has_lake)
    for part in parts:
        found += _contradictions(connection, part)
    return found


def _odd_prices(connection: Connection, lines: str) -> list[Message]:
    odd = f"(unit_price > {_PRICE_TIMES} * s.price OR unit_price * {_PRICE_TIMES} < s.price)"
    query = f"""SELECT l.sku || ' (' || unit_price::DOUBLE || ')' AS example FROM {lines} l
        JOIN (FROM import_by_sku WHERE lines >= {_FEW} AND
            (highest > {_PRICE_TIMES} * price OR lowest * {_PRICE_TIMES} < price)) s ON s.sku = l.sku
        WHERE NOT l.absent AND l.unit_price > 0 AND {odd}"""
    return _told(connection, query, ODD_PRICE, times=_PRICE_TIMES)


def _odd_quantities(connection: Connection, lines: str) -> list[Message]:
    query = f"""SELECT l.sku || ' (' || l.quantity::DOUBLE || ')' AS example FROM {lines} l
        JOIN (FROM import_by_sku WHERE lines >= {_FEW} AND most >= {_LARGE_QUANTITY}
            AND most > {_QUANTITY_TIMES} * greatest(quantity, 1)) s ON s.sku = l.sku
        WHERE NOT l.absent AND l.quantity >= {_LARGE_QUANTITY}
            AND l.quantity > {_QUANTITY_TIMES} * greatest(s.quantity, 1)"""
    return _told(connection, query, ODD_QUANTITY, times=_QUANTITY_TIMES)


def _below_cost(connection: Connection) -> list[Message]:
    """By the standard cost that holds now, where the only currency of costs is the shops' own."""
    query = """SELECT
            sku || ' (' || round(cheapest, 2)::DOUBLE || ' < ' || unit_cost::DOUBLE || ')' AS example
        FROM import_by_sku JOIN (
            SELECT sku, arg_max(unit_cost, valid_from) AS unit_cost, arg_max(currency, valid_from) AS currency
            FROM lake.current.standard_costs GROUP BY sku) USING (sku)
        WHERE cheapest < unit_cost AND coalesce(currency, '') IN (
            SELECT '' UNION SELECT value FROM lake.meta.parameters WHERE name = 'currency')"""
    return _told(connection, query, BELOW_COST)


def _currencies(connection: Connection, orders: str, *, has_lake: bool) -> list[Message]:
    found = connection.execute(
        f"""SELECT currency, count(*) FROM {orders} WHERE NOT absent AND currency IS NOT NULL
        GROUP BY currency ORDER BY count(*) DESC, currency"""
    ).fetchall()
    if len(found) > 1:
        named = ", ".join(f"{currency} ({count})" for currency, count in found)
        return [Message(CURRENCIES, {"currencies": named})]
    if not has_lake:
        return []
    others = connection.execute(
        f"""SELECT DISTINCT o.currency, c.channel, c.currency FROM {orders} o
        JOIN lake.current.channels c USING (channel)
        WHERE NOT o.absent AND o.currency <> c.currency
            AND c.currency <> '{schema.NO_CURRENCY}' ORDER BY ALL"""
    ).fetchall()
    return [Message(OTHER_CURRENCY, {"found": f, "shop": shop, "known": known}) for f, shop, known in others]


_TOLD_ONCE = ("placed_at", "state", "goods_amount", "customer_id")
"""What an order says of itself; two rows of it that differ are worth a look. Few, for every row is read."""


def _contradictions(connection: Connection, part: Loaded) -> list[Message]:
    """Orders whose rows differ in what is the order's own; empty cells say nothing."""
    preset = part.match.preset
    found = []
    for target in preset.targets:
        if target.table != "orders" or target.grain != "first":
            continue
        unit = target.columns.get("order_id", "").strip('"')
        named = [target.columns[name].strip('"') for name in _TOLD_ONCE if name in target.columns]
        fields = [name for name in dict.fromkeys(named) if name in part.match.columns and name != unit]
        if unit in part.match.columns and fields:
            found += _differing(connection, part, unit, fields, target.where)
    return found


def _differing(
    connection: Connection, part: Loaded, unit: str, fields: Sequence[str], where: str
) -> list[Message]:
    differs = [f'min("{name}") IS DISTINCT FROM max("{name}")' for name in fields]
    labels = ", ".join(
        f"CASE WHEN bool_or(d{i}) THEN {literal(part.match.label(f))} END" for i, f in enumerate(fields)
    )
    row = connection.execute(
        f"""WITH told AS (
            SELECT "{unit}" AS unit, {", ".join(f"{test} AS d{i}" for i, test in enumerate(differs))}
            FROM {part.typed} WHERE skip_reason IS NULL AND ({where}) GROUP BY 1 HAVING {" OR ".join(differs)}
        )
        SELECT count(*), concat_ws(', ', {labels}), array_to_string(list(unit ORDER BY unit)[:{_SHOWN}], ', ')
        FROM told"""
    ).fetchone()
    if row is None or not row[0]:
        return []
    return [Message(CONTRADICTION, {"count": row[0], "columns": row[1], "examples": row[2]})]


def _told(connection: Connection, query: str, template: str, **values: object) -> list[Message]:
    """A warning with its count and first examples; none where the query finds nothing."""
    row = connection.execute(
        f"""SELECT count(*), array_to_string(list(DISTINCT example ORDER BY example)[:{_SHOWN}], ', ')
        FROM ({query})"""
    ).fetchone()
    if row is None or not row[0]:
        return []
    return [Message(template, {"count": row[0], "examples": row[1], **values})]

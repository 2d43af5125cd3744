"""The money of a list of sales that people keep: which column says what a line is worth, and of what.

What was paid counts before a price times a quantity. A column called no more than "Amount" is what was paid
where it is less than that, else the value before discounts; one that says the same on all lines of an order
whose lines differ is the order's and counts once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import duckdb

from core import schema
from core.errors import Message
from core.i18n import N_
from core.ingest.presets import Preset
from core.ingest.reading import first_rows
from core.ingest.recognise import Match
from core.ingest.stage import Loaded
from core.ingest.words import plain

Connection = duckdb.DuckDBPyConnection
PAID, GROSS, WHOLE = "buyer_paid", "gross_amount", "goods_amount"
_AMOUNTS = (
    "金额", "小计", "销售金额", "销售额", "商品金额", "商品实付金额", "合计", "合计金额", "总价",
    "amount", "line amount", "sales amount", "amount total", "sales", "net sales", "revenue", "turnover",
    "total", "betrag", "umsatz", "summe", "importe", "montant",
)  # fmt: skip
"""Plain names of a column of money that do not say what the money is, the likeliest first."""
_AMOUNT = re.compile(
    r"^[^\w]{0,3}\(?-?[^\w-]{0,3}\d[\d.,'\s\u00a0\u2009\u202f]*\)?[^\w]{0,3}[万A-Za-z元]{0,3}$"
)
_ROWS_WEIGHED = 200

MONEY_IS = N_('The column "{column}" says what its lines are worth.')
MONEY_IS_PRICE = N_(
    '"{price}" times "{quantity}" is what its lines are worth: the file says nothing of what was paid.'
)
MONEY_OF_ORDERS = N_(
    'The column "{column}" says the same on every line of an order: it is taken for the whole order, once, '
    "and shared out over its lines. Orders of several lines: {count}."
)
MONEY_UNREAD = N_(
    'The column "{column}" holds amounts and is not read: the lines count with "{price}" times '
    '"{quantity}". If it says what was paid, map it as such.'
)
NO_MONEY = N_(
    "No column says what the lines are worth: they count as pieces and bring no sales. Map a price or an "
    "amount."
)


def with_amount(match: Match) -> Match:
    """The match with a column of unclear amounts read as what was paid, where no other column says that."""
    names = {field.name for field in match.preset.fields}
    if not is_own(match.preset) or PAID not in names or {PAID, GROSS} & set(match.columns):
        return match
    place = amount_column(
        match.part.headers, first_rows(match.part, _ROWS_WEIGHED), set(match.columns.values())
    )
    if place is None:
        return match
    header = match.part.headers[place]
    unused = tuple(other for other in match.unused if other != header)
    return replace(match, columns={**match.columns, PAID: place}, unused=unused)


def is_own(preset: Preset) -> bool:
    """Whether a report is a list of order lines as people keep them."""
    is_of_lines = any(target.table == schema.ORDER_LINES.name for target in preset.targets)
    return is_of_lines and not preset.platform and not preset.distinctive


def amount_column(headers: Sequence[str], rows: Sequence[Sequence[str]], taken: set[int]) -> int | None:
    """The position of the likeliest free column that holds only amounts; None where there is none."""
    places = [place for place in reversed(range(len(headers))) if place not in taken]
    named = {plain(headers[place]): place for place in places}
    for name in _AMOUNTS:
        place = named.get(plain(name))
        if place is not None and _holds_amounts([row[place] for row in rows if place < len(row)]):
            return place
    return None


def _holds_amounts(cells: Sequence[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(_AMOUNT.match(cell) for cell in filled)


def settle(connection: Connection, part: Loaded) -> list[Message]:
    """Put the money of a typed part where it belongs; the doubts of which the reader should know."""
    if not is_own(part.match.preset):
        return []
    if PAID in part.match.columns:
        if count := _of_orders(connection, part):
            _move(connection, part, to=WHOLE)
            return [Message(MONEY_OF_ORDERS, {"column": part.match.label(PAID), "count": count})]
        if _is_before_discounts(connection, part):
            _move(connection, part, to=GROSS)
        return []
    if {GROSS, WHOLE} & set(part.match.columns):
        return []
    if "unit_price" not in part.match.columns:
        return [Message(NO_MONEY)]
    unread = _unread(part.match)
    return [Message(MONEY_UNREAD, {"column": unread, **_price_and_quantity(part.match)})] if unread else []


def which(match: Match) -> list[Message]:
    """The sentence that says which column is the money of a person's list; none for other reports."""
    if not is_own(match.preset):
        return []
    named = next((name for name in (PAID, GROSS, WHOLE) if name in match.columns), None)
    if named is not None:
        return [Message(MONEY_IS, {"column": match.label(named)})]
    return [Message(MONEY_IS_PRICE, _price_and_quantity(match))] if "unit_price" in match.columns else []


def _price_and_quantity(match: Match) -> dict[str, object]:
    return {"price": match.label("unit_price"), "quantity": match.label("quantity")}


def _unread(match: Match) -> str:
    """The header of a column of amounts that a mapping by hand left out; "" where there is none."""
    paid = {plain(word) for word in (*_AMOUNTS, *schema.ORDER_LINES[PAID].headers)}
    free = [
        header for place, header in enumerate(match.part.headers) if place not in set(match.columns.values())
    ]
    return next((header.strip() for header in free if plain(header) in paid), "")


def _move(connection: Connection, part: Loaded, *, to: str) -> None:
    moved = f'"{to}" = coalesce("{to}", "{PAID}"), "{PAID}" = NULL'
    connection.execute(f'UPDATE {part.typed} SET {moved} WHERE "{PAID}" IS NOT NULL')


def _has(part: Loaded, *names: str) -> bool:
    return all(name in part.match.columns for name in names)


def _of_orders(connection: Connection, part: Loaded) -> int:
    """How many orders of several lines say one amount on all of them, where every such order is better
    explained by an amount of the whole; 0 where a line of any has an amount of its own."""
    if not any(field.name == WHOLE for field in part.match.preset.fields):
        return 0
    if not _has(part, "order_id", "unit_price", "quantity"):
        return 0
    row = connection.execute(
        f"""WITH several AS (
            SELECT count(*) AS lines, min({PAID}) AS least, max({PAID}) AS most,
                sum(unit_price * quantity) AS whole, min(unit_price * quantity) AS cheapest,
                max(unit_price * quantity) AS dearest
            FROM {part.typed} WHERE skip_reason IS NULL AND {PAID} IS NOT NULL
            GROUP BY order_id HAVING count(*) > 1),
        told AS (
            SELECT least IS DISTINCT FROM most AS differs, cheapest < dearest AS telling,
                abs(most - whole) < abs(lines * most - whole) AS is_of_order
            FROM several)
        SELECT count(*), bool_or(differs), bool_or(telling AND NOT differs AND NOT is_of_order),
            count(*) FILTER (telling AND NOT differs AND is_of_order)
        FROM told"""
    ).fetchone()
    orders, differs, is_of_lines, telling = row or (0, False, False, 0)
    return int(orders) if telling and not differs and not is_of_lines else 0


def _is_before_discounts(connection: Connection, part: Loaded) -> bool:
    """Whether a column of unclear amounts is price times quantity in every row of a list with discounts."""
    is_unclear = plain(part.match.label(PAID)) in {plain(name) for name in _AMOUNTS}
    if not is_unclear or not _has(part, "unit_price", "quantity", "seller_discount"):
        return False
    row = connection.execute(
        f"""SELECT bool_and(abs({PAID} - unit_price * quantity) < 0.005), max(abs(seller_discount))
        FROM {part.typed} WHERE skip_reason IS NULL AND {PAID} IS NOT NULL"""
    ).fetchone()
    return bool(row and row[0] and row[1])

"""What deserves a look and does not stop an import: repeats, oversold stock, dates to come, codes without a
product."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

import duckdb

from core.errors import Message
from core.i18n import N_
from core.ingest import continuity, marks, notices, plausible, second_source
from core.ingest.choices import Answers
from core.ingest.compile import filled, literal, word_of
from core.ingest.stage import Loaded

Connection = duckdb.DuckDBPyConnection
_SHOWN = 5

REPEATED = N_(
    "Rows that repeat an earlier row of the file in every cell: {count}. They count as real; where they are "
    "not, take them out of the file."
)
REPEATED_WORTH = N_(
    "Rows that repeat an earlier row of the file in every cell: {count}, together {amount}. They count as "
    "real; where they are not, take them out of the file."
)
NEGATIVE_STOCK = N_(
    "Stock quantities below zero (oversold): {count}, such as {examples}. They are loaded as they are."
)
FUTURE = N_(
    'Rows with a time in "{column}" that lies in the future: {count}, such as {examples}. Check the time '
    "zone and the order of day and month."
)
UNKNOWN_WORD = N_(
    'The words {examples} in "{column}" are not known. Rows that are read as "{value}" for it: {count}.'
)
UNREAD_WORD = N_(
    'The words {examples} in "{column}" are not known. Rows in which the column is left empty: {count}.'
)
UNKNOWN_SKU = N_(
    "SKUs that are not in the product list: {count}, such as {examples}. Import the products to name and "
    "cost them."
)
SAME_BUT_CASE = N_(
    "SKUs that differ from another one only in upper and lower case: {count}, such as {examples}. They are "
    "kept apart."
)
LINES_WITHOUT_ORDER = N_(
    "Orders that have lines here but no time or state yet: {count}, such as {examples}. Import the order "
    "list too."
)
LONG_IDS_END_IN_ZEROS = N_(
    'All long numbers in "{column}" end in 000: a spreadsheet may have '
    "rounded them. Compare one with the platform."
)


def find(
    connection: Connection,
    parts: Sequence[Loaded],
    staged: Mapping[str, str],
    answers: Answers,
    *,
    now: dt.datetime,
    has_lake: bool,
) -> tuple[Message, ...]:
    """Every warning about the typed rows and the staged tables."""
    found: list[Message] = []
    for part in parts:
        found += part.match.part.notes
        found += _repeated(connection, part, answers)
        found += _future(connection, part, now)
        found += _unknown_words(connection, part)
        found += notices.told(connection, part, answers)
        found += notices.unread_refunds(part)
        found += _rounded(connection, part)
    found = _once(found)
    found += _negative_stock(connection, staged)
    found += _same_but_case(connection, staged)
    found += marks.find(connection, staged)
    found += plausible.find(connection, parts, staged, has_lake=has_lake)
    found += continuity.find(connection, staged, has_lake=has_lake)
    if has_lake:
        found += second_source.same_numbers_elsewhere(connection, staged)
        found += _unknown_skus(connection, staged)
        found += _lines_without_order(connection, staged)
    return tuple(found)


_SUMMED = ("count", "amount", "examples")
"""Values of a sentence that are added up where several sheets or files say it."""


def _once(found: Sequence[Message]) -> list[Message]:
    """Each sentence once: what several parts say alike is said of all of them together."""
    merged: dict[object, Message] = {}
    for told in found:
        same = (told.template, *((n, v) for n, v in told.values.items() if n not in _SUMMED))
        before = merged.get(same)
        merged[same] = told if before is None else Message(told.template, _added(before.values, told.values))
    return list(merged.values())


def _added(first: Mapping[str, object], second: Mapping[str, object]) -> dict[str, object]:
    added = dict(first)
    if "count" in first:
        added["count"] = int(str(first["count"])) + int(str(second["count"]))
    if "amount" in first:
        added["amount"] = str(Decimal(str(first["amount"])) + Decimal(str(second["amount"])))
    if "examples" in first:
        examples = [*str(first["examples"]).split(", "), *str(second["examples"]).split(", ")]
        added["examples"] = ", ".join(list(dict.fromkeys(examples))[:_SHOWN])
    return added


def _repeated(connection: Connection, part: Loaded, answers: Answers) -> list[Message]:
    amount = filled(part.match.preset.control.get("of", "NULL"), answers)
    row = connection.execute(
        f"SELECT count(*), sum(({amount})::DECIMAL(38,2)) FROM {part.typed} "
        f"WHERE repeat_no > 0 AND skip_reason IS NULL"
    ).fetchone()
    count, worth = row or (0, None)
    if not count:
        return []
    return [
        Message(REPEATED, {"count": count})
        if worth is None
        else Message(REPEATED_WORTH, {"count": count, "amount": str(worth)})
    ]


def _future(connection: Connection, part: Loaded, now: dt.datetime) -> list[Message]:
    found = []
    for f in part.match.preset.fields:
        if f.kind == "timestamp" and f.name in part.match.columns:
            ahead = literal(now + dt.timedelta(days=1))
            query = (
                f'SELECT DISTINCT "{f.name}" AS example, count(*) OVER () AS rows FROM '
                f'{part.typed} WHERE skip_reason IS NULL AND "{f.name}" > {ahead}'
            )
            found += _told(connection, query, FUTURE, column=part.match.label(f.name))
    return found


def _unknown_words(connection: Connection, part: Loaded) -> list[Message]:
    found = []
    for words in part.match.preset.words:
        if words.of not in part.match.columns:
            continue
        known = ", ".join(literal(word.lower()) for word in words.map)
        word = word_of(words)
        used = f"""SELECT "{words.of}", count(*) AS rows FROM {part.typed}
            WHERE skip_reason IS NULL AND "{words.of}" IS NOT NULL GROUP BY ALL"""
        query = f"""SELECT "{words.of}" AS example, sum(rows) OVER () AS rows FROM ({used})
            WHERE {word} NOT IN ({known})"""
        template = UNREAD_WORD if words.other is None else UNKNOWN_WORD
        found += _told(
            connection, query, template, column=part.match.label(words.of), value=words.other or ""
        )
    return found


def _rounded(connection: Connection, part: Loaded) -> list[Message]:
    found = []
    for f in part.match.preset.fields:
        if f.kind == "id" and f.required:
            row = connection.execute(
                f"""SELECT count(DISTINCT "{f.name}"), bool_and(ends_with("{f.name}", '000')) FROM
                {part.typed}
                WHERE skip_reason IS NULL AND regexp_full_match("{f.name}", '[0-9]{{16,}}')"""
            ).fetchone()
            if row and row[0] >= 5 and row[1]:
                found.append(Message(LONG_IDS_END_IN_ZEROS, {"column": part.match.label(f.name)}))
    return found


def _negative_stock(connection: Connection, staged: Mapping[str, str]) -> list[Message]:
    if "stock" not in staged:
        return []
    query = (
        f"SELECT sku || ' (' || on_hand::DOUBLE || ')' AS example, count(*) OVER () "
        f"AS rows FROM {staged['stock']} WHERE on_hand < 0"
    )
    return _told(connection, query, NEGATIVE_STOCK)


def _same_but_case(connection: Connection, staged: Mapping[str, str]) -> list[Message]:
    if "products" not in staged:
        return []
    query = (
        f"SELECT sku AS example FROM {staged['products']} QUALIFY row_number() "
        f"OVER (PARTITION BY upper(sku) ORDER BY sku) > 1"
    )
    return _told(connection, f"SELECT example, count(*) OVER () AS rows FROM ({query})", SAME_BUT_CASE)


def _unknown_skus(connection: Connection, staged: Mapping[str, str]) -> list[Message]:
    tables = [
        staged[name] for name in ("order_lines", "returns", "stock", "purchase_order_lines") if name in staged
    ]
    if not tables:
        return []
    used = " UNION ".join(f"SELECT DISTINCT sku FROM {table} WHERE sku IS NOT NULL" for table in tables)
    listed = "SELECT sku FROM lake.current.products" + (
        f" UNION SELECT sku FROM {staged['products']}" if "products" in staged else ""
    )
    query = f"SELECT sku AS example, count(*) OVER () AS rows FROM ({used}) ANTI JOIN ({listed}) USING (sku)"
    return _told(connection, query, UNKNOWN_SKU)


def _lines_without_order(connection: Connection, staged: Mapping[str, str]) -> list[Message]:
    if "order_lines" not in staged or "orders" in staged:
        return []
    query = f"""SELECT DISTINCT order_id AS example FROM {staged["order_lines"]} WHERE NOT absent
        AND (channel, order_id) NOT IN (SELECT (channel, order_id) FROM lake.current.orders)"""
    return _told(connection, f"SELECT example, count(*) OVER () AS rows FROM ({query})", LINES_WITHOUT_ORDER)


def _told(connection: Connection, query: str, template: str, **values: object) -> list[Message]:
    """A warning with its count and first examples; none where the query finds nothing."""
    rows = connection.execute(
        f"SELECT example, rows FROM ({query}) ORDER BY example LIMIT {_SHOWN}"
    ).fetchall()
    if not rows:
        return []
    return [
        Message(template, {"count": rows[0][1], "examples": ", ".join(str(row[0]) for row in rows), **values})
    ]

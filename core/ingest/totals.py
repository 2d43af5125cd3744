"""Sums as the platform's own pages show them, and the amount of a file itemised by where its rows went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import duckdb

from core.ingest.choices import Answers
from core.ingest.compile import filled
from core.ingest.stage import Loaded

Connection = duckdb.DuckDBPyConnection


def file_totals(connection: Connection, parts: Sequence[Loaded]) -> dict[str, Decimal]:
    """The report's own totals over all its data rows, rejected ones included.

    Of two reports that complete each other the first that tells a sum counts: both tell it of the same
    orders.
    """
    totals: dict[str, Decimal] = {}
    told_by: dict[str, str] = {}
    for part in parts:
        for total in part.match.preset.totals:
            if told_by.setdefault(total.name, part.match.preset.id) != part.match.preset.id:
                continue
            first = (
                ""
                if total.per == "row"
                else f' QUALIFY row_number() OVER (PARTITION BY "{total.per}" ORDER BY source_row) = 1'
            )
            rows = (
                f"SELECT ({total.of})::DECIMAL(38,8) AS amount FROM {part.typed} WHERE "
                f"skip_reason IS NULL AND ({total.where}){first}"
            )
            found = _sum(connection, rows)
            if found is not None:
                totals[total.name] = totals.get(total.name, Decimal(0)) + found
    return totals


def itemised(
    connection: Connection, parts: Sequence[Loaded], staged: Mapping[str, str], answers: Answers
) -> dict[str, Decimal]:
    """The file's amount and the items that add up to it exactly: per table and kind of product, rejected,
    rounding."""
    items: dict[str, Decimal] = {}
    for part in parts:
        control = part.match.preset.control
        if not control:
            continue
        amount = filled(control["of"], answers)
        rows = (
            f"SELECT ({amount})::DECIMAL(38,8) AS amount, file_no, source_row "
            f"FROM {part.typed} WHERE skip_reason IS NULL"
        )
        items["file_amount"] = items.get("file_amount", Decimal(0)) + (_sum(connection, rows) or Decimal(0))
        rejected = _sum(
            connection,
            f"SELECT amount FROM ({rows}) SEMI JOIN import_rejected_rows USING (file_no, source_row)",
        )
        items["rejected"] = items.get("rejected", Decimal(0)) + (rejected or Decimal(0))
        for table, expression in control.items():
            if table != "of" and table in staged:
                items |= _by_kind(connection, staged, table, expression)
    if items:
        known = sum((value for name, value in items.items() if name != "file_amount"), Decimal(0))
        items["rounding"] = items["file_amount"] - known
    return items


def _by_kind(
    connection: Connection, staged: Mapping[str, str], table: str, expression: str
) -> dict[str, Decimal]:
    products = (
        f"LEFT JOIN (SELECT sku, kind AS product_kind FROM {staged['products']}) USING (sku)"
        if "products" in staged
        else ""
    )
    kind = "coalesce(product_kind, 'goods')" if products else "'goods'"
    rows = connection.execute(
        f"SELECT {kind}, sum(({expression})::DECIMAL(38,8)) FROM {staged[table]} "
        f"{products} WHERE NOT absent GROUP BY 1 ORDER BY 1"
    ).fetchall()
    return {f"{table}.{name}": _tidy(Decimal(value or 0)) for name, value in rows}


def _sum(connection: Connection, rows: str) -> Decimal | None:
    row = connection.execute(f"SELECT sum(amount) FROM ({rows})").fetchone()
    return None if row is None or row[0] is None else _tidy(Decimal(row[0]))


def _tidy(value: Decimal) -> Decimal:
    """Without the zeros that only say how wide the column is; at least two decimals stay where there are
    any."""
    plain = value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    return (
        plain
        if plain == plain.to_integral_value() or -int(plain.as_tuple().exponent) >= 2
        else plain.quantize(Decimal("0.01"))
    )

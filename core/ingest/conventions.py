"""How a file writes numbers, dates and ids: decided per column from its values, never per cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import duckdb

from core.ingest.presets import Field, Preset

_POINT_DECIMAL = r"\.\d{1,2}\D*$|\.\d{4,}\D*$|,\d{3}\.\d*\D*$|,\d{3},\d{3}"
_COMMA_DECIMAL = (
    r",\d{1,2}\D*$|,\d{4,}\D*$|\.\d{3},\d*\D*$|\.\d{3}\.\d{3}"
    r"|^(?:IDR|Rp|VND|₫|đ)\D*\d{1,3}\.\d{3}$|^\d{1,3}\.\d{3}\s*(?:IDR|VND|₫|đ)"
)
_SHORT_DATE = r"^\D*(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(?:\d{4}|\d{2})(?:\D|$)"
_NUMBERS = ("quantity", "money", "number", "share", "whole")
_MOMENTS = ("timestamp", "date")
_DOTTED_THOUSANDS = ("IDR", "VND")
"""Currencies without cents whose amounts are written 89.000."""


@dataclass(frozen=True)
class Conventions:
    """Per field: decimal sign, order of day and month ("ymd", "dmy", "mdy", "mixed"), ids written as 17850.0.

    unsure_dates: fields whose dates can be read both ways and were read as the report or the user says, or
    not at all.
    """

    signs: Mapping[str, str] = field(default_factory=dict)
    orders: Mapping[str, str] = field(default_factory=dict)
    whole_ids: frozenset[str] = frozenset()
    unsure_dates: tuple[str, ...] = ()


def find(
    connection: duckdb.DuckDBPyConnection, raw: str, preset: Preset, columns: Mapping[str, int], *,
    decimal_sign: str | None, date_order: str | None,
) -> Conventions:  # fmt: skip
    """The conventions of one part's columns; a person's choice wins, then evidence, then the report's
    habit."""
    present = [f for f in preset.fields if f.name in columns]
    signs = _signs(connection, raw, [f for f in present if f.kind in _NUMBERS], columns)
    sign = decimal_sign or next((s for s in signs.values() if s), None) or preset.decimal_sign or "."
    orders = _orders(connection, raw, [f for f in present if f.kind in _MOMENTS], columns)
    known = date_order or next((o for o in orders.values() if o in ("dmy", "mdy")), None) or preset.date_order
    unsure = tuple(
        name for name, order in orders.items() if order == "unsure" and known not in ("dmy", "mdy")
    )
    return Conventions(
        signs={name: decimal_sign or found or sign for name, found in signs.items()},
        orders={name: (known or "ymd") if order == "unsure" else order for name, order in orders.items()},
        whole_ids=_whole_ids(connection, raw, [f for f in present if f.kind == "id"], columns),
        unsure_dates=unsure,
    )


def in_currency(preset: Preset, currency: str | None) -> Preset:
    """The report as shops that sell in this currency write it, where the values leave the sign open."""
    return replace(preset, decimal_sign=",") if currency in _DOTTED_THOUSANDS else preset


def _signs(
    connection: duckdb.DuckDBPyConnection, raw: str, fields: list[Field], columns: Mapping[str, int]
) -> dict[str, str]:
    """The decimal sign of each column, "" where its values do not tell."""
    cheap = _counts(connection, raw, fields, columns, lambda c: [
        f"contains({c}, ',')",
        f"contains({c}, '.') AND length({c}) - strpos({c}, '.') IN (1, 2)",
        f"contains({c}, '.')",
    ])  # fmt: skip
    found = {}
    for name, (commas, clear_points, points) in cheap.items():
        if not commas and (clear_points or not points):
            found[name] = "." if clear_points else ""
    costly = _counts(connection, raw, [f for f in fields if f.name not in found],
    columns, lambda c: [
        f"regexp_matches({c}, '{_POINT_DECIMAL}')", f"regexp_matches({c}, '{_COMMA_DECIMAL}')",
    ])  # fmt: skip
    for name, (point, comma) in costly.items():
        found[name] = "" if point == comma else "." if point > comma else ","
    return found


def _orders(
    connection: duckdb.DuckDBPyConnection, raw: str, fields: list[Field], columns: Mapping[str, int]
) -> dict[str, str]:
    """The order of day and month of each column; "unsure" where no day is above 12, "mixed" where both orders
    occur."""
    cheap = _counts(connection, raw, fields, columns, lambda c: [_begins_with_no_year(c)])
    odd = [f for f in fields if cheap[f.name][0]]
    costly = _counts(connection, raw, odd, columns, lambda c: [
        f"try_cast(regexp_extract({c}, '{_SHORT_DATE}', 1) AS INTEGER) > 12",
        f"try_cast(regexp_extract({c}, '{_SHORT_DATE}', 2) AS INTEGER) > 12",
        f"regexp_matches({c}, '{_SHORT_DATE}')",
        f"{c} IS NOT NULL",
    ])  # fmt: skip
    return {f.name: _order(*costly[f.name]) if f.name in costly else "ymd" for f in fields}


def _begins_with_no_year(cell: str) -> str:
    """SQL: 12/1/2026 has a sign where 2026/12/1 has one, and another before it."""
    early = " OR ".join(f"substr({cell}, {place}, 1) IN ('-', '/', '.')" for place in (2, 3))
    return f"{early} OR substr({cell}, 5, 1) NOT IN ('-', '/', '.', '年')"


def _order(first_above_12: int, second_above_12: int, short: int, filled: int) -> str:
    if first_above_12 and second_above_12:
        return "mixed"
    if first_above_12:
        return "dmy"
    if second_above_12:
        return "mdy"
    return "unsure" if short * 2 >= filled else "ymd"  # a few odd cells are rejected, not asked about


def _whole_ids(
    connection: duckdb.DuckDBPyConnection, raw: str, fields: list[Field], columns: Mapping[str, int]
) -> frozenset[str]:
    """Ids that a tool has turned into decimal numbers: every one ends in .0"""
    counts = _counts(
        connection, raw, fields, columns, lambda c: [f"ends_with({c}, '.0')", f"{c} IS NOT NULL"]
    )
    return frozenset(name for name, (ending, filled) in counts.items() if filled and ending == filled)


def _counts(
    connection: duckdb.DuckDBPyConnection,
    raw: str,
    fields: list[Field],
    columns: Mapping[str, int],
    tests: Callable[[str], list[str]],
) -> dict[str, tuple[int, ...]]:
    """How many cells of each field's column pass each test."""
    if not fields:
        return {}
    lists = [tests(f"c{columns[f.name]}") for f in fields]
    asked = ", ".join(f"count(*) FILTER (WHERE {test})" for group in lists for test in group)
    row = connection.execute(f"SELECT {asked} FROM {raw}").fetchone()
    values = iter(row or ())
    return {
        f.name: tuple(int(next(values)) for _test in group) for f, group in zip(fields, lists, strict=True)
    }

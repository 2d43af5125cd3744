"""Pieces that came back are put to stock once, at the place that ships the orders they came of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import duckdb

from core.facts.returned_pieces import RETURNED_PIECES

COUNTED = dt.date(2026, 3, 10)
_TABLES = """
CREATE SCHEMA lake.mart; CREATE SCHEMA lake.meta;
CREATE TABLE lake.mart.refund_lines (channel TEXT, return_id TEXT, line_id TEXT, order_id TEXT, sku TEXT,
    location TEXT, received_on DATE, refunded_on DATE, restocked_quantity DECIMAL(18, 3), import_id BIGINT);
CREATE TABLE lake.mart.sales_lines (channel TEXT, order_id TEXT, sku TEXT, quantity DECIMAL(18, 3));
CREATE TABLE lake.meta.imports (import_id BIGINT, platform TEXT);
INSERT INTO lake.meta.imports VALUES (1, 'taobao'), (2, 'wms'), (3, 'taobao');
CREATE TABLE lake.serving (channel TEXT, location TEXT);
CREATE TABLE lake.only_location (location TEXT);
CREATE TABLE lake.counted AS
    SELECT 'MUG' AS sku, unnest(['WH', 'SHOP']) AS location, DATE '2026-03-10' AS counted_on;
"""
Piece = tuple[str, int, int, int]
"""Order ('' for none), day of March, units put to stock, import."""


def _returned(
    *pieces: Piece, sold: int = 0, location: str = "WH", places: Sequence[str] = (), serves: str = ""
) -> dict[str, float]:
    """Units of MUG back since the count of the 10th, by location. sold: units of MUG in every order."""
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH ':memory:' AS lake; {_TABLES}")
        for number, (order_id, day, units, import_id) in enumerate(pieces):
            row: list[Any] = [str(number), order_id, location, dt.date(2026, 3, day), units, import_id]
            connection.execute(
                "INSERT INTO lake.mart.refund_lines VALUES ('shop', ?, '1', ?, 'MUG', ?, ?, NULL, ?, ?)", row
            )
        if sold:
            connection.execute(
                """INSERT INTO lake.mart.sales_lines SELECT DISTINCT channel, order_id, sku, ?::INTEGER
                FROM lake.mart.refund_lines""",
                [sold],
            )
        if serves:
            connection.execute("INSERT INTO lake.serving VALUES ('shop', ?)", [serves])
        if len(places) == 1:
            connection.execute("INSERT INTO lake.only_location VALUES (?)", list(places))
        found = connection.execute(
            f"""WITH serving AS (FROM lake.serving), only_location AS (FROM lake.only_location),
            counted AS (FROM lake.counted), {RETURNED_PIECES}
            SELECT location, units::DOUBLE FROM returned WHERE $1 IS NOT NULL ORDER BY ALL""",
            [COUNTED, dt.date(2026, 3, 31)],
        )
        return dict(found.fetchall())


def test_what_comes_back_after_the_count_is_there_again() -> None:
    assert _returned(("A1", 9, 1, 1), ("A2", 12, 2, 1), sold=5) == {"WH": 2}


def test_a_piece_that_two_lists_tell_comes_back_once() -> None:
    assert _returned(("A1", 12, 1, 1), ("A1", 13, 1, 2), sold=3) == {"WH": 1}


def test_a_piece_that_one_list_tells_before_the_count_does_not_come_back_after_it_by_another() -> None:
    assert _returned(("A1", 9, 1, 1), ("A1", 12, 1, 2), sold=3) == {}


def test_two_pieces_of_one_list_are_two_also_when_it_comes_in_two_files() -> None:
    assert _returned(("A1", 12, 1, 1), ("A1", 13, 1, 3), sold=3) == {"WH": 2}


def test_the_list_that_tells_most_of_a_product_of_an_order_counts() -> None:
    assert _returned(("A1", 12, 1, 1), ("A1", 13, 1, 2), ("A1", 14, 1, 2), sold=3) == {"WH": 2}


def test_no_more_comes_back_of_an_order_than_was_sold_in_it() -> None:
    assert _returned(("A1", 12, 1, 1), ("A1", 13, 1, 1), ("A2", 13, 1, 1), sold=1) == {"WH": 2}


def test_a_return_of_an_unknown_order_or_of_none_is_taken_at_its_word() -> None:
    assert _returned(("X9", 12, 4, 1), ("", 12, 1, 1), ("", 13, 1, 2)) == {"WH": 6}


def test_a_return_without_a_location_goes_to_the_place_that_serves_its_shop() -> None:
    assert _returned(("A1", 12, 1, 1), sold=1, location="", serves="SHOP", places=["WH"]) == {"SHOP": 1}


def test_a_return_without_a_location_goes_to_the_only_place_there_is() -> None:
    assert _returned(("A1", 12, 1, 1), sold=1, location="", places=["WH"]) == {"WH": 1}


def test_a_return_that_could_belong_to_several_places_is_in_none() -> None:
    assert _returned(("A1", 12, 1, 1), sold=1, location="", places=["WH", "SHOP"]) == {}

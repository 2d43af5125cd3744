"""A bad cell rejects its row with where, what and what to do; everything else is loaded."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import pytest

from core.errors import InputError
from core.i18n import render
from tests.core.ingest.exports import (
    Imported,
    imported,
    retail,
    shopify,
    shopify_order,
    table,
    workbook,
    write,
)


def lines(tmp_path: Path, *rows: dict[str, str], **choices: str) -> Imported:
    usual = {"order_id": "1", "line_id": "1", "sku": "A", "quantity": "1", "unit_price": "2.00"}
    text = table([usual | {"line_id": str(n)} | row for n, row in enumerate(rows)])
    return imported(
        tmp_path, write(tmp_path / "order_lines.csv", text), channel="c", table="order_lines", **choices
    )


def test_all_bad_cells_of_a_file_are_told_at_once_by_row_column_and_value(tmp_path: Path) -> None:
    bad = {"unit_price": "1.234,50", "quantity": "many", "order_id": "3"}
    done = lines(tmp_path, {}, {"quantity": "two", "order_id": "2"}, {"order_id": ""}, bad)
    assert done.rejects == [
        (3, "quantity", "not_a_number"), (4, "order_id", "missing"), (5, "quantity", "not_a_number"), (5,
        "unit_price", "not_a_number"),
    ]  # fmt: skip
    assert (
        done.prepared.batch.rows_read,
        done.prepared.batch.rejected,
        len(done.rows("order_lines", "sku")),
    ) == (4, 3, 1)
    first = done.prepared.rejects_sample[0]
    assert (render(first.reason), "1234.50" in render(first.remedy)) == ('"two" is not a number.', True)


def test_a_reject_keeps_the_original_row(tmp_path: Path) -> None:
    done = lines(tmp_path, {"quantity": "two"})
    (raw,) = done.connection.execute("SELECT raw FROM import_rejects").fetchone() or ("",)
    assert json.loads(raw)["quantity"] == "two"


def test_the_column_is_named_as_the_file_names_it(tmp_path: Path) -> None:
    text = table([{"订单编号": "1", "商品编码": "A", "数量": "x", "单价": "2"}])
    done = imported(tmp_path, write(tmp_path / "a.csv", text), channel="c", table="order_lines")
    assert done.rejects == [(2, "数量", "not_a_number")]


def test_rows_count_as_in_the_spreadsheet(tmp_path: Path) -> None:
    text = 'Shop report\r\n\r\norder_id,sku,product_name,quantity\r\n1,A,"two\r\nlines",1\r\n1,B,x,bad\r\n'
    done = imported(tmp_path, write(tmp_path / "a.csv", text), channel="c", table="order_lines")
    assert (5, "quantity", "not_a_number") in done.rejects


def test_a_row_with_a_cell_too_many_is_rejected_not_shifted(tmp_path: Path) -> None:
    text = "order_id,sku,product_name,quantity\r\n1,A,Pen, blue,3\r\n2,B,Mug,1,\r\n"
    done = imported(tmp_path, write(tmp_path / "a.csv", text), channel="c", table="order_lines")
    assert (2, "", "too_wide") in done.rejects
    assert done.rows("order_lines", "sku") == [("B",)]


def test_single_damaged_ids_are_rejected(tmp_path: Path) -> None:
    done = lines(tmp_path, {}, {}, {"order_id": "1.23457E+17"})
    assert done.rejects == [(4, "order_id", "damaged_id")]


def test_a_long_order_number_that_excel_keeps_as_a_number_is_refused(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        {"s": [["order_id", "sku", "quantity", "unit_price"], [3553498017448001234, "A", 1, 2]]},
    )
    with pytest.raises(InputError, match="lost its last digits"):
        imported(tmp_path, path, channel="c", table="order_lines")


def test_two_rows_that_say_different_things_of_one_key_keep_the_first(tmp_path: Path) -> None:
    text = table(
        [
            {"sku": "A", "name": "Mug"},
            {"sku": "A", "name": "Cup"},
            {"sku": "A", "name": "Mug"},
            {"sku": "B", "name": "Pen"},
        ]
    )
    done = imported(tmp_path, write(tmp_path / "products.csv", text), table="products")
    assert done.rejects == [(3, "sku", "duplicate_key")]
    assert done.prepared.skipped == {"repeated": 1}
    assert done.rows("products", "sku", "name") == [("A", "Mug"), ("B", "Pen")]


def test_an_order_without_its_time_is_rejected_with_all_its_lines(tmp_path: Path) -> None:
    order = shopify_order("#1", ("A", 1, "10.00"), ("B", 1, "10.00"))
    without = [dict(row) | {"Created at": ""} for row in order]
    done = imported(
        tmp_path, shopify(tmp_path, without, shopify_order("#2", ("A", 1, "10.00"))), channel="us"
    )
    assert done.prepared.batch.rejected == 2
    assert done.rows("order_lines", "order_id") == [("#2",)]
    assert done.row("orders", "order_id") == ("#2",)


def test_a_bad_amount_of_the_whole_order_rejects_the_whole_order(tmp_path: Path) -> None:
    bad = shopify_order("#1", ("A", 1, "10.00"), ("B", 1, "10.00"), Subtotal="twenty")
    done = imported(tmp_path, shopify(tmp_path, bad, shopify_order("#2", ("A", 1, "10.00"))), channel="us")
    assert done.rejects == [(2, "Subtotal", "not_a_number"), (3, "Subtotal", "not_a_number")]
    assert done.rows("order_lines", "order_id") == [("#2",)]


def test_an_order_that_the_table_refuses_takes_its_other_lines_along(tmp_path: Path) -> None:
    text = table(
        [
            {
                "order_id": "1",
                "placed_at": "2026-05-01",
                "state": "paid",
                "sku": "A",
                "quantity": "1",
                "goods_amount": "99999999999999",
            },
            {
                "order_id": "1",
                "placed_at": "2026-05-01",
                "state": "paid",
                "sku": "B",
                "quantity": "1",
                "goods_amount": "",
            },
            {
                "order_id": "2",
                "placed_at": "2026-05-01",
                "state": "paid",
                "sku": "A",
                "quantity": "1",
                "goods_amount": "5",
            },
        ]
    )
    done = imported(tmp_path, write(tmp_path / "a.csv", text), channel="c", currency="EUR", table="sales")
    assert {row for row, _column, _code in done.rejects} == {2, 3}
    assert done.rows("order_lines", "order_id") == [("2",)]


def test_the_good_lines_of_an_order_wait_for_its_bad_one(tmp_path: Path) -> None:
    """Handed in alone, the corrected line would take the place of the whole order."""
    orders = [shopify_order("#1", ("A", 1, "10.00"), ("B", 1, "ten")), shopify_order("#2", ("A", 1, "10.00"))]
    done = imported(tmp_path, shopify(tmp_path, *orders), channel="us")
    assert done.rejects == [(2, "", "order_incomplete"), (3, "Lineitem price", "not_a_number")]
    assert done.rows("order_lines", "order_id") == [("#2",)]
    assert done.rows("orders", "order_id") == [("#2",)]


def test_days_and_months_are_told_apart_by_the_whole_column(tmp_path: Path) -> None:
    rows = [
        {"order_id": str(n), "placed_at": f"{day}/05/2026", "currency": "EUR"}
        for n, day in enumerate(("03", "28"))
    ]
    done = imported(
        tmp_path, write(tmp_path / "orders.csv", table(rows)), channel="c", table="orders", timezone="UTC"
    )
    assert done.rows("orders", "placed_on") == [(dt.date(2026, 5, 3),), (dt.date(2026, 5, 28),)]


def test_a_column_that_mixes_day_and_month_keeps_only_what_is_certain(tmp_path: Path) -> None:
    days = ("28/05/2026", "05/28/2026", "05/06/2026", "07/07/2026")
    rows = [{"order_id": str(n), "placed_at": day, "currency": "EUR"} for n, day in enumerate(days)]
    done = imported(
        tmp_path, write(tmp_path / "orders.csv", table(rows)), channel="c", table="orders", timezone="UTC"
    )
    assert done.rejects == [(4, "placed_at", "mixed_dates")]
    assert [str(row[0]) for row in done.rows("orders", "placed_on")] == [
        "2026-05-28",
        "2026-05-28",
        "2026-07-07",
    ]


def test_comma_decimals_are_found_by_the_column(tmp_path: Path) -> None:
    done = lines(tmp_path, {"unit_price": "1.234,50"}, {"unit_price": "1.250"}, {"unit_price": "12,00"})
    assert [row[0] for row in done.rows("order_lines", "unit_price")] == [
        Decimal("1234.5"),
        Decimal(1250),
        Decimal(12),
    ]


def test_a_chosen_decimal_sign_wins(tmp_path: Path) -> None:
    done = lines(tmp_path, {"unit_price": "89.000"}, decimal_sign=",")
    assert done.row("order_lines", "unit_price") == (89000,)


def test_words_that_a_column_does_not_know_are_rejected_with_those_it_knows(tmp_path: Path) -> None:
    rows = [
        {"sku": "A", "name": "Mug", "kind": "Goods"},
        {"sku": "B", "name": "Pen", "kind": "赠品"},
        {"sku": "C", "name": "Bag", "kind": "thing"},
    ]
    done = imported(tmp_path, write(tmp_path / "products.csv", table(rows)), table="products")
    assert done.rows("products", "kind") == [("goods",), ("gift",)]
    assert "goods, bundle, gift" in render(done.prepared.rejects_sample[0].remedy)


def test_numbers_out_of_bounds_are_rejected(tmp_path: Path) -> None:
    assert lines(tmp_path, {"quantity": "3553498017448"}).rejects == [(2, "quantity", "out_of_range")]


def test_future_times_are_loaded_and_told(tmp_path: Path) -> None:
    rows = [{"order_id": "1", "placed_at": "2031-05-01", "currency": "EUR"}]
    done = imported(tmp_path, write(tmp_path / "orders.csv", table(rows)), channel="c", table="orders")
    assert len(done.rows("orders", "order_id")) == 1
    assert "in the future" in done.warnings


def test_totals_padding_and_notes_are_no_data(tmp_path: Path) -> None:
    header = "商品编码,商品名称,仓库,库存"
    below = ["A,杯子,主仓,5", ",,,", header, "B,笔,主仓,7", "合计,,,12", "导出时间：2026-05-01,,,"]
    text = "\r\n".join([header, *below])
    done = imported(tmp_path, write(tmp_path / "stock.csv", text), table="stock")
    assert done.prepared.skipped == {"header": 1, "note": 1, "padding": 1, "total": 1}
    assert done.rows("stock", "sku", "on_hand") == [("A", 5), ("B", 7)]


def test_a_header_without_rows_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no rows below"):
        imported(tmp_path, write(tmp_path / "a.csv", retail(("1", "A", "x", 1, "2")).splitlines()[0]))


def test_one_row_is_enough(tmp_path: Path) -> None:
    assert (
        imported(
            tmp_path, write(tmp_path / "a.csv", retail(("1", "A", "x", 1, "2")))
        ).prepared.batch.rows_read
        == 1
    )

"""The money of lists that people keep: what was paid goes before price times quantity, and counts once."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from core.ingest import ColumnMapping, suggest_mapping
from core.ingest.parts import Part
from core.ingest.unpack import Source
from tests.core.ingest.exports import Imported, imported, table, write

SALE = {"Order ID": "A-1", "Order date": "2026-09-03", "SKU": "MUG", "Quantity": "2", "Price": "79.00"}
CANDLE = {**SALE, "SKU": "CNDL", "Quantity": "1", "Price": "19.00"}
HEADERS = {
    "order_id": "Order ID", "placed_at": "Order date", "sku": "SKU", "quantity": "Quantity",
    "unit_price": "Price",
}  # fmt: skip


def done_with(folder: Path, *rows: dict[str, str], **said: Any) -> Imported:
    path = write(folder / "sales.csv", table(rows))
    return imported(folder, path, channel="shop", currency="CNY", **said)


def paid(done: Imported) -> list[str]:
    return [str(amount) for (amount,) in done.rows("order_lines", "buyer_paid")]


@pytest.mark.parametrize("header", ["商品实际成交金额", "金额", "小计", "Amount", "Total", "实收金额"])
def test_what_was_paid_goes_before_price_times_quantity(tmp_path: Path, header: str) -> None:
    # 158 + 19 = 177 by price, 167 paid.
    done = done_with(tmp_path, SALE | {header: "148.00"}, CANDLE | {header: "19.00"})
    assert paid(done) == ["148.00", "19.00"]
    assert f'The column "{header}" says what its lines are worth.' in "\n".join(
        map(str, done.prepared.evidence)
    )


def test_an_amount_before_discounts_is_no_payment(tmp_path: Path) -> None:
    """Price times quantity in every row, beside a discount: the discount comes off it."""
    rows = (
        SALE | {"Discount": "10.00", "Amount": "158.00"},
        CANDLE | {"Discount": "0", "Amount": "19.00"},
    )
    assert done_with(tmp_path, *rows).rows(
        "order_lines", "gross_amount", "seller_discount", "buyer_paid"
    ) == [(Decimal("158.00"), Decimal("10.00"), None), (Decimal("19.00"), Decimal("0.00"), None)]


def test_an_amount_that_stands_on_every_line_of_an_order_counts_once(tmp_path: Path) -> None:
    whole, other = {"Amount paid": "167.00"}, {"Order ID": "A-2", "Amount paid": "19.00"}
    done = done_with(tmp_path, SALE | whole, CANDLE | whole, CANDLE | other)
    assert done.rows("orders", "order_id", "goods_amount") == [
        ("A-1", Decimal("167.00")),
        ("A-2", Decimal("19.00")),
    ]
    assert paid(done) == ["None", "None", "None"]
    assert '"Amount paid" says the same on every line of an order' in done.warnings
    assert done.prepared.totals["goods_amount"] == 186


def test_a_mapping_by_hand_of_an_orders_amount_to_its_lines_counts_once_too(tmp_path: Path) -> None:
    whole = {"Whole order": "167.00"}
    mapping = ColumnMapping("sales", HEADERS | {"buyer_paid": "Whole order"}, {})
    done = done_with(tmp_path, SALE | whole, CANDLE | whole, mapping=mapping)
    assert done.rows("orders", "goods_amount") == [(Decimal("167.00"),)]


def _of_lines(headers: dict[str, str]) -> dict[str, str]:
    return {name: header for name, header in headers.items() if name != "placed_at"}


def test_a_mapping_by_hand_of_an_amount_before_discounts_is_no_payment_either(tmp_path: Path) -> None:
    sold = SALE | {"Discount": "10.00", "Amount": "158.00"}
    headers = HEADERS | {"buyer_paid": "Amount", "seller_discount": "Discount"}
    for table_name, kept in (("sales", headers), ("order_lines", _of_lines(headers))):
        done = done_with(tmp_path, sold, mapping=ColumnMapping(table_name, kept, {}))
        assert done.rows("order_lines", "gross_amount", "buyer_paid") == [(Decimal("158.00"), None)]


def test_a_column_that_a_mapping_leaves_out_is_not_read(tmp_path: Path) -> None:
    sold = SALE | {"Amount paid": "148.00", "Gross amount": "1.00", "goods_amount": "2.00"}
    mapping = ColumnMapping("sales", HEADERS | {"buyer_paid": "Amount paid"}, {})
    done = done_with(tmp_path, sold, mapping=mapping)
    assert done.rows("order_lines", "gross_amount", "buyer_paid") == [(None, Decimal("148.00"))]
    assert done.rows("orders", "goods_amount") == [(None,)]


def test_lines_of_one_price_are_each_paid_for(tmp_path: Path) -> None:
    twice = SALE | {"Amount paid": "158.00"}
    assert paid(done_with(tmp_path, twice, twice | {"SKU": "TEA"})) == ["158.00", "158.00"]
    # A set of two that was paid half and half: the amounts are those of the lines.
    half = {"Amount paid": "88.50"}
    assert paid(done_with(tmp_path, SALE | half, CANDLE | half)) == ["88.50", "88.50"]


def test_a_column_of_amounts_that_a_mapping_leaves_out_is_told(tmp_path: Path) -> None:
    done = done_with(tmp_path, SALE | {"实付金额": "148.00"}, mapping=ColumnMapping("sales", HEADERS, {}))
    assert '"实付金额" holds amounts and is not read: the lines count with "Price" times "Quantity"' in (
        done.warnings
    )


def test_a_list_without_any_money_says_so(tmp_path: Path) -> None:
    bare = {name: value for name, value in SALE.items() if name != "Price"}
    assert "No column says what the lines are worth" in done_with(tmp_path, bare).warnings


def test_a_column_called_no_more_than_amount_is_suggested_as_what_was_paid() -> None:
    source = Source("a.csv", Path("a.csv"), "text", "", 0)
    part = Part(source, Path("a.csv"), ("Order ID", "SKU", "Quantity", "Price", "Amount"), 1, 1)
    found = {s.column: s for s in suggest_mapping(part, "sales", sample=[["1", "A", "2", "79", "148.00"]])}
    assert (found["buyer_paid"].headers, found["buyer_paid"].sure) == (("Amount",), True)

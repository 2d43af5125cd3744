"""The UCI Online Retail file: every row is accounted for, and the items add up to the file's amount."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

from tests.core.ingest.exports import imported, retail, write


def test_rows_go_where_their_meaning_is(tmp_path: Path) -> None:
    text = retail(
        ("536365", "85123A", "HEART", 6, "2.55"),
        ("536365", "POST", "POSTAGE", 1, "18.0"),
        ("C536379", "85123A", "HEART", -1, "2.55"),
        ("536414", "22139", "damaged", -56, "0.0", ""),
        ("A563186", "B", "Adjust bad debt", 1, "-11062.06", ""),
    )
    done = imported(tmp_path, write(tmp_path / "online_retail.csv", text))
    assert done.rows("order_lines", "order_id", "sku", "gross_amount") == [
        ("536365", "85123A", Decimal("15.30")), ("536365", "POST", Decimal("18.00")), ("A563186", "B",
        Decimal("-11062.06")),
    ]  # fmt: skip
    assert done.row(
        "returns", "return_id", "customer_id", "kind", "quantity", "restocked_quantity", "amount"
    ) == (
        "C536379", "17850", "return_refund", 1, 0, Decimal("2.55"),
    )  # fmt: skip
    assert done.row("stock_movements", "sku", "kind", "quantity") == ("22139", "adjustment", -56)
    assert done.prepared.batch.rejected == 0
    totals = done.prepared.totals
    assert totals["file_amount"] == Decimal("-11031.31")
    assert totals["order_lines.goods"] == Decimal("15.30")
    assert totals["order_lines.service"] == 18
    assert totals["returns.goods"] == Decimal("-2.55")
    assert (
        sum(value for name, value in totals.items() if name not in ("file_amount", "quantity"))
        == totals["file_amount"]
    )


def test_orders_are_completed_and_have_no_payment_time(tmp_path: Path) -> None:
    done = imported(
        tmp_path,
        write(tmp_path / "online_retail.csv", retail(("1", "A", "x", 1, "2.0"), ("1", "B", "y", 1, "3.0"))),
    )
    assert done.row("orders", "channel", "order_id", "state", "placed_at", "paid_at", "customer_id",
    "currency") == (
        "online retail", "1", "completed", dt.datetime(2010, 12, 1, 8, 26), None, "17850", "GBP",
    )  # fmt: skip


def test_identical_lines_are_kept_counted_and_told(tmp_path: Path) -> None:
    line = ("1", "A", "x", 2, "3.50")
    done = imported(
        tmp_path, write(tmp_path / "online_retail.csv", retail(line, line, ("1", "A", "y", 2, "3.50")))
    )
    assert done.rows("order_lines", "line_id", "repeat_no") == [
        ("A/3.5000/1", 0),
        ("A/3.5000/2", 1),
        ("A/3.5000/3", 0),
    ]
    assert "Rows that repeat an earlier row of the file in every cell: 1" in done.warnings
    assert "7.00" in done.warnings


def test_products_are_named_by_their_most_frequent_priced_description(tmp_path: Path) -> None:
    text = retail(
        ("1", "22139", "TEA SET", 1, "4.25"), ("2", "22139", "TEA SET", 1, "4.25"), ("3", "22139", "damaged",
        -1, "0"),
        ("4", "22139", "damaged", -2, "0"), ("5", "22139", "damaged", -3, "0"), ("6", "DCGS0003", "", -1,
        "0"),
    )  # fmt: skip
    done = imported(tmp_path, write(tmp_path / "online_retail.csv", text))
    assert done.rows("products", "sku", "name", order="sku") == [
        ("22139", "TEA SET"),
        ("DCGS0003", "DCGS0003"),
    ]


def test_every_code_that_is_no_article_is_told_apart(tmp_path: Path) -> None:
    kinds = {
        "POST": "service", "DOT": "service", "C2": "service", "BANK CHARGES": "service",
        "AMAZONFEE": "service", "CRUK": "service",
        "gift_0001_20": "service", "B": "adjustment", "M": "adjustment", "m": "adjustment", "D": "adjustment",
        "S": "sample",
        "TEST001": "sample", "PADS": "goods", "DCGSSBOY": "goods", "DCGS0069": "goods", "85123a": "goods",
        "22139": "goods",
    }  # fmt: skip
    rows = [(str(n), code, "x", 1, "2.0") for n, code in enumerate(kinds)]
    done = imported(tmp_path, write(tmp_path / "online_retail.csv", retail(*rows)))
    assert dict(done.rows("products", "sku", "kind")) == kinds

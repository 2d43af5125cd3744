"""The sample exports beside the project, where they are there: their documented totals."""

from __future__ import annotations

import contextlib
from decimal import Decimal
from pathlib import Path

import pytest

from core.errors import InputError
from tests.core.ingest.exports import imported

SAMPLES = Path(__file__).parents[4] / "shared" / "exports" / "samples"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample exports are not beside the project")


def test_shopify_orders_have_their_documented_totals(tmp_path: Path) -> None:
    done = imported(tmp_path, SAMPLES / "shopify_orders_export.csv", channel="us")
    totals = done.prepared.totals
    assert (totals["total"], totals["refunded_amount"]) == (Decimal("1406.08"), Decimal("129.37"))
    assert (totals["lines_before_discounts"], totals["quantity"], totals["orders"]) == (
        Decimal("1272.40"),
        55,
        22,
    )
    assert len(done.rows("order_lines", "sku")) == 34


def test_taobao_lines_are_all_there_and_the_damaged_list_is_refused(tmp_path: Path) -> None:
    done = imported(tmp_path, SAMPLES / "taobao_ExportOrderDetailList202610010900.csv", channel="tmall")
    assert (done.prepared.totals["lines"], done.prepared.totals["quantity"]) == (34, 55)
    with pytest.raises(InputError, match="22 of 22 rows"):
        imported(tmp_path, SAMPLES / "taobao_ExportOrderList_resaved_by_excel_DAMAGED.csv")


def sums(name: str, folder: Path, table: str, *amounts: str, **choices: str) -> tuple[object, ...]:
    """The sums of amounts over the rows that a sample gives to a table."""
    done = imported(folder, SAMPLES / name, **({"channel": "shop"} | choices))
    assert done.prepared.batch.rejected == 0
    asked = ", ".join(f"sum({amount})" for amount in amounts)
    row = done.connection.execute(f"SELECT {asked} FROM staged_{table} WHERE NOT absent").fetchone()
    return row or ()


LINE_MONEY = ("1", "quantity", "buyer_paid", "platform_discount", "merchant_receivable")


def test_qianniu_pinduoduo_and_douyin_tie_for_buyer_platform_and_shop(tmp_path: Path) -> None:
    # 34 lines, 55 pieces, 10,584.90 by price. Pinduoduo's shop gave 20.00; nobody else gave anything.
    # Qianniu: 10,326.90 were paid and 258.00 are still due.
    whole, paid = Decimal("10584.90"), Decimal("10564.90")
    assert sums("qianniu_sub_orders.xlsx", tmp_path, "order_lines", *LINE_MONEY) == (
        34,
        55,
        whole,
        None,
        whole,
    )
    assert sums("pdd_orders_export.csv", tmp_path, "order_lines", *LINE_MONEY) == (34, 55, paid, 0, paid)
    assert sums("douyin_1791213782_orders.csv", tmp_path, "order_lines", *LINE_MONEY) == (
        34, 55, whole, 0, whole,
    )  # fmt: skip


def test_refunds_of_the_samples_are_what_they_say_and_no_more(tmp_path: Path) -> None:
    # Called off: 29.90 + 237.00 + 258.00 = 524.90 (Pinduoduo 5.00 less: a coupon); sent and closed:
    # 98.00 + 119.80 + 79.00 = 296.80; a part: 20.00. Pinduoduo does not say what went back after sending.
    assert sums("qianniu_sub_orders.xlsx", tmp_path, "returns", "amount") == (Decimal("841.70"),)
    assert sums("douyin_1791213782_orders.csv", tmp_path, "returns", "amount") == (Decimal("821.70"),)
    assert sums("pdd_orders_export.csv", tmp_path, "returns", "amount") == (Decimal("519.90"),)


def test_purchases_stock_and_members_of_the_samples_tie(tmp_path: Path) -> None:
    assert sums(
        "1688_purchase_orders.xlsx", tmp_path, "purchase_order_lines", "1", "quantity", "quantity * unit_cost"
    ) == (25, 2000, Decimal("94027.50"))
    assert sums(
        "jushuitan_inventory.xlsx", tmp_path, "stock", "1", "on_hand", "reserved", "inbound_purchase"
    ) == (27, 6021, 409, 700)
    assert sums("cn_members_gbk.csv", tmp_path, "members", "1", "points") == (40, 262860)


@pytest.mark.parametrize(
    "name", sorted(p.name for p in SAMPLES.glob("*.*") if p.suffix != ".md") if SAMPLES.is_dir() else []
)
def test_every_sample_is_read_or_explained(name: str, tmp_path: Path) -> None:
    with contextlib.suppress(InputError):
        done = imported(tmp_path, SAMPLES / name, channel="c", currency="USD", date_order="dmy")
        assert done.prepared.batch.rows_read > 0

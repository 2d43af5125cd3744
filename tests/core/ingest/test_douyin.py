"""Douyin: who bears a discount, guarded texts, encrypted buyers, closed lines."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from tests.core.ingest.exports import imported
from tests.core.ingest.exports_cn import douyin

MONEY = ("gross_amount", "seller_discount", "platform_discount", "promoter_discount", "buyer_paid",
         "merchant_receivable")  # fmt: skip


def test_each_discount_belongs_to_whoever_bears_it(tmp_path: Path) -> None:
    # 2 x 79 = 158; off 30, of which the shop bears 10, the platform 15, the streamer 5; postage 6.
    # Buyer pays 158 - 30 + 6 = 134, for goods 128; the shop gets 128 + 15 + 5 = 148.
    file = douyin(tmp_path, {
        "优惠总金额": "30.00", "平台优惠": "20.00", "商家优惠": "5.00", "达人优惠": "5.00", "运费": "6.00",
        "订单应付金额": "134.00", "平台实际承担优惠金额": "15.00", "商家实际承担优惠金额": "10.00",
        "达人实际承担优惠金额": "5.00",
    })  # fmt: skip
    done = imported(tmp_path, file, channel="douyin")
    amounts = (158, 10, 15, 5, 128, 148)
    assert done.row("order_lines", *MONEY) == tuple(Decimal(amount) for amount in amounts)
    assert done.row("orders", "shipping_charged") == (Decimal("6.00"),)


@pytest.mark.parametrize("due", ["152.00", "158.00"])
def test_postage_is_taken_off_only_where_it_is_inside(tmp_path: Path, due: str) -> None:
    file = douyin(tmp_path, {"优惠总金额": "6.00", "运费": "6.00", "订单应付金额": due})
    assert imported(tmp_path, file, channel="d").row("order_lines", "buyer_paid") == (Decimal("152.00"),)


def test_guards_hyphens_and_encryption_leave_plain_ids_and_nobody(tmp_path: Path) -> None:
    done = imported(tmp_path, douyin(tmp_path, {"订单完成时间": "-"}), channel="douyin")
    assert done.row("order_lines", "order_id", "line_id", "sku") == (
        "6917926768823643751", "6917926768823643751", "MUG-BLU",
    )  # fmt: skip
    assert done.row("orders", "customer_id", "completed_on", "promoter_id", "placed_on") == (
        None, None, None, dt.date(2026, 9, 1),
    )  # fmt: skip
    assert done.prepared.batch.exported_at == dt.datetime(2026, 10, 5, 15, 23, 2)


def test_a_line_closed_after_payment_is_netted_and_one_refunded_later_is_told(tmp_path: Path) -> None:
    file = douyin(
        tmp_path,
        {"子订单编号": "\t1", "订单状态": "已关闭", "售后状态": "退款成功", "发货时间": "-"},
        {"子订单编号": "\t2", "售后状态": "同意退款,退款成功"},
        {
            "主订单编号": "\t6917926768823643752",
            "子订单编号": "\t3",
            "订单状态": "已关闭",
            "支付完成时间": "-",
        },
    )
    done = imported(tmp_path, file, channel="douyin")
    assert done.rows("returns", "amount") == [(Decimal("158.00"),), (None,), (None,)]
    assert done.rows("orders", "state") == [("completed",), ("cancelled",)]
    assert done.prepared.totals["refunds_without_amount"] == 158
    assert "Orders that show a refund without its amount: 1." in done.warnings


def test_a_purple_flag_is_brushing(tmp_path: Path) -> None:
    done = imported(tmp_path, douyin(tmp_path, {"旗帜颜色": "紫色"}), channel="douyin")
    assert done.row("orders", "order_type", "exclusion_rule") == ("brushing", "紫色")

"""Youzan: orders with joined products; the phone stands, hashed, for the buyer."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

from tests.core.ingest.exports import imported
from tests.core.ingest.exports_cn import youzan


def test_goods_are_what_was_paid_without_postage_and_refunds_are_the_files(tmp_path: Path) -> None:
    # Goods 79 + postage 8 = 87 paid; 20 of it went back.
    done = imported(tmp_path, youzan(tmp_path, {"订单已退款金额": "20.00", "订单退款状态": "部分退款成功"}))
    assert done.row("orders", "channel", "goods_amount", "shipping_charged", "paid_on") == (
        "示例小店", Decimal("79.00"), Decimal("8.00"), dt.date(2026, 9, 2),
    )  # fmt: skip
    assert done.row("returns", "amount", "refunded_on") == (Decimal("20.00"), dt.date(2026, 9, 7))
    assert done.prepared.totals["paid"] == 87


def test_shops_of_one_file_stay_apart(tmp_path: Path) -> None:
    file = youzan(tmp_path, {}, {"订单号": "E20260901235000000000002", "归属店铺": "另一小店"})
    assert imported(tmp_path, file).rows("orders", "channel") == [("示例小店",), ("另一小店",)]


def test_a_full_phone_is_kept_as_a_hash_and_a_masked_one_not_at_all(tmp_path: Path) -> None:
    masked = {"订单号": "E20260901235000000000002", "买家手机号": "139****0000"}
    customers = imported(tmp_path, youzan(tmp_path, {}, masked)).rows("orders", "customer_id")
    assert customers[1] == (None,)
    assert customers[0][0].startswith("h-")
    assert "13900000000" not in customers[0][0]


def test_unpaid_orders_stand_with_what_is_due(tmp_path: Path) -> None:
    file = youzan(
        tmp_path, {"订单状态": "待付款", "买家付款时间": "", "订单实付金额": "0.00", "交易完成时间": ""}
    )
    assert imported(tmp_path, file).row("orders", "state", "goods_amount") == ("placed", Decimal("79.00"))

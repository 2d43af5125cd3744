"""Pinduoduo: an order is one SKU; platform money, postage, combined states and days in the number."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from tests.core.ingest.exports import imported
from tests.core.ingest.exports_cn import pinduoduo


def test_buyer_platform_and_shop_tie(tmp_path: Path) -> None:
    # Goods 1,299.00; shop 10 off, platform 20 and payment 5 off, postage 6:
    # buyer pays 1299 - 10 - 20 - 5 + 6 = 1270, the shop gets 1270 + 25 = 1295.
    file = pinduoduo(tmp_path, {
        "商品总价(元)": "1,299.00", "店铺优惠折扣(元)": "10.00", "平台优惠折扣(元)": "20.00",
        "多多支付立减金额(元)": "5.00", "邮费(元)": "6.00", "用户实付金额(元)": "1,270.00",
        "商家实收金额(元)": "1,295.00", "商品数量(件)": "3",
    })  # fmt: skip
    done = imported(tmp_path, file, channel="pdd")
    assert done.row(
        "order_lines", "unit_price", "gross_amount", "seller_discount", "platform_discount", "buyer_paid",
        "merchant_receivable",
    ) == (Decimal("433.0000"), Decimal("1299.00"), Decimal("10.00"), Decimal("25.00"), Decimal("1264.00"),
          Decimal("1289.00"))  # fmt: skip
    assert done.row("orders", "order_id", "shipping_charged") == ("260901-607198974345599", Decimal("6.00"))
    assert done.prepared.totals["merchant_receivable"] == 1295


@pytest.mark.parametrize(
    ("status", "aftersale", "sent", "state", "refund"),
    [
        ("已收货", "无售后或售后取消", True, "completed", None),
        ("已取消，退款成功", "退款成功", False, "closed", Decimal("158.00")),
        ("未发货，退款成功", "退款成功", False, "closed", Decimal("158.00")),
        ("待发货", "无售后或售后取消", False, "paid", None),
        ("已发货，待签收", "售后处理中", True, "shipped", None),
        ("已发货，退款成功", "退款成功", True, "shipped", None),
    ],
)
def test_only_what_was_called_off_after_payment_is_netted(
    tmp_path: Path, status: str, aftersale: str, sent: bool, state: str, refund: Decimal | None
) -> None:
    cells = {"订单状态": status, "售后状态": aftersale, "确认收货时间": ""}
    done = imported(
        tmp_path, pinduoduo(tmp_path, cells if sent else {**cells, "发货时间": ""}), channel="pdd"
    )
    assert done.row("orders", "state") == (state,)
    assert done.row("returns", "amount") == (refund,)
    assert ("without its amount" in done.warnings) == (status == "已发货，退款成功")
    assert ("not known" in done.warnings) is False


def test_never_paid_is_cancelled(tmp_path: Path) -> None:
    file = pinduoduo(tmp_path, {"订单状态": "已取消", "支付时间": "", "发货时间": "", "确认收货时间": ""})
    assert imported(tmp_path, file, channel="pdd").row("orders", "state", "paid_on") == ("cancelled", None)


@pytest.mark.parametrize(
    ("paid_at", "placed_at"),
    [
        ("2026-09-01 11:07:44", dt.datetime(2026, 9, 1, 3, 7, 44)),
        ("2026-09-02 00:00:10", dt.datetime(2026, 8, 31, 16)),
        ("", dt.datetime(2026, 8, 31, 16)),
    ],
)
def test_the_number_gives_the_day_where_the_time_is_missing(
    tmp_path: Path, paid_at: str, placed_at: dt.datetime
) -> None:
    file = pinduoduo(tmp_path, {"订单成交时间": "", "支付时间": paid_at})
    done = imported(tmp_path, file, channel="pdd")
    assert done.row("orders", "placed_at", "placed_on") == (placed_at, dt.date(2026, 9, 1))


def test_a_masked_province_is_no_region_and_nobody_is_a_customer(tmp_path: Path) -> None:
    done = imported(tmp_path, pinduoduo(tmp_path, {"省": "****"}), channel="pdd")
    assert done.row("orders", "region", "customer_id") == (None, None)


def test_a_promise_to_send_makes_no_export_newer_than_what_happened(tmp_path: Path) -> None:
    file = pinduoduo(tmp_path, {"订单状态": "待发货", "发货时间": "", "确认收货时间": ""})
    done = imported(tmp_path, file, channel="pdd")
    assert done.prepared.batch.exported_at == dt.datetime(2026, 9, 1, 3, 7, 44)

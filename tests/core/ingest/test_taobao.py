"""Taobao's and Tmall's classic exports: an order list with the money, and a detail file with the lines."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from core.errors import InputError
from tests.core.ingest.exports import imported, taobao_detail, taobao_list

ONE, TWO = "3553498017448001234", "3553498017448002345"


def test_goods_are_what_was_paid_without_postage(tmp_path: Path) -> None:
    done = imported(tmp_path, taobao_list(tmp_path, {"订单编号": ONE}))
    assert done.row("orders", "order_id", "goods_amount", "shipping_charged") == (
        ONE,
        Decimal("100.00"),
        Decimal("8.00"),
    )


def test_a_discount_on_the_way_to_payment_is_off_the_goods(tmp_path: Path) -> None:
    done = imported(tmp_path, taobao_list(tmp_path, {"订单编号": ONE, "买家实际支付金额": "88.00"}))
    assert done.row("orders", "goods_amount") == (Decimal("80.00"),)


def test_a_closed_trade_was_refunded_if_paid_and_never_paid_if_not(tmp_path: Path) -> None:
    done = imported(
        tmp_path,
        taobao_list(
            tmp_path,
            {
                "订单编号": ONE,
                "订单状态": "交易关闭",
                "退款金额": "108.00",
                "确认收货时间": "",
                "物流单号 ": "",
            },
            {
                "订单编号": TWO,
                "订单状态": "交易关闭",
                "订单付款时间 ": "",
                "买家实际支付金额": "0",
                "确认收货时间": "",
            },
        ),
    )
    assert done.rows("orders", "state", "paid_on", "goods_amount") == [
        ("closed", dt.date(2026, 9, 2), Decimal("100.00")), ("cancelled", None, Decimal("100.00")),
    ]  # fmt: skip
    assert done.rows("returns", "order_id", "kind", "amount", "absent") == [
        (ONE, "cancellation_before_shipment", Decimal("108.00"), False), (None, None, None, True),
    ]  # fmt: skip


def test_a_trade_closed_after_payment_without_amount_is_taken_as_refunded_and_told(tmp_path: Path) -> None:
    done = imported(tmp_path, taobao_list(tmp_path, {"订单编号": ONE, "订单状态": "交易关闭"}))
    assert done.row("returns", "amount") == (Decimal("108.00"),)
    assert "taken as fully refunded" in done.warnings


@pytest.mark.parametrize("word", ["买家已付款，等待卖家发货", "买家已付款,等待卖家发货"])
def test_both_commas_of_a_state_are_the_same_word(tmp_path: Path, word: str) -> None:
    done = imported(tmp_path, taobao_list(tmp_path, {"订单编号": ONE, "订单状态": word, "确认收货时间": ""}))
    assert done.row("orders", "state", "platform_state") == ("paid", word)


def test_a_masked_name_is_no_customer(tmp_path: Path) -> None:
    orders = taobao_list(tmp_path, {"订单编号": ONE}, {"订单编号": TWO, "买家会员名": "阿里旺"})
    assert imported(tmp_path, orders).rows("orders", "customer_id") == [(None,), ("阿里旺",)]


def test_the_shop_in_the_file_is_proposed_and_days_are_chinas(tmp_path: Path) -> None:
    done = imported(tmp_path, taobao_list(tmp_path, {"订单编号": ONE}))
    assert done.row("orders", "channel", "placed_on", "paid_on", "region", "currency") == (
        "示例旗舰店", dt.date(2026, 9, 1), dt.date(2026, 9, 2), "广东省", "CNY",
    )  # fmt: skip
    assert done.prepared.batch.exported_at == dt.datetime(2026, 10, 1, 1)


def test_list_and_detail_together_are_one_import(tmp_path: Path) -> None:
    orders = taobao_list(tmp_path, {"订单编号": ONE})
    lines = taobao_detail(tmp_path, (ONE, "CAFÉ-1", "咖啡豆", 2, "60.00"), (ONE, "null", "杯子", 1, "30.00"))
    done = imported(tmp_path, orders, lines)
    assert len(done.prepared.batch.files) == 2
    assert done.rows("order_lines", "sku", "quantity", "gross_amount", "buyer_paid", "file_no") == [
        ("CAFÉ-1", 2, Decimal("120.00"), None, 1), ("ITEM", 1, Decimal("30.00"), None, 1),
    ]  # fmt: skip
    assert done.row("orders", "goods_amount", "file_no") == (Decimal("100.00"), 0)


def test_the_detail_alone_gives_lines_without_money(tmp_path: Path) -> None:
    done = imported(tmp_path, taobao_detail(tmp_path, (ONE, "A", "杯子", 3, "30.00")), channel="tmall")
    assert "orders" not in done.prepared.tables
    assert done.row("order_lines", "quantity", "unit_price", "buyer_paid") == (3, Decimal("30.0000"), None)


def test_a_list_that_excel_has_saved_is_refused_as_a_whole(tmp_path: Path) -> None:
    path = taobao_list(tmp_path, {"订单编号": "3.55350E+18"}, {"订单编号": "3.55350E+18"})
    with pytest.raises(InputError, match=r"lost its last digits.*Export it again"):
        imported(tmp_path, path)


def test_a_presale_counts_when_its_balance_is_paid(tmp_path: Path) -> None:
    """The deposit of 50 was paid, 300 are due; until then the order is placed and nothing of it is sold."""
    waiting = {"订单编号": "3553498017448001235", "订单状态": "等待买家付尾款", "买家应付货款": "300.00",
               "买家应付邮费": "0", "总金额": "300.00", "买家实际支付金额": "50.00"}  # fmt: skip
    row = imported(tmp_path, taobao_list(tmp_path, waiting), channel="tmall").row(
        "orders", "state", "paid_on", "deposit_paid_on::VARCHAR", "goods_amount"
    )
    assert row == ("placed", None, "2026-09-02", Decimal("300.00"))

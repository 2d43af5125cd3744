"""Qianniu: sub-orders with their own payment and refund, and the orders that bring postage to them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

from python_calamine import CalamineWorkbook

from tests.core.ingest.exports import imported, workbook
from tests.core.ingest.exports_cn import ORDER, qianniu_items, qianniu_orders


def test_lines_tie_to_what_was_paid_and_given_back(tmp_path: Path) -> None:
    # Two mugs of 79 for 150 (8 off), a candle of 49, of which 20 went back:
    # gross 158 + 49 = 207, off 8, paid 199 = receivable, refunded 20.
    file = qianniu_items(
        tmp_path,
        {"子订单编号": ORDER[:-1] + "8", "购买数量": 2, "买家应付货款": 150, "买家实付金额": 150},
        {"子订单编号": ORDER[:-1] + "9", "商品价格": 49, "商家编码": "CNDL", "买家应付货款": 49,
         "买家实付金额": 49, "退款状态": "退款成功", "退款金额": "20.00"},
    )  # fmt: skip
    done = imported(tmp_path, file, channel="tmall")
    assert done.rows(
        "order_lines", "sku", "gross_amount", "seller_discount", "buyer_paid", "merchant_receivable"
    ) == [
        ("MUG-BLU", Decimal("158.00"), Decimal("8.00"), Decimal("150.00"), Decimal("150.00")),
        ("CNDL", Decimal("49.00"), Decimal("0.00"), Decimal("49.00"), Decimal("49.00")),
    ]
    assert done.row("returns", "order_line_id", "kind", "amount", "absent") == (
        ORDER[:-1] + "9", "refund_only", Decimal("20.00"), False,
    )  # fmt: skip
    assert done.prepared.totals["buyer_paid"] == 199
    assert done.row("orders", "order_id", "state", "placed_on::VARCHAR", "paid_on::VARCHAR") == (
        ORDER, "completed", "2026-09-01", "2026-09-02",
    )  # fmt: skip


def test_an_order_is_as_far_as_its_slowest_line_that_is_not_closed(tmp_path: Path) -> None:
    file = qianniu_items(
        tmp_path,
        {"子订单编号": "1", "订单状态": "交易关闭", "退款状态": "退款成功", "退款金额": "79.00"},
        {"子订单编号": "2", "订单状态": "买家已付款，等待卖家发货", "发货时间": None},
        {"子订单编号": "3", "订单状态": "卖家已发货，等待买家确认"},
    )
    done = imported(tmp_path, file, channel="tmall")
    assert done.row("orders", "state", "paid_on") == ("paid", dt.date(2026, 9, 2))
    assert done.rows("order_lines", "line_state") == [("closed",), ("paid",), ("shipped",)]


def test_never_paid_is_cancelled_and_closed_after_payment_is_given_back(tmp_path: Path) -> None:
    unpaid = {"主订单编号": ORDER[:-1] + "1", "子订单编号": "1", "订单状态": "交易关闭", "订单付款时间": None,
              "买家实付金额": 0, "发货时间": None}  # fmt: skip
    paid = {"主订单编号": ORDER[:-1] + "2", "子订单编号": "2", "订单状态": "交易关闭", "发货时间": None}
    done = imported(tmp_path, qianniu_items(tmp_path, unpaid, paid), channel="tmall")
    assert done.rows("orders", "state", "paid_on") == [
        ("cancelled", None), ("closed", dt.date(2026, 9, 2)),
    ]  # fmt: skip
    assert done.rows("returns", "kind", "amount") == [
        (None, None), ("cancellation_before_shipment", Decimal("79.00")),
    ]  # fmt: skip
    assert "taken as fully refunded" in done.warnings


def test_a_refund_that_was_refused_takes_nothing_back(tmp_path: Path) -> None:
    file = qianniu_items(tmp_path, {"退款状态": "退款关闭", "退款金额": "79.00"})
    assert imported(tmp_path, file, channel="tmall").row("returns", "absent") == (True,)


def test_orders_and_sub_orders_are_one_import_in_any_order_of_files(tmp_path: Path) -> None:
    files = [qianniu_items(tmp_path, {}), qianniu_orders(tmp_path, {})]
    for paths in (files, files[::-1]):
        done = imported(tmp_path, *paths)
        assert done.row("orders", "channel", "goods_amount", "shipping_charged", "region") == (
            "示例旗舰店", Decimal("79.00"), Decimal("8.00"), "江苏省",
        )  # fmt: skip
        assert done.row("order_lines", "sku", "buyer_paid") == ("MUG-BLU", Decimal("79.00"))


def test_a_purple_flag_or_a_memo_word_makes_it_no_sale_and_is_told(tmp_path: Path) -> None:
    file = qianniu_items(
        tmp_path,
        {"主订单编号": ORDER[:-1] + "1", "子订单编号": "1", "备注标签": "紫旗"},
        {"主订单编号": ORDER[:-1] + "2", "子订单编号": "2", "商家备注": "王 刷单 已返"},
        {"主订单编号": ORDER[:-1] + "3", "子订单编号": "3", "商家备注": "非刷单，尽快发"},
        {"主订单编号": ORDER[:-1] + "4", "子订单编号": "4", "商家备注": "测试单"},
    )
    done = imported(tmp_path, file, channel="tmall")
    assert done.rows("orders", "order_type", "exclusion_rule") == [
        ("brushing", "紫旗"), ("brushing", "刷单"), ("normal", None), ("test", "测试单"),
    ]  # fmt: skip
    assert "Orders marked as brushing or tests (刷单, 测试单, 紫旗): 3" in done.warnings


def test_a_staged_order_is_a_pre_sale_with_its_deposit(tmp_path: Path) -> None:
    file = qianniu_items(tmp_path, {"分阶段信息": "定金:50.00元 已付款;尾款:29.00元"})
    assert imported(tmp_path, file, channel="tmall").row("orders", "order_type", "deposit_amount") == (
        "presale", Decimal("50.00"),
    )  # fmt: skip


def test_a_few_columns_in_any_order_are_enough(tmp_path: Path) -> None:
    rows = [["买家实付金额", "主订单编号", "退款状态", "购买数量", "订单付款时间", "商品标题"],
            [79, ORDER, "没有申请退款", 1, "2026-09-02 00:10:00", "粗陶马克杯"]]  # fmt: skip
    done = imported(tmp_path, workbook(tmp_path / "a.xlsx", {"s": rows}), channel="tmall")
    assert done.row("order_lines", "channel_sku", "buyer_paid") == ("粗陶马克杯", Decimal("79.00"))
    assert done.row("orders", "placed_on") == (dt.date(2026, 9, 2),)


def test_a_sub_order_that_stands_twice_counts_once(tmp_path: Path) -> None:
    done = imported(tmp_path, qianniu_items(tmp_path, {}, {}), channel="tmall")
    assert len(done.rows("order_lines", "line_id")) == 1
    assert done.prepared.skipped == {"repeated": 1}


def test_a_refund_that_both_reports_tell_counts_once(tmp_path: Path) -> None:
    # 150 + 49 = 199 for goods, 8 postage; 20 came back for the candle, in both files.
    items = qianniu_items(
        tmp_path,
        {"子订单编号": ORDER[:-1] + "8", "购买数量": 2, "买家应付货款": 150, "买家实付金额": 150},
        {"子订单编号": ORDER[:-1] + "9", "商品价格": 49, "买家应付货款": 49, "买家实付金额": 49,
         "退款状态": "退款成功", "退款金额": "20.00"},
    )  # fmt: skip
    orders = qianniu_orders(
        tmp_path, {"买家应付货款": 199, "总金额": 207, "买家实付金额": 207, "退款金额": 20}
    )
    for files in ((items, orders), (orders, items)):
        done = imported(tmp_path, *files, channel="tmall")
        assert done.row("returns", "order_line_id", "amount") == (ORDER[:-1] + "9", Decimal("20.00"))
        assert (done.prepared.totals["refunded_amount"], done.prepared.totals["orders"]) == (20, 1)
    # Handed in one after the other, the refunds of an order replace each other as a whole.
    alone = imported(tmp_path, orders, channel="tmall").row("returns", "return_id", "line_id")
    assert alone == imported(tmp_path, items, channel="tmall").row("returns", "return_id", "line_id")


def test_refunds_of_an_order_on_two_sheets_all_count(tmp_path: Path) -> None:
    """Line by line: 20 went back on the first sheet, 5 on the second, nothing of a third line."""
    lines = [
        {"子订单编号": ORDER[:-1] + number, "商家编码": number, "退款状态": state, "退款金额": amount}
        for number, state, amount in [
            ("1", "退款成功", "20.00"), ("2", "没有申请退款", "无退款申请"), ("3", "退款成功", "5.00"),
        ]
    ]  # fmt: skip
    with CalamineWorkbook.from_path(qianniu_items(tmp_path, *lines)) as book:
        head, *rows = book.get_sheet_by_index(0).to_python()
    file = workbook(tmp_path / "both.xlsx", {"9月": [head, *rows[:1]], "10月": [head, *rows[1:]]})
    done = imported(tmp_path, file, channel="tmall")
    found = done.connection.execute("SELECT amount FROM staged_returns WHERE NOT absent ORDER BY amount")
    assert [str(amount) for (amount,) in found.fetchall()] == ["5.00", "20.00"]
    assert len(done.rows("order_lines", "line_id")) == 3


def test_a_deposit_alone_sells_no_line(tmp_path: Path) -> None:
    waiting = {
        "订单状态": "等待买家付尾款",
        "买家应付货款": 300,
        "买家实付金额": 50,
        "分阶段信息": "定金50.00",
    }
    done = imported(tmp_path, qianniu_items(tmp_path, waiting), channel="tmall")
    assert done.row("orders", "order_type", "state", "paid_at") == ("presale", "placed", None)
    assert done.row("order_lines", "buyer_paid") == (Decimal("300.00"),)

"""JD: the order's money stands on every row; states with a prefix; refunds by settlement."""

from __future__ import annotations

import csv
import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from core.i18n import render
from tests.core.ingest.exports import imported, workbook
from tests.core.ingest.exports_cn import jd_orders, jd_settlement


def test_money_of_the_order_is_taken_once_and_split_by_price(tmp_path: Path) -> None:
    # 79 + 2 x 49 = 177, 10 off by the shop: 167, and freight 6: the buyer pays 173, all of it for the shop.
    # Split by price: 167 x 79 / 177 = 74.54 and 167 x 98 / 177 = 92.46.
    money = {"订单金额": "177.00", "结算金额": "167.00", "运费金额": "6.00", "应付金额": "173.00",
             "商家应收": "173.00（系统计算中，该值仅供参考）", "余额支付": "0.00"}  # fmt: skip
    file = jd_orders(
        tmp_path,
        money,
        {**money, "商品ID": "100000000002", "货号": "CNDL", "京东价": "49.00", "订购数量": "2"},
    )
    done = imported(tmp_path, file, channel="jd")
    assert done.row("orders", "shipping_charged", "paid_on", "customer_id", "region") == (
        Decimal("6.00"), dt.date(2026, 9, 2), "jd_example", "江苏",
    )  # fmt: skip
    paid = done.rows("order_lines", "sku", "buyer_paid", "platform_discount", "merchant_receivable")
    assert paid == [
        ("MUG-BLU", Decimal("74.54"), Decimal("0.00"), Decimal("74.54")),
        ("CNDL", Decimal("92.46"), Decimal("0.00"), Decimal("92.46")),
    ]
    assert done.prepared.totals["merchant_receivable"] == 173
    assert done.prepared.totals["gross_amount"] == 177


def test_what_the_shop_gets_beyond_the_payment_is_the_platforms(tmp_path: Path) -> None:
    # 79, JD gives 9: the buyer pays 70, the shop gets 79.
    file = jd_orders(tmp_path, {"应付金额": "70.00", "商家应收": "79.00"})
    done = imported(tmp_path, file, channel="jd")
    assert done.row(
        "order_lines", "buyer_paid", "platform_discount", "merchant_receivable", "seller_discount"
    ) == (Decimal("70.00"), Decimal("9.00"), Decimal("79.00"), Decimal("0.00"))


def test_balance_of_the_account_was_paid_all_the_same(tmp_path: Path) -> None:
    done = imported(tmp_path, jd_orders(tmp_path, {"余额支付": "30.00", "应付金额": "49.00"}), channel="jd")
    assert done.row("order_lines", "buyer_paid") == (Decimal("79.00"),)


@pytest.mark.parametrize(
    ("status", "paid", "state"),
    [
        ("等待付款", False, "placed"), ("等待出库", True, "paid"), ("(锁定)等待出库", True, "paid"),
        ("等待确认收货", True, "shipped"), ("完成", True, "completed"), ("(删除)等待出库", True, "closed"),
        ("(取消)等待付款", False, "cancelled"),
    ],
)  # fmt: skip
def test_a_prefix_says_what_became_of_the_state(tmp_path: Path, status: str, paid: bool, state: str) -> None:
    cells = {"订单状态": status, **({} if paid else {"付款确认时间": ""})}
    done = imported(tmp_path, jd_orders(tmp_path, cells), channel="jd")
    assert done.row("orders", "state", "platform_state") == (state, status)
    assert done.row("returns", "absent") == (state != "closed",)
    assert "not known" not in done.warnings


def test_a_masked_account_is_nobody(tmp_path: Path) -> None:
    done = imported(tmp_path, jd_orders(tmp_path, {"下单帐号": "jd_1***8"}), channel="jd")
    assert done.row("orders", "customer_id") == (None,)


def test_a_report_never_tried_on_a_file_says_so(tmp_path: Path) -> None:
    told = " ".join(map(str, imported(tmp_path, jd_settlement(tmp_path, {}), channel="jd").prepared.evidence))
    assert "no file of it was tried" in told


def test_settled_fees_have_a_sign_and_goods_money_that_goes_out_is_a_refund(tmp_path: Path) -> None:
    # 79 in, 3.95 commission out, 79 back: 79 - 3.95 - 79 = -3.95 is paid out.
    file = jd_settlement(
        tmp_path,
        {},
        {"费用名称": "佣金", "应结金额": 3.95, "收支方向": "支出"},
        {"应结金额": -79, "收支方向": "支出", "售后服务单号": "88001", "售后退款时间": "2026-09-08 01:00:00"},
    )
    done = imported(tmp_path, file, channel="jd")
    assert done.rows("settlements", "settlement_id", "kind", "amount", "settled_on::VARCHAR") == [
        ("2026-09-08", "货款", Decimal("79.00"), "2026-09-09"),
        ("2026-09-08", "佣金", Decimal("-3.95"), "2026-09-09"),
        ("2026-09-08", "货款", Decimal("-79.00"), "2026-09-09"),
    ]
    assert done.prepared.totals["payout"] == Decimal("-3.95")
    assert done.row("returns", "return_id", "amount", "refunded_on") == (
        "88001", Decimal("79.00"), dt.date(2026, 9, 8),
    )  # fmt: skip


def _on_two_sheets(folder: Path, *rows: dict[str, str]) -> Path:
    """JD orders of which the first row stands on a sheet of its own."""
    with jd_orders(folder, *rows).open(encoding="gb18030", newline="") as file:
        head, first, *others = csv.reader(file)
    return workbook(folder / "jd.xlsx", {"1": [head, first], "2": [head, *others]})


def test_the_money_of_an_order_on_two_sheets_is_shared_out_over_both(tmp_path: Path) -> None:
    """Its money stands on both sheets and would count twice."""
    whole = {"订单金额": "100.00", "结算金额": "100.00", "应付金额": "100.00", "商家应收": "100.00"}
    mug = whole | {"京东价": "75.00"}
    pen = whole | {"京东价": "25.00", "商品ID": "100000000002", "货号": "PEN"}
    done = imported(tmp_path, _on_two_sheets(tmp_path, mug, pen, {"订单号": "290000000002"}), channel="jd")
    assert done.rejects == []
    assert done.rows("order_lines", "order_id", "sku", "buyer_paid", order="order_id, sku") == [
        ("290000000001", "MUG-BLU", Decimal("75.00")),
        ("290000000001", "PEN", Decimal("25.00")),
        ("290000000002", "MUG-BLU", Decimal("79.00")),
    ]


def test_a_row_that_two_sheets_have_in_the_same_words_counts_once_and_is_named(tmp_path: Path) -> None:
    done = imported(tmp_path, _on_two_sheets(tmp_path, {}, {}, {"订单号": "290000000002"}), channel="jd")
    assert done.rejects == []
    assert done.rows("order_lines", "order_id", "buyer_paid", order="order_id") == [
        ("290000000001", Decimal("79.00")),
        ("290000000002", Decimal("79.00")),
    ]
    assert "on another sheet: 1, such as 2 2 = 1 2. They count once." in done.warnings


def test_an_order_of_which_two_sheets_say_different_things_is_refused_and_the_others_go_in(
    tmp_path: Path,
) -> None:
    more = {"订购数量": "3"}
    done = imported(tmp_path, _on_two_sheets(tmp_path, {}, more, {"订单号": "290000000002"}), channel="jd")
    assert done.rows("orders", "order_id") == [("290000000002",)]
    assert {(column, code) for _row, column, code in done.rejects} == {("订单号", "on_two_sheets")}
    told = {render(reject.reason) for reject in done.prepared.rejects_sample}
    assert told == {
        '"290000000001" stands on two sheets that do not agree: see row 2 of 1.',
        '"290000000001" stands on two sheets that do not agree: see row 2 of 2.',
    }


def test_an_order_with_a_gift_a_discount_and_freight_ties_line_by_line(tmp_path: Path) -> None:
    # 2 x 79 + 49 = 207 by price, 10 off: 197 for goods, split 158 to 49; the gift is free. 6 of freight: 203.
    order = {"订单金额": "207.00", "结算金额": "197.00", "应付金额": "203.00", "商家应收": "203.00",
             "运费金额": "6.00"}  # fmt: skip
    candle = {"商品ID": "100000000002", "货号": "CNDL", "京东价": "49.00"}
    gift = {"商品ID": "100000000003", "货号": "BAG", "京东价": "0.00"}
    done = imported(
        tmp_path, jd_orders(tmp_path, order | {"订购数量": "2"}, order | candle, order | gift), channel="jd"
    )
    assert done.row("orders", "goods_amount", "shipping_charged") == (Decimal("197.00"), Decimal("6.00"))
    assert done.rows("order_lines", "sku", "buyer_paid", "is_gift") == [
        ("MUG-BLU", Decimal("150.37"), False),
        ("CNDL", Decimal("46.63"), False),
        ("BAG", Decimal("0.00"), True),
    ]

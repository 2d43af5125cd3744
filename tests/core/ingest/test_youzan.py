"""Youzan: orders with joined products, whose phone stands, hashed, for the buyer; and their lines."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

from tests.core.ingest.exports import imported, table, write
from tests.core.ingest.exports_cn import youzan, youzan_items


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


TWO_LINES = (
    {"商品数量": "2", "商品金额小计": "158.00", "店铺优惠（分摊）": "10.00(优惠券：10.00)",
     "商品实际成交金额": "148.00"},
    {"商品名称": "蜡烛", "规格编码": "", "商品编码": "CNDL", "商品单价": "19.00", "商品优惠后价格": "19.00",
     "商品金额小计": "19.00", "商品实际成交金额": "19.00", "商品已退款金额": "5.00"},
)  # fmt: skip
"""Two mugs of 79 less 10 for 148, and a candle of 19: 167 paid for 177, of which 5 went back."""


def test_a_line_is_worth_what_was_paid_for_it_not_its_price_times_quantity(tmp_path: Path) -> None:
    done = imported(tmp_path, youzan_items(tmp_path, *TWO_LINES), channel="shop")
    assert done.rows("order_lines", "sku", "gross_amount", "seller_discount", "buyer_paid") == [
        ("MUG-BLU", Decimal("158.00"), Decimal("10.00"), Decimal("148.00")),
        ("CNDL", Decimal("19.00"), Decimal("0.00"), Decimal("19.00")),
    ]
    assert done.row("returns", "sku", "amount") == ("CNDL", Decimal("5.00"))
    assert (done.prepared.totals["buyer_paid"], done.prepared.totals["refunded_amount"]) == (167, 5)


def test_the_day_of_an_order_of_lines_is_in_its_number(tmp_path: Path) -> None:
    done = imported(tmp_path, youzan_items(tmp_path, {}), channel="shop")
    assert done.row("orders", "state", "placed_at", "placed_on") == (
        "completed", dt.datetime(2026, 9, 1, 15, 50), dt.date(2026, 9, 1),
    )  # fmt: skip


def test_orders_and_their_lines_are_one_import_with_the_postage(tmp_path: Path) -> None:
    orders = youzan(tmp_path, {
        "订单商品总金额": "177.00", "店铺优惠合计": "10.00", "应收订单金额": "175.00",
        "订单实付金额": "175.00", "订单已退款金额": "5.00",
    })  # fmt: skip
    files = [orders, youzan_items(tmp_path, *TWO_LINES)]
    for paths in (files, files[::-1]):
        done = imported(tmp_path, *paths, channel="示例小店")
        assert done.row("orders", "goods_amount", "shipping_charged") == (Decimal("167.00"), Decimal("8.00"))
        assert done.rows("order_lines", "buyer_paid") == [(Decimal("148.00"),), (Decimal("19.00"),)]
        assert done.row("returns", "amount") == (Decimal("5.00"),)


def test_lines_belong_to_the_shop_that_the_order_report_names(tmp_path: Path) -> None:
    other = {"订单号": "E20260901235000000000002"}
    files = [youzan(tmp_path, {}, other | {"归属店铺": "另一小店"}), youzan_items(tmp_path, {}, other)]
    for paths in (files, files[::-1]):
        done = imported(tmp_path, *paths)
        assert sorted(done.rows("order_lines", "channel", "order_id", order="order_id")) == [
            ("另一小店", "E20260901235000000000002"),
            ("示例小店", "E20260901235000000000001"),
        ]
        assert len(done.rows("orders", "order_id")) == 2


def test_money_of_the_order_that_stands_on_every_line_is_taken_once(tmp_path: Path) -> None:
    """Lines without a payment of their own: 175 were paid for the order, 8 of it postage."""
    order = {
        "订单号": "E20260901235000000000001", "订单状态": "交易完成", "归属店铺": "示例小店",
        "订单创建时间": "2026-09-01 23:50:00", "买家付款时间": "2026-09-02 00:10:00",
        "订单商品总金额": "177.00", "店铺优惠合计": "10.00", "运费": "8.00", "应收订单金额": "175.00",
        "订单实付金额": "175.00", "订单退款状态": "", "订单已退款金额": "5.00", "买家手机号": "13900000000",
    }  # fmt: skip
    lines = [
        order | {"商品名称": "马克杯", "商品规格": "靛蓝", "规格编码": "MUG", "商品编码": "", "商品数量": "2",
                 "商品单价": "79.00"},
        order | {"商品名称": "蜡烛", "商品规格": "", "规格编码": "CNDL", "商品编码": "", "商品数量": "1",
                 "商品单价": "19.00"},
    ]  # fmt: skip
    done = imported(tmp_path, write(tmp_path / "a.csv", table(lines)))
    assert done.prepared.report == "Youzan order lines (有赞 商品维度)"
    assert done.row("orders", "goods_amount", "shipping_charged", "paid_on") == (
        Decimal("167.00"), Decimal("8.00"), dt.date(2026, 9, 2),
    )  # fmt: skip
    assert done.rows("order_lines", "sku", "gross_amount", "buyer_paid") == [
        ("MUG", Decimal("158.00"), None), ("CNDL", Decimal("19.00"), None),
    ]  # fmt: skip
    assert done.row("returns", "amount") == (Decimal("5.00"),)
    assert (done.prepared.totals["paid"], done.prepared.totals["postage"]) == (175, 8)


def test_a_line_that_was_closed_is_cancelled_or_given_back(tmp_path: Path) -> None:
    closed = {"订单商品状态": "交易关闭", "交易成功时间": "", "商品发货时间": ""}
    never = {"订单号": "E20260901235000000000002", **closed}
    back = {"订单号": "E20260901235000000000003", **closed, "商品已退款金额": "79.00"}
    done = imported(tmp_path, youzan_items(tmp_path, never, back), channel="shop")
    assert done.rows("orders", "state", "paid_on") == [
        ("cancelled", None), ("closed", dt.date(2026, 9, 1)),
    ]  # fmt: skip
    assert done.rows("returns", "kind", "amount", "absent") == [
        (None, None, True), ("cancellation_before_shipment", Decimal("79.00"), False),
    ]  # fmt: skip

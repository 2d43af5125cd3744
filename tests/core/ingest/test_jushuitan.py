"""Jushuitan: merged, split and cancelled orders, partial shipments, replacements; stock of the warehouse."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

from tests.core.ingest.exports import imported
from tests.core.ingest.exports_cn import ORDER, jushuitan_orders, jushuitan_stock

OTHER = ORDER[:-1] + "8"


def test_the_orders_money_is_split_over_its_lines_once(tmp_path: Path) -> None:
    # Lines 79 and 49 = 128, 10 off, freight 6: 124 paid, for goods 118.
    money = {"应付金额": 124, "已付金额": 124, "抵扣金额": 10, "运费": 6}
    file = jushuitan_orders(
        tmp_path, money, {**money, "线上子订单编号": "2", "商品编码": "CNDL", "商品单价": 49, "商品金额": 49}
    )
    done = imported(tmp_path, file)
    lines = done.rows("order_lines", "gross_amount", "buyer_paid", "seller_discount", "unit_cost")
    assert [sum(row[n] for row in lines) for n in (0, 1, 2)] == [128, 118, 10]
    assert lines[0][3] == Decimal("42.7000")
    assert done.row("orders", "channel", "shipping_charged", "location") == (
        "示例旗舰店", Decimal("6.00"), "主仓",
    )  # fmt: skip
    assert done.prepared.totals["order_total"] == 124


def test_a_merged_order_counts_by_the_original_numbers(tmp_path: Path) -> None:
    merged = {"内部订单号": "3", "线上订单号": f"{ORDER},{OTHER}", "应付金额": 158, "已付金额": 158}
    file = jushuitan_orders(
        tmp_path,
        merged,
        {**merged, "原始线上订单号": OTHER, "线上子订单编号": OTHER},
        {"内部订单号": "1", "状态": "被合并"},
        {"内部订单号": "2", "线上订单号": OTHER, "原始线上订单号": OTHER, "状态": "被合并"},
    )
    done = imported(tmp_path, file)
    assert done.rows("orders", "order_id") == [(ORDER,), (OTHER,)]
    assert done.rows("order_lines", "buyer_paid") == [(Decimal("79.00"),), (Decimal("79.00"),)]
    assert done.prepared.skipped == {"merged_or_split": 2}


def test_a_split_order_is_one_order_of_two_parcels(tmp_path: Path) -> None:
    file = jushuitan_orders(tmp_path, {"内部订单号": "1"}, {"内部订单号": "2", "状态": "发货中"})
    done = imported(tmp_path, file)
    assert done.row("orders", "order_id", "state") == (ORDER, "paid")
    assert len(done.rows("order_lines", "line_id")) == 2


def test_identical_rows_are_partial_shipments(tmp_path: Path) -> None:
    money = {"应付金额": 158, "已付金额": 158}
    done = imported(tmp_path, jushuitan_orders(tmp_path, money, money))
    assert done.rows("order_lines", "buyer_paid") == [(Decimal("79.00"),), (Decimal("79.00"),)]


def test_a_cancelled_order_is_no_sale_and_gives_way_to_its_second_life(tmp_path: Path) -> None:
    file = jushuitan_orders(
        tmp_path,
        {"内部订单号": "1", "状态": "取消"},
        {"内部订单号": "2"},
        {"内部订单号": "3", "线上订单号": OTHER, "原始线上订单号": OTHER, "状态": "取消"},
    )
    done = imported(tmp_path, file)
    assert done.rows("orders", "order_id", "state", "paid_on") == [
        (ORDER, "shipped", dt.date(2026, 9, 2)), (OTHER, "cancelled", None),
    ]  # fmt: skip
    assert done.prepared.skipped == {"lives_on": 1}


def test_replacements_distribution_and_gifts_are_named(tmp_path: Path) -> None:
    file = jushuitan_orders(
        tmp_path,
        {"订单类型": "补发订单", "应付金额": 0, "已付金额": 0, "商品单价": 0, "商品金额": 0},
        {"内部订单号": "2", "线上订单号": OTHER, "原始线上订单号": OTHER, "订单类型": "供销Plus"},
        {"内部订单号": "3", "线上订单号": "9", "原始线上订单号": "9", "是否赠品": "是", "商品金额": 0,
         "应付金额": 0, "已付金额": 0},
    )  # fmt: skip
    done = imported(tmp_path, file)
    assert done.rows("orders", "order_type") == [("replacement",), ("distribution",), ("normal",)]
    assert done.rows("order_lines", "is_gift") == [(False,), (False,), (True,)]


def test_stock_counts_what_lies_there_and_keeps_defects_apart(tmp_path: Path) -> None:
    # 30 on hand, 5 promised and 2 locked, 40 bought, 6 moved here, 3 defective.
    file = jushuitan_stock(tmp_path, {"次品库存": 3, "库存锁定数": 2})
    done = imported(tmp_path, file, default_location="主仓", snapshot_at=dt.datetime(2026, 9, 30))
    assert done.rows(
        "stock", "condition", "on_hand", "reserved", "inbound_purchase", "inbound_transfer", order="condition"
    ) == [("defective", 3, None, None, None), ("sellable", 30, 7, 40, 6)]
    assert done.row("standard_costs", "unit_cost") == (Decimal("42.7000"),)


def test_an_order_with_a_gift_freight_and_a_returned_piece_ties_line_by_line(tmp_path: Path) -> None:
    # 148 for two mugs of 79, 49 for a candle, a bag for nothing: 197, and 6 of freight: 203 paid once.
    order = {"应付金额": 203, "已付金额": 203, "运费": 6}
    done = imported(
        tmp_path,
        jushuitan_orders(
            tmp_path,
            order
            | {"线上子订单编号": "1", "数量": 2, "商品金额": 148, "退款状态": "退款成功", "实退数量": 1},
            order | {"线上子订单编号": "2", "商品编码": "CNDL", "商品单价": 49, "商品金额": 49},
            order
            | {"线上子订单编号": "3", "商品编码": "BAG", "商品单价": 0, "商品金额": 0, "是否赠品": "是"},
        ),
        channel="tmall",
    )
    assert done.rows("order_lines", "sku", "buyer_paid", "is_gift") == [
        ("MUG-BLU", Decimal("148.00"), False),
        ("CNDL", Decimal("49.00"), False),
        ("BAG", Decimal("0.00"), True),
    ]
    assert done.row("orders", "shipping_charged") == (Decimal("6.00"),)
    assert (done.prepared.totals["paid"], done.prepared.totals["postage"]) == (203, 6)
    assert "show a refund without its amount: 1" in done.warnings

"""Headers as people and platforms write them find their columns."""

from __future__ import annotations

import pytest

from core import schema
from core.schema.validation import match_headers, normalise_header, tables_for


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("order_id", "order id"),
        ("Order ID ", "order id"),
        ("ORDER-ID", "order id"),
        ("order  id", "order id"),
        ("\ufefforder_id", "order id"),
        ("Ｏｒｄｅｒ　ＩＤ", "order id"),
        ("订单编号 ", "订单编号"),
        ("订单编号　", "订单编号"),
        ("訂單編號", "订单编号"),
        ("*订单编号", "订单编号"),
        ("订单编号：", "订单编号"),
        ("SKU 编码", "sku编码"),
        ("运费（元）", "运费(元)"),
        ("运费 (元)", "运费(元)"),
        ("运费【元】", "运费(元)"),
        ("Order no.", "order no"),
        ("Order #", "order #"),
        ('="SKU"', "sku"),
        ("", ""),
        ("-", ""),
    ],
)
def test_headers_are_compared_without_what_people_vary(written: str, compared: str) -> None:
    assert normalise_header(written) == compared


def test_a_header_normalised_twice_stays_as_it_is() -> None:
    headers = [h for t in schema.TABLES.values() for c in t.columns for h in (c.name, *c.headers)]
    assert all(normalise_header(normalise_header(h)) == normalise_header(h) for h in headers)


def test_a_filled_in_template_matches_every_column() -> None:
    for table in schema.TABLES.values():
        names = [column.name for column in table.asked]
        assert match_headers(table, names) == {name: place for place, name in enumerate(names)}


def test_columns_may_come_in_any_order_and_language() -> None:
    assert match_headers(schema.STOCK, ["數量", "备用", "Warehouse", "商品编码"]) == {
        "location": 2, "sku": 3, "on_hand": 0,
    }  # fmt: skip


def test_the_columns_own_name_wins_over_other_spellings() -> None:
    assert match_headers(schema.STOCK, ["库存", "quantity", "on_hand"])["on_hand"] == 2


def test_the_leftmost_of_two_equal_headers_is_taken() -> None:
    assert match_headers(schema.STOCK, ["sku", "SKU"])["sku"] == 0


def test_a_unit_in_brackets_does_not_hide_the_column() -> None:
    assert match_headers(schema.ORDERS, ["运费(元)", "订单号（必填）"]) == {
        "shipping_charged": 0, "order_id": 1,
    }  # fmt: skip


def test_a_bracket_that_changes_the_meaning_is_not_dropped() -> None:
    assert "weight" not in match_headers(schema.PRODUCTS, ["Weight (lb)"])


def test_days_made_at_import_are_not_read_as_columns_of_their_own() -> None:
    assert match_headers(schema.ORDERS, ["placed_on"]) == {"placed_at": 0}


def test_empty_and_unknown_headers_match_nothing() -> None:
    assert match_headers(schema.ORDERS, ["", " ", "foo", "Unnamed: 3"]) == {}


@pytest.mark.parametrize(
    ("headers", "table"),
    [
        (["order id", "order date", "status", "currency", "buyer"], "orders"),
        (["订单编号", "商品编码", "数量", "单价", "实付金额"], "order_lines"),
        (["訂單編號", "商品編碼", "數量", "單價", "實付金額"], "order_lines"),
        (["SKU", "商品名称", "品牌", "分类", "条码"], "products"),
        (["SKU", "仓库", "库存数量", "占用"], "stock"),
        (["supplier", "sku", "MOQ", "lead time", "case pack", "cost"], "supplier_products"),
        (["会员编号", "会员等级", "积分", "注册时间"], "members"),
        (["日期", "访客数", "加购人数"], "traffic"),
        (["采购单号", "供应商", "商品编码", "采购数量", "交货日期"], "purchase_order_lines"),
        (["退款编号", "订单编号", "退款金额", "退款原因"], "returns"),
    ],
)
def test_a_plain_file_is_recognised_by_its_headers(headers: list[str], table: str) -> None:
    assert tables_for(headers)[0].table.name == table


def test_headers_of_nothing_known_suggest_no_table() -> None:
    assert tables_for(["foo", "bar"]) == []


def test_the_share_counts_only_what_the_file_must_bring() -> None:
    best = tables_for(["订单编号", "数量", "单价"])[0]
    assert (best.table, best.share) == (schema.ORDER_LINES, 1.0)

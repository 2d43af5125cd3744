"""Files are recognised by what their headers say; unknown ones are mapped by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from core.errors import InputError
from core.ingest.choices import Choices, ColumnMapping
from core.ingest.mapping import proposed, suggest_mapping
from core.ingest.prepare import matches
from core.ingest.recognise import Match
from tests.core.ingest.exports import imported, table, taobao_list, workbook, write


def recognised(folder: Path, headers: str, **choices: str) -> Match:
    path = write(folder / "some.csv", f"{headers}\r\n" + ",".join("1" for _ in headers.split(",")) + "\r\n")
    ((match, _said),) = matches(path, folder, Choices(**choices))
    return match


@pytest.mark.parametrize(
    ("headers", "report"),
    [
        ("sku,name", "products"), ("商品编码,商品名称,品牌", "products"), ("sku,location,on_hand,snapshot_at",
        "stock"),
        ("order_id,sku,quantity,unit_price", "order_lines"),
        ("order_id,placed_at,sku,quantity,unit_price,currency", "sales"),
        ("Order Number,Order Date,SKU,Qty,Price,Customer ID", "sales"), ("supplier_id,name,currency",
        "suppliers"),
        ("po_id,sku,quantity,supplier_id,ordered_on", "purchase_order_lines"),
        ("customer_id,tier,points,joined_at", "members"),
        ("订单编号,下单时间,商品编码,数量,单价", "sales"), ("currency,base,day,rate", "exchange_rates"),
    ],
)  # fmt: skip
def test_declared_tables_are_recognised_by_their_own_words(tmp_path: Path, headers: str, report: str) -> None:
    assert recognised(tmp_path, headers).preset.id == report


def test_columns_may_come_in_any_order_and_be_left_out(tmp_path: Path) -> None:
    match = recognised(
        tmp_path, "订单状态,总金额,买家应付邮费,订单编号,订单创建时间,买家应付货款,买家实际支付金额"
    )
    assert match.preset.id == "taobao_order_list"
    assert any("买家应付邮费" in str(sentence) for sentence in match.evidence)


def test_a_platform_that_is_named_rules_the_others_out(tmp_path: Path) -> None:
    headers = "主订单编号,商品标题,选购商品,购买数量,商品数量,订单状态,订单提交时间,退款状态,售后状态"
    assert recognised(tmp_path, headers, platform="douyin").preset.id == "douyin_orders"
    assert recognised(tmp_path, headers, platform="Taobao").preset.id == "qianniu_items"
    with pytest.raises(InputError, match=r"no platform ebey\. The platforms are 1688, amazon"):
        recognised(tmp_path, headers, platform="ebey")


def test_an_unknown_file_is_told_what_was_found_and_what_comes_nearest(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"Alpha, Beta, Gamma.*map its columns by hand"):
        recognised(tmp_path, "Alpha,Beta,Gamma")


def test_sales_without_order_numbers_are_told_to_number_them(tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match=r"without order numbers\. Add a column with running numbers, one per"
    ):
        recognised(tmp_path, "下单日期,货号,数量,实付金额")


def test_a_chosen_table_that_lacks_columns_is_told_which(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="lacks the columns order_id, quantity"):
        recognised(tmp_path, "sku,name", table="order_lines")


def test_a_hundred_columns_are_no_problem(tmp_path: Path) -> None:
    headers = ",".join(["sku", "name", "brand", "category", *[f"extra {n}" for n in range(96)]])
    assert recognised(tmp_path, headers, table="products").part.rows == 1


def test_headers_that_are_words_of_sql_are_only_headers(tmp_path: Path) -> None:
    rows = [{"select": "A", 'na"me; drop table x': "Mug", "order": "1"}]
    mapping = ColumnMapping(
        "products", {"sku": "select", "name": 'na"me; drop table x'}, {"brand": "O'Neill"}
    )
    done = imported(tmp_path, write(tmp_path / "a.csv", table(rows)), mapping=mapping)
    assert done.row("products", "sku", "name", "brand") == ("A", "Mug", "O'Neill")


def test_a_mapping_names_columns_and_constants(tmp_path: Path) -> None:
    rows = [{"No": "1", "Item": "A", "Pcs": "2", "Each": "3,50", "When": "28.05.2026"}]
    headers = {"order_id": "No", "sku": "Item", "quantity": "Pcs", "unit_price": "Each", "placed_at": "When"}
    mapping = ColumnMapping.from_json(
        ColumnMapping("sales", headers, {"currency": "EUR", "channel": "fair"}).to_json()
    )
    done = imported(tmp_path, write(tmp_path / "a.csv", table(rows, delimiter=";")), mapping=mapping)
    assert done.row("orders", "channel", "order_id", "currency", "placed_on::VARCHAR") == (
        "fair",
        "1",
        "EUR",
        "2026-05-28",
    )
    assert done.row("order_lines", "sku", "quantity", "unit_price", "line_id") == (
        "A",
        2,
        Decimal("3.5"),
        "A/3.5000/1",
    )


def test_a_mapping_to_a_column_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "a,b\r\n1,2\r\n")
    with pytest.raises(InputError, match="no column colur"):
        imported(tmp_path, path, mapping=ColumnMapping("products", {"sku": "a", "colur": "b"}))
    with pytest.raises(InputError, match="cannot be read"):
        ColumnMapping.from_json("[]")


def test_a_mapping_is_suggested_from_names_and_values(tmp_path: Path) -> None:
    match = recognised(tmp_path, "sku,name,Preferred supplier,Weight in kilograms", table="products")
    found = {s.column: s for s in suggest_mapping(match.part, "products")}
    assert found["sku"].sure
    assert found["weight"].headers == ("Weight in kilograms",)
    assert proposed(match.part, "products").headers == {"sku": "sku", "name": "name"}
    words = [["A", "Mug", "Hill", "heavy"]]
    assert {s.column: s for s in suggest_mapping(match.part, "products", sample=words)}[
        "weight"
    ].headers == ()


def test_sheets_that_are_no_table_are_left_out_and_named(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", {"说明": [["请看这里"], ["第一"]], "products": [["sku", "name"], ["A", "Mug"]]}
    )
    done = imported(tmp_path, path)
    assert done.row("products", "sku", "name") == ("A", "Mug")
    assert "说明" in done.warnings


def test_sheets_of_one_report_are_one_import(tmp_path: Path) -> None:
    head = ["order_id", "placed_at", "sku", "quantity", "currency"]
    sheets = {
        "May": [head, ["1", "2026-05-01", "A", 1, "EUR"]],
        "June": [head, ["2", "2026-06-01", "A", 1, "EUR"]],
    }
    done = imported(tmp_path, workbook(tmp_path / "a.xlsx", sheets), channel="c")
    assert done.rows("orders", "order_id", "file_no", order="order_id") == [("1", 0), ("2", 1)]


def test_a_line_of_one_number_on_two_sheets_counts_once(tmp_path: Path) -> None:
    head = ["order_id", "line_id", "placed_at", "sku", "quantity", "currency"]
    line = ["1", "1", "2026-05-31", "A", 1, "EUR"]
    sheets = {"May": [head, line], "June": [head, line, ["2", "1", "2026-06-01", "A", 1, "EUR"]]}
    done = imported(tmp_path, workbook(tmp_path / "a.xlsx", sheets), channel="c")
    assert done.rows("order_lines", "order_id", "file_no", order="order_id") == [("1", 0), ("2", 1)]
    assert done.prepared.skipped == {"repeated": 1}


def test_two_order_lists_are_two_imports(tmp_path: Path) -> None:
    other = tmp_path / "b"
    other.mkdir()
    paths = (
        taobao_list(tmp_path, {"订单编号": "3553498017448001234"}),
        taobao_list(other, {"订单编号": "3553498017448009999"}),
    )
    with pytest.raises(AssertionError):
        imported(tmp_path, *paths)

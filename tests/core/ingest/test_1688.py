"""1688: purchases whose order cells are merged over their lines."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tests.core.ingest.exports import imported
from tests.core.ingest.exports_cn import purchases_1688

OTHER = "2190000000000002234"


def test_merged_cells_belong_to_every_line_of_their_order_only(tmp_path: Path) -> None:
    # 10 x 42.70 + 20 x 30.00 = 1,027.00 + freight 30 = 1,057.00; the second order was never paid.
    file = purchases_1688(
        tmp_path,
        ({"货品总价(元)": 1027, "实付款(元)": 1057}, [("MUG", 10, 42.7), ("TOTE", 20, 30)]),
        ({"订单编号": OTHER, "货品总价(元)": 50, "实付款(元)": 80, "订单付款时间": None,
        "卖家公司名": "Lumen",
          "订单状态": "等待买家付款"}, [("CNDL", 2, 25)]),
    )  # fmt: skip
    done = imported(tmp_path, file, default_location="main")
    assert done.rows("purchase_order_lines", "po_id", "supplier_id", "sku", "quantity", "unit_cost",
    "state") == [
        ("2190000000000001117", "Hillside", "MUG", 10, Decimal("42.7000"), "received"),
        ("2190000000000001117", "Hillside", "TOTE", 20, Decimal("30.0000"), "received"),
        (OTHER, "Lumen", "CNDL", 2, Decimal("25.0000"), "open"),
    ]  # fmt: skip
    totals = done.prepared.totals
    assert (totals["goods_total"], totals["freight"], totals["paid"]) == (1077, 60, 1137)
    assert totals["lines_before_discounts"] == 1077


def test_a_closed_purchase_brings_nothing_more(tmp_path: Path) -> None:
    done = imported(
        tmp_path,
        purchases_1688(tmp_path, ({"订单状态": "交易关闭"}, [("MUG", 10, 42.7)])),
        default_location="m",
    )
    assert done.row("purchase_order_lines", "state", "cancelled_quantity", "ordered_on::VARCHAR") == (
        "cancelled", 10, "2026-09-01",
    )  # fmt: skip

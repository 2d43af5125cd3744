"""The sample exports of western and south-east Asian platforms, where they are there: their documented sums.

All of them hold the same 22 orders: 34 lines, 55 pieces, 1272.40 before discounts.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.core.ingest.exports import imported

SAMPLES = Path(__file__).parents[4] / "shared" / "exports" / "samples"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample exports are not beside the project")

DOCUMENTED = {
    # Two orders of them are cancelled or only shipped by Amazon: 49 pieces have a price; 2.50 promotion.
    "amazon_all_orders.txt": {
        "orders": "22", "lines_before_discounts": "1062.50", "quantity": "49", "buyer_paid": "1060",
        "merchant_receivable": "1060",
    },
    "tiktok_all_orders.csv": {
        "orders": "22", "total": "1349.40", "lines_before_discounts": "1272.40", "buyer_paid": "1272.40",
        "platform_discount": "0", "merchant_receivable": "1272.40", "quantity": "55", "refunded_amount": "91",
    },
    "shopee_Order.all.20260901_20260930.xlsx": {
        "orders": "22", "total": "19086000", "buyer_paid": "19086000", "platform_discount": "0",
        "merchant_receivable": "19086000", "quantity": "55",
    },
    # Coupons of 40.48 come off.
    "EtsySoldOrderItems2026.csv": {
        "orders": "20", "lines_before_discounts": "1062.50", "buyer_paid": "1022.02",
        "merchant_receivable": "1022.02",
    },
    # 1399.64 with 10 percent tax, and 22 times 6.60 for shipping with tax.
    "bigcommerce_orders.csv": {
        "orders": "22", "total": "1544.84", "goods_amount": "1272.40", "merchant_receivable": "1272.40",
        "refunded_amount": "132.10", "pieces": "55",
    },
    "magento_sales_order_grid.csv": {
        "orders": "22", "total": "1404.40", "goods_amount": "1272.40", "refunded_amount": "129",
    },
    # Discounts of 20.24 come off the lines.
    "odoo_sale_order.xlsx": {
        "orders": "22", "lines_before_discounts": "1272.40", "buyer_paid": "1252.16", "quantity": "55",
    },
    "woocommerce_orders_report.csv": {
        "orders": "22", "goods_amount": "1272.40", "refunded_amount": "123", "pieces": "55",
    },
    "woocommerce_product_export.csv": {"variants": "18"},
    "amazon_fba_inventory_cp1252.txt": {"on_hand": "4343"},
}  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTED)
def test_a_sample_has_its_documented_totals(name: str, tmp_path: Path) -> None:
    done = imported(tmp_path, SAMPLES / name, channel="c", currency="USD", date_order="dmy")
    totals = done.prepared.totals
    assert {key: totals[key] for key in DOCUMENTED[name]} == {
        key: Decimal(value) for key, value in DOCUMENTED[name].items()
    }
    assert not done.rejects


@pytest.mark.parametrize(
    "name", [name for name, totals in DOCUMENTED.items() if "platform_discount" in totals]
)
def test_lines_add_up_to_the_totals(name: str, tmp_path: Path) -> None:
    done = imported(tmp_path, SAMPLES / name, channel="c", currency="USD", date_order="dmy")
    sums = done.connection.execute(
        "SELECT sum(buyer_paid), sum(platform_discount), sum(merchant_receivable) FROM staged_order_lines"
    ).fetchone()
    names = ("buyer_paid", "platform_discount", "merchant_receivable")
    assert sums == tuple(done.prepared.totals[key] for key in names)

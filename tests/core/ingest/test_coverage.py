"""Which reports of which platforms are known, and which were tried; the page about them is up to date."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import pytest

from core.ingest import presets
from core.ingest.choices import Choices
from core.ingest.prepare import matches
from core.ingest.presets import Preset, documentation
from core.ingest.words import plain
from tests.core.ingest import exports_cn
from tests.core.ingest.exports import table, write

PAGE = Path(__file__).parents[3] / "docs" / "PLATFORMS.md"
FACTS = Path(__file__).parents[4] / "shared" / "exports" / "platforms.json"

REPORTS = (
    "shopify_orders", "shopify_products", "shopify_products_new", "shopify_inventory", "shopify_customers",
    "woo_orders", "woo_report_products", "woo_customers", "woo_stock", "woo_products", "amazon_all_orders",
    "amazon_fba_inventory", "amazon_settlement", "amazon_date_range", "ebay_orders", "ebay_transactions",
    "etsy_items", "etsy_orders", "square_items", "square_transactions", "square_catalog", "magento_orders",
    "magento_customers", "magento_products", "prestashop_orders", "bigcommerce_orders", "odoo_sale_orders",
    "odoo_stock_quant", "odoo_products", "odoo_purchase_orders", "lazada_orders", "shopee_orders",
    "tiktok_orders", "taobao_order_list", "taobao_order_detail", "qianniu_items", "qianniu_orders",
    "jd_orders", "jd_settlement", "pdd_orders", "douyin_orders", "youzan_orders", "jst_orders",
    "jst_inventory", "a1688_purchase", "cn_members",
)  # fmt: skip
"""Reports whose headers are known."""
READ_BY = {"shopify_products_new": "shopify_products"}
"""Reports that the preset of another one reads: the same columns under newer headers."""
LEFT_OUT = {"woo_report_products": "sums of a period per product: no orders, no days, nothing to add up with"}
"""Reports that are not read, and why."""

TRIED_IN: Mapping[str, str] = {
    "shopify_orders": "exports.shopify",
    "shopify_products": "test_shopify.test_products_bring_prices_and_costs_and_skip_pictures",
    "shopify_inventory": "test_shopify.test_stock_is_read_per_location_and_what_is_not_stocked_is_no_zero",
    "uci_online_retail": "exports.retail",
    "woo_orders": "test_shop_systems.test_woocommerce_refunds_are_rows_of_their_own",
    "woo_products": "test_shop_systems.test_woocommerce_variations_stand_below_their_parent",
    "amazon_all_orders": "exports_west.amazon_orders",
    "amazon_fba_inventory": "test_amazon.test_fba_stock_is_what_can_be_sold_and_what_cannot_apart",
    "etsy_items": "exports_west.etsy",
    "magento_orders": "exports_west.magento",
    "bigcommerce_orders": "exports_west.bigcommerce",
    "odoo_sale_orders": "exports_west.odoo",
    "odoo_purchase_orders": "test_other_languages.test_chinese_odoo_purchases_are_no_sales",
    "ebay_orders": "exports_west.ebay",
    "shopee_orders": "exports_west.shopee",
    "tiktok_orders": "exports_west.tiktok",
} | {report: f"exports_cn.BUILDERS:{report}" for report in exports_cn.BUILDERS}
"""Report -> what builds a small file in its layout."""

ALL = presets.load()


def named(preset: Preset) -> str:
    return preset.id


@pytest.mark.parametrize("report", REPORTS)
def test_every_known_report_has_a_preset_or_a_reason(report: str) -> None:
    assert report in LEFT_OUT or presets.find(READ_BY.get(report, report)) is not None


@pytest.mark.parametrize("preset", [p for p in ALL if p.tried], ids=named)
def test_what_counts_as_tried_has_a_file_in_its_layout(preset: Preset) -> None:
    module, _, name = TRIED_IN[preset.id].partition(".")
    assert hasattr(import_module(f"tests.core.ingest.{module}"), name.partition(":")[0])


@pytest.mark.parametrize("preset", ALL, ids=named)
def test_a_preset_says_what_a_row_is_and_what_its_amounts_mean(preset: Preset) -> None:
    assert preset.one_row_per
    unsaid = [f.name for f in preset.fields if f.kind == "money" and not f.money]
    assert unsaid == []


@pytest.mark.parametrize("report", sorted(exports_cn.BUILDERS))
def test_a_file_in_a_layout_is_recognised_as_its_report(report: str, tmp_path: Path) -> None:
    ((match, _said),) = matches(exports_cn.BUILDERS[report](tmp_path), tmp_path, Choices())
    assert (match.preset.id, match.unused) == (report, ())


def test_the_page_about_platforms_is_new() -> None:
    assert PAGE.read_text(encoding="utf-8") == documentation.markdown(), (
        "run: python -m core.ingest.presets.documentation > docs/PLATFORMS.md"
    )


FOUND = {report["id"]: report for report in json.loads(FACTS.read_text("utf-8"))} if FACTS.is_file() else {}
beside = pytest.mark.skipif(not FOUND, reason="the headers of the platforms are not beside the project")


@beside
def test_the_list_of_reports_is_the_one_that_was_found() -> None:
    assert sorted(FOUND) == sorted(REPORTS)


@beside
@pytest.mark.parametrize("report", [r for r in REPORTS if r not in LEFT_OUT])
def test_all_headers_of_a_report_are_known_and_lead_to_it(report: str, tmp_path: Path) -> None:
    preset = presets.find(READ_BY.get(report, report))
    assert preset is not None
    headers = [header.strip() for header in FOUND[report]["headers"]]
    known = {plain(word) for word in preset.header_words}
    assert [header for header in headers if plain(header) not in known] == []
    path = write(tmp_path / "a.csv", table([dict.fromkeys(headers, "1")] * 2, headers=headers))
    ((match, _said),) = matches(path, tmp_path, Choices())
    assert match.preset.id == preset.id

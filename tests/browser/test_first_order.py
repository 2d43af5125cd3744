"""The first path, as a newcomer walks it: empty desk, order export, stock file, order, order file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect
from python_calamine import CalamineWorkbook

from core import i18n
from core.i18n import _, ngettext
from core.settings import Settings
from tests.browser.conftest import OpenVisit
from tests.browser.visiting import Visit
from tests.core.ingest.exports import shopify, shopify_order, taobao_detail, taobao_list
from tests.homes import new_home

JOB_MS = 120_000
WEEKS = 16
SKUS = {"TEA-GREEN": 6, "TEA-BLACK": 3, "MUG-BLUE": 2}
"""Units sold each week."""
LAST_SUNDAY = dt.date(2026, 9, 27)


@pytest.fixture(scope="module", params=["en", "zh-Hans"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, language: str) -> Settings:
    return new_home(tmp_path_factory.mktemp(language))


def order_files(folder: Path, language: str) -> list[Path]:
    """Sixteen weeks of one order a week, each with every SKU: from Shopify, or Taobao's list and details."""
    days = [LAST_SUNDAY - dt.timedelta(weeks=week, days=3) for week in range(WEEKS)]
    lines = [(sku, units, "10.00") for sku, units in SKUS.items()]
    if language == "en":
        total = f"{10 * sum(SKUS.values())}.00"
        orders = [
            shopify_order(
                f"#{number}", *lines, Subtotal=total, Total=total, Taxes="0.00", Shipping="0.00",
                **{"Paid at": f"{day} 10:00:00 +0000", "Created at": f"{day} 10:00:00 +0000"},
            )
            for number, day in enumerate(days, start=1)
        ]  # fmt: skip
        return [shopify(folder, *orders)]
    number = [f"35534980174480{week:05d}" for week in range(WEEKS)]
    heads = [
        {"订单编号": order, "订单创建时间": f"{day} 10:00:00", "订单付款时间 ": f"{day} 10:01:00"}
        for order, day in zip(number, days, strict=True)
    ]
    details = [(order, sku, sku, units, price) for order in number for sku, units, price in lines]
    return [taobao_list(folder, *heads), taobao_detail(folder, *details)]


def stock_file(folder: Path) -> Path:
    path = folder / "stock_2026-09-27.csv"
    path.write_text("location,sku,on_hand\n" + "".join(f"main,{sku},1\n" for sku in SKUS), encoding="utf-8")
    return path


def at(path: str) -> str:
    """The page in the language of the story, whatever the browser speaks."""
    return f"{path}?lang={i18n.current_language()}"


def button(visit: Visit, words: str) -> Locator:
    return visit.tab.get_by_role("button", name=words)


def hand_in(visit: Visit, *files: Path, shop: str = "") -> None:
    """Drop files on the Data page, name the shop if asked, import, and wait until all is computed."""
    visit.go(at("/data"))
    visit.tab.locator("input[type=file]").set_input_files(files)
    if shop:
        box = visit.tab.get_by_role("textbox", name=_("Shop"))
        box.wait_for(timeout=JOB_MS)
        box.fill(shop)
        box.press("Enter")
    load = visit.tab.locator('.stButton button[kind="primary"]').filter(has_text=_("Import"))
    expect(load).to_be_enabled(timeout=JOB_MS)
    visit.shot(f"first-order-{i18n.current_language()}-review")
    load.click()
    done = visit.tab.get_by_text(_("Forecasts and suggestions are up to date."))
    expect(done).to_be_visible(timeout=JOB_MS)


def test_a_newcomer_gets_from_an_export_to_an_order_file(
    open_visit: OpenVisit, tmp_path: Path, language: str
) -> None:
    visit = open_visit(locale="de-DE")
    with i18n.language(language):
        visit.go(at("/"))
        visit.shot(f"first-order-{language}-empty")
        # Taobao's list names its shop; Shopify's export does not.
        hand_in(visit, *order_files(tmp_path, language), shop="tea shop" if language == "en" else "")
        visit.go(at("/replenishment"))
        expect(
            visit.tab.get_by_text(_("Upload a stock file."), exact=False)
            .or_(button(visit, _("Download with your SKUs")))
            .first
        ).to_be_visible()
        hand_in(visit, stock_file(tmp_path))
        confirm_terms(visit)
        accept_everything(visit)
        units = units_of(download_order(visit, tmp_path))
        assert units > sum(SKUS.values())
        visit.go(at("/purchase_orders"))
        expect(visit.tab.get_by_text(i18n.number(units)).first).to_be_visible()
        visit.shot(f"first-order-{language}-order-book")
    assert not visit.outside
    assert not visit.complaints


def confirm_terms(visit: Visit) -> None:
    visit.go(at("/replenishment"))
    lead_time = visit.tab.get_by_label(_("Lead time in days, from order to goods ready to sell"))
    visit.tab.locator("input").and_(lead_time).fill("14")
    visit.tab.get_by_label(_("Days between two orders to this supplier")).fill("7")
    button(visit, _("Confirm")).click()
    expect(visit.tab.get_by_text(_("Tick all"))).to_be_visible()


def accept_everything(visit: Visit) -> None:
    """Tick all lines and press the one button that says what it will do."""
    visit.settle()
    visit.tab.get_by_text(_("Tick all")).click()
    words = ngettext("Accept {count} order", "Accept {count} orders", 1).format(count="1")
    accept = button(visit, words)
    expect(accept).to_be_visible()
    visit.shot(f"first-order-{i18n.current_language()}-grid")
    accept.dblclick()
    expect(visit.tab.get_by_text("PO-", exact=False).first).to_be_visible()


def download_order(visit: Visit, folder: Path) -> Path:
    with visit.tab.expect_download() as started:
        button(visit, _("Order as Excel")).first.click()
    path = folder / "order.xlsx"
    started.value.save_as(path)
    return path


def units_of(order: Path) -> int:
    """Units of the order file: the column of quantities above its total."""
    rows = CalamineWorkbook.from_path(str(order)).get_sheet_by_index(0).to_python()
    head = next(number for number, row in enumerate(rows) if _("Quantity") in row)
    place = rows[head].index(_("Quantity"))
    return int(sum(float(row[place]) for row in rows[head + 1 : head + 1 + len(SKUS)]))

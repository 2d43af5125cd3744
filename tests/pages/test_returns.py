"""Returns: asked for when missing, told by month of shipping, opened by product."""

from __future__ import annotations

import datetime as dt

from core.settings import Settings
from tests import small_shop
from tests.handing_in import an_order, hand_in, orders_file
from tests.pages.conftest import OpenApp


def come_back(home: Settings, *, with_orders: bool = True, reason: str | None = "too small") -> None:
    """Of every second order three of ten TEA come back after ten days; two of three are put back."""
    small_shop.sell(home)
    rows = []
    for number in range(0, 70, 2):
        day = dt.datetime(2026, 1, 5, 9) + dt.timedelta(days=number + 10)
        rows.append(
            {
                "channel": "shop", "return_id": f"B{number}", "line_id": "1", "sku": "TEA",
                "order_id": f"O{number}" if with_orders else None, "kind": "return_refund",
                "requested_on": day.date(), "refunded_at": day, "quantity": 3, "restocked_quantity": 2,
                "amount": 60, "reason": reason, "source_row": number + 2,
            }
        )  # fmt: skip
    hand_in(home, dt.datetime(2026, 3, 30), {"returns": rows})


def test_a_shop_without_returns_is_asked_for_them(open_app: OpenApp, home: Settings) -> None:
    small_shop.sell(home)
    app = open_app("returns", home=home)
    assert not app.exception
    assert any("Returns and refunds" in title.value for title in app.subheader)
    assert not app.metric


def test_the_answer_is_the_rate_of_the_newest_complete_month(open_app: OpenApp, home: Settings) -> None:
    """February: 28 orders of 13 units each, 14 of them with three units back."""
    come_back(home)
    app = open_app("returns", home=home)
    assert not app.exception
    assert not app.error
    assert app.text[0].value.startswith("11.5% of the units shipped in Feb 2026 came back")
    assert [metric.value for metric in app.metric][:2] == ["11.5%", "9.1%"]
    assert "66.7%" in [metric.value for metric in app.metric], "put back to stock"
    assert "10 days" in [metric.value for metric in app.metric]
    assert any("Nothing comes back more" in notice.value for notice in app.success)


def test_the_table_is_parted_by_what_the_address_says(open_app: OpenApp, home: Settings) -> None:
    come_back(home)
    app = open_app("returns", home=home, returns_by="reason")
    assert list(app.dataframe[0].value["label"]) == ["too small"]
    app.segmented_control(key="choice_returns_by").set_value("sku").run()
    assert app.dataframe[0].value["key"].iloc[0] == "TEA"


def test_a_product_opens_by_its_address(open_app: OpenApp, home: Settings) -> None:
    come_back(home)
    app = open_app("returns", home=home, product="TEA", returns_of="rows")
    assert not app.exception
    assert not app.error
    assert "B0" in list(app.dataframe[-1].value["return_id"])


def test_returns_without_order_numbers_are_told_by_day_of_refund(open_app: OpenApp, home: Settings) -> None:
    come_back(home, with_orders=False, reason=None)
    app = open_app("returns", home=home)
    assert not app.exception
    assert not app.error
    captions = " ".join(caption.value for caption in app.caption)
    assert "do not say which order a return belongs to" in captions
    assert "No file gives reasons" in captions
    assert app.text[0].value.startswith("What was refunded in Feb 2026 is ")
    assert "No receipts are known" in captions
    assert any("hand in a file with order numbers" in notice.value for notice in app.info)


def test_refunds_that_name_no_goods_are_told_in_money_alone(open_app: OpenApp, home: Settings) -> None:
    """As a shop platform exports them that only says how much of an order was refunded."""
    orders = [
        an_order(
            f"O{day}", lines={"TEA": (2, 20)}, placed_at=dt.datetime(2026, 3, day, 9), refund=5 * (day % 2)
        )
        for day in range(1, 29)
    ]
    hand_in(home, dt.datetime(2026, 3, 30), orders_file(*orders))
    app = open_app("returns", home=home)
    assert not app.exception
    assert not app.error
    assert "say which goods came back" in app.text[0].value
    assert any("14 refunds of money alone" in caption.value for caption in app.caption)


def test_the_page_speaks_chinese_without_a_fault(open_app: OpenApp, home: Settings) -> None:
    come_back(home)
    app = open_app("returns", home=home, lang="zh-Hans", returns_grain="week", returns_span="all")
    assert not app.exception
    assert not app.error

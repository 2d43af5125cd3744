"""The first page: a newcomer is led to the first order, a regular sees what waits."""

from __future__ import annotations

from core.settings import Settings
from tests import small_shop
from tests.pages.conftest import OpenApp


def test_a_newcomer_sees_four_steps_and_one_thing_to_do(open_app: OpenApp, home: Settings) -> None:
    app = open_app("today", home=home)
    assert not app.exception
    assert not app.metric
    said = " ".join(part.value for part in app.markdown)
    for title in (
        "Upload your orders",
        "Upload your stock",
        "Confirm your suppliers",
        "Accept your first order",
    ):
        assert title in said
    assert [button.label for button in app.button if button.key and button.key.startswith("go_")] == [
        "Upload order files"
    ]


def test_a_regular_sees_how_the_day_went_and_where_to_decide(open_app: OpenApp, home: Settings) -> None:
    small_shop.open_shop(home)
    app = open_app("today", home=home)
    assert not app.exception
    assert not app.error
    assert "CN¥530 net sales from 1 order, 61% above the same weekday a week before" in app.text[0].value
    assert [metric.value for metric in app.metric][:2] == ["CN¥3,710", "7"]
    said = " ".join(part.value for part in app.markdown)
    assert "Order 2 SKUs from Hangzhou Tea" in said
    assert "Step 4 of 4" in said
    links = {link.proto.label: link.proto.query_string for link in app.get("page_link")}
    assert links["Look at the suggestions"] == "supplier=S1"


def test_the_day_is_told_in_chinese(open_app: OpenApp, home: Settings) -> None:
    small_shop.open_shop(home)
    app = open_app("today", home=home, lang="zh-Hans")
    assert not app.exception
    assert "2026年3月29日" in app.text[0].value

"""Sales: the difference in words, parts of the whole, one product in a dialog."""

from __future__ import annotations

from core.settings import Settings
from tests import small_shop
from tests.pages.conftest import OpenApp


def test_without_orders_the_page_says_what_to_upload(open_app: OpenApp, home: Settings) -> None:
    app = open_app("sales", home=home)
    assert not app.exception
    assert "Orders" in app.subheader[0].value
    assert not app.metric


def test_a_week_is_told_drawn_and_split(open_app: OpenApp, home: Settings) -> None:
    small_shop.sell(home)
    app = open_app("sales", home=home, period="last_7_days")
    assert not app.exception
    assert not app.error
    assert "61% above the 7 days before" in app.text[0].value
    assert [metric.value for metric in app.metric] == [
        "CN¥3.7K", "7", "161", "7", "CN¥530", "–",
    ]  # fmt: skip
    assert len(app.get("vega_lite_chart")) == 1
    assert list(app.dataframe[0].value["key"]) == ["TEA", "POT", "CUP"]
    app.segmented_control(key="choice_by").set_value("country").run()
    assert app.query_params["by"] == "country"
    assert len(app.dataframe[0].value) == 1


def test_a_link_opens_one_product(open_app: OpenApp, home: Settings) -> None:
    small_shop.sell(home)
    app = open_app("sales", home=home, period="last_7_days", product="TEA")
    assert not app.exception
    assert "CN¥2.8K" in [metric.value for metric in app.metric]
    assert len(app.get("vega_lite_chart")) == 2


def test_a_product_that_does_not_exist_opens_nothing(open_app: OpenApp, home: Settings) -> None:
    small_shop.sell(home)
    app = open_app("sales", home=home, product="<b>no</b>")
    assert not app.exception
    assert len(app.get("vega_lite_chart")) == 1

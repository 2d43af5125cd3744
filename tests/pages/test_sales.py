"""Sales: the difference in words, parts of the whole, one product in a dialog."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from core.settings import Settings
from tests import small_shop
from tests.pages.conftest import OpenApp


def test_without_orders_the_page_says_what_to_upload(open_app: OpenApp, home: Settings) -> None:
    app = open_app("sales", home=home)
    assert not app.exception
    assert app.subheader[0].value.startswith("Nothing here yet")
    assert not app.metric


def test_a_week_is_told_drawn_and_split(open_app: OpenApp, home: Settings) -> None:
    small_shop.sell(home)
    app = open_app("sales", home=home, period="last_7_days")
    assert not app.exception
    assert not app.error
    assert "61% above the 7 days before" in app.text[0].value
    assert [metric.value for metric in app.metric] == [
        "CN¥3,710", "7", "161", "7", "CN¥530", "–",
    ]  # fmt: skip
    assert len(app.get("vega_lite_chart")) == 1
    assert list(app.dataframe[0].value["key"]) == ["TEA", "POT", "CUP"]
    _box(app, "By").set_value("country").run()
    assert app.query_params["by"] == "country"
    assert len(app.dataframe[0].value) == 1


def _box(app: AppTest, label: str) -> Selectbox:
    return next(box for box in app.selectbox if box.label == label)


def test_a_link_shows_another_figure_by_another_part(open_app: OpenApp, home: Settings) -> None:
    small_shop.sell(home)
    app = open_app("sales", home=home, period="last_7_days", figure="units", by="buyer", grain="day")
    assert not app.exception
    assert _box(app, "Figure").value == "units"
    assert list(app.dataframe[0].value["label"]) == ["Returning buyers"]
    assert list(app.dataframe[0].value["words"]) == ["77% above the 7 days before"]


def test_why_it_changed_adds_up_cause_by_cause(open_app: OpenApp, home: Settings) -> None:
    small_shop.sell(home)
    app = open_app("sales", home=home, period="last_7_days", view="why")
    assert not app.exception
    assert app.text[0].value.replace("\u2060", "").startswith("Net sales differ by +CN¥1,400")
    table = app.dataframe[0].value
    assert list(table["cause"]) == ["Units", "Mix"]
    assert round(table["amount"].sum(), 2) == 1400


def test_without_a_comparison_the_page_asks_for_another_period(open_app: OpenApp, home: Settings) -> None:
    small_shop.sell(home)
    app = open_app("sales", home=home, period="all", view="why")
    assert not app.exception
    assert app.text[0].value == "The order files do not cover the period to compare with."
    assert not app.dataframe


def test_a_link_opens_one_product(open_app: OpenApp, home: Settings) -> None:
    small_shop.sell(home)
    app = open_app("sales", home=home, period="last_7_days", sku="TEA")
    assert not app.exception
    assert "CN¥2,800" in [metric.value for metric in app.metric]
    assert len(app.get("vega_lite_chart")) == 3
    assert "None of its buyers is known" in app.text[-1].value


def test_a_product_that_does_not_exist_opens_nothing(open_app: OpenApp, home: Settings) -> None:
    small_shop.sell(home)
    app = open_app("sales", home=home, sku="<b>no</b>")
    assert not app.exception
    assert len(app.get("vega_lite_chart")) == 1

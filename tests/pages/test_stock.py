"""Stock: asked for with a template, then how each SKU stands."""

from __future__ import annotations

from core.settings import Settings
from tests import small_shop
from tests.pages.conftest import OpenApp


def test_a_shop_that_only_handed_in_orders_gets_a_template_with_its_skus(
    open_app: OpenApp, home: Settings
) -> None:
    small_shop.sell(home)
    app = open_app("stock", home=home)
    assert not app.exception
    assert [button.label for button in app.get("download_button")] == ["Download the template with your SKUs"]


def test_stock_is_valued_judged_and_narrowed_by_state(open_app: OpenApp, home: Settings) -> None:
    small_shop.open_shop(home)
    app = open_app("stock", home=home, state="out")
    assert not app.exception
    assert not app.error
    assert "CN¥5,550 lies in stock at cost" in app.text[0].value
    values = [metric.value for metric in app.metric]
    assert values[0] == "CN¥5.6K"
    assert values[3] == "1", "SKUs out of stock"
    assert list(app.dataframe[0].value["sku"]) == ["POT"]
    app.segmented_control(key="choice_state").set_value("").run()
    assert list(app.dataframe[0].value["sku"]) == ["POT", "TEA", "CUP", "GIFT"]
    assert "state" not in app.query_params

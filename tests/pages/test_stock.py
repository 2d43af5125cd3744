"""Stock: asked for with a template, then five views, and one product over them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from core.settings import Settings
from tests import small_shop
from tests.handing_in import hand_in
from tests.homes import new_home
from tests.pages.conftest import OpenApp


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The small shop with its stock, forecasts and one stocktake, read only."""
    home = new_home(Path(tmp_path_factory.mktemp("stocked")))
    small_shop.open_shop(home)
    counted = [
        {"location": "WH", "counted_on": small_shop.LAST, "sku": sku, "counted": counted, "booked": booked,
         "source_row": row}
        for row, (sku, booked, counted) in enumerate(
            [("TEA", 40, 40), ("CUP", 500, 5000), ("GIFT", 30, 24)], start=2
        )
    ]  # fmt: skip
    hand_in(home, dt.datetime(2026, 3, 31), {"stocktakes": counted}, channel="")
    return home


def test_a_shop_that_only_handed_in_orders_gets_a_template_with_its_skus(
    open_app: OpenApp, home: Settings
) -> None:
    small_shop.sell(home)
    app = open_app("stock", home=home)
    assert not app.exception
    assert [button.label for button in app.get("download_button")] == ["Download the template with your SKUs"]


def test_stock_is_valued_judged_and_narrowed_by_state(open_app: OpenApp, stocked: Settings) -> None:
    app = open_app("stock", home=stocked, state="out")
    assert not app.exception
    assert not app.error
    assert "CN¥5,550 lies in stock at cost" in app.text[0].value
    values = [metric.value for metric in app.metric]
    assert values[0] == "CN¥5,550"
    assert values[3] == "1", "SKUs out of stock"
    assert list(app.dataframe[0].value["sku"]) == ["POT"]
    app.segmented_control(key="choice_state").set_value("").run()
    assert list(app.dataframe[0].value["sku"]) == ["POT", "TEA", "CUP", "GIFT"]
    assert "state" not in app.query_params


def test_a_column_in_which_nothing_stands_gives_way(open_app: OpenApp, stocked: Settings) -> None:
    shown = open_app("stock", home=stocked).dataframe[0].value
    assert {"sku", "physical", "days_of_supply"} <= set(shown)
    assert not {"location", "reserved", "on_order"} & set(shown), "one location, nothing reserved or on order"
    alone = open_app("stock", home=stocked, state="out").dataframe[0].value
    assert "location" in alone, "of a single row everything is told"


def test_a_state_says_what_to_do(open_app: OpenApp, stocked: Settings) -> None:
    app = open_app("stock", home=stocked, state="out")
    assert any("What to do" in caption.value for caption in app.caption)


@pytest.mark.parametrize(
    ("view", "answer"),
    [
        ("classes", "products make"),
        ("ageing", "has lain there for more than half a year"),
        ("outs", "stock"),
        ("counts", "of 3 counted lines are right within 2 percent"),
    ],
)
def test_each_view_answers_in_a_sentence_and_has_a_table(
    view: str, answer: str, open_app: OpenApp, stocked: Settings
) -> None:
    app = open_app("stock", home=stocked, view=view)
    assert not app.exception
    assert not app.error
    assert answer in app.text[0].value
    assert len(app.dataframe)


def test_a_cell_in_the_address_shows_its_products_and_what_it_means(
    open_app: OpenApp, stocked: Settings
) -> None:
    app = open_app("stock", home=stocked, view="classes", cell="AX")
    assert not app.exception
    assert set(app.dataframe[0].value["cell"]) == {"AX"}
    assert any("High service" in caption.value for caption in app.caption)


def test_a_slip_of_the_hand_is_to_be_checked_and_what_lacks_is_money(
    open_app: OpenApp, stocked: Settings
) -> None:
    app = open_app("stock", home=stocked, view="counts")
    assert not app.exception
    assert "6 units are missing, CN¥30 at cost" in app.text[0].value
    assert "1 entry looks like a slip" in app.text[0].value
    app.segmented_control(key="choice_verdict").set_value("check").run()
    assert list(app.dataframe[0].value["sku"]) == ["CUP"]
    assert any("count again" in button.label for button in app.get("download_button"))


def test_an_entry_to_check_is_settled_only_with_a_reason(open_app: OpenApp, stocked: Settings) -> None:
    app = open_app("stock", home=stocked, view="counts")
    entry = next(box for box in app.selectbox if box.label == "Entry")
    assert "counted" in entry.options[0]
    next(button for button in app.button if button.label == "Let this number count").click().run()
    assert any("Say why this number is right" in warning.value for warning in app.warning)


def test_without_a_stocktake_the_page_asks_for_one(open_app: OpenApp, home: Settings) -> None:
    small_shop.sell(home)
    app = open_app("stock", home=home, view="counts")
    assert not app.exception
    assert "Stocktakes" in app.subheader[0].value


def test_a_product_in_the_address_opens_over_its_list(open_app: OpenApp, stocked: Settings) -> None:
    app = open_app("stock", home=stocked, sku="TEA")
    assert not app.exception
    assert not app.error
    assert any("40 units lie in stock and last" in text.value for text in app.text)


def test_a_product_that_no_file_names_is_said_to_be_unknown(open_app: OpenApp, stocked: Settings) -> None:
    app = open_app("stock", home=stocked, sku="NOBODY")
    assert not app.exception
    assert any("No stock file names NOBODY" in error.value for error in app.error)


def test_views_are_known_in_chinese_too(open_app: OpenApp, stocked: Settings) -> None:
    for view in ("health", "classes", "ageing", "outs", "counts"):
        app = open_app("stock", home=stocked, view=view, lang="zh-Hans")
        assert not app.exception
        assert not app.error

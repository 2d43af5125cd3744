"""Forecasts: the list, one product, changing it and taking it back, the calendar."""

from __future__ import annotations

import datetime as dt
from contextlib import closing

from streamlit.testing.v1 import AppTest

from core import ledger
from core.settings import Settings
from tests import small_shop
from tests.pages.conftest import OpenApp


def _said(app: AppTest) -> str:
    parts = [*app.markdown, *app.text, *app.caption, *app.warning, *app.info, *app.subheader]
    return "\n".join(part.value.replace("\\", "") for part in parts)


def _shop(home: Settings) -> None:
    _snapshot, book = small_shop.open_shop(home)
    book.close()


def test_before_the_first_refresh_the_page_offers_to_compute(open_app: OpenApp, home: Settings) -> None:
    small_shop.sell(home)
    app = open_app("forecasts", home=home)
    assert not app.exception
    assert "There are no forecasts yet" in _said(app)
    assert app.button(key="first_refresh").label == "Compute the forecasts"


def test_the_list_shows_every_product_and_narrows(open_app: OpenApp, home: Settings) -> None:
    _shop(home)
    app = open_app("forecasts", home=home)
    assert not app.exception
    assert not app.error
    assert "units are expected in the days " in app.text[0].value
    assert set(app.dataframe[0].value["sku"]) == {"TEA", "CUP", "POT", "GIFT"}
    app.text_input(key="choice_find_forecast").set_value("tea").run()
    assert list(app.dataframe[0].value["sku"]) == ["TEA"]


def test_a_planner_changes_a_forecast_sees_both_numbers_and_takes_it_back(
    open_app: OpenApp, home: Settings
) -> None:
    _shop(home)
    app = open_app("forecasts", home=home, sku="CUP", about="change")
    assert not app.exception
    assert "28 units by the model, 28 as it stands, 34 with this change" in _said(app)
    assert app.button(key="keep_change").disabled, "a reason is asked for"
    app.selectbox(key="change_reason").set_value("promotion").run()
    app.button(key="keep_change").click().run()
    assert not app.exception
    assert "changed by hand" in _said(app)
    assert "28 by the model alone" in _said(app)
    kept = "Changed: 34 units from Mar 30, 2026 to Apr 26, 2026, 28 by the model"
    assert kept in app.success[0].value.replace("\\", "")
    assert app.selectbox(key="change_reason_1").value is None
    app.segmented_control(key="choice_about").set_value("changes").run()
    (row,) = app.dataframe[0].value.to_dict("records")
    assert (row["change"], row["reason"], row["planned_by"]) == ("+20%", "Promotion or price change", "Ann")
    app.button(key="withdraw").click().run()
    assert "Taken back: +20%" in app.success[0].value.replace("\\", "")
    with closing(ledger.open_ledger(home)) as book:
        assert ledger.overrides(book)["withdrawn_by"].tolist() == ["Ann"]
    assert "28 by the model alone" not in _said(app)


def test_list_card_and_form_count_the_same_days(open_app: OpenApp, home: Settings) -> None:
    _shop(home)
    app = open_app("forecasts", home=home)
    (listed,) = app.dataframe[0].value.query("sku == 'CUP'")["final_units"]
    assert "in the days Mar 30 – Apr 26" in " ".join(app.text[0].value.split())
    app = open_app("forecasts", home=home, sku="CUP", about="change")
    assert app.metric[0].label.startswith("Units, Mar 30")
    assert int(app.metric[0].value) == round(listed)
    assert "28 units by the model, 28 as it stands" in _said(app)
    assert app.date_input(key="change_first").value == dt.date(2026, 3, 30)
    assert app.date_input(key="change_last").value == dt.date(2026, 4, 26)


def test_a_viewer_sees_forecasts_and_changes_none(open_app: OpenApp, home: Settings) -> None:
    _shop(home)
    with closing(ledger.open_ledger(home)) as book:
        ledger.register_person(book, "Vi")
    (home.home / "last_person.txt").write_text("Vi", encoding="utf-8")
    app = open_app("forecasts", home=home, sku="TEA", about="change")
    app.selectbox(key="change_reason").set_value("event").run()
    assert app.button(key="keep_change").disabled
    assert app.button(key="keep_change").help == "Only a planner may change forecasts."


def test_an_unknown_product_is_said_to_be_unknown(open_app: OpenApp, home: Settings) -> None:
    _shop(home)
    app = open_app("forecasts", home=home, sku="NONE")
    assert not app.exception
    assert "There is no forecast for NONE" in "\n".join(box.value.replace("\\", "") for box in app.error)


def test_the_record_says_what_it_rests_on(open_app: OpenApp, home: Settings) -> None:
    _shop(home)
    app = open_app("forecasts", home=home, view="record")
    assert not app.exception
    assert "No run is old enough to be judged yet" in _said(app)
    assert "a unit too few costs its margin" in _said(app)


def test_an_event_is_added_to_the_calendar_and_taken_back(open_app: OpenApp, home: Settings) -> None:
    _shop(home)
    app = open_app("forecasts", home=home, view="calendar")
    assert not app.exception
    app.text_input(key="event_name").set_value("Tea week")
    next(b for b in app.button if b.label == "Add to the calendar").click().run()
    assert not app.exception
    assert app.date_input(key="event_first_1").value == dt.date(2026, 3, 30)
    assert "Tea week stands in the calendar, Mar 30" in app.success[0].value
    assert "Tea week · itself" in set(app.dataframe[0].value["name_words"])
    next(b for b in app.button if b.label == "Take it back").click().run()
    with closing(ledger.open_ledger(home)) as book:
        assert ledger.planned_events(book).empty


def test_the_page_speaks_chinese_too(open_app: OpenApp, home: Settings) -> None:
    _shop(home)
    app = open_app("forecasts", home=home, lang="zh-Hans", sku="TEA")
    assert not app.exception
    assert not app.error

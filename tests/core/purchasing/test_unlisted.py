"""A product that the full stock list of its location does not name has none there, and that is said."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from core import facts
from core.i18n import render
from core.purchasing import Suggestions, explain, suggest, why_nothing
from core.purchasing.unlisted import read_full_lists, unlisted
from core.settings import Settings
from tests.handing_in import hand_in
from tests.homes import prepare
from tests.purchases import Item, known, reason, suggested

DAY = dt.date(2026, 3, 1)
LISTS = pd.DataFrame(
    [("WH", pd.Timestamp(2026, 3, 1, 20), DAY)], columns=["location", "counted_at", "counted_on"]
)


def _keys(*pairs: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["sku", "location"])


def test_what_a_full_list_does_not_name_has_none_there() -> None:
    rows = unlisted(_keys(("OLD", "WH")), _keys(("OLD", "WH"), ("NEW", "WH"), ("NEW", "WH")), LISTS)
    assert rows[["sku", "on_hand", "physical", "counted_on", "is_unlisted"]].values.tolist() == [
        ["NEW", 0.0, 0.0, DAY, True]
    ]


def test_where_no_full_list_stands_nothing_is_known() -> None:
    assert unlisted(_keys(("OLD", "WH")), _keys(("NEW", "SHOP")), LISTS).empty


def test_a_product_before_its_first_day_is_suggested_and_its_missing_stock_is_said() -> None:
    line = {
        str(name): value for name, value in suggested(Item(on_hand=0, is_unlisted=True)).lines.iloc[0].items()
    }
    said = "No stock file names A; the full list of WH of Mar 1, 2026 says that none is there."
    assert line["units"] > 0
    assert said in [render(note) for note in explain(line).notes]


def test_without_a_full_list_a_stock_file_is_asked_for() -> None:
    assert reason(Item(on_hand=None)) == "no_stock_figure"


def test_only_full_lists_of_places_that_sell_count(settings: Settings) -> None:
    def listed(location: str, day: int, *, full: bool) -> dict[str, Any]:
        return {
            "location": location, "snapshot_at": dt.datetime(2026, 3, day, 20), "sku": "OLD", "lot": "",
            "condition": "", "on_hand": 5, "full_list": full,
        }  # fmt: skip

    prepare(settings)
    hand_in(
        settings,
        dt.datetime(2026, 3, 6),
        {
            "locations": [{"location": "BACK", "sellable": False}],
            "stock": [
                listed("WH", 1, full=True), listed("WH", 3, full=True), listed("WH", 4, full=False),
                listed("SHOP", 3, full=False), listed("BACK", 3, full=True),
            ],
        },
    )  # fmt: skip
    found = read_full_lists(facts.lease(settings), dt.date(2026, 3, 5))
    assert found[["location", "counted_on"]].values.tolist() == [["WH", dt.date(2026, 3, 3)]]


def _never_sold(fallback: str, *, lead_time_days: float | None = 14.0) -> Suggestions:
    """Its level is borrowed from similar launches, of which there were enough or few."""
    weekly = [70.0] * 30 + [float("nan")] * 26
    given = known(Item(weekly=weekly, is_unlisted=True, lead_time_days=lead_time_days))
    given.forecasts.table["fallback"] = fallback
    return suggest(given)


def test_what_enough_similar_launches_sold_is_ordered_before_the_first_sale() -> None:
    found = _never_sold("similar_launches")
    line = {str(name): value for name, value in found.lines.iloc[0].items()}
    assert line["units"] > 0
    assert any("what similar products sold when they were new" in render(n) for n in explain(line).notes)


def test_where_few_similar_launches_are_known_a_similar_product_is_asked_for() -> None:
    found = _never_sold("few_similar_launches")
    assert found.nothing["code"].tolist() == ["never_sold"]
    words = render(why_nothing(found.nothing.iloc[0].to_dict()))
    assert words.startswith("A was never sold, and few products like it were launched: about ")
    assert "Choose a similar product" in words


def test_a_guess_is_told_when_the_days_are_known_that_it_is_for() -> None:
    assert _never_sold("few_similar_launches", lead_time_days=None).nothing["code"].tolist() == [
        "lead_time_unknown"
    ]

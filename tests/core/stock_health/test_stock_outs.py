"""Stock-outs: what they cost, which go on, which come back, and what is only inferred."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from core import stock_health
from core.stock_health import StockOuts, StockTable
from core.stock_health.stock_outs import newly_out, summed_up, within

AS_OF, WEEK_END = dt.date(2026, 10, 31), dt.date(2026, 10, 25)


def a_spell(first: dt.date, last: dt.date, *, a_day: float = 2.0, **more: Any) -> dict[str, Any]:
    days = (last - first).days + 1
    units = a_day * days
    return {
        "sku": "TEA", "location": "WH", "from_day": first, "to_day": last, "days": days,
        "evidence": "counted", "lost_units": units, "lost_units_low": units * 0.8,
        "lost_units_high": units * 1.3, "lost_net_sales": units * 10, "product_name": "Green tea",
        "category": "",
    } | more  # fmt: skip


def found_of(*spells: dict[str, Any], available: float = 50.0, first_day: dt.date = dt.date.min) -> StockOuts:
    now = pd.DataFrame(
        {"sku": ["TEA"], "location": ["WH"], "available": [available], "next_arrival_on": [pd.NaT]}
    )
    stock = StockTable(now, AS_OF, has_forecasts=True)
    table = stock_health.described(pd.DataFrame(list(spells)), stock, known_until=WEEK_END)
    return summed_up(within(table, first_day) if first_day != dt.date.min else table, AS_OF, first_day)


def october(day: int) -> dt.date:
    return dt.date(2026, 10, day)


def test_a_spell_that_reached_the_last_week_goes_on_while_nothing_is_there() -> None:
    spell = found_of(a_spell(october(16), WEEK_END), available=0).spells.iloc[0]
    assert spell["is_open"]
    assert (spell["days"], spell["to_day"].date()) == (16, AS_OF)
    assert spell["lost_units"] == pytest.approx(32), "two a day on six more days"


def test_a_spell_is_over_once_something_is_there_again() -> None:
    found = found_of(a_spell(october(16), WEEK_END), available=5)
    assert found.n_open == 0
    assert found.sku_days == 10


def test_two_spells_within_four_hundred_days_are_recurring_and_further_apart_they_are_not() -> None:
    late = a_spell(october(1), october(10))
    near = a_spell(dt.date(2025, 10, 1), dt.date(2025, 10, 10))
    far = a_spell(dt.date(2025, 7, 1), dt.date(2025, 7, 10))
    assert found_of(late, near).n_recurring == 1
    assert found_of(late, far).n_recurring == 0


def test_only_the_part_within_the_chosen_days_counts() -> None:
    found = found_of(a_spell(october(1), october(10)), first_day=october(6))
    assert (found.sku_days, found.lost_units, found.lost) == (5, 10, 100)


def test_inferred_spells_are_told_and_in_no_sum() -> None:
    found = found_of(a_spell(october(1), october(10)), a_spell(october(12), october(13), evidence="inferred"))
    assert (found.sku_days, found.lost, found.n_inferred, found.inferred_lost) == (10, 200, 1, 40)
    assert "weak" in found.spells["evidence_words"].iloc[1]


def test_the_range_of_a_sum_is_narrower_than_the_sum_of_ranges() -> None:
    found = found_of(a_spell(october(1), october(10)), a_spell(dt.date(2026, 5, 1), dt.date(2026, 5, 10)))
    assert found.lost == 400
    assert 400 - 2 * 40 < found.low < 400 < found.high < 400 + 2 * 60


def test_spells_are_narrowed_by_what_is_asked() -> None:
    found = found_of(
        a_spell(october(1), october(10)), a_spell(october(12), october(13), evidence="inferred")
    ).spells
    counts = {only: len(stock_health.matching_spells(found, only, "")) for only in stock_health.ONLY}
    assert counts == {"": 2, "open": 0, "recurring": 2, "inferred": 1}
    assert stock_health.matching_spells(found, "", "coffee").empty


def test_the_calendar_has_a_bar_per_spell_and_its_kind() -> None:
    bars = stock_health.calendar_of(
        found_of(
            a_spell(october(1), october(2), evidence="inferred"), a_spell(october(16), WEEK_END), available=0
        )
    )
    assert set(bars["kind"]) == {"weak", "open"}
    assert set(bars["label"]) == {"TEA · WH"}


def test_what_ran_out_after_the_refresh_looked_is_out_since_its_count() -> None:
    table = pd.DataFrame(
        {"sku": ["TEA", "CUP"], "location": "WH", "state": ["out", "fine"], "product_name": "",
         "category": "", "counted_on": [october(28), october(28)],
         "units_per_day": [2.0, 1.0], "available": [0.0, 9.0],
         "next_arrival_on": pd.NaT}
    )  # fmt: skip
    stock = StockTable(table, AS_OF, has_forecasts=True)
    prices = pd.DataFrame({"sku": ["TEA"], "location": ["WH"], "price": [10.0]})
    earlier = pd.DataFrame([a_spell(october(1), october(10))])
    now = newly_out(stock, earlier, prices, known_until=WEEK_END)
    assert list(now["sku"]) == ["TEA"]
    found = summed_up(stock_health.described(now, stock, known_until=WEEK_END), AS_OF, october(1))
    assert (found.n_open, found.sku_days, found.lost_units, found.lost) == (1, 3, 6, 60)
    known = pd.DataFrame([a_spell(october(20), WEEK_END)])
    assert newly_out(stock, known, prices, known_until=WEEK_END).empty, "the refresh knows of it"


def test_without_a_spell_the_answer_says_so() -> None:
    nothing = found_of(a_spell(october(1), october(2)), first_day=AS_OF)
    assert nothing.answer("CNY") == "No product is known to have been out of stock in this time."


def test_what_is_out_since_today_has_cost_nothing_yet() -> None:
    today = found_of(a_spell(AS_OF, AS_OF, days=0), available=0.0, first_day=october(1))
    assert today.answer("CNY") == (
        "No day without stock has been counted since Oct 1, 2026. 1 product is still out."
    )

"""Stocktakes: what is right, what is missing, and what is a slip of the hand until somebody looked."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from core import stock_health
from core.stock_health.counts import Counts, judged, summed_up

FIRST, LATER = dt.date(2026, 6, 30), dt.date(2026, 9, 30)


def a_line(sku: str, booked: float | None, counted: float, **more: Any) -> dict[str, Any]:
    return {
        "location": "SHOP", "counted_on": FIRST, "sku": sku, "product_name": f"The {sku}", "booked": booked,
        "booked_from": "count" if booked is not None else "", "counted": counted, "unit_cost": 10.0,
        "reason": "", **more,
    }  # fmt: skip


def counts_of(*lines: dict[str, Any]) -> Counts:
    found = judged(pd.DataFrame(list(lines)))
    return summed_up(found, tuple(sorted(set(found["counted_on"]), reverse=True)))


def verdicts(found: Counts) -> dict[str, str]:
    return dict(zip(found.lines["sku"], found.lines["verdict"], strict=True))


def test_two_percent_of_the_books_is_still_right() -> None:
    found = counts_of(a_line("EVEN", 50, 50), a_line("LIMIT", 50, 51), a_line("BEYOND", 50, 48))
    assert verdicts(found) == {"EVEN": "right", "LIMIT": "right", "BEYOND": "short"}
    assert found.accuracy == 2 / 3


def test_what_is_missing_is_money_at_cost_and_what_is_over_does_not_make_up_for_it() -> None:
    found = counts_of(a_line("SHORT", 50, 44), a_line("OVER", 50, 55))
    assert (found.shrinkage, found.surplus, found.missing_units) == (60, 50, 6)


def test_small_differences_are_neither_missing_nor_over() -> None:
    found = counts_of(a_line("A", 100, 99), a_line("B", 100, 102))
    assert (found.shrinkage, found.surplus, found.small) == (0, 0, 10)


def test_an_entry_that_looks_like_a_slip_is_in_no_sum_until_a_reason_is_given() -> None:
    slip, looked = a_line("AC", 48, 480), a_line("AC", 48, 480, reason="a second carton was found")
    assert verdicts(counts_of(slip)) == {"AC": "check"}
    assert counts_of(slip).surplus == 0
    assert verdicts(counts_of(looked)) == {"AC": "over"}
    assert counts_of(looked).surplus == 4320


def test_two_products_with_each_others_count_are_named_together() -> None:
    found = counts_of(a_line("RED", 12, 80), a_line("BLUE", 80, 12))
    assert verdicts(found) == {"RED": "check", "BLUE": "check"}
    assert found.lines.set_index("sku").loc["RED", "slip_words"].startswith("the count of BLUE")
    assert found.shrinkage == 0


def test_counts_of_another_day_or_place_are_not_mixed_up_with_each_other() -> None:
    found = counts_of(a_line("RED", 12, 80), a_line("BLUE", 80, 12, location="DEPOT"))
    assert set(found.lines["slip"]) == {""}


def test_a_count_without_books_is_neither_right_nor_wrong() -> None:
    found = counts_of(a_line("A", 50, 50), a_line("NEW", None, 7))
    assert verdicts(found)["NEW"] == "no_books"
    assert found.accuracy == 1


def test_a_difference_without_a_cost_is_said_and_not_counted_as_nothing() -> None:
    found = counts_of(a_line("A", 50, 40, unit_cost=float("nan")))
    assert (found.shrinkage, found.n_without_cost, found.missing_units) == (0, 1, 10)


def test_shrinkage_adds_up_over_products_and_over_counts() -> None:
    found = counts_of(
        a_line("A", 50, 40), a_line("B", 50, 45), a_line("A", 50, 47, counted_on=LATER), a_line("C", 50, 50)
    )
    for by in stock_health.BY:
        assert stock_health.shrinkage_by(found.lines, by)["value"].sum() == found.shrinkage == 180
    assert list(stock_health.shrinkage_by(found.lines, "sku")["value"]) == [130, 50], "the most money first"
    assert list(stock_health.shrinkage_by(found.lines, "counted_on")["value"]) == [150, 30], "day by day"


def test_the_recount_list_asks_once_for_everything_that_is_wrong() -> None:
    found = counts_of(
        a_line("A", 50, 40), a_line("A", 50, 47, counted_on=LATER), a_line("B", 50, 50), a_line("C", 48, 480)
    )
    again = stock_health.recount_list(found.lines)
    assert list(again["sku"]) == ["A", "C"]
    assert {"location", "sku", "counted_on", "counted", "booked", "reason"} <= set(again.columns)


def test_lines_are_narrowed_by_verdict_and_name() -> None:
    found = counts_of(a_line("A", 50, 40), a_line("B", 50, 50))
    assert list(stock_health.matching_lines(found.lines, "short", "")["sku"]) == ["A"]
    assert list(stock_health.matching_lines(found.lines, "", "the b")["sku"]) == ["B"]
    assert stock_health.verdict_titles(found.lines)["short"] == "▼ Missing (1)"

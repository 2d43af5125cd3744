"""All suggestions together, and supplier by supplier."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from core import phrases
from core.purchasing import Policy, Suggestions, by_supplier, is_suggested, line_of, lines_of, to_order
from tests.purchases import Item, suggested

TODAY = dt.date(2026, 3, 31)
LINE: dict[str, Any] = {
    "sku": "TEA",
    "product_name": "Green tea",
    "location": "WH",
    "supplier_id": "S1",
    "supplier_name": "Tea house",
    "urgency": "due",
    "units": 10,
    "amount_display": 100.0,
    "money_at_risk": 50.0,
    "cover_days_before": 8.0,
    "arrives_on": pd.Timestamp("2026-04-10"),
}


def _shown(*lines: dict[str, Any]) -> Suggestions:
    table = pd.DataFrame([LINE | line for line in lines], columns=list(LINE))
    return Suggestions(
        lines=table,
        nothing=table.head(0),
        rows=table,
        arrivals=table.head(0),
        as_of=TODAY,
        currency="CNY",
        run="r",
        snapshot_id=1,
        ledger_revision=1,
        policy=Policy(),
    )


def test_a_sku_that_two_warehouses_need_is_one_sku_and_two_lines() -> None:
    found = to_order(_shown({"urgency": "late"}, {"location": "EU", "urgency": "out"}))
    assert (found.lines, found.skus, found.late_skus, found.units) == (2, 1, 1, 20)


def test_a_line_without_a_cost_is_counted_and_left_out_of_the_money() -> None:
    found = to_order(_shown({}, {"sku": "POT", "amount_display": float("nan")}))
    assert (found.amount, found.without_cost) == (100.0, 1)


def test_how_long_stock_lasts_stands_beside_how_long_an_order_takes() -> None:
    found = to_order(_shown({"cover_days_before": -3.0}, {}, {"cover_days_before": 20.0}))
    assert (found.lasts_days, found.way_days) == (8.0, 10.0)


def test_what_is_owed_lasts_no_day_even_where_nothing_more_is_wanted() -> None:
    assert to_order(suggested(Item(per_day=0, on_hand=0, reserved=5))).lasts_days == 0
    unknown = to_order(suggested(Item(weekly=(), on_hand=0, reserved=5), Item(sku="B", on_hand=9000)))
    assert (unknown.lines, phrases.amount(unknown.lasts_days, "days")) == (1, "–")


def test_the_supplier_with_most_at_stake_stands_first_and_the_chosen_one_stands_out() -> None:
    shown = _shown({}, {"supplier_id": "", "supplier_name": "", "money_at_risk": 70.0})
    table = by_supplier(shown, "risk", "S1")
    assert table["cell"].tolist() == ["-", "S1"]
    assert table["value"].tolist() == [70.0, 50.0]
    assert table["is_marked"].tolist() == [False, True]


@pytest.mark.parametrize(("measure", "value"), [("risk", 100.0), ("amount", 200.0), ("skus", 1.0)])
def test_no_supplier_is_lost_where_there_are_many(measure: str, value: float) -> None:
    lines = [
        {"supplier_id": f"S{number:02}", "location": place} for number in range(20) for place in ("WH", "EU")
    ]
    table = by_supplier(_shown(*lines), measure)
    assert len(table) == 13
    assert table["value"].sum() == 20 * value
    assert table.iloc[-1].to_dict() == {
        "label": "8 more suppliers",
        "value": 8 * value,
        "is_marked": False,
        "cell": "",
    }


def test_each_warehouse_that_needs_a_sku_can_be_asked_why() -> None:
    shown = _shown({}, {"location": "EU", "units": 3}, {"sku": "POT", "product_name": ""})
    assert lines_of(shown, "S1") == {
        "TEA|WH": "TEA · Green tea · WH",
        "TEA|EU": "TEA · Green tea · EU",
        "POT|WH": "POT",
    }
    assert line_of(shown, "TEA", "EU")["units"] == 3
    assert [is_suggested(shown, asked) for asked in ("TEA", "TEA|EU", "TEA|SH", "CUP")] == [
        True,
        True,
        False,
        False,
    ]

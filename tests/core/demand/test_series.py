"""What a series is made of: whose units, in which period, and what is left out of the level and why."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from core.demand import DemandPanel, read_panel
from models.arrays import FloatArray
from tests.core.demand.shops import CHANNEL, a_shop, count, daily, day, order

WEEKS = 30
DAYS = WEEKS * 7
UNTIL = day(DAYS - 1)
STEADY = [8.0] * DAYS


def row(panel: DemandPanel, **key: str) -> int:
    """The row of a series."""
    own = np.logical_and.reduce([panel.keys[name] == value for name, value in key.items()])
    return int(np.flatnonzero(own)[0])


def units(panel: DemandPanel, **key: str) -> FloatArray:
    return panel.units[row(panel, **key)]


def without(series: list[float], first: int, last: int) -> list[float]:
    """The series with nothing sold from day first to day last."""
    return [0.0 if first <= number <= last else value for number, value in enumerate(series)]


def varied(seed: int, mean: float) -> list[float]:
    return np.random.default_rng(seed).poisson(mean, DAYS).astype(float).tolist()


def test_the_same_sales_are_told_by_day_by_week_and_by_month() -> None:
    shop = a_shop(daily("A", STEADY), until=UNTIL)
    by_day, by_week, by_month = (read_panel(shop, step=step) for step in ("D", "W", "M"))
    assert (by_day.units == 8).all()
    assert (by_week.units == 56).all()
    assert by_month.first_day == dt.date(2025, 2, 1)
    assert by_month.units[0, :2].tolist() == [8 * 28, 8 * 31]


def test_a_week_begins_on_the_day_that_the_shop_says() -> None:
    shop = a_shop(daily("A", STEADY), until=UNTIL, parameters={"week_start": "sunday"})
    panel = read_panel(shop)
    assert panel.first_day.strftime("%A") == "Sunday"
    assert (panel.units == 56).all()


def test_a_sku_is_the_sum_of_its_places_and_a_category_of_its_skus() -> None:
    rows = [
        *daily("A", STEADY), *daily("A", STEADY, location="STORE", number="s"), *daily("B", [1.0] * DAYS),
    ]  # fmt: skip
    products = [{"sku": sku, "name": sku, "category": "Tea"} for sku in "AB"]
    shop = a_shop(rows, until=UNTIL, products=products)
    assert units(read_panel(shop), sku="A", location="STORE")[0] == 56
    assert units(read_panel(shop, grain="sku"), sku="A")[0] == 112
    assert units(read_panel(shop, grain="category"), category="Tea")[0] == 119
    assert units(read_panel(shop, grain="sku_channel"), sku="A", channel="shop")[0] == 112


def test_a_series_begins_with_its_launch_and_ends_with_its_end() -> None:
    products = [
        {"sku": "NEW", "name": "New", "launched_on": day(70)},
        {"sku": "END", "name": "End", "ends_on": day(139)},
    ]
    rows = [*daily("NEW", [2.0] * (DAYS - 84), begins=84), *daily("END", [2.0] * 140), *daily("A", STEADY)]
    panel = read_panel(a_shop(rows, until=UNTIL, products=products))
    assert panel.first_columns[row(panel, sku="NEW")] == 10
    assert units(panel, sku="NEW")[10:12].tolist() == [0, 0]
    assert np.isnan(units(panel, sku="END")[20:]).all()
    assert not np.isnan(units(panel, sku="END")[:20]).any()


def test_returns_to_stock_are_a_series_of_their_own() -> None:
    returned = {
        "channel": "shop", "return_id": "R1", "line_id": "1", "order_id": f"A-{day(0)}-", "sku": "A",
        "kind": "return_refund", "refunded_at": dt.datetime.combine(day(8), dt.time(9)), "quantity": 3,
        "restocked_quantity": 2, "amount": 30,
    }  # fmt: skip
    panel = read_panel(a_shop(daily("A", STEADY), until=UNTIL, returns=[returned]))
    assert panel.returned is not None
    assert panel.returned[0, :3].tolist() == [0, 2, 0]
    assert panel.units[0, 1] == 56


def test_days_without_stock_are_filled_up_with_what_the_weeks_before_sold() -> None:
    """Nothing left on a Friday evening, two days before a week ends; and nothing for three weeks after."""
    stock = [count("A", day(74), 0), count("A", day(81), 0), count("A", day(88), 0)]
    sold = without(STEADY, 75, 97)
    panel = read_panel(a_shop(daily("A", sold), until=UNTIL, stock=stock))
    week = 74 // 7
    assert panel.sold[0, week : week + 5].tolist() == [40, 0, 0, 0, 56]
    assert np.isnan(panel.units[0, week + 1 : week + 4]).all()
    assert panel.units[0, week] == pytest.approx(56, rel=0.01)
    assert not panel.inferred.any()


def test_what_a_stock_out_lost_is_told_with_its_range() -> None:
    stock = [count("A", day(76), 0), count("A", day(83), 0), count("A", day(90), 0)]
    panel = read_panel(a_shop(daily("A", without(varied(1, 8), 77, 97)), until=UNTIL, stock=stock))
    spell = panel.spells.iloc[0]
    assert (spell["days"], spell["evidence"]) == (21, "counted")
    assert spell["lost_units_low"] < 168 < spell["lost_units_high"]
    assert spell["lost_units"] == pytest.approx(168, rel=0.1)
    assert spell["lost_net_sales"] == pytest.approx(10 * spell["lost_units"])


def test_improbable_silence_without_counts_is_a_weak_stock_out_and_its_twin_is_left_alone() -> None:
    rows = [
        *daily("OUT", without(varied(1, 8), 91, 100)),
        *daily("TWIN", varied(2, 8)),
        *daily("SLOW", varied(3, 0.1)),
    ]
    panel = read_panel(a_shop(rows, until=UNTIL))
    spells = panel.spells
    assert spells[["sku", "evidence", "days"]].to_numpy().tolist() == [["OUT", "inferred", 10]]
    own = panel.inferred[row(panel, sku="OUT")]
    assert own.sum() == 2
    assert not panel.inferred[row(panel, sku="TWIN")].any()


def test_a_shop_that_was_closed_was_not_out_of_stock() -> None:
    rows = [
        line for number, sku in enumerate("ABC") for line in daily(sku, without(varied(number, 8), 90, 96))
    ]
    panel = read_panel(a_shop(rows, until=UNTIL))
    assert panel.spells.empty
    assert panel.units[:, 13].max() < 20


def test_a_bulk_order_stays_in_sales_and_leaves_the_level() -> None:
    bulk = order("A", day(100), 400, number="bulk")
    twin = daily("B", varied(5, 8))
    shop = a_shop([*daily("A", STEADY), bulk, *twin], until=UNTIL)
    panel = read_panel(shop)
    found = panel.findings.iloc[0]
    assert (found["kind"], found["reference"], found["units"]) == ("bulk_order", f"A-{day(100)}-bulk", 400)
    assert panel.sold[0, 14] == 456
    assert panel.units[0, 14] == 56 + 8
    assert set(panel.findings["sku"]) == {"A"}
    counted = read_panel(shop, counted=[found["finding"]])
    assert counted.units[0, 14] == 456


def test_a_lone_day_far_beyond_its_weeks_is_shown_and_leaves_the_level() -> None:
    rush = [order("A", day(100), 3, number=str(number)) for number in range(60)]
    base = [line for sku in "BCDE" for line in daily(sku, [60.0] * DAYS)]
    panel = read_panel(a_shop([*daily("A", varied(4, 3)), *rush, *base], until=UNTIL))
    assert panel.findings[["kind", "sku"]].to_numpy().tolist() == [["spike", "A"]]
    assert panel.units[0, 14] < 45


def test_what_a_promoter_sells_in_a_burst_is_an_event_and_a_steady_one_is_level() -> None:
    rows = [
        *daily("A", STEADY), order("A", day(100), 90, number="live", promoter_id="STREAMER"),
        *daily("B", STEADY, promoter_id="ASSISTANT"),
    ]  # fmt: skip
    panel = read_panel(a_shop(rows, until=UNTIL))
    assert panel.findings[["kind", "sku", "reference"]].to_numpy().tolist() == [["promoter", "A", "STREAMER"]]
    assert units(panel, sku="A")[14] == 56
    assert (units(panel, sku="B") == 56).all()


def test_a_livestream_is_an_event_and_not_level() -> None:
    stream = [order("A", day(100), 3, number=str(number)) for number in range(100)]
    base = [line for sku in "BC" for line in daily(sku, [90.0] * DAYS)]
    event = {
        "event": "LIVE",
        "starts_on": day(100),
        "name": "Stream",
        "family": "livestream",
        "sku_scope": "A",
    }
    panel = read_panel(a_shop([*daily("A", STEADY), *stream, *base], until=UNTIL, events=[event]))
    assert panel.findings[["kind", "sku"]].to_numpy().tolist() == [["livestream", "A"]]
    assert panel.units[0, 14] == pytest.approx(56, abs=2)


def test_bundles_within_bundles_count_at_their_last_parts() -> None:
    ever = dt.date(1900, 1, 1)
    parts = [
        {"bundle_sku": "BOX", "component_sku": "SET", "quantity": 2, "valid_from": ever},
        {"bundle_sku": "SET", "component_sku": "CUP", "quantity": 3, "valid_from": ever},
        {"bundle_sku": "SET", "component_sku": "POT", "quantity": 1, "valid_from": ever},
    ]
    panel = read_panel(a_shop(daily("BOX", [1.0] * DAYS), until=UNTIL, bundle_components=parts))
    assert panel.keys["sku"].tolist() == ["CUP", "POT"]
    assert panel.units[:, 0].tolist() == [42, 14]


def test_an_unpaid_presale_is_no_history_and_a_paid_one_counts_once_when_its_balance_is_paid() -> None:
    paid = order(
        "A", day(7), 5, number="p", order_type="presale", paid_at=dt.datetime.combine(day(21), dt.time(9))
    )
    waiting = order("A", day(200), 50, number="w", order_type="presale", state="placed", paid_at=None)
    panel = read_panel(a_shop([*daily("A", STEADY), paid, waiting], until=UNTIL))
    assert panel.sold[0, [1, 3, 28]].tolist() == [56, 61, 56]


def test_a_successor_inherits_the_history_with_a_stated_factor() -> None:
    rows = [*daily("OLD", [5.0] * 140), *daily("NEW", [5.0] * (DAYS - 140), begins=140)]
    products = [{"sku": "NEW", "name": "New", "replaces_sku": "OLD", "launched_on": day(140)}]
    panel = read_panel(a_shop(rows, until=UNTIL, products=products))
    assert panel.keys["sku"].tolist() == ["NEW"]
    assert (panel.units == 35).all()
    assert panel.successions[["old_sku", "new_sku", "factor"]].to_numpy().tolist() == [["OLD", "NEW", 1.0]]


def test_a_price_that_moved_is_told_against_the_usual_one() -> None:
    rows = [
        *daily("A", STEADY[:140], price=100),
        *daily("A", STEADY[140:], begins=140, price=120),
        *daily("B", STEADY),
    ]
    panel = read_panel(a_shop(rows, until=UNTIL))
    assert panel.relative_price is not None
    # A price counts from the fourth week in which it held.
    assert np.isnan(panel.relative_price[0, :23]).all()
    assert panel.relative_price[0, 23:] == pytest.approx([1.2] * 7)
    assert np.isnan(panel.relative_price[1]).all()


def test_a_rebate_of_single_weeks_is_no_price() -> None:
    weeks = [daily("A", [5.0] * 7, begins=7 * n, price=70 if n % 4 == 3 else 100) for n in range(DAYS // 7)]
    panel = read_panel(a_shop([row for week in weeks for row in week], until=UNTIL))
    assert panel.relative_price is None or np.isnan(panel.relative_price).all()


def test_a_shop_keeps_the_festivals_of_its_countries() -> None:
    chinese, european = (
        CHANNEL | {"channel": name, "country": code} for name, code in (("cn", "CN"), ("eu", "DE"))
    )
    rows = [*daily("A", STEADY, channel="cn"), *daily("B", STEADY, channel="eu")]
    panel = read_panel(a_shop(rows, until=UNTIL, channels=[chinese, european]))
    by_family = {one.family: one.channels for one in panel.events}
    assert by_family["spring_festival"] == {"cn"}
    assert by_family["black_friday"] == {"eu"}
    assert {one.first_day for one in panel.events if one.kind == "spring_festival/on"} >= {
        dt.date(2026, 2, 17)
    }


def test_an_unpaid_presale_is_a_commitment_of_the_day_it_must_ship() -> None:
    head = {"order_type": "presale", "state": "placed", "paid_at": None}
    due = dt.datetime.combine(day(DAYS + 10), dt.time(9))
    waiting = [
        order("A", day(200), 50, number="w", promised_ship_at=due, **head),
        order("NEW", day(201), 7, **head),
    ]
    panel = read_panel(a_shop([*daily("A", STEADY), *waiting], until=UNTIL))
    told = panel.commitments[["sku", "units"]].to_numpy().tolist()
    assert told == [["A", 50], ["NEW", 7]]
    assert panel.commitments["day"].dt.date.tolist() == [day(DAYS + 10), day(DAYS)]
    assert np.isnan(units(panel, sku="NEW")).all()


def test_a_sku_that_is_about_to_be_launched_is_a_series_where_it_is_stocked() -> None:
    products = [{"sku": "SOON", "name": "Soon", "category": "Tea", "launched_on": day(DAYS + 14)}]
    shop = a_shop(daily("A", STEADY), until=UNTIL, products=products, stock=[count("SOON", UNTIL, 80)])
    panel = read_panel(shop)
    assert panel.first_columns[row(panel, sku="SOON")] == WEEKS + 2
    assert np.isnan(units(panel, sku="SOON")).all()


def test_a_launch_that_nobody_stocks_yet_is_a_series_where_its_category_sells() -> None:
    tea = [{"sku": "A", "name": "Tea", "category": "Tea"}]
    soon = [{"sku": "SOON", "category": "Tea", "status": "draft", "launched_on": day(DAYS + 14)}]
    old = [{"sku": "OLD", "category": "Tea", "status": "draft", "launched_on": day(DAYS - 14)}]
    other = [{"sku": "ODD", "category": "Toys", "launched_on": day(DAYS + 14)}]
    panel = read_panel(a_shop(daily("A", STEADY), until=UNTIL, products=[*tea, *soon, *old, *other]))
    assert panel.keys.to_numpy().tolist() == [["A", "WH"], ["SOON", "WH"]]


def test_a_presale_of_the_running_week_is_promised_too() -> None:
    waiting = order("A", day(DAYS + 2), 5, number="w", order_type="presale", state="placed", paid_at=None)
    panel = read_panel(a_shop([*daily("A", STEADY), waiting], until=day(DAYS + 3)))
    assert panel.next_day == day(DAYS)
    assert panel.commitments["units"].tolist() == [5]

"""Why sales changed: every cause in money, together exactly the difference."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.metrics import Filters
from core.sales.causes import Cause, Change, change_of
from core.sales.event_effects import EventShift, shifts_of
from core.sales.why import Why, steps

Items = dict[tuple[str, str], tuple[float, float]]


def _items(items: Items) -> pd.DataFrame:
    """(channel, sku) -> units, net sales."""
    rows = [(*key, *sold) for key, sold in items.items()]
    return pd.DataFrame(rows, columns=["channel", "sku", "units", "net_sales"])


def _change(
    now: Items,
    before: Items,
    *,
    days: tuple[int, int] = (30, 30),
    lost: float = 0.0,
    shifts: tuple[EventShift, ...] = (),
    refunds: tuple[float, float] = (0.0, 0.0),
) -> Change:
    sold, was = _items(now), _items(before)
    net = float(sold["net_sales"].sum()) - refunds[0]
    net_before = float(was["net_sales"].sum()) - refunds[1]
    return change_of(sold, was, net=net, net_before=net_before, days=days, lost=lost, shifts=shifts)


def _causes(change: Change) -> dict[str, float]:
    return {cause.code: round(cause.amount, 6) for cause in change.causes}


ONE = {("a", "TEA"): (10.0, 100.0)}


def test_more_units_at_the_old_price_are_all_units() -> None:
    assert _causes(_change({("a", "TEA"): (15.0, 150.0)}, ONE)) == {"volume": 50}


def test_a_dearer_product_that_sells_less_is_price_up_and_units_down() -> None:
    assert _causes(_change({("a", "TEA"): (8.0, 96.0)}, ONE)) == {"volume": -20, "price": 16}


def test_a_longer_period_is_not_more_demand() -> None:
    assert _causes(_change({("a", "TEA"): (11.0, 110.0)}, ONE, days=(33, 30))) == {"days": 10}


def test_cheaper_goods_in_the_same_number_are_mix() -> None:
    before = {("a", "TEA"): (5.0, 50.0), ("a", "CUP"): (5.0, 100.0)}
    now = {("a", "TEA"): (8.0, 80.0), ("a", "CUP"): (2.0, 40.0)}
    assert _causes(_change(now, before)) == {"mix": -30}


def test_the_same_goods_in_a_dearer_shop_are_the_shops_doing() -> None:
    before = {("a", "TEA"): (5.0, 50.0), ("b", "TEA"): (5.0, 100.0)}
    now = {("a", "TEA"): (2.0, 20.0), ("b", "TEA"): (8.0, 160.0)}
    assert _causes(_change(now, before)) == {"channel": 30}


def test_what_stock_outs_refunds_and_events_did_is_not_counted_as_demand() -> None:
    shift = EventShift("spring_festival", -5.0, has_moved=True, units={"a": -0.5})
    found = _change({("a", "TEA"): (8.0, 80.0)}, ONE, lost=9.0, shifts=(shift,), refunds=(4.0, 1.0))
    assert _causes(found) == {"stock_outs": -9, "volume": -6, "moved": -5, "refunds": -3}


def test_a_livestream_of_cheap_goods_is_no_change_of_mix() -> None:
    before = {("a", "TEA"): (10.0, 100.0), ("a", "LIVE"): (10.0, 50.0)}
    shift = EventShift("livestream", -50.0, has_moved=False, units={"a": -10.0})
    found = _causes(_change(ONE, before, shifts=(shift,)))
    assert found == {"event": -50}


def test_without_units_in_one_period_there_is_no_price_to_compare() -> None:
    assert _change({}, ONE).causes == ()


sold = st.tuples(st.integers(0, 50).map(float), st.floats(0, 1000).map(lambda x: round(x, 2)))
shop = st.dictionaries(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz")), sold, max_size=6)


@given(
    now=shop, before=shop, lost=st.floats(-100, 100), days=st.tuples(st.integers(1, 60), st.integers(1, 60))
)
def test_causes_add_up_to_the_change(now: Items, before: Items, lost: float, days: tuple[int, int]) -> None:
    found = _change(now, before, lost=lost, days=days)
    if found.causes:
        total = sum(cause.amount for cause in found.causes)
        assert total == pytest.approx(found.now - found.before, abs=0.05)


def test_the_steps_of_the_chart_add_up_with_small_causes_together() -> None:
    causes = (Cause("volume", 100.0), Cause("price", 0.4), Cause("mix", -0.3))
    drawn = steps(Why("", Change(1000.0, 1100.1, causes), "CNY"), "last month")
    assert drawn["label"].tolist() == ["Last month", "Units", "Others", "Now"]
    assert drawn["value"].iloc[:-1].sum() == pytest.approx(drawn["value"].iloc[-1])


FIRST = dt.date(2025, 1, 6)


def _days(n: int, *, quiet: tuple[int, int] = (0, 0)) -> pd.DataFrame:
    """100 or 101 a day, nothing on the quiet ones."""
    days = [FIRST + dt.timedelta(days=number) for number in range(n)]
    sold_on = [0.0 if quiet[0] <= number < quiet[1] else 100.0 + number % 2 for number in range(n)]
    return pd.DataFrame({"day": days, "channel": "a", "net_sales": sold_on, "units": sold_on})


def _period(first: int, last: int) -> Filters:
    return Filters(FIRST + dt.timedelta(days=first), FIRST + dt.timedelta(days=last))


def _events(first: int, last: int, channels: str = "") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "family": ["spring_festival"],
            "first_day": [FIRST + dt.timedelta(days=first)],
            "last_day": [FIRST + dt.timedelta(days=last)],
            "channels": [channels],
        }
    )


def test_a_quiet_festival_costs_its_normal_days() -> None:
    (found,) = shifts_of(
        _days(140, quiet=(70, 77)),
        _events(70, 76),
        now=_period(61, 90),
        before=_period(31, 60),
        is_year_apart=False,
    )
    assert found.amount == pytest.approx(-7 * 100.5, abs=5)
    assert not found.has_moved


def test_an_event_that_changed_nothing_is_not_named() -> None:
    assert not shifts_of(
        _days(140), _events(70, 76), now=_period(61, 90), before=_period(31, 60), is_year_apart=False
    )


def test_an_event_of_another_shop_is_not_looked_at() -> None:
    assert not shifts_of(
        _days(140, quiet=(70, 77)),
        _events(70, 76, "b"),
        now=_period(61, 90),
        before=_period(31, 60),
        is_year_apart=False,
    )


def test_a_festival_of_both_years_is_said_to_have_moved() -> None:
    (found,) = shifts_of(
        _days(140, quiet=(70, 77)),
        _events(70, 76),
        now=_period(61, 90),
        before=_period(31, 60),
        is_year_apart=True,
    )
    assert found.has_moved

"""Forecasts to decide from: windows of days, and the same after they were published."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from core import demand, facts, ledger, purchasing
from core.errors import NotFound, NotReady
from core.i18n import render
from core.jobs import silent
from core.settings import Settings
from tests.homes import prepare
from tests.purchases import TODAY, Item, forecasts

TOMORROW = TODAY + dt.timedelta(days=1)


def test_days_count_by_their_share_of_a_week() -> None:
    found = forecasts(Item(per_day=10))
    assert found.expected_units(1)[0] == pytest.approx(10)
    assert found.expected_units(10.5)[0] == pytest.approx(105)


def test_expected_demand_goes_on_beyond_the_horizon() -> None:
    assert forecasts(Item(per_day=10)).expected_units(400)[0] == pytest.approx(4000)


def test_daily_means_add_up_to_the_expected_demand() -> None:
    found = forecasts(Item(weekly=[30.0, 90.0, 60.0] * 20))
    assert found.daily_means(35)[0].sum() == pytest.approx(found.expected_units(35)[0])


def test_quantiles_rise_with_the_level_and_hold_the_expected_demand() -> None:
    found = forecasts(Item(weekly=[30.0, 90.0, 60.0, 10.0] * 15))
    low, middle, high = found.demand_quantiles(21, [0.05, 0.5, 0.95])[0]
    assert low < middle < high
    assert low < found.expected_units(21)[0] < high


def test_a_window_that_begins_within_a_week_takes_the_rest_of_it() -> None:
    """A season that rises from 7 to 70: after five of seven days most of the first week is the second one."""
    found = forecasts(Item(weekly=[7.0] * 52))
    rising = demand.Forecasts(
        found.table, found.next_week, np.array([[7.0, 70.0, 70.0]]), found.residual_paths[:, :, :3],
        found.pool,
    )  # fmt: skip
    later = rising.from_day(TOMORROW + dt.timedelta(days=5))
    assert later.mean[0, 0] == pytest.approx(7 * 2 / 7 + 70 * 5 / 7)


def test_an_unknown_sku_has_no_row() -> None:
    found = forecasts(Item("A"), Item("B"))
    asked = found.table[["sku", "location"]].iloc[[1]].assign(location="nowhere")
    assert found.rows_of(asked).tolist() == [-1]


def test_before_the_first_refresh_there_is_nothing_to_read(settings: Settings) -> None:
    prepare(settings)
    with pytest.raises(NotReady):
        demand.forecast(facts.lease(settings), "A", "WH")


def test_published_forecasts_say_the_same_as_when_they_were_made(planned_shop: Settings) -> None:
    made = demand.forecast_all(demand.read_panel(facts.lease(planned_shop)))
    demand.refresh(planned_shop, progress=silent)
    kept = demand.read_forecasts(facts.lease(planned_shop))
    for days in (5.0, 21.0, 60.0):
        np.testing.assert_allclose(
            kept.demand_quantiles(days, [0.5, 0.95]),
            made.demand_quantiles(days, [0.5, 0.95]),
            rtol=1e-4,
            atol=1e-4,
        )
    found = demand.forecast(facts.lease(planned_shop), "A", "WH")
    assert found.ahead["mean"].iloc[0] == pytest.approx(70)
    assert found.history["units"].iloc[-1] == 70
    assert found.ahead["week"].iloc[0] == TOMORROW
    assert render(found.method)
    assert found.methods["chosen"].sum() == 1
    with pytest.raises(NotFound):
        demand.forecast(facts.lease(planned_shop), "unknown", "WH")


def test_a_refresh_of_unchanged_facts_computes_nothing(planned_shop: Settings) -> None:
    first = demand.refresh(planned_shop, progress=silent, force=True)
    again = demand.refresh(planned_shop, progress=silent)
    forced = demand.refresh(planned_shop, progress=silent, force=True)
    assert again.was_current
    assert again.run_id == first.run_id
    assert not forced.was_current


def test_a_refresh_that_breaks_leaves_the_published_forecasts(planned_shop: Settings) -> None:
    before = demand.refresh(planned_shop, progress=silent)

    def break_at_commit(step: str) -> None:
        if step == "commit":
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        demand.refresh(planned_shop, progress=silent, force=True, step=break_at_commit)
    assert demand.must_find_run(facts.lease(planned_shop)).run_id == before.run_id


def test_forecasts_are_judged_over_the_days_that_an_order_must_last(planned_shop: Settings) -> None:
    book = ledger.open_ledger(planned_shop)
    windows = purchasing.protection(facts.lease(planned_shop), book).set_index("sku")["protection_days"]
    book.close()
    assert windows.to_dict() == {"A": 21, "B": 21, "C": 14}

"""What must be true of forecasts whatever the methods: planted truths, increments equal to full runs."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from core.demand import forecast_all, read_panel
from core.demand.making import engine_input, fit, make
from core.demand.panel import DemandPanel
from core.demand.refresh import ENGINE_VERSION, why_refit
from core.facts import ResultRun
from tests.core.demand.shops import a_shop, count, daily, day, order

WEEKS = 60
DAYS = WEEKS * 7
UNTIL = day(DAYS - 1)


def noisy(seed: int, mean: float = 8) -> list[float]:
    return np.random.default_rng(seed).poisson(mean, DAYS).astype(float).tolist()


def without(series: list[float], first: int, last: int) -> list[float]:
    return [0.0 if first <= number <= last else value for number, value in enumerate(series)]


def weekly_mean(panel: DemandPanel, sku: str) -> float:
    """The mean forecast of the next eight weeks."""
    found = forecast_all(panel)
    return float(found.mean[found.table["sku"] == sku, :8].mean())


def test_a_stock_out_does_not_lower_the_forecast_after_it() -> None:
    """Out for the last three weeks, as counted; its twin never was."""
    stock = [count("OUT", day(DAYS - 22), 0), count("OUT", day(DAYS - 8), 0)]
    rows = [*daily("OUT", without(noisy(1), DAYS - 21, DAYS - 1)), *daily("TWIN", noisy(1))]
    panel = read_panel(a_shop(rows, until=UNTIL, stock=stock))
    assert weekly_mean(panel, "OUT") == pytest.approx(weekly_mean(panel, "TWIN"), rel=0.1)


def test_a_bulk_order_does_not_lift_the_forecast_after_it() -> None:
    rows = [*daily("A", noisy(1)), *daily("TWIN", noisy(1)), order("A", day(DAYS - 10), 500, number="bulk")]
    panel = read_panel(a_shop(rows, until=UNTIL))
    assert weekly_mean(panel, "A") == pytest.approx(weekly_mean(panel, "TWIN"), rel=0.05)


def test_a_promotion_does_not_lift_the_level_after_it() -> None:
    """Three weeks of promotion for half of the SKUs, twice; the second one has just ended."""
    weeks = [*range(20, 23), *range(WEEKS - 3, WEEKS)]
    promoted = [1.0 + 1.5 * (number // 7 in weeks) for number in range(DAYS)]
    rows = [
        line
        for number in range(8)
        for line in daily(f"P{number}", [round(a * b) for a, b in zip(noisy(number), promoted, strict=True)])
    ]
    rows += [line for number in range(8) for line in daily(f"T{number}", noisy(number))]
    scope = ",".join(f"P{number}" for number in range(8))
    events = [
        {"event": f"SALE{first}", "starts_on": day(first * 7), "ends_on": day(first * 7 + 20),
         "name": "Sale", "family": "own_promotion", "phase": "on", "sku_scope": scope}
        for first in (20, WEEKS - 3)
    ]  # fmt: skip
    found = forecast_all(read_panel(a_shop(rows, until=UNTIL, events=events)))
    mean = pd.Series(found.mean[:, :8].mean(axis=1), index=found.table["sku"])
    promo, twin = (mean[mean.index.str.startswith(letter)].mean() for letter in "PT")
    assert promo == pytest.approx(twin, rel=0.15)


def test_what_has_ended_gets_no_forecast_and_its_successor_all_of_it() -> None:
    products = [
        {"sku": "END", "name": "End", "status": "ended"},
        {"sku": "NEW", "name": "New", "replaces_sku": "OLD", "launched_on": day(DAYS - 14)},
    ]
    old = noisy(2)
    rows = [
        *daily("END", noisy(1)), *daily("OLD", old[:-14]), *daily("NEW", old[-14:], begins=DAYS - 14),
        *daily("A", noisy(3)),
    ]  # fmt: skip
    panel = read_panel(a_shop(rows, until=UNTIL, products=products))
    found = forecast_all(panel)
    table = found.table.set_index("sku")
    assert "OLD" not in table.index
    assert table.loc["END", "fallback"] == "ended"
    assert found.demand_quantiles(28, [0.5, 0.99])[found.table["sku"] == "END"].tolist() == [[0, 0]]
    assert weekly_mean(panel, "NEW") == pytest.approx(56, rel=0.1)


def test_promised_presales_are_the_least_of_their_week() -> None:
    due = dt.datetime.combine(day(DAYS + 9), dt.time(9))
    waiting = order("A", day(DAYS - 5), 900, number="w", order_type="presale", state="placed", paid_at=None,
                    promised_ship_at=due)  # fmt: skip
    panel = read_panel(a_shop([*daily("A", noisy(1)), waiting], until=UNTIL))
    found = forecast_all(panel)
    assert found.mean[0, 1] == 900
    assert found.mean[0, 0] < 100


def test_a_launch_to_come_is_forecast_from_its_day_on() -> None:
    products = [{"sku": "SOON", "name": "Soon", "launched_on": day(DAYS + 14)}]
    rows = [line for number in range(3) for line in daily(f"S{number}", noisy(number))]
    shop = a_shop(rows, until=UNTIL, products=products, stock=[count("SOON", UNTIL, 80)])
    found = forecast_all(read_panel(shop))
    mean = found.mean[found.table["sku"] == "SOON"][0]
    assert mean[:2].tolist() == [0, 0]


@pytest.fixture(scope="module")
def panel() -> DemandPanel:
    rows = [line for number in range(12) for line in daily(f"S{number:02}", noisy(number, 1 + number))]
    return read_panel(a_shop(rows, until=UNTIL))


def test_only_changed_series_are_made_anew_and_equal_a_full_run_bit_for_bit(panel: DemandPanel) -> None:
    given = engine_input(panel)
    kept = fit(given)
    before = make(given, kept)
    units = panel.units.copy()
    units[3, -1] += 5
    changed = replace(given, panel=replace(panel, units=units))
    told: list[float] = []
    increment = make(changed, kept, previous=before, done=told.append)
    full = make(changed, kept)
    assert told == [1.0]
    assert (increment.table["inputs"] != before.table["inputs"]).sum() == 1
    np.testing.assert_array_equal(increment.mean, full.mean)
    np.testing.assert_array_equal(increment.residual_paths, full.residual_paths)
    np.testing.assert_array_equal(increment.pool.scale, full.pool.scale)
    pd.testing.assert_frame_equal(increment.table, full.table)


def test_chunks_do_not_change_a_forecast(panel: DemandPanel) -> None:
    given = engine_input(panel)
    whole = make(given, fit(given))
    small = replace(given, cells_at_once=300)
    parts = make(small, fit(small))
    np.testing.assert_array_equal(whole.mean, parts.mean)
    np.testing.assert_array_equal(whole.residual_paths, parts.residual_paths)


def test_the_pool_is_fitted_anew_after_four_weeks_or_with_another_engine(panel: DemandPanel) -> None:
    given = engine_input(panel)

    def why(age_days: int, version: str) -> str:
        told = {"fitted_after": (panel.next_day - dt.timedelta(days=age_days)).isoformat(), "week_start": 0}
        run = ResultRun("forecasts", 1, 0, version, {"horizon_weeks": given.horizon})
        return why_refit(given, run, told)

    assert why_refit(given, None, {}) == "first"
    assert [why(0, ENGINE_VERSION), why(27, ENGINE_VERSION), why(28, ENGINE_VERSION), why(0, "1")] == [
        "",
        "",
        "due",
        "engine",
    ]

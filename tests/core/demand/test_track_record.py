"""How forecasts did: what was tried on the past, what runs said, and when a bias is sustained."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from core.demand import track_record as record

NEXT_WEEK = np.datetime64("2026-03-02")


def _tried(demand: list[float], forecast: float, *, origins: int = 3, horizon: int = 4) -> pd.DataFrame:
    """One series and a flat forecast, tried at the last origins whose two-week window is over."""
    sold = np.array([demand])
    paths = np.full((1, origins, horizon), np.nan)
    for number in range(origins):
        first = sold.shape[1] - 2 - (origins - 1 - number)
        after = sold[0, first : first + horizon]
        paths[0, number, : len(after)] = after - forecast
    back = np.arange(origins + 1, 1, -1)[None, :]
    return record.tried(sold, paths, back, window_days=np.array([14.0]), next_week=NEXT_WEEK)


def test_a_try_is_dated_and_judged_over_its_window() -> None:
    found = _tried([5.0] * 8 + [10, 20, 30, 40], 25.0)
    assert found["next_week"].dt.strftime("%m-%d").tolist() == ["02-02", "02-09", "02-16"]
    assert found["actual"].tolist() == [30, 50, 70]
    assert found["mean"].tolist() == [50, 50, 50]
    assert found["naive"].tolist() == [10, 20, 40]
    assert found["step_actual"].tolist() == [10, 20, 30]
    assert set(found["source"]) == {"tried"}


def test_an_unknown_week_leaves_both_sides() -> None:
    found = _tried([5.0] * 8 + [10, 20, math.nan, 40], 25.0, origins=2)
    assert found["actual"].tolist() == [20, 40]
    assert found["mean"].tolist() == [25, 25]


def _run(next_week: str, window_mean: float, days: float = 14.0) -> dict[str, object]:
    return {
        "next_week": pd.Timestamp(next_week), "naive": 10.0, "mean": [window_mean / 2] * 3,
        "window_days": days, "window_mean": window_mean, "final": window_mean + 5, "override_id": 0,
        "window_quantiles": [window_mean * part for part in (0.5, 0.6, 0.8, 1, 1.2, 1.4, 1.5)],
    }  # fmt: skip


def test_a_run_is_judged_when_its_window_is_over_and_not_before() -> None:
    runs = pd.DataFrame([_run("2026-02-09", 40), _run("2026-02-16", 60), _run("2026-02-23", 60)])
    demand = np.array([[5.0, 10.0, 20.0, 30.0]])
    found = record.said(runs, demand, np.zeros(3, dtype=np.int64), NEXT_WEEK)
    assert found["actual"].tolist() == [30, 50]
    assert found["mean"].tolist() == [40, 60]
    assert found["naive"].tolist() == [20, 20]
    assert found["final"].tolist() == [45, 65]
    assert found["q95"].tolist() == [60, 90]


def test_below_eight_windows_nothing_is_told() -> None:
    assert not record.measured(_tried([5.0] * 12, 5.0)).is_enough
    assert math.isnan(record.measured(_tried([5.0] * 12, 5.0)).wape)


def test_an_over_forecast_has_a_bias_above_zero() -> None:
    done = record.measured(_tried([10.0] * 20, 12.0, origins=10))
    assert (done.n, done.weeks) == (10, 10)
    assert done.bias == pytest.approx(0.2)
    assert done.wape == pytest.approx(0.2)
    assert done.tracking_signal == pytest.approx(10)
    assert math.isnan(done.pinball)


@pytest.mark.parametrize(("forecast", "is_biased"), [(10.0, False), (11.0, False), (15.0, True), (5.0, True)])
def test_a_bias_is_sustained_when_it_is_large_and_lasts(forecast: float, *, is_biased: bool) -> None:
    found = record.signals(_tried([10.0] * 30, forecast, origins=20), 1).iloc[0]
    assert bool(found["is_biased"]) is is_biased


def test_noise_around_the_truth_is_no_bias() -> None:
    demand = [5.0, 15.0] * 20
    assert not record.signals(_tried(demand, 10.0, origins=20), 1)["is_biased"].any()


def test_error_and_bias_are_told_by_the_week_they_were_made() -> None:
    weeks = record.over_time(_tried([10.0] * 20, 12.0, origins=10))
    assert len(weeks) == 10
    assert weeks["bias"].to_numpy() == pytest.approx(0.2)


def test_each_series_is_told_what_is_told_of_it_alone() -> None:
    one, two = _tried([10.0] * 20, 12.0, origins=10), _tried([10.0] * 20, 9.0, origins=10)
    few = _tried([10.0] * 20, 9.0, origins=3)
    found = record.by_series(pd.concat([one, two.assign(row=1), few.assign(row=2)]), 4)
    assert found["bias"].tolist()[:2] == pytest.approx([0.2, -0.1])
    assert found["wape"].tolist()[1] == record.measured(two).wape
    assert found["wape"].isna().tolist() == [False, False, True, True]


def test_misses_of_what_is_hardly_sold_are_no_share_of_anything() -> None:
    ended = _tried([0.0] * 19 + [1.0], 5.0, origins=10)
    assert math.isnan(record.measured(ended).wape)
    assert record.by_series(ended, 1).isna().all(axis=None)

"""What refreshes said is kept: one run a week, and the one before the newest."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from core import facts
from core.demand.archive import archive_rows, judged_runs, last_known, read_archive
from core.facts import ResultRun
from core.settings import Settings
from tests.homes import prepare
from tests.plain_lake import settings_of
from tests.purchases import Item, forecasts

MONDAY = dt.date(2026, 3, 2)


def _keep(settings: Settings, next_week: dt.date) -> int:
    found = forecasts(Item("A"), Item("B", per_day=1))
    rows = archive_rows(found, np.full((2, 3), 70.0), np.array([21.0, 28.0])).assign(next_week=next_week)
    with facts.workspace(settings) as ws:
        return facts.publish_results(ws, ResultRun("forecasts", 1, 0, "1"), {}, archive=rows)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """Four runs: an old one, two for the same week, one a week later."""
    settings = settings_of(tmp_path_factory.mktemp("archive") / "var")
    prepare(settings)
    week = dt.timedelta(weeks=1)
    for monday in (MONDAY - 200 * week, MONDAY - week, MONDAY, MONDAY, MONDAY + week):
        _keep(settings, monday)
    return read_archive(facts.lease(settings))


def test_the_last_run_of_each_week_is_kept_for_two_years(kept: pd.DataFrame) -> None:
    weeks = kept.groupby("run_id")["next_week"].first().dt.date.to_dict()
    assert weeks == {2: MONDAY - dt.timedelta(weeks=1), 4: MONDAY, 5: MONDAY + dt.timedelta(weeks=1)}


def test_a_row_says_what_was_said(kept: pd.DataFrame) -> None:
    row = kept[(kept["sku"] == "A") & (kept["run_id"] == 5)].iloc[0]
    assert row["naive"] == 70
    assert list(row["mean"]) == [70.0] * 13
    assert row["window_mean"] == 210
    assert len(row["window_quantiles"]) == 7
    assert (np.diff(row["window_quantiles"]) >= 0).all()


def test_each_week_is_judged_by_its_last_run(kept: pd.DataFrame) -> None:
    assert judged_runs(pd.concat([kept, kept.assign(run_id=1)]))["run_id"].min() == 2


def test_the_naive_forecast_repeats_the_last_known_week() -> None:
    assert last_known(np.array([[1.0, 2.0], [1.0, np.nan], [np.nan, np.nan]])).tolist() == [2, 1, 0]


def test_a_shop_with_too_little_history_has_nothing_to_keep() -> None:
    assert archive_rows(forecasts(), np.zeros((0, 4)), np.zeros(0)).empty

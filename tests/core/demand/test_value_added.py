"""What each step from naive to final is worth."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from core.demand.value_added import added, cost_of_error, finals
from tests.plans import MONDAY, NOON, an_override, override_table


def _judged(n: int, *, naive: float, mean: float, final: float) -> pd.DataFrame:
    """Windows of 28 days in which 100 were wanted, at a price of 10 and a cost of 6."""
    one = {
        "actual": 100.0, "naive": naive, "mean": mean, "final": final, "price": 10.0, "unit_cost": 6.0,
        "window_days": 28.0,
    }  # fmt: skip
    return pd.DataFrame([one] * n)


def test_a_unit_too_few_costs_its_margin_and_one_too_many_its_keep() -> None:
    money = {"price": np.array([10.0]), "unit_cost": np.array([6.0]), "days": np.array([365.0])}
    assert cost_of_error(np.array([98.0]), np.array([100.0]), **money).tolist() == [8]
    assert cost_of_error(np.array([102.0]), np.array([100.0]), **money).tolist() == [3]


def test_without_a_cost_half_of_the_price_is_taken() -> None:
    money = {"price": np.array([10.0]), "unit_cost": np.array([np.nan]), "days": np.array([28.0])}
    assert cost_of_error(np.array([99.0]), np.array([100.0]), **money).tolist() == [5]


def test_error_and_money_of_every_step_stand_side_by_side() -> None:
    found = added(_judged(10, naive=50, mean=80, final=90), pd.Series(["tea"] * 10)).iloc[0]
    assert found["n"] == 10
    assert found[["wape_naive", "wape_mean", "wape_final"]].tolist() == pytest.approx([0.5, 0.2, 0.1])
    assert found[["cost_naive", "cost_mean", "cost_final"]].tolist() == pytest.approx([2000, 800, 400])


def test_below_eight_windows_the_count_is_told_and_nothing_else() -> None:
    found = added(_judged(7, naive=50, mean=80, final=90), pd.Series(["tea"] * 7)).iloc[0]
    assert found["n"] == 7
    assert found[["wape_mean", "cost_final"]].isna().all()


def test_the_final_number_of_a_run_holds_what_stood_when_its_week_began() -> None:
    run = {"run_id": 1, "sku": "A", "location": "", "window_days": 14.0, "window_mean": 140.0}
    runs = pd.DataFrame(
        [
            {**run, "next_week": pd.Timestamp(MONDAY), "mean": [70.0] * 13},
            {**run, "next_week": pd.Timestamp(MONDAY - dt.timedelta(weeks=4)), "mean": [70.0] * 13},
        ]
    )
    later = pd.Timestamp(NOON) + pd.Timedelta(days=30)
    planned = override_table(an_override(7), an_override(8, planned_at=later))
    found = finals(runs, planned, {})
    assert found["final"].tolist() == pytest.approx([210, 140])
    assert found["override_id"].tolist() == [7, 0]

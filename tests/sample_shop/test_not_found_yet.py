"""What Abacus cannot find of the sample's truths yet: each shouts when it is found."""

from __future__ import annotations

from importlib.util import find_spec

import numpy as np
import pytest

from core import demand, facts
from core.facts import Snapshot
from core.settings import Settings
from sample_data import plan, world
from sample_data.demand import day_number


@pytest.fixture(scope="module")
def snapshot(sample_shop: Settings) -> Snapshot:
    return facts.lease(sample_shop)


@pytest.mark.xfail(strict=True, reason="a launch with no like gets the median launch of the catalogue")
def test_t7_what_comes_on_monday_is_forecast_at_half_its_demand_or_more(snapshot: Snapshot) -> None:
    published = demand.read_forecasts(snapshot)
    said = published.mean[(published.table["sku"] == plan.COMING).to_numpy(), 1:5].sum()
    built = world.build()
    (row,) = [number for number, product in enumerate(built.products) if product.sku == plan.COMING]
    begin = day_number(published.next_week) + 7
    assert said >= 0.5 * np.sum(built.wanted[row, :, begin : begin + 28])


@pytest.mark.xfail(strict=True, reason="campaigns with holdouts are not evaluated: there is no such model")
def test_t9_there_is_a_model_of_experiments() -> None:
    assert find_spec("models.experiments") is not None

"""What Abacus cannot find of the sample's truths yet: each shouts when it is found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec

import numpy as np
import pytest

from core import demand, facts, i18n, ledger, purchasing
from core.facts import Snapshot
from core.ledger import Ledger
from core.settings import Settings
from sample_data import plan, world
from sample_data.catalogue import promoted
from sample_data.demand import day_number


@pytest.fixture(scope="module")
def snapshot(sample_shop: Settings) -> Snapshot:
    return facts.lease(sample_shop)


@pytest.fixture(scope="module")
def book(sample_shop: Settings) -> Iterator[Ledger]:
    with closing(ledger.open_ledger(sample_shop)) as opened:
        yield opened


@pytest.mark.xfail(strict=True, reason="no note says that an order comes after the event it would be for")
def test_t5_an_order_that_misses_the_eleventh_says_so(snapshot: Snapshot, book: Ledger) -> None:
    shown = purchasing.suggestions(snapshot, book)
    late = shown.lines[shown.lines["sku"].isin(promoted()) & (shown.lines["lead_time_days"] > 9)]
    found = purchasing.explain(late.iloc[0].to_dict())
    assert "Nov 11" in " ".join(i18n.render(note) for note in found.notes)


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

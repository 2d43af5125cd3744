"""What to expect of products that were never sold: what similar ones sold at the same location."""

from __future__ import annotations

import numpy as np
import pandas as pd

from core.demand.panel import DemandPanel
from models.arrays import BoolArray, FloatArray, IntArray
from models.forecasting.launches import Borrowed, Traits, borrowed, levels_of

SIMILAR, FEW_SIMILAR = "similar_launches", "few_similar_launches"
"""How the level of a series without sales came about; the second: choose a similar product."""
LEAST_WORTH = 3.0
"""Launches wholly alike below which the evidence is thin."""

_DAYS_BEFORE = 56
"""Days of data before a first sale that make it a launch, where no product has a launch day."""
_LEAST_DONORS = 5
_YEAR_DAYS = 365.25


def borrowed_levels(panel: DemandPanel) -> Borrowed:
    """Level, spread and worth for each series without known demand, NaN for the others; see `borrowed`.

    Where fewer than five series of the location are known, those of all locations teach.
    """
    n = len(panel.keys)
    found = Borrowed(np.full(n, np.nan), np.full(n, np.nan), np.zeros(n))
    unknown: BoolArray = np.all(np.isnan(panel.units), axis=1)
    if panel.alike is None or not unknown.any() or unknown.all():
        return found
    traits, launched = _traits(panel.alike), _launched(panel, panel.alike, unknown)
    level, age_years = levels_of(panel.units, launched), _age_years(panel)
    place = panel.keys["location"].to_numpy() if "location" in panel.keys else np.zeros(n)
    for name in pd.unique(place[unknown]):
        asked = np.flatnonzero(unknown & (place == name))
        here = np.flatnonzero(~unknown & (place == name))
        donors = here if here.size >= _LEAST_DONORS else np.flatnonzero(~unknown)
        own = borrowed(
            traits.of(asked),
            traits.of(donors),
            level=level[donors],
            launched=launched[donors],
            age_years=age_years[donors],
        )
        found.level[asked], found.spread[asked], found.worth[asked] = own.level, own.spread, own.worth
    return found


def _traits(alike: pd.DataFrame) -> Traits:
    price = alike["price"].to_numpy(dtype=np.float64)
    return Traits(
        _codes(alike["category"]), _codes(alike["supplier_id"]), np.log(np.where(price > 0, price, np.nan))
    )


def _codes(names: pd.Series[str]) -> IntArray:
    """A number for each name, -1 for ''."""
    return pd.Index(sorted(set(names) - {""})).get_indexer(pd.Index(names)).astype(np.int64)


def _launched(panel: DemandPanel, alike: pd.DataFrame, unknown: BoolArray) -> BoolArray:
    """Series whose launch lies inside the panel: by the product list where it knows launches of what sold,
    else those that first sold long after the data begins."""
    told = alike["launched_on"].notna().to_numpy(dtype=np.bool_)
    starts = panel.calendar.starts(panel.first + np.maximum(panel.first_columns, 0))
    late = starts >= np.datetime64(panel.first_day) + _DAYS_BEFORE
    return told & (panel.first_columns > 0) if (told & ~unknown).any() else late


def _age_years(panel: DemandPanel) -> FloatArray:
    starts = panel.calendar.starts(panel.first + np.maximum(panel.first_columns, 0))
    days = (np.datetime64(panel.next_day) - starts).astype(np.int64)
    years: FloatArray = np.maximum(days, 0) / _YEAR_DAYS
    return years

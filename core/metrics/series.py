"""Figures over time and by part: one row per key, with numerator and denominator beside the value."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from core.facts import Snapshot
from core.metrics.compute import filled_tables, lacking, resolved
from core.metrics.figure import Figure
from core.metrics.filters import TIME, By, Filters
from core.metrics.query import sums_by

_NAMES = {
    "sku": "SELECT sku AS key, name AS label FROM lake.current.products",
    "location": "SELECT location AS key, name AS label FROM lake.current.locations WHERE name IS NOT NULL",
}
_STEPS = {"day": "D", "week": "W-MON", "month": "MS"}
_PERIODS = {"day": "D", "week": "W-SUN", "month": "M"}


def series(snapshot: Snapshot, name: str, filters: Filters, by: By) -> pd.DataFrame:
    """One row per key: key, label, value, numerator, denominator.

    Time: every day, week (its Monday) or month (its first) of the period, from the first day that the store
    knows; without sales a sum is 0 and a ratio missing. Else: the keys that occur, largest first; '' where
    a row has none. Labels are names from the files or ISO dates, the same in every language.
    A figure that lacks a table is missing. Raises ValueError for a split that the figure does not have.
    """
    return series_many(snapshot, [name], filters, by)[name]


def series_many(
    snapshot: Snapshot, names: Sequence[str], filters: Filters, by: By
) -> dict[str, pd.DataFrame]:
    """Several series in one query, by name of the figure."""
    asked = [resolved(snapshot, name) for name in names]
    for figure in asked:
        if by not in figure.by:
            raise ValueError(f"by: {figure.name} cannot be split by {by}, only by {', '.join(figure.by)}")
    tables = filled_tables(snapshot, asked)
    known = [figure for figure in asked if lacking(figure, tables) is None]
    measures = [m for figure in known for m in (figure.numerator, figure.denominator) if m]
    per_key = sums_by(snapshot, measures, filters, by) if measures else pd.DataFrame()
    keys = _calendar(snapshot, filters, by) if by in TIME else pd.Index(per_key.index, name="key")
    labels = _labels(snapshot, keys, by)
    return {figure.name: _one(figure, per_key, labels, by) for figure in asked}


def _calendar(snapshot: Snapshot, filters: Filters, by: By) -> pd.Index:
    """First days of all days, weeks or months that the period touches, from the first day the store knows."""
    known = snapshot.value(
        "SELECT least(min(day), (SELECT min(snapshot_on) FROM lake.current.stock)) FROM lake.mart.sales_days"
    )
    start = max(filters.start, min(known, filters.end)) if known else filters.start
    first = pd.Timestamp(start).to_period(_PERIODS[by]).start_time
    return pd.Index(pd.date_range(first, pd.Timestamp(filters.end), freq=_STEPS[by]), name="key")


def _labels(snapshot: Snapshot, keys: pd.Index, by: By) -> pd.Series:
    """A name per key: ISO dates for time, names of products and places where known, else the key itself."""
    if by in TIME:
        words = pd.DatetimeIndex(keys).strftime("%Y-%m" if by == "month" else "%Y-%m-%d")
        return pd.Series(words, index=keys, dtype=object)
    labels = pd.Series(keys, index=keys, dtype=object)
    if by in _NAMES:
        names = snapshot.frame(_NAMES[by]).set_index("key")["label"]
        labels.update(names[names.index.isin(keys)])
    return labels


def _one(figure: Figure, per_key: pd.DataFrame, labels: pd.Series, by: By) -> pd.DataFrame:
    numerator = _amounts(figure.numerator, per_key, labels)
    denominator = _amounts(figure.denominator, per_key, labels) if figure.denominator else np.nan
    frame = pd.DataFrame(
        {"key": labels.index, "label": labels.to_numpy(), "numerator": numerator, "denominator": denominator}
    )
    frame["value"] = frame["numerator"]
    if figure.is_ratio:
        frame["value"] = frame["numerator"] / frame["denominator"].where(frame["denominator"] != 0)
    frame = frame[["key", "label", "value", "numerator", "denominator"]]
    if by in TIME:
        return frame.reset_index(drop=True)
    occurring = frame[(frame["numerator"] != 0) | frame["denominator"].fillna(0).ne(0)]
    return occurring.sort_values(["value", "key"], ascending=[False, True], ignore_index=True)


def _amounts(measure: str, per_key: pd.DataFrame, labels: pd.Series) -> np.ndarray:
    if measure not in per_key:
        return np.full(len(labels), np.nan)
    return per_key[measure].reindex(labels.index, fill_value=0.0).to_numpy(dtype=float)

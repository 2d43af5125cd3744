"""Ranges and points: what stands out does so by more than colour, and amounts start at zero."""

from __future__ import annotations

import datetime as dt

import altair as alt
import pandas as pd
import pytest

from core import charts
from core.charts import DARK, LIGHT, Measure, Theme

DAYS = Measure("Lead time", "days")
SERIES = ("On time", "Late", "Open")
RANGES = pd.DataFrame(
    {"label": ["S1", "S2"], "low": [20.0, 14.0], "middle": [33.0, 15.0], "high": [40.0, 16.0],
     "reference": [21.0, None], "is_marked": [True, False]}
)  # fmt: skip
DOTS = pd.DataFrame(
    {"day": [dt.date(2026, 3, 1)], "value": [12.0], "series": ["Late"], "size": [4], "label": ["P1"]}
)


def _ranges(table: pd.DataFrame, look: Theme = LIGHT) -> charts.Spec:
    return charts.ranges(table, DAYS, look, middle_title="Usual", reference_title="Promised")


def _dots(table: pd.DataFrame, look: Theme = LIGHT, series: tuple[str, ...] = SERIES) -> charts.Spec:
    return charts.dots(table, DAYS, look, size=Measure("Lines"), series=series)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_both_are_valid_specifications(look: Theme) -> None:
    for spec in (_ranges(RANGES, look), _dots(DOTS, look)):
        alt.Chart.from_dict(spec).to_dict()


def test_nothing_is_still_a_chart() -> None:
    assert _ranges(RANGES.iloc[:0])["data"]["values"] == []
    assert _dots(DOTS.iloc[:0])["data"]["values"] == []


def test_ranges_start_at_zero_and_a_missing_reference_is_a_gap() -> None:
    spec = _ranges(RANGES)
    assert spec["layer"][0]["encoding"]["x"]["scale"]["zero"]
    assert spec["data"]["values"][1]["reference"] is None


def test_each_series_has_a_shape_of_its_own() -> None:
    shape = _dots(DOTS)["layer"][1]["encoding"]["shape"]["scale"]
    assert shape["domain"] == list(SERIES)
    assert len(set(shape["range"])) == 3


def test_a_fourth_series_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 3"):
        _dots(DOTS, series=(*SERIES, "Lost"))

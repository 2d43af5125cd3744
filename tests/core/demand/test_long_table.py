"""Forecasts of any long table, and what it says about a table that is wrong."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from core.demand.long_table import forecast_long, read_long
from core.errors import InputError


def _file(folder: Path, *rows: str, header: str = "unique_id,ds,y") -> Path:
    path = folder / "long.csv"
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    return path


def _days(name: str, count: int, units: str = "4") -> list[str]:
    return [f"{name},{dt.date(2026, 1, 1) + dt.timedelta(days=day)},{units}" for day in range(count)]


def test_every_series_is_forecast_from_its_own_last_day(tmp_path: Path) -> None:
    panel = read_long(_file(tmp_path, *_days("a", 60), *_days("b", 30, "9")), "D")
    table = forecast_long(panel, horizon=3, cumulative=True)
    assert table["unique_id"].tolist() == ["a"] * 3 + ["b"] * 3
    assert table["ds"].tolist()[:1] == [dt.date(2026, 3, 2)]
    assert table["ds"].tolist()[3:4] == [dt.date(2026, 1, 31)]
    assert table["mean"].tolist() == pytest.approx([4, 4, 4, 9, 9, 9])
    assert table["cum_mean"].tolist() == pytest.approx([4, 8, 12, 9, 18, 27])


def test_the_columns_are_those_that_scripts_rely_on(tmp_path: Path) -> None:
    table = forecast_long(read_long(_file(tmp_path, *_days("a", 60)), "D"), horizon=2, cumulative=True)
    bands = ["mean", "q05", "q10", "q25", "q50", "q75", "q90", "q95"]
    assert list(table.columns) == ["unique_id", "ds", *bands, *(f"cum_{name}" for name in bands)]
    assert (table["q05"] <= table["q95"]).all()


def test_days_without_a_row_are_zero_and_empty_ones_unknown(tmp_path: Path) -> None:
    panel = read_long(_file(tmp_path, "a,2026-01-01,4", "a,2026-01-03,", "a,2026-01-04,2"), "D")
    assert [str(value) for value in panel.units[0]] == ["4.0", "0.0", "nan", "2.0"]


def test_days_add_up_to_weeks_and_months_keep_their_end(tmp_path: Path) -> None:
    weeks = read_long(_file(tmp_path, *_days("a", 30)), "W")
    assert weeks.units[0].tolist() == [16, 28, 28, 28, 20]
    months = read_long(_file(tmp_path, "a,2026-01-31,1", "a,2026-02-28,1"), "M")
    assert forecast_long(months, horizon=2)["ds"].tolist() == [dt.date(2026, 3, 31), dt.date(2026, 4, 30)]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("a,2026-01-40,4", 'long.csv, line 3, column "ds": "2026-01-40" is no date'),
        ("a,2026-01-02,many", 'long.csv, line 3, column "y": "many" is no number'),
        ("a,2026-01-02,-4", 'long.csv, line 3, column "y": "-4" is no number of 0 or more'),
        (",2026-01-02,4", 'long.csv, line 3, column "unique_id" is empty'),
        ("a,2026-01-01,4", 'long.csv, line 3, column "ds": "2026-01-01" stands in an earlier row'),
    ],
)
def test_a_wrong_cell_is_named_by_file_line_and_column(tmp_path: Path, row: str, words: str) -> None:
    with pytest.raises(InputError) as raised:
        read_long(_file(tmp_path, "a,2026-01-01,4", row), "D")
    assert str(raised.value).startswith(words)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the column ds is missing"):
        read_long(_file(tmp_path, "a,1,4", header="unique_id,day,y"), "D")

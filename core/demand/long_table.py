"""Forecasts of any long table: unique_id, ds, y in a CSV file, without a store.

Rows of one period are added up; a period between the first and the last row of a series that has no row is
zero; an empty y is unknown. Each series is forecast from the period after its own last row.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import duckdb
import numpy as np
import pandas as pd

from core.demand.forecasts import Forecasts
from core.demand.reading import BANDS, LEVELS, bands_by_step, sums_by_step
from core.errors import InputError
from core.i18n import N_
from models.arrays import FloatArray
from models.forecasting import forecast_panel

Frequency = Literal["D", "W", "M"]
COLUMNS = ("unique_id", "ds", "y")

_SEASONS: dict[str, int] = {"D": 7, "W": 52, "M": 12}
_PERIODS = {
    "D": "(day - DATE '1970-01-01')",
    "W": "((day - DATE '1970-01-05') // 7)",
    "M": "(year(day) * 12 + month(day))",
}
_ROWS_AT_ONCE = 4000

_READ = """
CREATE TEMP TABLE given AS SELECT row_number() OVER () + 1 AS row, unique_id, ds, y,
    TRY_CAST(ds AS TIMESTAMP) AS moment, TRY_CAST(nullif(trim(y), '') AS DOUBLE) AS number
FROM read_csv(?, all_varchar = true, header = true)
"""
_BAD = """
SELECT *, count(*) OVER () AS cells FROM (
    SELECT row, 'unique_id' AS name, coalesce(unique_id, '') AS value, 'empty' AS fault FROM given
    WHERE coalesce(trim(unique_id), '') = ''
    UNION ALL SELECT row, 'ds', coalesce(ds, ''), 'date' FROM given WHERE moment IS NULL
    UNION ALL SELECT row, 'y', y, 'number' FROM given
    WHERE coalesce(trim(y), '') <> '' AND NOT coalesce(isfinite(number) AND number >= 0, false)
    UNION ALL SELECT row, 'ds', ds, 'twice' FROM (
        SELECT row, ds, row_number() OVER (PARTITION BY unique_id, moment ORDER BY row) AS turn
        FROM given WHERE moment IS NOT NULL
    ) WHERE turn > 1
) ORDER BY row LIMIT 1
"""
_SERIES = """
CREATE TEMP TABLE series AS
SELECT unique_id, {period} AS period, max(day) AS day,
    CASE WHEN count(number) = count(*) THEN sum(number) END AS y
FROM (SELECT trim(unique_id) AS unique_id, moment::DATE AS day, number FROM given) GROUP BY ALL
"""

_FAULTS = {
    "empty": N_('{file}, line {row}, column "{column}" is empty: name the series. Wrong cells: {count}.'),
    "date": N_(
        '{file}, line {row}, column "{column}": "{value}" is no date (2026-03-31). Wrong cells: {count}.'
    ),
    "number": N_(
        '{file}, line {row}, column "{column}": "{value}" is no number of 0 or more. Wrong cells: {count}.'
    ),
    "twice": N_(
        '{file}, line {row}, column "{column}": "{value}" stands in an earlier row. Wrong cells: {count}.'
    ),
}


@dataclass(frozen=True)
class LongPanel:
    """ids: names of the series, in the order of units. units: (n_series, n_periods), newest last, NaN before
    the first row. last_days: the newest ds of each series."""

    ids: list[str]
    units: FloatArray
    last_days: list[dt.date]
    freq: Frequency


def read_long(path: Path, freq: Frequency) -> LongPanel:
    """The series of a CSV file with the columns unique_id, ds, y; others are left out.

    Raises InputError naming file, line and column of the first wrong cell and how many there are.
    """
    with duckdb.connect() as connection:
        _load(connection, path)
        _check(connection, path)
        connection.execute(_SERIES.format(period=_PERIODS[freq]))
        found = connection.execute("SELECT * FROM series ORDER BY unique_id, period").df()
    rows, ids = pd.factorize(found["unique_id"])
    period = found["period"].to_numpy(dtype=np.int64)
    ends = found.groupby(rows)["period"].max().to_numpy(dtype=np.int64)
    starts = found.groupby(rows)["period"].min().to_numpy(dtype=np.int64)
    width = int((ends - starts).max()) + 1
    places = width - 1 - (ends[rows] - period)
    units = np.zeros((len(ids), width))
    units[rows, places] = found["y"].to_numpy(dtype=np.float64)
    units[np.arange(width)[None, :] < (width - 1 - (ends - starts))[:, None]] = np.nan
    last = pd.to_datetime(found.groupby(rows)["day"].max()).dt.date.tolist()
    return LongPanel([str(name) for name in ids], units, last, freq)


def forecast_long(panel: LongPanel, *, horizon: int, cumulative: bool = False) -> pd.DataFrame:
    """unique_id, ds, mean, q05 ... q95 of the next periods; cumulative: cum_mean, cum_q05 ... (sums) too."""
    found = forecast_panel(panel.units, horizon=horizon, season_length=_SEASONS[panel.freq])
    forecasts = Forecasts(
        pd.DataFrame({"unique_id": panel.ids}),
        panel.last_days[0],
        found.mean,
        found.residual_paths,
        found.pool,
    )
    parts = [
        _table(
            panel,
            forecasts.of(np.arange(begin, min(begin + _ROWS_AT_ONCE, len(panel.ids)))),
            begin,
            cumulative,
        )
        for begin in range(0, len(panel.ids), _ROWS_AT_ONCE)
    ]
    return pd.concat(parts, ignore_index=True)


def _load(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    try:
        header = connection.execute(
            "FROM read_csv(?, all_varchar = true, header = true) LIMIT 0", [str(path)]
        )
        names = [str(column[0]) for column in header.description or []]
    except duckdb.Error:
        raise InputError(
            N_("{file} cannot be read as a CSV table in UTF-8. Save it as CSV with a header row."),
            file=path.name,
        ) from None
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        raise InputError(
            N_("{file}, line 1: the column {missing} is missing. The columns must be unique_id, ds and y."),
            file=path.name,
            missing=", ".join(missing),
        )
    connection.execute(_READ, [str(path)])
    if connection.execute("SELECT count(*) FROM given").fetchone() == (0,):
        raise InputError(N_("{file} has no rows below its header."), file=path.name)


def _check(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    bad: list[Any] = connection.execute(_BAD).fetchall()
    if bad:
        row, column, value, fault, count = bad[0]
        raise InputError(_FAULTS[fault], file=path.name, row=row, column=column, value=value, count=count)


def _table(panel: LongPanel, own: Forecasts, begin: int, cumulative: bool) -> pd.DataFrame:
    n_series, horizon = own.mean.shape
    days = [
        _later(panel.last_days[begin + row], step, panel.freq)
        for row in range(n_series)
        for step in range(1, horizon + 1)
    ]
    table = pd.DataFrame(
        {
            "unique_id": np.repeat(own.table["unique_id"].to_numpy(), horizon),
            "ds": days,
            "mean": own.mean.ravel(),
        }
    )
    table[list(BANDS)] = bands_by_step(own, LEVELS).reshape(-1, len(LEVELS))
    if cumulative:
        table["cum_mean"] = np.cumsum(own.mean, axis=1).ravel()
        table[[f"cum_{band}" for band in BANDS]] = sums_by_step(own, LEVELS).reshape(-1, len(LEVELS))
    return table


def _later(day: dt.date, steps: int, freq: Frequency) -> dt.date:
    """The day so many periods later; the end of a month stays the end of a month.

    >>> _later(dt.date(2026, 1, 31), 1, "M"), _later(dt.date(2026, 1, 4), 2, "W")
    (datetime.date(2026, 2, 28), datetime.date(2026, 1, 18))
    """
    if freq != "M":
        return day + dt.timedelta(days=steps * (7 if freq == "W" else 1))
    months = day.year * 12 + day.month - 1 + steps
    year, month = divmod(months, 12)
    last = monthrange(year, month + 1)[1]
    is_end = day.day == monthrange(day.year, day.month)[1]
    return dt.date(year, month + 1, last if is_end else min(day.day, last))

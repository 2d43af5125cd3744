"""Forecasts of any long table: unique_id, ds, y in a CSV file, without a store.

Rows of one period are added up; a period between the first and the last row of a series that has no row is
zero; an empty y is unknown. Each series is forecast from the period after its own last row.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from core.demand.engine_input import series_keys
from core.demand.forecasts import Forecasts
from core.demand.making import Share
from core.demand.reading import BANDS, LEVELS, bands_by_step, sums_by_step
from core.demand.steps import Calendar
from core.demand.steps import Step as Frequency
from core.errors import InputError
from core.i18n import N_
from models.arrays import FloatArray, IntArray
from models.forecasting.panel import Panel

COLUMNS = ("unique_id", "ds", "y")

_PERIODS = {
    "D": "(day - DATE '1970-01-01')",
    "W": "((day - DATE '1970-01-01' + 3) // 7)",
    "M": "((year(day) - 1970) * 12 + month(day) - 1)",
}
_CELLS_AT_ONCE = 600_000
_FETCHED_AT_ONCE = 500_000
_MEMORY = "600MB"

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
        FROM given SEMI JOIN (
            SELECT unique_id, moment FROM given GROUP BY ALL HAVING count(*) > 1
        ) USING (unique_id, moment)
    ) WHERE turn > 1
) ORDER BY row LIMIT 1
"""
_SERIES = """
CREATE TEMP TABLE series AS
SELECT unique_id, {period} AS period, max(day) AS day,
    CASE WHEN count(number) = count(*) THEN sum(number) END AS y
FROM (SELECT trim(unique_id) AS unique_id, moment::DATE AS day, number FROM given) GROUP BY ALL
"""
_NAMES = """
CREATE TEMP TABLE names AS
SELECT unique_id, row_number() OVER (ORDER BY unique_id) - 1 AS row, min(period) AS first,
    max(period) AS last, max(day) AS day
FROM series GROUP BY unique_id
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
    """Series of one calendar.

    ids: their names. units: (n_series, n_periods), NaN before the first row, after the last one, and where
    unknown; last: (n_series,) number of the period of each series' last row; the newest of all is that of the
    last column. last_days: the newest ds of each series. freq: D, W or M, as numbered by `steps.Calendar`.
    """

    ids: list[str]
    units: FloatArray
    last: IntArray
    last_days: list[dt.date]
    freq: Frequency

    @property
    def first(self) -> int:
        """Number of the first column's period."""
        return int(self.last.max(initial=0) - self.units.shape[1] + 1)

    def ending_at(self, rows: IntArray, horizon: int) -> Panel:
        """Series that all end in the same period, that one in the last column."""
        behind = int(self.last.max()) - int(self.last[rows[0]])
        units = self.units[rows]
        if behind:
            units = np.column_stack([np.full((rows.size, behind), np.nan), units[:, :-behind]])
        return self._panel(units, rows, self.first - behind, horizon)

    def chunks(self, horizon: int) -> _Chunks:
        """Every series on the calendar of all, some at a time."""
        return _Chunks(self, horizon)

    def _panel(self, units: FloatArray, rows: IntArray, first: int, horizon: int) -> Panel:
        return Panel.build(
            units,
            horizon=horizon,
            seasons=Calendar(self.freq).seasons(first, units.shape[1] + horizon),
            keys=series_keys(pd.DataFrame({"unique_id": [self.ids[row] for row in rows]})),
            decision_periods=float(horizon),
            first_period=first,
        )


@dataclass(frozen=True)
class _Chunks:
    panel: LongPanel
    horizon: int

    def __iter__(self) -> Iterator[Panel]:
        for rows in _parts(np.arange(len(self.panel.ids)), self.panel.units.shape[1] + self.horizon):
            yield self.panel._panel(self.panel.units[rows], rows, self.panel.first, self.horizon)


def _parts(rows: IntArray, n_cells: int) -> Iterator[IntArray]:
    size = max(_CELLS_AT_ONCE // n_cells, 1)
    for begin in range(0, rows.size, size):
        yield rows[begin : begin + size]


def read_long(path: Path, freq: Frequency) -> LongPanel:
    """The series of a CSV file with the columns unique_id, ds, y; others are left out.

    Raises InputError naming file, line and column of the first wrong cell and how many there are.
    """
    with TemporaryDirectory() as folder, duckdb.connect(f"{folder}/long.duckdb") as connection:
        connection.execute(f"SET memory_limit = '{_MEMORY}'")
        _load(connection, path)
        _check(connection, path)
        connection.execute(_SERIES.format(period=_PERIODS[freq]))
        connection.execute("DROP TABLE given")
        connection.execute(_NAMES)
        names = connection.execute("SELECT * FROM names ORDER BY row").df()
        first, last = (names[column].to_numpy(dtype=np.int64) for column in ("first", "last"))
        units = _dense(connection, first, last)
    return LongPanel(
        [str(name) for name in names["unique_id"]],
        units,
        last,
        pd.to_datetime(names["day"]).dt.date.tolist(),
        freq,
    )


def _dense(connection: duckdb.DuckDBPyConnection, first: IntArray, last: IntArray) -> FloatArray:
    """Units by series and period: 0 between the first and the last row, NaN outside."""
    begin = int(first.min())
    period = np.arange(begin, int(last.max()) + 1)
    units = np.where((period >= first[:, None]) & (period <= last[:, None]), 0.0, np.nan)
    found = connection.execute("SELECT n.row, s.period, s.y FROM series s JOIN names n USING (unique_id)")
    while len(cells := found.fetch_df_chunk(_FETCHED_AT_ONCE // 2048)):
        row, column = cells["row"].to_numpy(), cells["period"].to_numpy() - begin
        units[row, column] = cells["y"].to_numpy(dtype=np.float64, na_value=np.nan)
    return units


def forecast_long(
    panel: LongPanel, *, horizon: int, cumulative: bool = False, done: Share | None = None
) -> pd.DataFrame:
    """unique_id, ds, mean, q05 ... q95 of the next periods; cumulative: cum_mean, cum_q05 ... (sums) too.

    Each series is forecast from the period after its own last row, with a pool of all. done: told which share
    of the series is done.
    """
    from models.forecasting.engine import forecast
    from models.forecasting.fitting import fit_pool

    pool = fit_pool(panel.chunks(horizon))
    tables, ready = [], 0
    for end in np.unique(panel.last)[::-1]:
        for rows in _parts(np.flatnonzero(panel.last == end), panel.units.shape[1] + horizon):
            found = forecast(panel.ending_at(rows, horizon), pool)
            own = Forecasts(
                pd.DataFrame({"unique_id": [panel.ids[row] for row in rows], "row": rows}),
                panel.last_days[int(rows[0])],
                found.mean,
                found.residual_paths,
                found.pool,
            )
            tables.append(_table(panel, own, rows, cumulative))
            ready += rows.size
            if done is not None:
                done(ready / len(panel.ids))
    whole = pd.concat(tables, ignore_index=True).sort_values(["row", "ds"], kind="stable", ignore_index=True)
    return whole.drop(columns="row")


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


def _table(panel: LongPanel, own: Forecasts, rows: IntArray, cumulative: bool) -> pd.DataFrame:
    horizon = own.mean.shape[1]
    days = [_later(panel.last_days[row], step, panel.freq) for row in rows for step in range(1, horizon + 1)]
    table = pd.DataFrame(
        {
            "row": np.repeat(rows, horizon),
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

"""The real panels that forecasts are measured on, as arrays with a calendar.

Real data is no part of the repository: a panel whose file is missing is None, and the caller says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Array = NDArray[np.float64]
WEEK = np.timedelta64(7, "D")


@dataclass(frozen=True)
class BenchmarkPanel:
    """Many series over one calendar.

    demand: (n, T) units, NaN before the first period with demand and where nothing is known.
    starts: (T,) first day of each period. freq: D, W or M.
    horizon: periods ahead that are judged. season: what rivals are told; n_origins: scored origins.
    min_known: series with fewer known periods at an origin are left out there, for every method alike.
    """

    name: str
    keys: tuple[str, ...]
    demand: Array
    starts: NDArray[np.datetime64]
    freq: str
    horizon: int
    season: int
    n_origins: int = 3
    min_known: int = 12

    def origins(self, n_before: int = 0, *, step: int | None = None) -> list[int]:
        """The last origins, oldest first, a step (None: a horizon) apart, and n_before older ones.

        An origin is the number of periods known.
        """
        stride = self.horizon if step is None else step
        wanted = self.n_origins + n_before
        last = self.demand.shape[1] - self.horizon
        return [end for end in range(last - (wanted - 1) * stride, last + 1, stride) if end >= self.min_known]

    def usable(self, origin: int) -> NDArray[np.bool_]:
        """Series with enough known periods and some demand before an origin, and a known future."""
        history, future = self.demand[:, :origin], self.demand[:, origin : origin + self.horizon]
        enough = (~np.isnan(history)).sum(axis=1) >= self.min_known
        found: NDArray[np.bool_] = enough & (np.nansum(history, axis=1) > 0) & ~np.isnan(future).any(axis=1)
        return found


def online_retail(folder: Path) -> BenchmarkPanel | None:
    """UCI Online Retail: units per article and week (from Wednesday), known cancellations taken out."""
    path = folder / "online_retail.csv.gz"
    if not path.exists():
        return None
    lines = pd.read_csv(path, dtype={"InvoiceNo": str, "StockCode": str}, parse_dates=["InvoiceDate"])
    lines = lines[lines["StockCode"].str.match(r"\d{5}") & (lines["UnitPrice"] > 0)]
    sold = lines[~_cancelled(lines) & (lines["Quantity"] > 0)]
    first = pd.Timestamp("2010-12-01")
    week = (sold["InvoiceDate"] - first).dt.days // 7
    table = sold.assign(week=week).pivot_table(
        index="StockCode", columns="week", values="Quantity", aggfunc="sum"
    )
    # The last week of the file has three days.
    table = table.reindex(columns=range(int(week.max())))
    starts = np.datetime64("2010-12-01") + np.arange(table.shape[1]) * WEEK
    return _panel("online_retail_weekly", table, starts, freq="W", horizon=4, season=1)


def m5_daily(folder: Path) -> BenchmarkPanel | None:
    """M5 sample: units per item, store and day, 28 days ahead."""
    days = _m5(folder)
    if days is None:
        return None
    starts = days.columns.to_numpy(dtype="datetime64[D]")
    return _panel("m5_daily", days, starts, freq="D", horizon=28, season=7)


def m5_weekly(folder: Path) -> BenchmarkPanel | None:
    """M5 sample: units per item, store and whole week (from Saturday), 13 weeks ahead."""
    days = _m5(folder)
    if days is None:
        return None
    n_weeks = days.shape[1] // 7
    weeks = days.iloc[:, : n_weeks * 7].to_numpy(dtype=np.float64).reshape(len(days), n_weeks, 7).sum(axis=2)
    starts = days.columns.to_numpy(dtype="datetime64[D]")[: n_weeks * 7 : 7]
    return _panel("m5_weekly", pd.DataFrame(weeks, days.index), starts, freq="W", horizon=13, season=52)


def raf(folder: Path) -> BenchmarkPanel | None:
    """RAF spare parts: units per part and month, 6 months ahead."""
    path = folder / "raf.csv.gz"
    if not path.exists():
        return None
    table = pd.read_csv(path).pivot_table(index="series_id", columns="month", values="value", aggfunc="sum")
    starts = table.columns.to_numpy(dtype="datetime64[M]")
    return _panel("raf_monthly", table, starts, freq="M", horizon=6, season=12)


PANELS: dict[str, Callable[[Path], BenchmarkPanel | None]] = {
    "online_retail_weekly": online_retail,
    "m5_daily": m5_daily,
    "m5_weekly": m5_weekly,
    "raf_monthly": raf,
}
SEASONS = {"D": 7, "W": 52, "M": 12}
HORIZONS = {"D": 28, "W": 13, "M": 6}


def long_table(path: Path, freq: str) -> BenchmarkPanel:
    """Any long table (unique_id, ds, y): missing periods of a series are zero, an empty y is unknown."""
    rows = pd.read_csv(path, parse_dates=["ds"], dtype={"unique_id": str})
    period = rows["ds"].dt.to_period("W-SUN" if freq == "W" else freq)
    ordinal = period.map(lambda each: each.ordinal)
    first, last = int(ordinal.min()), int(ordinal.max())
    table = rows.assign(at=ordinal).pivot_table(
        index="unique_id",
        columns="at",
        values="y",
        aggfunc=lambda values: values.sum(min_count=1),
        dropna=False,
    )
    unknown = rows.assign(at=ordinal, empty=rows["y"].isna()).pivot_table(
        index="unique_id", columns="at", values="empty", aggfunc="max", fill_value=False
    )
    columns = range(first, last + 1)
    values = table.reindex(columns=columns).fillna(0.0)
    values = values.mask(unknown.reindex(columns=columns, fill_value=False).astype(bool))
    calendar = pd.period_range(period.min(), period.max())
    starts = calendar.to_timestamp().to_numpy(dtype="datetime64[D]")
    season = SEASONS[freq] if len(columns) >= 2 * SEASONS[freq] else 1
    return _panel(path.stem, values, starts, freq=freq, horizon=HORIZONS[freq], season=season)


def chosen_panels(
    folder: Path,
    names: list[str],
    *,
    extra: list[Path],
    freq: str,
    horizon: int | None = None,
    n_origins: int | None = None,
) -> Iterator[tuple[str, BenchmarkPanel | None]]:
    """The named panels (all when none is named) and extra long tables; None where the file is missing."""
    found = [(name, PANELS[name](folder)) for name in names or PANELS]
    found += [(path.stem, long_table(path, freq)) for path in extra]
    for name, panel in found:
        if panel is None:
            yield name, None
        else:
            yield (
                name,
                replace(panel, horizon=horizon or panel.horizon, n_origins=n_origins or panel.n_origins),
            )


def _panel(
    name: str, table: pd.DataFrame, starts: NDArray[np.datetime64], *, freq: str, horizon: int, season: int
) -> BenchmarkPanel:
    values = table.fillna(0.0).to_numpy(dtype=np.float64) if freq != "D" else table.to_numpy(dtype=np.float64)
    begun = np.maximum.accumulate(np.nan_to_num(values) > 0, axis=1)
    demand = np.where(begun, values, np.nan)
    keys = tuple(str(key) for key in table.index)
    return BenchmarkPanel(name, keys, demand, starts, freq, horizon, season)


def _m5(folder: Path) -> pd.DataFrame | None:
    path = folder / "m5_tiny.parquet"
    if not path.exists():
        return None
    days = pd.read_parquet(path, columns=["item_id", "store_id", "date", "value"])
    return days.pivot_table(index=["item_id", "store_id"], columns="date", values="value", aggfunc="sum")


def _cancelled(lines: pd.DataFrame) -> pd.Series:
    """True on sales that the same customer cancelled later: the newest sale of that size, one for one."""
    known = lines[lines["CustomerID"].notna()].sort_values("InvoiceDate", kind="stable")
    size = known["Quantity"].abs()
    keys = [known["CustomerID"], known["StockCode"], size]
    with_both = known["Quantity"].groupby(keys).transform("min") < 0
    known = known[with_both]
    open_sales: dict[tuple[object, ...], list[int]] = {}
    taken: list[int] = []
    for row, customer, code, quantity in zip(
        known.index, known["CustomerID"], known["StockCode"], known["Quantity"], strict=True
    ):
        waiting = open_sales.setdefault((customer, code, abs(quantity)), [])
        if quantity > 0:
            waiting.append(row)
        elif waiting:
            taken.append(waiting.pop())
    return pd.Series(lines.index.isin(taken), index=lines.index)

# ruff: noqa: T201, INP001 - a script that prints, in no package
"""Our panel forecast against statsforecast, in one run on one machine.

    python -m benchmarks.forecasting.first FOLDER

FOLDER holds online_retail.csv.gz (lines of a shop, one year) and m5_tiny.parquet (store sales, five years);
what is missing is skipped with a message. Weekly series, 4 weeks ahead, the last origins of each data set.
In brackets ours as a ratio to the method of the line: below 1 ours is lower, which is better for all but the
coverage. Rivals' ranges of a sum take its weeks as independent and normal, because they give ranges of single
weeks only. Each method runs once on a few series before it is timed, to compile what must be compiled.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from statsforecast import StatsForecast
from statsforecast.models import SeasonalNaive, SimpleExponentialSmoothingOptimized, WindowAverage
from statsforecast.utils import ConformalIntervals

from models.forecasting import accuracy, forecast_panel, window_quantiles

HORIZON = 4
LEVELS = (0.5, 0.8, 0.9, 0.95)
MIN_WEEKS = 12
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Scores:
    """Accuracy of one method: shares of demand, and seconds."""

    weekly_wape: float
    window_wape: float
    rmsse: float
    pinball: float
    covered_95: float
    seconds: float


@dataclass(frozen=True)
class Forecast:
    """Mean per week (n, horizon) and quantiles of the sum (n, n_levels)."""

    mean: Array
    quantiles: Array
    seconds: float


def online_retail(folder: Path) -> Array:
    """Units per article and week, (n, weeks); NaN before the first sale, without lines cancelled later."""
    lines = pd.read_csv(folder / "online_retail.csv.gz", dtype={"InvoiceNo": str, "StockCode": str})
    lines["week"] = (pd.to_datetime(lines["InvoiceDate"]) - pd.Timestamp("2010-12-01")).dt.days // 7
    same = ["CustomerID", "StockCode", "size"]
    lines["size"] = lines["Quantity"].abs()
    cancelled = lines[lines["Quantity"] < 0][same].drop_duplicates().assign(cancelled=True)
    sold = lines[(lines["Quantity"] > 0) & (lines["UnitPrice"] > 0)].merge(cancelled, how="left", on=same)
    sold = sold[sold["cancelled"].isna() & sold["StockCode"].str.match(r"\d{5}")]
    return _panel(sold.pivot_table(index="StockCode", columns="week", values="Quantity", aggfunc="sum"))


def m5_tiny(folder: Path) -> Array:
    """Units per item, store and week, (n, weeks); NaN before the first sale."""
    days = pd.read_parquet(folder / "m5_tiny.parquet")
    date = next(
        name
        for name in days.columns
        if pd.api.types.is_datetime64_any_dtype(days[name]) or name in ("date", "ds")
    )
    days["week"] = (pd.to_datetime(days[date]) - pd.to_datetime(days[date]).min()).dt.days // 7
    keys = [name for name in ("item_id", "store_id", "unique_id") if name in days.columns]
    weeks = days.pivot_table(index=keys, columns="week", values="value", aggfunc="sum")
    return _panel(weeks.iloc[:, :-1])


def _panel(table: pd.DataFrame) -> Array:
    values = table.reindex(columns=range(int(table.columns.max()) + 1)).fillna(0.0).to_numpy(dtype=np.float64)
    begun = np.maximum.accumulate(values > 0, axis=1)
    return np.where(begun, values, np.nan)


def ours(history: Array, season: int) -> Forecast:
    """The panel engine, judged over the whole horizon."""
    begin = time.perf_counter()
    found = forecast_panel(history, horizon=HORIZON, season_length=season)
    quantiles = window_quantiles(found.mean, found.residual_paths, LEVELS, periods=HORIZON, pool=found.pool)
    return Forecast(found.mean, quantiles, time.perf_counter() - begin)


def rival(model: Callable[[int], object]) -> Callable[[Array, int], Forecast]:
    """A statsforecast model as a function of history and season."""

    def forecast(history: Array, season: int) -> Forecast:
        known = ~np.isnan(history)
        rows, weeks = np.nonzero(known)
        long = pd.DataFrame({"unique_id": rows, "ds": weeks, "y": history[known]})
        begin = time.perf_counter()
        engine = StatsForecast(models=[model(season)], freq=1)
        found = engine.forecast(df=long, h=HORIZON, level=[80]).sort_values(["unique_id", "ds"])
        seconds = time.perf_counter() - begin
        name = found.columns[2]
        mean, high = (found[each].to_numpy().reshape(-1, HORIZON) for each in (name, f"{name}-hi-80"))
        sd = np.sqrt((((high - mean) / NormalDist().inv_cdf(0.9)) ** 2).sum(axis=1))
        scores = np.array([NormalDist().inv_cdf(level) for level in LEVELS])
        sums = np.maximum(mean.sum(axis=1)[:, None] + sd[:, None] * scores, 0.0)
        return Forecast(np.maximum(mean, 0.0), sums, seconds)

    return forecast


METHODS = {
    "ours": ours,
    "SeasonalNaive": rival(SeasonalNaive),
    "WindowAverage(8)": rival(
        lambda _season: WindowAverage(8, prediction_intervals=ConformalIntervals(h=HORIZON, n_windows=2))
    ),
    "SESOpt": rival(
        lambda _season: SimpleExponentialSmoothingOptimized(
            prediction_intervals=ConformalIntervals(h=HORIZON, n_windows=2)
        )
    ),
}


def cuts(panel: Array, n_origins: int, season: int) -> Iterator[tuple[Array, Array]]:
    """History and the weeks after it, at the last origins; series with enough history only."""
    for back in range(n_origins - 1, -1, -1):
        end = panel.shape[1] - HORIZON - back * HORIZON
        history = panel[:, :end]
        enough = (~np.isnan(history)).sum(axis=1) >= max(MIN_WEEKS, season)
        yield history[enough], panel[enough, end : end + HORIZON]


def score(method: Callable[[Array, int], Forecast], panel: Array, *, n_origins: int, season: int) -> Scores:
    """Scores of one method over all origins together."""
    parts = [(history, actual, method(history, season)) for history, actual in cuts(panel, n_origins, season)]
    actual = np.concatenate([part[1] for part in parts])
    mean, quantiles = (
        np.concatenate([getattr(part[2], name) for part in parts]) for name in ("mean", "quantiles")
    )
    wanted = actual.sum(axis=1)
    scaled = [
        accuracy.rmsse(truth, said, history=series[~np.isnan(series)])
        for history, truths, forecast in parts
        for series, truth, said in zip(history, truths, forecast.mean, strict=True)
    ]
    losses = [
        accuracy.weighted_quantile_loss(wanted, quantiles[:, column], quantile=level)
        for column, level in enumerate(LEVELS)
    ]
    return Scores(
        weekly_wape=accuracy.wape(actual, mean),
        window_wape=accuracy.wape(wanted, mean.sum(axis=1)),
        rmsse=float(np.nanmean(scaled)),
        pinball=float(np.mean(losses)),
        covered_95=float((wanted <= quantiles[:, -1]).mean()),
        seconds=sum(part[2].seconds for part in parts),
    )


def report(name: str, panel: Array, *, n_origins: int, season: int) -> None:
    """Print every method's scores and ours as ratios to them."""
    for method in METHODS.values():
        method(next(cuts(panel, 1, season))[0][:20], season)
    print(f"\n{name}: {panel.shape[0]} series, {panel.shape[1]} weeks, {n_origins} origins, season {season}")
    scores = {
        each: score(method, panel, n_origins=n_origins, season=season) for each, method in METHODS.items()
    }
    mine = scores["ours"]
    for each, found in scores.items():
        figures = "  ".join(
            f"{field} {value:.3f} (x{getattr(mine, field) / value:.2f})"
            for field, value in vars(found).items()
        )
        print(f"{each:18} {figures}")


def main() -> None:
    """Run what the folder allows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    for name, read, n_origins, season in (
        ("online_retail.csv.gz", online_retail, 4, 4),
        ("m5_tiny.parquet", m5_tiny, 6, 52),
    ):
        if (folder / name).exists():
            report(name, read(folder), n_origins=n_origins, season=season)
        else:
            print(f"{name} is not in {folder}: skipped")


if __name__ == "__main__":
    main()

"""How forecasts have done: what was said of a window, and what then came.

Two sources, never mixed in silence: "said" are runs of the archive, "tried" are the rolling origins of the
backtest, what the method of today would have said on the past. Each is judged over the window that
purchasing decides on, and over its first week. error = forecast - actual, so a bias above 0 is too high.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.demand.archive import WINDOW_LEVELS
from models.arrays import FloatArray, IntArray
from models.forecasting import accuracy

SAID, TRIED = "said", "tried"
MIN_JUDGED = 8
"""Judged windows below which no figure is told."""
MIN_UNITS = 1.0
"""Units a window, on average, below which misses are no share of anything: what is not sold any more."""
MIN_KNOWN_SHARE = 0.5
SIGNAL_LIMIT = 4.0
SIGNAL_WEEKS = 12
"""Weeks over which the tracking signal runs."""
SUSTAINED_WEEKS = 4
BIAS_LIMIT = 0.2
CHANCE_LIMIT = 2.0
"""Sustained bias: the signal beyond its limit in each of the last four weeks, more than chance explains (the
sum of the errors beyond twice the root of the sum of their squares), and a bias beyond a fifth."""

QUANTILES = tuple(f"q{level * 100:02.0f}" for level in WINDOW_LEVELS)
JUDGED = ("row", "next_week", "source", "actual", "naive", "mean", "step_actual", "step_mean", *QUANTILES)
"""One row per series and origin whose window is over. row: of the forecasts' table. actual, naive, mean,
quantiles: units of the window, over its known weeks; step_: of its first week. NaN where not known: the
backtest has no quantiles."""


@dataclass(frozen=True)
class Accuracy:
    """n: judged windows, `weeks` of them different. Shares of the demand, NaN where there is too little.

    wape: of the median (of the mean where no median was kept). rmsse: of the mean over the naive forecast's,
    below 1 is better. bias: of the mean. pinball: of the quantiles, as a share of the demand. coverage_90:
    share of windows between the 5 and the 95 percent quantile. tracking_signal: of the first weeks.
    """

    n: int
    weeks: int
    wape: float
    rmsse: float
    bias: float
    pinball: float
    coverage_90: float
    tracking_signal: float

    @property
    def is_enough(self) -> bool:
        return self.n >= MIN_JUDGED


def aligned(histories: list[FloatArray]) -> FloatArray:
    """Weekly figures with the newest week last, (n_series, n_weeks); NaN before the first sale.

    >>> aligned([np.array([1.0]), np.array([2.0, 3.0])]).tolist()
    [[nan, 1.0], [2.0, 3.0]]
    """
    width = max((len(history) for history in histories), default=0)
    found = np.full((len(histories), width), np.nan)
    for number, history in enumerate(histories):
        found[number, width - len(history) :] = history
    return found


def tried(
    demand: FloatArray,
    residual_paths: FloatArray,
    origin_weeks: IntArray,
    *,
    window_days: FloatArray,
    next_week: np.datetime64,
) -> pd.DataFrame:
    """JUDGED rows of the backtest: forecast = actual - residual at each rolling origin.

    demand: (n_series, n_weeks), newest last. residual_paths: (n_series, n_origins, horizon) actual -
    forecast. origin_weeks: (n_series, n_origins) weeks known since each origin, -1 where there is none.
    next_week: the week after the newest.
    """
    n_series, _n_origins, horizon = residual_paths.shape
    first = demand.shape[1] - origin_weeks
    weights = np.clip(window_days[:, None] / 7 - np.arange(horizon), 0.0, 1.0)
    columns = first[:, :, None] + np.arange(horizon)
    inside = (columns >= 0) & (columns < demand.shape[1])
    rows = np.arange(n_series)[:, None, None]
    after = np.where(inside, demand[rows, np.clip(columns, 0, max(demand.shape[1] - 1, 0))], np.nan)
    known = ~np.isnan(residual_paths) & ~np.isnan(after)
    covered = weights[:, None, :] * known
    actual = (covered * np.nan_to_num(after)).sum(axis=2)
    mean = actual - (covered * np.nan_to_num(residual_paths)).sum(axis=2)
    usable = (origin_weeks > 0) & (
        covered.sum(axis=2) >= np.maximum(MIN_KNOWN_SHARE * weights.sum(axis=1)[:, None], 1e-9)
    )
    places = np.argwhere(usable)
    one, origin = places[:, 0], places[:, 1]
    step = known[one, origin, 0]
    table = {
        "row": one,
        "next_week": next_week - (demand.shape[1] - first[one, origin]) * np.timedelta64(7, "D"),
        "source": TRIED,
        "actual": actual[one, origin],
        "naive": _last_before(demand, one, first[one, origin]) * covered.sum(axis=2)[one, origin],
        "mean": np.maximum(mean[one, origin], 0.0),
        "step_actual": np.where(step, after[one, origin, 0], np.nan),
        "step_mean": np.where(step, after[one, origin, 0] - residual_paths[one, origin, 0], np.nan),
    }
    return pd.DataFrame(table).reindex(columns=list(JUDGED))


def _last_before(demand: FloatArray, rows: IntArray, columns: IntArray) -> FloatArray:
    """The last known week before a column, 0 where none is."""
    filled = pd.DataFrame(demand.T).ffill().to_numpy().T
    return np.nan_to_num(np.where(columns > 0, filled[rows, np.maximum(columns - 1, 0)], 0.0))


def said(runs: pd.DataFrame, demand: FloatArray, rows: IntArray, next_week: np.datetime64) -> pd.DataFrame:
    """JUDGED rows of archived runs whose window is over.

    runs: archive rows that are judged, of known series, with value_added.finals beside them; final,
    override_id and window_days stay beside the result. rows: the series of each. demand, next_week: as for
    `tried`.
    """
    begins = runs["next_week"].to_numpy(dtype="datetime64[D]")
    first = demand.shape[1] - (next_week - begins).astype(np.int64) // 7
    window = runs["window_days"].to_numpy(dtype=np.float64) / 7
    steps = np.arange(int(np.ceil(window.max(initial=1.0))))
    weights = np.clip(window[:, None] - steps, 0.0, 1.0)
    columns = first[:, None] + steps
    inside = (columns >= 0) & (columns < demand.shape[1])
    after = np.where(inside, demand[rows[:, None], np.clip(columns, 0, demand.shape[1] - 1)], np.nan)
    share = (weights * ~np.isnan(after)).sum(axis=1) / weights.sum(axis=1)
    is_over = (first + np.ceil(window) <= demand.shape[1]) & (share >= MIN_KNOWN_SHARE) & (first >= 0)
    quantiles = np.array(runs["window_quantiles"].to_list(), dtype=np.float64).reshape(len(runs), -1)
    table = {
        "row": rows,
        "next_week": begins,
        "source": SAID,
        "actual": (weights * np.nan_to_num(after)).sum(axis=1),
        "naive": runs["naive"].to_numpy(dtype=np.float64) * weights.sum(axis=1) * share,
        # A week that nobody knows leaves both sides, in proportion.
        "mean": runs["window_mean"].to_numpy(dtype=np.float64) * share,
        "step_actual": after[:, 0],
        "step_mean": [means[0] for means in runs["mean"]],
        **{name: quantiles[:, number] * share for number, name in enumerate(QUANTILES)},
        "final": runs["final"].to_numpy(dtype=np.float64) * share,
        "override_id": runs["override_id"],
        "window_days": runs["window_days"].to_numpy(dtype=np.float64),
    }
    found: pd.DataFrame = pd.DataFrame(table).loc[is_over].reset_index(drop=True)
    return found


def measured(judged: pd.DataFrame) -> Accuracy:
    """The figures of some judged windows together."""
    n = len(judged)
    if n < MIN_JUDGED:
        nan = float("nan")
        return Accuracy(n, int(judged["next_week"].nunique()), nan, nan, nan, nan, nan, nan)
    actual, mean = judged["actual"], judged["mean"]
    median = judged["q50"].fillna(mean)
    naive_error = accuracy.rmse(actual, judged["naive"])
    total = float(actual.sum())
    is_wanted = total >= MIN_UNITS * n
    losses = [
        accuracy.pinball(actual, judged[name], quantile=level) * n
        for name, level in zip(QUANTILES, WINDOW_LEVELS, strict=True)
    ]
    first = (
        judged.sort_values("next_week").groupby("next_week")[["step_actual", "step_mean"]].sum(min_count=1)
    )
    return Accuracy(
        n=n,
        weeks=int(judged["next_week"].nunique()),
        wape=accuracy.wape(actual, median) if is_wanted else float("nan"),
        rmsse=accuracy.rmse(actual, mean) / naive_error if naive_error else float("nan"),
        bias=accuracy.bias(actual, mean) if is_wanted else float("nan"),
        pinball=float(np.mean(losses)) / total if total else float("nan"),
        coverage_90=accuracy.coverage(actual, judged["q05"], judged["q95"]),
        tracking_signal=accuracy.tracking_signal(
            first["step_actual"].tail(SIGNAL_WEEKS), first["step_mean"].tail(SIGNAL_WEEKS)
        ),
    )


def by_series(judged: pd.DataFrame, n_series: int) -> pd.DataFrame:
    """wape and bias of each series, one row each: what `measured` says of its windows."""
    missed = judged.assign(
        error=judged["mean"] - judged["actual"],
        absolute=(judged["q50"].fillna(judged["mean"]) - judged["actual"]).abs(),
        n=1,
    )
    sums = missed.groupby("row")[["n", "actual", "error", "absolute"]].sum().reindex(range(n_series))
    wanted = sums["actual"].where((sums["n"] >= MIN_JUDGED) & (sums["actual"] >= MIN_UNITS * sums["n"]))
    found = pd.DataFrame({"wape": sums["absolute"] / wanted, "bias": sums["error"] / wanted})
    return found.reset_index(drop=True)


def over_time(judged: pd.DataFrame) -> pd.DataFrame:
    """next_week, source, n, wape, bias: one row per origin week and source, all series together."""
    missed = judged.assign(
        error=judged["mean"] - judged["actual"],
        absolute=(judged["q50"].fillna(judged["mean"]) - judged["actual"]).abs(),
    )
    weeks = missed.groupby(["next_week", "source"], as_index=False).agg(
        n=("actual", "size"), actual=("actual", "sum"), error=("error", "sum"), absolute=("absolute", "sum")
    )
    wanted = weeks["actual"].where(weeks["actual"] > 0)
    found = weeks.assign(wape=weeks["absolute"] / wanted, bias=weeks["error"] / wanted)
    return found[["next_week", "source", "n", "wape", "bias"]]


def signals(judged: pd.DataFrame, n_series: int) -> pd.DataFrame:
    """tracking_signal, bias and is_biased of each series, one row per series of the forecasts' table.

    Over the last SIGNAL_WEEKS first weeks. is_biased: sustained, see BIAS_LIMIT.
    """
    weeks = judged.sort_values("next_week").drop_duplicates(["row", "next_week"], keep="last")
    known = weeks[weeks["step_mean"].notna() & weeks["step_actual"].notna()]
    errors = np.full((n_series, SIGNAL_WEEKS + SUSTAINED_WEEKS - 1), np.nan)
    wanted = errors.copy()
    back = known.groupby("row").cumcount(ascending=False).to_numpy()
    near = back < errors.shape[1]
    places = (known["row"].to_numpy()[near], errors.shape[1] - 1 - back[near])
    errors[places] = (known["step_mean"] - known["step_actual"]).to_numpy()[near]
    wanted[places] = known["step_actual"].to_numpy()[near]
    ends = np.stack([_signal(errors[:, end : end + SIGNAL_WEEKS]) for end in range(SUSTAINED_WEEKS)], axis=1)
    last, sold = errors[:, -SIGNAL_WEEKS:], np.nansum(wanted[:, -SIGNAL_WEEKS:], axis=1)
    bias = np.where(sold > 0, np.nansum(last, axis=1) / np.where(sold > 0, sold, 1.0), np.nan)
    one_side = (ends > SIGNAL_LIMIT).all(axis=1) | (ends < -SIGNAL_LIMIT).all(axis=1)
    chance = np.sqrt(np.nansum(last**2, axis=1))
    one_side &= np.abs(np.nansum(last, axis=1)) > CHANCE_LIMIT * chance
    return pd.DataFrame(
        {
            "tracking_signal": ends[:, -1],
            "recent_bias": bias,
            "is_biased": one_side & (np.abs(np.nan_to_num(bias)) > BIAS_LIMIT),
        }
    )


def _signal(errors: FloatArray) -> FloatArray:
    n_known = (~np.isnan(errors)).sum(axis=1)
    spread = np.nansum(np.abs(errors), axis=1) / np.maximum(n_known, 1)
    enough = (n_known >= MIN_JUDGED) & (spread > 0)
    found: FloatArray = np.where(enough, np.nansum(errors, axis=1) / np.where(enough, spread, 1.0), np.nan)
    return found

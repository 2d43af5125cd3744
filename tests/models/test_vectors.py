"""Published numbers that the formulas must reproduce.

data/vectors.json holds inputs, expected values, tolerance and source of each. Every computable or fitted one
is computed here or named with the reason why Abacus does not compute it: a new one without either fails.
"""

from math import isclose

import numpy as np
import pytest

from models.customers import SEGMENTS, rfm_segments, scores_from_cutoffs
from models.forecasting import (
    adida,
    croston,
    imapa,
    sba,
    sbj,
    simple_exponential_smoothing,
)
from models.inventory import (
    loss,
)
from models.shares import wilson_interval
from tests.models.published import VECTORS
from tests.models.published_forecasts import (
    demand_classes,
    holt_from_published_parameters,
    last_level,
    last_tsb,
    quantile_scores,
    seasonal_naive_accuracy,
    theta_of_airpassengers,
    tracking,
    value_added,
    vn1_score,
)
from tests.models.published_inventory import (
    abc,
    both_service_types,
    eoq,
    eoq_with_backorders,
    epq,
    explicit_newsvendor,
    fill,
    gamma_poisson,
    lognormal_newsvendor,
    negative_binomial,
    newsboy,
    normal_losses,
    normal_newsvendor,
    poisson_newsvendor,
    poisson_points,
    skewed_losses,
    standard_loss,
    variable_lead_time,
)


def scores_at_published_cutoffs(given):
    cutoffs = VECTORS["clv-rfm-01"]["expected"]
    days, orders, money = zip(*given["rfm"], strict=True)
    scores = zip(
        scores_from_cutoffs(days, cutoffs["recency"], low_is_best=True),
        scores_from_cutoffs(orders, cutoffs["frequency"]),
        scores_from_cutoffs(money, cutoffs["monetary"]),
        strict=True,
    )
    return {"scores": ["".join(map(str, each)) for each in scores]}


def segment_map(given):
    # Our codes are spelt properly; the published map writes "cant_loose".
    published = {code: code for code in SEGMENTS} | {"cannot_lose": "cant_loose"}
    cells = [(recency, frequency) for recency in range(1, 6) for frequency in range(1, 6)]
    names = rfm_segments(*zip(*cells, strict=True))
    named = {f"{r}{f}": published[str(name)] for (r, f), name in zip(cells, names, strict=True)}
    return named | {"cells": len(named), "covered_once": set(named.values()) == set(given["map"].values())}


def wilson(given):
    low, high = wilson_interval(*np.transpose(given["cases"]))
    return {"lo": low.tolist(), "hi": high.tolist()}


CHECKS = {
    "inv-abc-01": abc,
    "inv-eoq-01": eoq,
    "inv-eoq-02": eoq,
    "inv-eoq-03": eoq,
    "inv-eoqb-02": eoq_with_backorders,
    "inv-eoqb-03": eoq_with_backorders,
    "inv-epq-02": epq,
    "inv-fill-02": fill,
    "inv-loss-01": normal_losses,
    "inv-loss-03": skewed_losses,
    "inv-loss-04": negative_binomial,
    "inv-ltd-02": gamma_poisson,
    "inv-ltd-03": poisson_points,
    "inv-nvl-01": lognormal_newsvendor,
    "inv-nvn-04": normal_newsvendor,
    "inv-nvn-05": normal_newsvendor,
    "inv-nvn-06": normal_newsvendor,
    "inv-nvp-02": poisson_newsvendor,
    "inv-nvp-03": poisson_newsvendor,
    "inv-nvp-05": poisson_newsvendor,
    "inv-nvs-01": newsboy,
    "inv-nvs-02": newsboy,
    "inv-nvx-01": explicit_newsvendor,
    "inv-snl-01": standard_loss,
    "inv-snl-02": standard_loss,
    "inv-snl2-01": lambda given: {"second_loss": list(map(loss.standard_normal_second_loss, given["z"]))},
    "inv-ssl-01": variable_lead_time,
    "inv-ssl-02": variable_lead_time,
    "inv-type12-01": both_service_types,
    "fc-acc-01": seasonal_naive_accuracy,
    "fc-adida-01": lambda given: {"forecast": float(adida(given["series"])[0])},
    "fc-cro-01": last_level(croston),
    "fc-cro-02": last_level(croston),
    "fc-fva-01": value_added,
    "fc-holt-01": holt_from_published_parameters,
    "fc-imapa-01": lambda given: {"forecast": float(imapa(given["series"])[0])},
    "fc-met-02": quantile_scores,
    "fc-sba-01": last_level(sba),
    "fc-sbc-01": demand_classes,
    "fc-sbj-01": last_level(sbj),
    "fc-ses-05": last_level(simple_exponential_smoothing),
    "fc-theta-01": theta_of_airpassengers,
    "fc-ts-01": tracking,
    "fc-ts-02": tracking,
    "fc-tsb-01": last_tsb,
    "fc-vn1-02": vn1_score,
    "clv-rfm-02": scores_at_published_cutoffs,
    "clv-rfm-05": segment_map,
    "st-wilson-01": wilson,
}

NO_DISCOUNTS = "price breaks are not part of the order quantity yet"
NO_RQ = "Abacus reviews periodically; the continuous (r, Q) optimum is not used"
NO_SS = "reorder point and order-up-to level come from service levels, not from a shortage cost"
NO_LOT_PLAN = "orders are proposed one at a time; no plan of lots over several periods"
NO_ETS = "no Holt-Winters: seasons are indices pooled over the catalogue, taken out before smoothing"
NOT_COPIED = "its data file is not ours to copy into this repository"
NO_COMPETITION = "competition totals: Abacus does not compute them"
NO_VALUE_MODEL = "no model of customer lifetime value yet"
NO_EXPERIMENT = "no statistics of experiments yet"

NOT_APPLICABLE = {
    **dict.fromkeys(["inv-aud-01", "inv-inc-01", "inv-inc-03"], NO_DISCOUNTS),
    **dict.fromkeys(["inv-rqb-02", "inv-rqc-01", "inv-rqc-03", "inv-rqe-01", "inv-rqe-02"], NO_RQ),
    **dict.fromkeys(["inv-rqn-01", "inv-rqp-02", "inv-rqr-02", "inv-rqr-03"], NO_RQ),
    **dict.fromkeys(["inv-ss-01", "inv-ss-03", "inv-sspow-01"], NO_SS),
    **dict.fromkeys(
        ["inv-sm-01", "inv-sm-02", "inv-ww-01", "inv-ww-02", "inv-ww-04", "inv-ww-07"], NO_LOT_PLAN
    ),
    **dict.fromkeys(["fc-ets-02", "fc-hw-01", "fc-hwr-02"], NO_ETS),
    **dict.fromkeys(["fc-beer-03", "fc-beer-04", "clv-rfm-01"], NOT_COPIED),
    **dict.fromkeys(["fc-m4-118", "fc-m4-damped", "fc-m4-holt", "fc-m4-ses", "fc-m4-theta"], NO_COMPETITION),
    **dict.fromkeys(["fc-m4-total", "fc-m5-naive", "fc-m5-winner"], NO_COMPETITION),
    "fc-arima-01": "no ARIMA: it finds no model on sparse demand, and depends on an optimiser",
    "fc-ses-01": "weight and first level fitted by likelihood: ours come from a grid and a discounted start",
    "fc-ses-03": "weight and first level fitted by likelihood: ours come from a grid and a discounted start",
    **dict.fromkeys(["clv-bgbb-02", "clv-bgbb-03", "clv-bgbb-05", "clv-bgbb-07"], NO_VALUE_MODEL),
    **dict.fromkeys(["clv-bgnbd-01", "clv-bgnbd-02", "clv-bgnbd-05", "clv-bgnbd-06"], NO_VALUE_MODEL),
    **dict.fromkeys(["clv-bgnbd-07", "clv-cdnow-01", "clv-gg-01", "clv-gg-03", "clv-gg-04"], NO_VALUE_MODEL),
    **dict.fromkeys(["clv-mbg-02", "clv-pnbd-01", "clv-pnbd-03", "clv-pnbd-04"], NO_VALUE_MODEL),
    **dict.fromkeys(["clv-pnbd-05", "clv-pnbd-07", "clv-sbg-01", "clv-sbg-03"], NO_VALUE_MODEL),
    **dict.fromkeys(["clv-sbg-04", "clv-sbg-05", "clv-simple-01"], NO_VALUE_MODEL),
    **dict.fromkeys(["st-bh-01", "st-chi-03", "st-cuped-01", "st-holm-01", "st-size-02"], NO_EXPERIMENT),
    **dict.fromkeys(["st-size-04", "st-size-05", "st-uplift-01", "st-z1-01"], NO_EXPERIMENT),
}


def agrees(got, expected, tolerance):
    if isinstance(expected, dict):
        return all(agrees(got[key], value, tolerance) for key, value in expected.items())
    if isinstance(expected, list):
        return len(got) == len(expected) and all(map(agrees, got, expected, [tolerance] * len(got)))
    if isinstance(expected, str | bool) or not tolerance:
        return got == expected
    allowed = tolerance.get("abs", 0.0) + tolerance.get("rel", 0.0) * abs(expected)
    return isclose(got, expected, rel_tol=0.0, abs_tol=allowed)


@pytest.mark.parametrize("name", CHECKS)
def test_the_formula_reproduces_the_published_number(name):
    vector = VECTORS[name]
    got, by_field = CHECKS[name](vector["inputs"]), vector["tolerance"].get("fields", {})
    for field, expected in vector["expected"].items():
        tolerance = by_field.get(field, vector["tolerance"])
        assert agrees(got[field], expected, tolerance), (field, got[field], expected, vector["source"])


def test_every_published_number_is_reproduced_or_has_a_reason():
    assert set(CHECKS) | set(NOT_APPLICABLE) == set(VECTORS)


def test_no_number_that_is_reproduced_is_also_excused():
    assert not set(CHECKS) & set(NOT_APPLICABLE)

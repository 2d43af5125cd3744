"""What our inventory formulas say to the inputs of published examples; see test_vectors."""

from statistics import NormalDist

from models.inventory import (
    abc_classes,
    economic_order_quantity,
    economic_order_quantity_with_backorders,
    economic_production_quantity,
    loss,
    newsvendor,
    service,
)


def abc(given):
    found = abc_classes(given["annual_value"], a_cut=given["a_cut"], b_cut=given["b_cut"])
    return {"cumulative_share": found.cumulative_share.tolist(), "classes": found.classes.tolist()}


def eoq(given):
    found = economic_order_quantity(
        given["fixed_cost"],
        given["holding_cost"],
        demand_rate=given["demand_rate"],
        units=given.get("order_quantity"),
    )
    return {"order_quantity": found.units, "cost": found.cost}


def eoq_with_backorders(given):
    found = economic_order_quantity_with_backorders(
        given["fixed_cost"],
        given["holding_cost"],
        stockout_cost=given["stockout_cost"],
        demand_rate=given["demand_rate"],
    )
    return {"order_quantity": found.units, "stockout_fraction": found.backordered_share, "cost": found.cost}


def epq(given):
    found = economic_production_quantity(
        given["fixed_cost"],
        given["holding_cost"],
        demand_rate=given["demand_rate"],
        production_rate=given["production_rate"],
    )
    return {"order_quantity": found.units, "cost": found.cost}


def fill(given):
    demand = {
        "demand_mean": given["weekly_demand"] * given["lead_time"],
        "demand_sd": given["weekly_sd"] * given["lead_time"] ** 0.5,
    }
    point = given["reorder_point"]
    met = service.fill_rate(point, order_quantity=given["Q"], **demand)
    return {
        "csl": service.cycle_service_level(point, **demand),
        "esc": (1 - met) * given["Q"],
        "fill_rate": met,
    }


def normal_losses(given):
    short = [loss.normal_loss(stock, mean=mean, sd=sd) for stock, mean, sd in given["cases"]]
    left = [stock - mean + units for (stock, mean, _), units in zip(given["cases"], short, strict=True)]
    return {"loss": short, "complementary": left}


def skewed_losses(given):
    return {
        "lognormal": [loss.lognormal_loss(x, log_mean=m, log_sd=s) for x, m, s in given["lognormal"]],
        "exponential": [loss.exponential_loss(x, rate=rate) for x, rate in given["exponential"]],
    }


def negative_binomial(given):
    stock, r, p = given["x"], given["r"], given["p"]
    short = loss.negative_binomial_loss(stock, successes=r, probability=p)
    return {"loss": short, "complementary": stock - r * (1 - p) / p + short}


def gamma_poisson(given):
    spread = given["rate"] * given["scale"]
    shape, chance = given["shape"], 1 / (1 + spread)
    return {
        "p7": loss.negative_binomial_probability(7, successes=shape, probability=chance),
        "mean": shape * (1 - chance) / chance,
        "var": shape * (1 - chance) / chance**2,
    }


def poisson_points(given):
    mean = given["mean"]
    return {
        "r95": loss.poisson_quantile(0.95, mean=mean),
        "r99": loss.poisson_quantile(0.99, mean=mean),
        "cdf18": loss.poisson_cdf(18, mean=mean),
    }


def standard_loss(given):
    short = loss.standard_normal_loss(given["z"])
    return {"loss": short, "complementary_loss": given["z"] + short}


def lognormal_newsvendor(given):
    found = newsvendor.newsvendor_lognormal(
        given["holding_cost"], given["stockout_cost"], log_mean=given["mu"], log_sd=given["sigma"]
    )
    return {"base_stock_level": found.level_units, "cost": found.cost}


def normal_newsvendor(given):
    periods = given["lead_time"] + 1
    found = newsvendor.newsvendor_normal(
        given["holding_cost"],
        given["stockout_cost"],
        mean=given["demand_mean"] * periods,
        sd=given["demand_sd"] * periods**0.5,
        level_units=given["base_stock_level"],
    )
    return {"base_stock_level": found.level_units, "cost": found.cost}


def poisson_newsvendor(given):
    found = newsvendor.newsvendor_poisson(
        given["holding_cost"],
        given["stockout_cost"],
        mean=given["demand_mean_over_risk_period"],
        level_units=given["base_stock_level"],
    )
    return {"base_stock_level": found.level_units, "cost": found.cost}


def newsboy(given):
    found = newsvendor.newsvendor_profit(
        given["price"], given["cost"], salvage=given["salvage"], mean=given["mean"], sd=given["sd"]
    )
    return {
        "order_quantity": found.units,
        "expected_cost": found.expected_cost,
        "expected_profit": found.expected_profit,
        "fill_rate": found.fill_rate,
        "critical_ratio": found.critical_ratio,
    }


def explicit_newsvendor(given):
    found = newsvendor.newsvendor_profit(
        given["revenue"],
        given["purchase_cost"],
        salvage=given["salvage_value"],
        mean=given["demand_mean"],
        sd=given["demand_sd"],
    )
    return {"order_quantity": found.units, "expected_profit": found.expected_profit}


def variable_lead_time(given):
    sd = service.lead_time_demand_sd(
        given["daily_demand"],
        given["daily_sd"],
        lead_time_days=given["lead_time_days"],
        lead_time_sd_days=given["lead_time_sd"],
    )
    level = given.get("service_level") or NormalDist().cdf(given["z"])
    return {"sigma_L": sd, "safety_stock": service.normal_safety_stock_units(sd, cycle_service_level=level)}


def both_service_types(given):
    demand = {"demand_mean": given["mean"], "demand_sd": given["sd"]}
    safety = service.normal_safety_stock_units(given["sd"], cycle_service_level=given["target"])
    return {
        "R_type1": given["mean"] + safety,
        "R_type2": service.reorder_point_for_fill_rate(given["target"], order_quantity=given["Q"], **demand),
    }

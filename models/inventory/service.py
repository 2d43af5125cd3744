"""What a stock of safety buys: chance of no stock-out, share of demand met, under normal demand.

cycle_service_level is the chance of no stock-out per order cycle; fill_rate is the share of demand met at
once.
Source: Silver, Pyke, Thomas (2017), ch. 6; Nahmias, Olsen (2015), ch. 5 (type 1 and type 2 service).
"""

from __future__ import annotations

import math
from statistics import NormalDist

from models.arrays import require
from models.inventory.loss import normal_loss


def lead_time_demand_sd(
    daily_demand_mean: float, daily_demand_sd: float, *, lead_time_days: float, lead_time_sd_days: float
) -> float:
    """Standard deviation of demand over a lead time that varies, in units.

    daily_demand_mean, daily_demand_sd: units per day, >= 0, days independent of each other and of the lead
    time. lead_time_days above 0, lead_time_sd_days >= 0.

    >>> lead_time_demand_sd(3, 0, lead_time_days=10, lead_time_sd_days=2)
    6.0
    """
    require(daily_demand_sd >= 0, f"daily_demand_sd must be >= 0, got {daily_demand_sd}")
    require(lead_time_days > 0, f"lead_time_days must be above 0, got {lead_time_days}")
    require(lead_time_sd_days >= 0, f"lead_time_sd_days must be >= 0, got {lead_time_sd_days}")
    return math.sqrt(lead_time_days * daily_demand_sd**2 + (daily_demand_mean * lead_time_sd_days) ** 2)


def normal_safety_stock_units(demand_sd: float, *, cycle_service_level: float) -> float:
    """Units held above expected demand of the period for this chance of no stock-out.

    demand_sd: of demand over the protection period, units >= 0. cycle_service_level: above 0 and below 1;
    below 0.5 the result is negative.

    >>> round(normal_safety_stock_units(30, cycle_service_level=0.95), 1)
    49.3
    """
    require(demand_sd >= 0, f"demand_sd must be >= 0, got {demand_sd}")
    _require_share("cycle_service_level", cycle_service_level)
    return NormalDist().inv_cdf(cycle_service_level) * demand_sd


def cycle_service_level(reorder_point: float, *, demand_mean: float, demand_sd: float) -> float:
    """Chance that demand of the lead time stays at or below the reorder point, from 0 to 1.

    demand_mean, demand_sd: of demand over the lead time, units; demand_sd above 0.

    >>> cycle_service_level(10, demand_mean=10, demand_sd=2)
    0.5
    """
    require(demand_sd > 0, f"demand_sd must be above 0, got {demand_sd}")
    return NormalDist(demand_mean, demand_sd).cdf(reorder_point)


def fill_rate(reorder_point: float, *, order_quantity: float, demand_mean: float, demand_sd: float) -> float:
    """Share of demand met at once when order_quantity is ordered at the reorder point.

    One minus units short per cycle over units per cycle, so below 0 for absurdly low reorder points.

    demand_mean, demand_sd: of demand over the lead time, units; order_quantity and demand_sd above 0.

    >>> round(fill_rate(10, order_quantity=100, demand_mean=10, demand_sd=2), 4)
    0.992
    """
    require(order_quantity > 0, f"order_quantity must be above 0, got {order_quantity}")
    return 1 - normal_loss(reorder_point, mean=demand_mean, sd=demand_sd) / order_quantity


def reorder_point_for_fill_rate(
    target: float, *, order_quantity: float, demand_mean: float, demand_sd: float
) -> float:
    """The lowest reorder point that meets this share of demand, in units.

    target: fill rate, above 0 and below 1; the rest as for `fill_rate`. Found by halving, to 1e-9 sd.

    >>> round(reorder_point_for_fill_rate(0.98, order_quantity=100, demand_mean=100, demand_sd=25), 1)
    125.5
    """
    _require_share("target", target)
    low, high = demand_mean - order_quantity - 10 * demand_sd, demand_mean + 40 * demand_sd
    while high - low > 1e-9 * demand_sd:
        middle = (low + high) / 2
        met = fill_rate(middle, order_quantity=order_quantity, demand_mean=demand_mean, demand_sd=demand_sd)
        low, high = (middle, high) if met < target else (low, middle)
    return high


def _require_share(name: str, share: float) -> None:
    require(0 < share < 1, f"{name} must be above 0 and below 1, got {share}")

"""Economic order quantities: demand is steady, each order costs a fixed amount, and stock costs to hold.

Demand and holding cost must speak of the same time (units per year, money per unit and year).
Source: Snyder, Shen (2019), ch. 3.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from models.arrays import require


@dataclass(frozen=True)
class LotSize:
    """An order quantity in units and its cost per time, ordering and holding (and owing), without the goods.

    backordered_share: share of demand served late, from 0 to 1.
    """

    units: float
    cost: float
    backordered_share: float = 0.0


def economic_order_quantity(
    fixed_cost: float, holding_cost: float, *, demand_rate: float, units: float | None = None
) -> LotSize:
    """The order quantity with the least cost, or the cost of a given quantity.

    fixed_cost: money per order; holding_cost: money per unit and time; demand_rate: units per time; all
        above 0.
    Raises ValueError outside. Source: Harris (1913).

    >>> economic_order_quantity(8, 0.25, demand_rate=100)
    LotSize(units=80.0, cost=20.0, backordered_share=0.0)
    """
    _require_above_zero(fixed_cost=fixed_cost, holding_cost=holding_cost, demand_rate=demand_rate)
    best = math.sqrt(2 * fixed_cost * demand_rate / holding_cost) if units is None else units
    _require_above_zero(units=best)
    return LotSize(best, fixed_cost * demand_rate / best + holding_cost * best / 2)


def economic_order_quantity_with_backorders(
    fixed_cost: float, holding_cost: float, *, stockout_cost: float, demand_rate: float
) -> LotSize:
    """The order quantity with the least cost where customers wait, at a price.

    stockout_cost: money per unit owed and time, above 0; the rest as for `economic_order_quantity`.

    >>> lot = economic_order_quantity_with_backorders(8, 0.25, stockout_cost=0.25, demand_rate=100)
    >>> lot.backordered_share
    0.5
    """
    _require_above_zero(stockout_cost=stockout_cost)
    plain = economic_order_quantity(fixed_cost, holding_cost, demand_rate=demand_rate)
    stretch = math.sqrt((holding_cost + stockout_cost) / stockout_cost)
    return LotSize(plain.units * stretch, plain.cost / stretch, holding_cost / (holding_cost + stockout_cost))


def economic_production_quantity(
    fixed_cost: float, holding_cost: float, *, demand_rate: float, production_rate: float
) -> LotSize:
    """The order quantity with the least cost where goods come in little by little.

    production_rate: units per time, above demand_rate; the rest as for `economic_order_quantity`.

    >>> economic_production_quantity(8, 0.5, demand_rate=100, production_rate=200).units
    80.0
    """
    require(production_rate > demand_rate, "production_rate must be above demand_rate")
    held = holding_cost * (1 - demand_rate / production_rate)
    return economic_order_quantity(fixed_cost, held, demand_rate=demand_rate)


def _require_above_zero(**arguments: float) -> None:
    for name, value in arguments.items():
        require(value > 0, f"{name} must be above 0, got {value}")

"""The periodic review policy (R, s, S): look every R days; at or below s, order up to S.

Between two looks nothing can be ordered, and what is ordered arrives a lead time later. So the reorder point
s must
last for the protection period, lead time plus review period: it is the quantile of demand over that period
at the cycle service level. S adds what will be sold until the next look, or the economic order size where
that is more, so that not every look leads to an order.
Quantities of orders are whole units; a stock position may be a fraction (decimals of a base unit).
Source: Silver, Pyke, Thomas (2017), ch. 6, (R, s, S) system; s and S from empirical quantiles instead of a
    normal.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from models.arrays import FloatArray, IntArray, require

# Differences below this are noise of decimals, not demand for one more unit.
NOISE_UNITS = 1e-6


@dataclass(frozen=True)
class OrderQuantity:
    """One order quantity and what each rule added to it; all whole units >= 0.

    units = raw_units + pack_added_units + moq_added_units.
    raw_units: what is needed to reach the order-up-to level, rounded up to whole units; 0: no order.
    pack_added_units: added to fill packs. moq_added_units: added on top to reach the minimum in full packs.
    """

    raw_units: int
    moq_added_units: int
    pack_added_units: int
    units: int


@dataclass(frozen=True)
class OrderQuantities:
    """Order quantities of many products: the fields of OrderQuantity as arrays of one shape."""

    raw_units: IntArray
    moq_added_units: IntArray
    pack_added_units: IntArray
    units: IntArray


def protection_days(lead_time_days: ArrayLike, review_period_days: ArrayLike) -> FloatArray:
    """Days that stock must last after a look at it: lead time plus review period.

    lead_time_days >= 0; review_period_days > 0. Raises ValueError outside.

    >>> float(protection_days(14, 7))
    21.0
    """
    lead, review = (
        np.asarray(lead_time_days, dtype=np.float64),
        np.asarray(review_period_days, dtype=np.float64),
    )
    require((lead >= 0).all(), "lead_time_days must be >= 0")
    require((review > 0).all(), "review_period_days must be above 0")
    return np.asarray(lead + review)


def stock_position_units(
    on_hand: ArrayLike, on_order: ArrayLike, *, reserved: ArrayLike = 0, backordered: ArrayLike = 0
) -> FloatArray:
    """What is there or coming and not yet promised: on hand + on order - reserved - backordered, in units.

    reserved: sold, still in on hand; backordered: sold, not in on hand. A unit is in one of them, never both.
    May be below 0 where more was promised than is there and coming.

    >>> float(stock_position_units(10, 5, reserved=3, backordered=0))
    12.0
    """
    there, coming, promised, owed = (
        np.asarray(units, dtype=np.float64) for units in (on_hand, on_order, reserved, backordered)
    )
    return np.asarray(there + coming - promised - owed)


def reorder_point_units(
    protection_demand_units: ArrayLike, *, quantile_levels: ArrayLike, cycle_service_level: ArrayLike
) -> IntArray:
    """The stock position at or below which an order is due: whole units >= 0, one per product.

    protection_demand_units: (n_products, n_levels) quantiles of demand over the protection period, units.
    quantile_levels: (n_levels,) rising, above 0 and below 1; between two levels the quantile is interpolated.
    cycle_service_level: chance of no stock-out per cycle, scalar or (n_products,), within the levels.
    Never falls as the service level rises. Raises ValueError outside these ranges.

    >>> reorder_point_units([[10, 20.2]], quantile_levels=[0.5, 0.9], cycle_service_level=0.9).tolist()
    [21]
    """
    demand, levels = (
        np.atleast_2d(np.asarray(protection_demand_units, dtype=np.float64)),
        np.asarray(quantile_levels),
    )
    require(
        levels.shape == demand.shape[1:] and (np.diff(levels) > 0).all(),
        "quantile_levels must rise, one per column",
    )
    require((np.diff(demand, axis=1) >= 0).all(), "protection_demand_units must not fall as the level rises")
    wanted = np.broadcast_to(np.asarray(cycle_service_level, dtype=np.float64), demand.shape[:1])
    inside = (wanted >= levels[0]) & (wanted <= levels[-1])
    require(inside.all(), f"cycle_service_level must be from {levels[0]} to {levels[-1]}")
    found = [np.interp(level, levels, row) for level, row in zip(wanted, demand, strict=True)]
    return np.maximum(_rounded_up(np.array(found)), 0)


def order_up_to_units(
    reorder_point: ArrayLike, review_demand_units: ArrayLike, *, order_size_units: ArrayLike = 0
) -> IntArray:
    """The stock position that an order restores: whole units, at least the reorder point.

    reorder_point: units; review_demand_units: expected demand of one review period, units >= 0.
    order_size_units: smallest order worth its handling, such as the economic order quantity, units >= 0.
    Minimum and pack are no part of it: they are rules of the supplier (`order_quantity`).

    >>> int(order_up_to_units(21, 6.5))
    28
    """
    review, size = (
        np.asarray(review_demand_units, dtype=np.float64),
        np.asarray(order_size_units, dtype=np.float64),
    )
    require((review >= 0).all(), "review_demand_units must be >= 0")
    require((size >= 0).all(), "order_size_units must be >= 0")
    return _rounded_up(np.asarray(reorder_point, dtype=np.float64) + np.maximum(review, size))


def safety_stock_units(reorder_point: ArrayLike, protection_demand_mean: ArrayLike) -> FloatArray:
    """Reorder point minus expected demand of the protection period, units; below 0 at low service levels.

    >>> float(safety_stock_units(21, 14.5))
    6.5
    """
    point, mean = (
        np.asarray(reorder_point, dtype=np.float64),
        np.asarray(protection_demand_mean, dtype=np.float64),
    )
    return np.asarray(point - mean)


def order_quantity(
    stock_position: float,
    reorder_point: float,
    order_up_to: float,
    *,
    moq: float = 0,
    pack_multiple: float = 1,
) -> OrderQuantity:
    """How much to order now, and what pack and minimum add.

    stock_position: units, may be below 0; order_up_to >= reorder_point, units.
    moq: smallest order the supplier takes, units, 0 = none; pack_multiple: units per pack, whole, >= 1.
    Nothing is ordered above the reorder point, nor where nothing is missing to the order-up-to level:
    without need there is no order, whatever the minimum. An order is first filled up to whole packs, then to
    the smallest number of packs that reaches the minimum. Raises ValueError outside these ranges.

    >>> order_quantity(4, 10, 27, moq=40, pack_multiple=12)
    OrderQuantity(raw_units=23, moq_added_units=24, pack_added_units=1, units=48)
    """
    many = order_quantities(stock_position, reorder_point, order_up_to, moq=moq, pack_multiple=pack_multiple)
    return OrderQuantity(
        raw_units=int(many.raw_units),
        moq_added_units=int(many.moq_added_units),
        pack_added_units=int(many.pack_added_units),
        units=int(many.units),
    )


def order_quantities(
    stock_position: ArrayLike,
    reorder_point: ArrayLike,
    order_up_to: ArrayLike,
    *,
    moq: ArrayLike = 0,
    pack_multiple: ArrayLike = 1,
) -> OrderQuantities:
    """`order_quantity` for many products at once; the arguments are scalars or arrays of one shape.

    >>> order_quantities([4, 11], 10, 27, moq=40, pack_multiple=12).units.tolist()
    [48, 0]
    """
    position, point, up_to, least, pack = np.broadcast_arrays(
        *(
            np.asarray(side, dtype=np.float64)
            for side in (stock_position, reorder_point, order_up_to, moq, pack_multiple)
        )
    )
    require(np.isfinite(position).all(), "stock_position must be known and finite")
    require((np.isfinite(up_to) & (up_to >= point)).all(), "order_up_to must be finite and >= reorder_point")
    require((np.isfinite(least) & (least >= 0)).all(), "moq must be finite and >= 0")
    require(((pack >= 1) & (pack == np.floor(pack))).all(), "pack_multiple must be a whole number >= 1")
    raw = np.where(position <= point + NOISE_UNITS, np.maximum(_rounded_up(up_to - position), 0), 0)
    packs = pack.astype(np.int64)
    in_packs = _full_packs(raw, packs)
    with_minimum = np.where(raw > 0, np.maximum(in_packs, _full_packs(_rounded_up(least), packs)), 0)
    return OrderQuantities(raw, with_minimum - in_packs, in_packs - raw, with_minimum)


def _rounded_up(units: FloatArray) -> IntArray:
    return np.asarray(np.ceil(units - NOISE_UNITS), dtype=np.int64)


def _full_packs(units: IntArray, pack: IntArray) -> IntArray:
    full: IntArray = -(-units // pack) * pack
    return full

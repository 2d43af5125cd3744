"""Why this quantity: a list of steps that adds up from expected demand to what is ordered."""

from __future__ import annotations

from dataclasses import dataclass

from models.arrays import require
from models.inventory.policy import OrderQuantity, order_quantity, stock_position_units

STEP_CODES = (
    "expected_demand",
    "safety_stock",
    "order_cycle",
    "on_hand",
    "reserved",
    "backordered",
    "on_order",
    "enough_stock",
    "whole_units",
    "pack_rounding",
    "moq",
)


@dataclass(frozen=True)
class StockPicture:
    """The stock of one product, in units: on hand, on order (accepted and not received), promised."""

    on_hand: float
    on_order: float = 0.0
    reserved: float = 0.0
    backordered: float = 0.0

    def position_units(self) -> float:
        """On hand + on order - reserved - backordered."""
        return float(
            stock_position_units(
                self.on_hand, self.on_order, reserved=self.reserved, backordered=self.backordered
            )
        )


@dataclass(frozen=True)
class QuantityExplanation:
    """The way to an order quantity.

    steps: (code, units) in the order of STEP_CODES, every code once; units are signed and add up to
        quantity.units.
    quantity: what is ordered, with the parts that pack and minimum added.
    tipping_point_units: the largest whole stock position at which something would still be ordered;
        one unit more and the answer is zero.
    stock_position: units, the position that was explained.
    """

    steps: tuple[tuple[str, float], ...]
    quantity: OrderQuantity
    tipping_point_units: int
    stock_position: float


def explain_quantity(
    stock: StockPicture,
    *,
    expected_demand: float,
    reorder_point: float,
    order_up_to: float,
    moq: float = 0,
    pack_multiple: float = 1,
) -> QuantityExplanation:
    """The order quantity of one product as steps from demand to quantity.

    expected_demand: units over the protection period, >= 0; reorder_point, order_up_to, moq, pack_multiple:
    as for `order_quantity`. The steps, in units:
    expected_demand + safety_stock (reorder point - expected demand, may be below 0) + order_cycle
    (order-up-to level - reorder point) - on_hand + reserved + backordered - on_order is the need;
    enough_stock takes a need back to zero that does not count (position above the reorder point) or fills
    one below zero; whole_units rounds up; pack_rounding and moq add the supplier's rules.
    The sum is exact for whole and half units, and right to a millionth otherwise.
    Raises ValueError outside these ranges.

    >>> stock = StockPicture(on_hand=6, on_order=0, reserved=2)
    >>> why = explain_quantity(stock, expected_demand=8, reorder_point=10, order_up_to=27, pack_multiple=12)
    >>> [(code, units) for code, units in why.steps if units][:3]
    [('expected_demand', 8.0), ('safety_stock', 2.0), ('order_cycle', 17.0)]
    >>> why.quantity.units, why.tipping_point_units
    (24, 10)
    """
    require(expected_demand >= 0, f"expected_demand must be >= 0, got {expected_demand}")
    position = stock.position_units()
    quantity = order_quantity(position, reorder_point, order_up_to, moq=moq, pack_multiple=pack_multiple)
    need = order_up_to - position
    ordered = quantity.raw_units > 0
    units = {
        "expected_demand": expected_demand,
        "safety_stock": reorder_point - expected_demand,
        "order_cycle": order_up_to - reorder_point,
        "on_hand": -stock.on_hand,
        "reserved": stock.reserved,
        "backordered": stock.backordered,
        "on_order": -stock.on_order,
        "enough_stock": 0.0 if ordered else -need,
        "whole_units": quantity.raw_units - need if ordered else 0.0,
        "pack_rounding": quantity.pack_added_units,
        "moq": quantity.moq_added_units,
    }
    return QuantityExplanation(
        steps=tuple((code, float(units[code]) + 0.0) for code in STEP_CODES),
        quantity=quantity,
        tipping_point_units=tipping_point_units(reorder_point, order_up_to),
        stock_position=position,
    )


def tipping_point_units(reorder_point: float, order_up_to: float) -> int:
    """The largest whole stock position at which something is still ordered; below 0: only if more is owed.

    That is the reorder point, or one unit below the order-up-to level where both are the same.

    >>> tipping_point_units(10, 27), tipping_point_units(10, 10)
    (10, 9)
    """
    candidate = int(reorder_point // 1)
    while order_quantity(candidate, reorder_point, order_up_to).units == 0:
        candidate -= 1
    return candidate

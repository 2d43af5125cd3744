"""When to order, how much, and why that much."""

from models.inventory.policy import (
    OrderQuantities,
    OrderQuantity,
    order_quantities,
    order_quantity,
    order_up_to_units,
    protection_days,
    reorder_point_units,
    safety_stock_units,
    stock_position_units,
)
from models.inventory.waterfall import STEP_CODES, QuantityExplanation, StockPicture, explain_quantity

__all__ = [
    "STEP_CODES",
    "OrderQuantities",
    "OrderQuantity",
    "QuantityExplanation",
    "StockPicture",
    "explain_quantity",
    "order_quantities",
    "order_quantity",
    "order_up_to_units",
    "protection_days",
    "reorder_point_units",
    "safety_stock_units",
    "stock_position_units",
]

"""When to order, how much, and why that much."""

from models.inventory.ageing import units_left, unsold_at_expiry
from models.inventory.lot_sizes import (
    LotSize,
    economic_order_quantity,
    economic_order_quantity_with_backorders,
    economic_production_quantity,
)
from models.inventory.open_days import OpenDays
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
from models.inventory.predictability import X_CUT, Y_CUT, variation, xyz_classes
from models.inventory.typing_errors import TOLERANCE, is_right, mixed_up, slip
from models.inventory.value_classes import AbcClasses, abc_classes
from models.inventory.waterfall import STEP_CODES, QuantityExplanation, StockPicture, explain_quantity

__all__ = [
    "STEP_CODES",
    "TOLERANCE",
    "X_CUT",
    "Y_CUT",
    "AbcClasses",
    "LotSize",
    "OpenDays",
    "OrderQuantities",
    "OrderQuantity",
    "QuantityExplanation",
    "StockPicture",
    "abc_classes",
    "economic_order_quantity",
    "economic_order_quantity_with_backorders",
    "economic_production_quantity",
    "explain_quantity",
    "is_right",
    "mixed_up",
    "order_quantities",
    "order_quantity",
    "order_up_to_units",
    "protection_days",
    "reorder_point_units",
    "safety_stock_units",
    "slip",
    "stock_position_units",
    "units_left",
    "unsold_at_expiry",
    "variation",
    "xyz_classes",
]

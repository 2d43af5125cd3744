"""Figures of stock: value, units, how long it lasts, how often it is out."""

from __future__ import annotations

from core.i18n import N_
from core.metrics.figure import ENOUGH_SKU_DAYS, Figure
from core.metrics.filters import By

_OF_STOCK: tuple[By, ...] = ("category", "sku", "location")
_OF_SKU_DAYS: tuple[By, ...] = ("day", "week", "month", "category", "sku", "location")

STOCK_FIGURES = (
    Figure(
        name="stock_value",
        label=N_("Stock value"),
        definition=N_(
            "What lies in the warehouses now, at cost: the last count, plus what came in and less "
            "what left since."
        ),
        formula=N_("physical units × unit cost"),
        unit="money",
        better="neither",
        numerator="stock_value",
        count="stock_positions",
        tables=("stock",),
        gaps=("stock_costs",),
        by=_OF_STOCK,
        notes=("stock_now", "stock_cost", "stock_filters"),
    ),
    Figure(
        name="stock_units",
        label=N_("Units in stock"),
        definition=N_(
            "Units that lie in the warehouses now: the last count, plus what came in and less what "
            "left since."
        ),
        formula=N_("sum of physical units"),
        unit="units",
        better="neither",
        numerator="stock_units",
        count="stock_positions",
        tables=("stock",),
        by=_OF_STOCK,
        notes=("stock_now", "stock_filters"),
    ),
    Figure(
        name="days_of_supply",
        label=N_("Days of supply"),
        definition=N_("How many days the stock that is not reserved lasts at the expected demand."),
        formula=N_("(physical units − reserved units) ÷ expected demand per day"),
        unit="days",
        better="neither",
        numerator="stock_available",
        count="stock_positions",
        denominator="demand_per_day",
        tables=("stock", "orders"),
        gaps=("demand",),
        by=_OF_STOCK,
        notes=("stock_now", "demand_basis", "stock_filters"),
    ),
    Figure(
        name="stock_out_rate",
        label=N_("Stock-out rate"),
        definition=N_(
            "The share of expected sales that falls on days on which a product had nothing available; "
            "without a forecast, the plain share of such days."
        ),
        formula=N_("expected sales on SKU-days without available stock ÷ expected sales on all SKU-days"),
        unit="share",
        better="down",
        numerator="expected_sales_out",
        count="sku_days",
        denominator="expected_sales",
        tables=("stock",),
        gaps=("stock_days",),
        minimum=ENOUGH_SKU_DAYS,
        by=_OF_SKU_DAYS,
        notes=("stock_out_basis", "stock_filters"),
    ),
    Figure(
        name="stock_out_days_share",
        label=N_("Share of days out of stock"),
        definition=N_(
            "The share of SKU-days in the stock files of the period on which nothing was available."
        ),
        formula=N_("SKU-days with available ≤ 0 ÷ SKU-days"),
        unit="share",
        better="down",
        numerator="sku_days_out",
        count="sku_days",
        denominator="sku_days",
        tables=("stock",),
        gaps=("stock_days",),
        minimum=ENOUGH_SKU_DAYS,
        by=_OF_SKU_DAYS,
        notes=("stock_filters",),
    ),
)

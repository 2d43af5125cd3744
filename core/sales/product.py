"""One product: its figures, its course, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from core import metrics
from core.facts import Snapshot
from core.metrics import By, Filters, Value
from core.sales.comparison import is_comparable
from core.sales.names import product_names
from core.sales.overview import lines

_FIGURES = ("net_sales", "units", "item_price", "refund_rate", "stock_units", "days_of_supply")


@dataclass(frozen=True)
class ProductSales:
    """figures, before: of this SKU alone. course: day, value, series, for the chart."""

    sku: str
    name: str
    figures: tuple[Value, ...]
    before: Mapping[str, Value]
    course: pd.DataFrame


def product_sales(snapshot: Snapshot, sku: str, now: Filters, before: Filters, grain: By) -> ProductSales:
    """The figures of one SKU over the period and what it is compared with."""
    own, was = replace(now, skus=(sku,)), replace(before, skus=(sku,))
    values = metrics.compute(snapshot, _FIGURES, own)
    covered = is_comparable(snapshot, before)
    earlier = metrics.compute(snapshot, _FIGURES[:4], was) if covered else {}
    drawn = metrics.series(snapshot, "net_sales", own, grain)
    return ProductSales(
        sku=sku,
        name=product_names(snapshot).get(sku) or sku,
        figures=tuple(values.values()),
        before=earlier,
        course=lines(snapshot, drawn, was if covered else None, grain),
    )

"""One product: its figures, course and price, where it is bought, its stock-outs and why it changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from core import metrics
from core.facts import Snapshot
from core.i18n import _
from core.metrics import By, Filters, Value
from core.sales.breakdown import Parts, breakdown
from core.sales.comparison import is_comparable
from core.sales.names import product_names
from core.sales.overview import lines
from core.sales.price_steps import read_price_step
from core.sales.why import read_why

_FIGURES = ("net_sales", "units", "item_price", "refund_rate", "gross_margin_share", "stock_units")
_OF_NOW = ("stock_units",)
_SPELLS = """
SELECT location, from_day, to_day, days, lost_units, lost_net_sales, evidence
FROM lake.result.stock_out_spells WHERE sku = ? ORDER BY from_day DESC, location LIMIT 50
"""


@dataclass(frozen=True)
class ProductSales:
    """figures, before: of this SKU alone. course, prices: day, value, series, for charts.

    prices: paid per unit, by week, over two years before the period as well. channels: as `breakdown`.
    spells: stock-outs, the newest first. why: what changed, in a sentence, '' without a comparison.
    price_step: the last lasting step of its price and what that did to its units, '' without one.
    """

    sku: str
    name: str
    figures: tuple[Value, ...]
    before: Mapping[str, Value]
    course: pd.DataFrame
    prices: pd.DataFrame
    channels: Parts
    spells: pd.DataFrame
    why: str
    price_step: str


def product_sales(
    snapshot: Snapshot, sku: str, now: Filters, before: Filters, grain: By, against: str
) -> ProductSales:
    """The figures of one SKU over the period and what it is compared with."""
    own, was = replace(now, skus=(sku,)), replace(before, skus=(sku,))
    values = metrics.compute(snapshot, _FIGURES, own)
    covered = is_comparable(snapshot, before)
    compared = [name for name in _FIGURES if name not in _OF_NOW]
    earlier = metrics.compute(snapshot, compared, was) if covered else {}
    drawn = metrics.series(snapshot, "net_sales", own, grain)
    why = read_why(snapshot, own, was, against)
    step = read_price_step(snapshot, sku)
    return ProductSales(
        sku=sku,
        name=product_names(snapshot).get(sku) or sku,
        figures=tuple(values.values()),
        before=earlier,
        course=lines(snapshot, drawn, was if covered else None, grain),
        prices=_prices(snapshot, own),
        channels=breakdown(snapshot, "channel", own, was, "net_sales", against),
        spells=_spells(snapshot, sku),
        why=why.answer if why.change else "",
        price_step=step.said if step else "",
    )


def _prices(snapshot: Snapshot, own: Filters) -> pd.DataFrame:
    every = replace(own, start=own.start.replace(year=own.start.year - 2, day=1))
    found = metrics.series(snapshot, "item_price", every, "week").dropna(subset=["value"])
    return pd.DataFrame({"day": found["key"], "value": found["value"], "series": _("Paid per unit")})


def _spells(snapshot: Snapshot, sku: str) -> pd.DataFrame:
    return snapshot.frame(_SPELLS, [sku])

"""Any figure by product, category, channel, region or kind of buyer, beside the period compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

import numpy as np
import pandas as pd

from core import coverage, metrics, phrases
from core.facts import Snapshot
from core.i18n import N_, _
from core.metrics import By, Filters
from core.sales.comparison import is_comparable
from core.sales.grains import usual_grain
from core.sales.names import product_names
from core.sales.trends import trends

PARTS: Mapping[str, str] = {
    "sku": N_("Products"),
    "category": N_("Categories"),
    "brand": N_("Brands"),
    "channel": N_("Channels"),
    "country": N_("Countries"),
    "region": N_("Regions"),
    "buyer": N_("New and returning buyers"),
}
"""Code and title of each way to split."""
SHOWN: Mapping[str, str] = {
    name: metrics.FIGURES[name].label
    for name in (
        "net_sales", "orders", "units", "buyers", "gross_margin", "gross_margin_share",
        "average_order_value", "average_buyer_value", "item_price", "items_per_order", "refunds",
        "refund_rate", "gmv_paid",
    )
}  # fmt: skip
"""Code and title of each figure that can be split and drawn."""
BUYERS: Mapping[str, str] = {"new": N_("New buyers"), "returning": N_("Returning buyers")}

COLUMNS = (
    "key", "label", "value", "share", "before", "change", "change_share", "words", "net_sales",
    "net_sales_change", "units", "trend",
)  # fmt: skip
"""One row per part. value, before, change: the figure, in its unit. share: of the whole, 0 to 1, missing for
ratios and for figures that count a buyer or an order once. change_share: of before, missing where that was 0.
words: the change in words. net_sales, net_sales_change: display currency. trend: net sales over the period,
oldest first."""


@dataclass(frozen=True)
class Parts:
    """table: COLUMNS, the largest change in net sales first, then the largest value. has_before: the order
    files cover the period compared with; without it before and the changes are missing."""

    table: pd.DataFrame
    has_before: bool


def breakdown(
    snapshot: Snapshot, by: str, now: Filters, before: Filters, figure: str = "net_sales", against: str = ""
) -> Parts:
    """The figure of each part now and before; parts that sold in one of the two. against: its words."""
    parts = _parts(snapshot, by, now, before, figure)
    unit = metrics.FIGURES[figure].unit
    pairs = zip(parts.table["value"].tolist(), parts.table["before"].tolist(), strict=True)
    currency = snapshot.currency
    words = [phrases.difference(value, was, unit, against=against, currency=currency) for value, was in pairs]
    labels = _labels(snapshot, parts.table["key"], by)
    return Parts(parts.table.assign(label=labels, words=words)[list(COLUMNS)], parts.has_before)


@lru_cache(maxsize=4)
def _parts(snapshot: Snapshot, by: str, now: Filters, before: Filters, figure: str) -> Parts:
    """The parts without their words. Kept for a moment: the page's sentence and its table both ask."""
    split = cast(By, by)
    names = list(dict.fromkeys((figure, "net_sales", "units")))
    sold = _values(snapshot, names, now, split)
    has_before = is_comparable(snapshot, before)
    was = _values(snapshot, names, before, split) if has_before else sold.iloc[:0]
    keys = sold.index.union(was.index)
    is_ratio = metrics.FIGURES[figure].is_ratio
    table = pd.DataFrame(
        {
            "value": sold[figure],
            "before": was[figure],
            "net_sales": sold["net_sales"],
            "units": sold["units"],
        },
        index=keys,
    )
    sums = ["net_sales", "units"] if is_ratio else ["value", "before", "net_sales", "units"]
    table[sums] = table[sums].fillna(0.0)
    table["net_sales_change"] = table["net_sales"] - was["net_sales"].reindex(keys).fillna(0.0)
    total = float(table["value"].sum())
    is_sum = not is_ratio and not metrics.FIGURES[figure].distinct
    table["share"] = table["value"] / total if total and is_sum else float("nan")
    if not has_before:
        table[["before", "net_sales_change"]] = float("nan")
    table["change"] = table["value"] - table["before"]
    table["change_share"] = table["change"] / table["before"].where(table["before"] > 0)
    table["trend"] = _trend(snapshot, now, split).reindex(keys)
    table["moved"] = table["net_sales_change"].abs().fillna(0.0).round(2)
    table = table.rename_axis("key").reset_index()
    order = ["moved", "value", "key"]
    return Parts(table.sort_values(order, ascending=[False, False, True], ignore_index=True), has_before)


def _values(snapshot: Snapshot, names: list[str], filters: Filters, by: By) -> pd.DataFrame:
    found = metrics.series_many(snapshot, names, filters, by)
    return pd.DataFrame({name: frame.set_index("key")["value"] for name, frame in found.items()})


def _trend(snapshot: Snapshot, now: Filters, by: By) -> pd.Series[Any]:
    first_day = coverage.first_day(snapshot) or now.start
    grain = usual_grain(now, (now.end - max(now.start, first_day)).days + 1)
    return trends(snapshot, now, by, grain)


def _labels(snapshot: Snapshot, keys: pd.Series[str], by: str) -> pd.Series[str]:
    names = product_names(snapshot) if by == "sku" else {}
    if by == "buyer":
        names = {code: _(title) for code, title in BUYERS.items()}
    unknown = {
        "sku": _("(no SKU)"),
        "category": _("(no category)"),
        "brand": _("(no brand)"),
        "country": _("(no country)"),
        "region": _("(no region)"),
        "buyer": _("(buyer not known)"),
    }
    return keys.map(lambda key: names.get(key) or key or unknown.get(by, ""))


def matching(table: pd.DataFrame, search: str) -> pd.DataFrame:
    """The rows whose key or label contains the text, whatever its case."""
    wanted = search.strip().casefold()
    if not wanted:
        return table
    found = np.array(
        [
            wanted in f"{key}\n{label}".casefold()
            for key, label in zip(table["key"], table["label"], strict=True)
        ],
        dtype=bool,
    )
    return table[found].reset_index(drop=True)


def categories(snapshot: Snapshot) -> tuple[str, ...]:
    """The categories that sold, by name."""
    found = snapshot.frame(
        "SELECT DISTINCT category FROM lake.mart.sales_lines WHERE category <> '' ORDER BY category"
    )
    return tuple(str(name) for name in found["category"])

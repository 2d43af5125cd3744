"""Net sales by product, category, channel or country, beside the period they are compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import pandas as pd

from core import coverage, metrics
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
    "channel": N_("Channels"),
    "country": N_("Countries"),
}
"""Code and title of each way to split."""

COLUMNS = ("key", "label", "value", "share", "before", "change", "change_share", "units", "trend")
"""One row per part. value, before, change: net sales, display currency. share: of all net sales, 0 to 1.
change_share: of before, missing where that was 0. trend: net sales over the period, oldest first."""


@dataclass(frozen=True)
class Parts:
    """table: COLUMNS, the largest first. has_before: the order files cover the period compared with;
    without it before, change and change_share are missing."""

    table: pd.DataFrame
    has_before: bool


def breakdown(snapshot: Snapshot, by: str, now: Filters, before: Filters) -> Parts:
    """Net sales of each part now and before; parts that sold in one of the two."""
    parts = _parts(snapshot, by, now, before)
    labels = _labels(snapshot, parts.table["key"], by)
    return Parts(parts.table.assign(label=labels)[list(COLUMNS)], parts.has_before)


@lru_cache(maxsize=2)
def _parts(snapshot: Snapshot, by: str, now: Filters, before: Filters) -> Parts:
    """The parts without their labels. Kept for a moment: the page's sentence and its table both ask."""
    split = cast(By, by)
    found = metrics.series_many(snapshot, ["net_sales", "units"], now, split)
    sold = found["net_sales"].set_index("key")["value"]
    units = found["units"].set_index("key")["value"]
    has_before = is_comparable(snapshot, before)
    was = _sold(snapshot, before, split) if has_before else pd.Series(dtype="float64")
    keys = sold.index.union(was.index)
    table = pd.DataFrame({"value": sold, "before": was, "units": units}, index=keys).fillna(0.0)
    total = float(table["value"].sum())
    table["share"] = table["value"] / total if total else float("nan")
    if not has_before:
        table["before"] = float("nan")
    table["change"] = table["value"] - table["before"]
    table["change_share"] = table["change"] / table["before"].where(table["before"] > 0)
    first_day = coverage.first_day(snapshot) or now.start
    grain = usual_grain(now, (now.end - max(now.start, first_day)).days + 1)
    table["trend"] = trends(snapshot, now, split, grain).reindex(keys)
    table = table.rename_axis("key").reset_index().sort_values(["value", "key"], ascending=[False, True])
    return Parts(table.reset_index(drop=True), has_before)


def _sold(snapshot: Snapshot, filters: Filters, by: By) -> pd.Series[float]:
    return metrics.series(snapshot, "net_sales", filters, by).set_index("key")["value"]


def _labels(snapshot: Snapshot, keys: pd.Series[str], by: str) -> pd.Series[str]:
    names = product_names(snapshot) if by == "sku" else {}
    unknown = {"sku": _("(no SKU)"), "category": _("(no category)"), "country": _("(no country)")}
    return keys.map(lambda key: names.get(key) or key or unknown.get(by, ""))


def matching(table: pd.DataFrame, search: str) -> pd.DataFrame:
    """The rows whose key or label contains the text, whatever its case."""
    wanted = search.strip().casefold()
    if not wanted:
        return table
    found = [
        wanted in f"{key}\n{label}".casefold()
        for key, label in zip(table["key"], table["label"], strict=True)
    ]
    return table[found].reset_index(drop=True)

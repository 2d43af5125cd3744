"""What the product list says that series need: category and style, launch and end of sale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from core.demand.steps import DayArray
from core.facts import Snapshot
from models.arrays import BoolArray

_PRODUCTS = """
WITH sold AS (
    SELECT sku, arg_max(category, placed_on) AS category FROM lake.mart.sales_lines
    WHERE sku IS NOT NULL GROUP BY sku
)
SELECT sku, coalesce(nullif(p.category, ''), s.category, '') AS category,
    coalesce(p.style_id, '') AS style_id, p.launched_on, p.ends_on,
    coalesce(p.status = 'ended', false) AS has_ended
FROM lake.current.products p FULL JOIN sold s USING (sku) ORDER BY sku
"""


@dataclass(frozen=True)
class Products:
    """table: sku (unique), category, style_id ('' where unknown), launched_on, ends_on (datetime64, NaT
    where unknown), has_ended."""

    table: pd.DataFrame

    def category_of(self, skus: pd.Series[str]) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
        """The category of each SKU, '' where it has none."""
        return self._looked_up(skus, "category").fillna("").to_numpy(dtype=object)

    def launched_on(self, skus: pd.Series[str]) -> DayArray:
        """First day of sale of each SKU, NaT where unknown."""
        return self._looked_up(skus, "launched_on").to_numpy(dtype="datetime64[D]")

    def ends_on(self, skus: pd.Series[str]) -> DayArray:
        """Last day of sale of each SKU, NaT where unknown."""
        return self._looked_up(skus, "ends_on").to_numpy(dtype="datetime64[D]")

    def has_ended(self, skus: pd.Series[str]) -> BoolArray:
        """The product list says that the SKU is no longer sold."""
        return self._looked_up(skus, "has_ended").eq(True).to_numpy(dtype=np.bool_)

    def names_of(self, skus: pd.Series[str]) -> pd.DataFrame:
        """category and style_id of each SKU, RangeIndex."""
        found = self.table.set_index("sku").reindex(skus)[["category", "style_id"]]
        return found.fillna("").reset_index(drop=True)

    def _looked_up(self, skus: pd.Series[str], column: str) -> pd.Series[Any]:
        return self.table.set_index("sku")[column].reindex(skus)


def read_products(snapshot: Snapshot) -> Products:
    """Every product of the list, and what sold without being on it."""
    found = snapshot.frame(_PRODUCTS)
    for name in ("launched_on", "ends_on"):
        found[name] = pd.to_datetime(found[name])
    return Products(found)


_CODES = re.compile(
    r"(post|postage|dot|c2|c3|m|d|b|s|man|manual|adj\w*|disc\w*|fee|fees|ship\w*|carriage|freight|delivery|"
    r"bank charges|amazonfee|cruk|gift_\w*|voucher\w*|giftcard\w*|gift card\w*|test\w*|sample\w*)",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"\b(postage|carriage|shipping|delivery (fee|charge)|freight|bank charges?|adjust(ment)?|bad debt|"
    r"discount|manual|fees?|gift (voucher|card)|commission)\b|"
    r"运费|邮费|快递费|补差|差价|手续费|服务费|代金券|礼品卡|"
    r"運費|郵費|補差|差價|手續費|服務費|禮品卡",
    re.IGNORECASE,
)


def seems_no_goods(sku: str, name: str) -> bool:
    """Whether a code or name looks like postage, a fee, a voucher or a correction rather than like goods.

    Only a hint for people: what is no goods is said in the product list (kind: service or adjustment).

    >>> seems_no_goods("POST", "POSTAGE"), seems_no_goods("85123A", "WHITE HANGING HEART")
    (True, False)
    """
    return bool(_CODES.fullmatch(sku.strip()) or _WORDS.search(name))

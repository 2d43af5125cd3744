"""One product: how much of it comes back, why, in which sizes and from which receipts."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from core.returns.exposure import Exposure
from core.returns.findings import return_rows
from core.returns.parts import by_part, goods_back
from core.returns.reading import Returns
from core.returns.span import Span


@dataclass(frozen=True)
class ProductReturns:
    """reasons, receipts: of the SKU; sizes: of its style, empty without one; all as parts.COLUMNS.

    rows: return rows of the SKU (findings.EVIDENCE), the newest first. rate, before: NaN without shipments.
    """

    sku: str
    name: str
    style: str
    units: float
    came_units: float
    refund: float
    rate: float
    before: float
    reasons: pd.DataFrame
    sizes: pd.DataFrame
    receipts: pd.DataFrame
    rows: pd.DataFrame


def product_returns(returns: Returns, exposed: Exposure, sku: str, span: Span) -> ProductReturns:
    """The returns of one SKU in the span."""
    own = _only(exposed, "sku", sku)
    whole = by_part(returns_of(returns, "sku", sku), own, "sku", span)
    listed = returns.products[returns.products["sku"] == sku]
    style = str(listed["style"].fillna("").iloc[0]) if len(listed) else ""
    back = goods_back(returns, exposed)
    rows = back[(back["sku"] == sku) & span.holds(back["day"])]
    first = whole.iloc[0] if len(whole) else pd.Series(0.0, index=whole.columns)
    return ProductReturns(
        sku=sku,
        name=str(listed["product_name"].fillna("").iloc[0]) if len(listed) else "",
        style=style,
        units=float(first["units"]),
        came_units=float(first["came_units"]),
        refund=float(first["refund"]),
        rate=float(first["rate"]),
        before=float(first["before"]),
        reasons=by_part(returns_of(returns, "sku", sku), own, "reason", span),
        sizes=_sizes(returns, exposed, style, span),
        receipts=by_part(returns_of(returns, "sku", sku), own, "po_id", span),
        rows=return_rows(rows),
    )


def _sizes(returns: Returns, exposed: Exposure, style: str, span: Span) -> pd.DataFrame:
    skus = returns.products.loc[returns.products["style"] == style]
    own = _only(exposed, "style", style)
    mine = returns_of(returns, "sku", *skus["sku"]) if style else returns_of(returns, "sku")
    table = by_part(mine, own, "size", span)
    rank = skus.drop_duplicates("size").set_index("size")["size_rank"].astype("float64")
    return table.assign(rank=table["key"].map(rank)).sort_values(["rank", "key"]).drop(columns="rank")


def _only(exposed: Exposure, column: str, value: str) -> Exposure:
    rows = exposed.table[exposed.table[column] == value]
    return Exposure(rows, exposed.lag_days, exposed.matures_days)


def returns_of(returns: Returns, column: str, *values: str) -> Returns:
    """The same, with the return rows that hold one of these values only."""
    back = returns.back[returns.back[column].isin(values)]
    return Returns(
        returns.shipped,
        back,
        returns.products,
        returns.as_of,
        returns.currency,
        returns.has_orders,
        returns.silent_channels,
    )

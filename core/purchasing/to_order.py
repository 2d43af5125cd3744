"""What all suggestions come to together, and supplier by supplier for a chart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from core import i18n
from core.i18n import N_, _
from core.purchasing.readiness import NO_SUPPLIER
from core.purchasing.suggest import Suggestions

MEASURES: Mapping[str, str] = {
    "risk": N_("Sales at risk"),
    "amount": N_("Order value"),
    "skus": N_("Number of SKUs"),
}
"""What suppliers are compared by."""
MOST_SUPPLIERS = 12


@dataclass(frozen=True)
class ToOrder:
    """All suggestions together. Money in the display currency, of what is known.

    lines: suggestions, one per SKU and location. late_skus: out of stock, or gone before an order of today
    arrives. without_cost: lines whose cost is unknown. lasts_days, way_days: medians over the lines of how
    long stock and what is on order last, and of when an order of today arrives; NaN where unknown.
    """

    lines: int
    skus: int
    late_skus: int
    units: int
    amount: float
    without_cost: int
    at_risk: float
    lasts_days: float
    way_days: float


def to_order(shown: Suggestions) -> ToOrder:
    """Everything above the grid of one supplier."""
    lines = shown.lines
    late = lines["urgency"].isin(("out", "late"))
    way = (pd.to_datetime(lines["arrives_on"]) - pd.Timestamp(shown.as_of)).dt.days
    return ToOrder(
        lines=len(lines),
        skus=int(lines["sku"].nunique()),
        late_skus=int(lines.loc[late, "sku"].nunique()),
        units=int(lines["units"].sum()),
        amount=float(lines["amount_display"].sum()),
        without_cost=int(lines["amount_display"].isna().sum()),
        at_risk=float(lines["money_at_risk"].sum()),
        lasts_days=float(lines["cover_days_before"].clip(lower=0).dropna().median()),
        way_days=float(way.median()),
    )


def by_supplier(shown: Suggestions, measure: str, chosen: str = "") -> pd.DataFrame:
    """label, value, is_marked, cell (supplier_id, "-" for none): suppliers to order from, the largest first.

    measure: of MEASURES, money in the display currency. chosen: the cell that stands out. Those beyond
    MOST_SUPPLIERS are together the last row, whose cell is "".
    """
    of = shown.lines.groupby("supplier_id")
    values = {
        "risk": of["money_at_risk"].sum(),
        "amount": of["amount_display"].sum(),
        "skus": of["sku"].nunique(),
    }[measure]
    names = of["supplier_name"].first()
    table = pd.DataFrame(
        {
            "label": [names[code] or _(NO_SUPPLIER) for code in values.index],
            "value": values.to_numpy(dtype="float64"),
            "is_marked": [(code or "-") == chosen for code in values.index],
            "cell": [code or "-" for code in values.index],
        }
    ).sort_values(["value", "cell"], ascending=[False, True], ignore_index=True)
    return _with_the_rest_together(table)


def _with_the_rest_together(table: pd.DataFrame) -> pd.DataFrame:
    rest = table.iloc[MOST_SUPPLIERS:]
    if len(rest) < 2:
        return table
    words = _("{count} more suppliers").format(count=i18n.number(len(rest)))
    last = {"label": words, "value": rest["value"].sum(), "is_marked": rest["is_marked"].any(), "cell": ""}
    return pd.concat([table.iloc[:MOST_SUPPLIERS], pd.DataFrame([last])], ignore_index=True)

"""What a supplier's goods cost at the end of a window compared with its beginning."""

from __future__ import annotations

import pandas as pd

from core.suppliers.judging import Window


def price_changes(lines: pd.DataFrame, window: Window) -> pd.DataFrame:
    """price_change (share) and price_change_amount (display currency) by supplier_id.

    The basket is what was ordered inside the window: at each SKU's last unit cost against its first. The
    amount is what the orders cost more than at the first unit cost. A SKU in two currencies is left out.
    """
    known = _priced(lines, window)
    of = known.groupby(["supplier_id", "sku"])
    known = known.assign(first=of["cost"].transform("first"), last=of["cost"].transform("last"))
    units, rate = known["wanted_units"], known["rate"]
    worth = pd.DataFrame(
        {
            "supplier_id": known["supplier_id"],
            "first": known["first"] * units * rate,
            "last": known["last"] * units * rate,
            "more": (known["cost"] - known["first"]) * units * rate,
        }
    )
    sums = worth.groupby("supplier_id").sum()
    change = sums["last"] / sums["first"].where(sums["first"] > 0) - 1
    return pd.DataFrame({"price_change": change, "price_change_amount": sums["more"]})


def price_steps(lines: pd.DataFrame, window: Window, supplier_id: str) -> pd.DataFrame:
    """sku, product_name, first_cost, last_cost, change (share), currency, more_amount; the dearest first."""
    known = _priced(lines[lines["supplier_id"] == supplier_id], window)
    of = known.groupby("sku")
    table = pd.DataFrame(
        {
            "product_name": of["product_name"].last(),
            "first_cost": of["cost"].first(),
            "last_cost": of["cost"].last(),
            "currency": of["currency"].last(),
        }
    )
    more = (known["cost"] - of["cost"].transform("first")) * known["wanted_units"] * known["rate"]
    table["more_amount"] = more.groupby(known["sku"]).sum()
    table["change"] = table["last_cost"] / table["first_cost"].where(table["first_cost"] > 0) - 1
    changed = table[table["change"].abs() > 0].reset_index()
    return changed.sort_values("more_amount", ascending=False, ignore_index=True)


def _priced(lines: pd.DataFrame, window: Window) -> pd.DataFrame:
    inside = lines["ordered_on"] >= pd.Timestamp(window.first)
    known = lines[inside & lines["unit_cost"].notna() & lines["rate"].notna() & (lines["wanted_units"] > 0)]
    known = known.assign(cost=known["unit_cost"]).sort_values(["ordered_on", "po_id"], kind="stable")
    is_one = known.groupby(["supplier_id", "sku"])["currency"].transform("nunique") == 1
    return known[is_one]

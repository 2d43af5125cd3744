"""From whom each SKU is bought and on what terms: what files say, overridden by what a person confirmed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.facts import Snapshot
from core.ledger import EVERYWHERE

OFFERS = {
    "supplier_id": "object",
    "supplier_name": "object",
    "sku": "object",
    "supplier_sku": "object",
    "rank": "float64",
    "unit_cost": "float64",
    "currency": "object",
    "moq": "float64",
    "moq_scope": "object",
    "purchase_unit": "object",
    "pack_multiple": "float64",
    "lead_time_days": "float64",
    "review_period_days": "float64",
    "price_breaks": "object",
    "min_order_value": "float64",
    "language": "object",
}
"""One row per supplier and SKU: the terms that hold on the day. NaN and '' where nobody said."""

TERMS = OFFERS | {"location": "object", "lead_time_source": "object", "is_confirmed": "bool"}
"""One row per SKU and location asked, for the supplier to buy from. supplier_id '': none is known.
lead_time_source: "confirmed", "supplier_products" or ''."""

_OFFERS = """
WITH holding AS (
    SELECT DISTINCT ON (supplier_id, sku) * FROM lake.current.supplier_products
    WHERE valid_from <= $1::DATE ORDER BY supplier_id, sku, valid_from DESC
)
SELECT p.supplier_id, coalesce(s.name, p.supplier_id) AS supplier_name, p.sku,
    coalesce(p.supplier_sku, '') AS supplier_sku,
    coalesce(p.rank, 1e9)::DOUBLE AS rank, p.unit_cost::DOUBLE AS unit_cost,
    coalesce(nullif(p.currency, ''), nullif(s.currency, ''), '') AS currency, p.moq::DOUBLE AS moq,
    coalesce(p.moq_scope, 'sku') AS moq_scope, coalesce(p.purchase_unit, '') AS purchase_unit,
    p.pack_multiple::DOUBLE AS pack_multiple, p.lead_time_days::DOUBLE AS lead_time_days,
    s.review_period_days::DOUBLE AS review_period_days, coalesce(p.price_breaks, '') AS price_breaks,
    s.min_order_value::DOUBLE AS min_order_value, coalesce(s.language, '') AS language
FROM holding p LEFT JOIN lake.current.suppliers s USING (supplier_id)
WHERE coalesce(s.contract_ends_on, $1::DATE) >= $1::DATE
ORDER BY p.sku, rank, coalesce(p.share, 0) DESC, p.supplier_id
"""


@dataclass(frozen=True)
class Offers:
    """What suppliers offer (OFFERS, the supplier to buy from first at the top of each SKU) and what a person
    confirmed (ledger.TERMS)."""

    table: pd.DataFrame
    confirmed: pd.DataFrame


def read_offer_table(snapshot: Snapshot, *, as_of: dt.date) -> pd.DataFrame:
    """OFFERS of all suppliers that hold on a day."""
    return snapshot.frame(_OFFERS, [as_of])[list(OFFERS)].astype(OFFERS)


def choose_terms(keys: pd.DataFrame, offers: Offers) -> pd.DataFrame:
    """TERMS, one row per row of keys (sku, location), in its order: of the supplier with the lowest rank.

    A minimum or a pack size has no say in who is chosen. A lead time is never assumed: NaN where neither the
    supplier's file nor a person said one. What is no usable number (a pack of 0, a minimum below 0) counts as
    not said.
    """
    first = offers.table.drop_duplicates("sku")
    chosen = keys[["sku", "location"]].merge(first, how="left", on="sku")
    texts = [name for name, kind in OFFERS.items() if kind == "object" and name != "sku"]
    chosen[texts] = chosen[texts].fillna("")
    confirmed = _confirmed(chosen, offers.confirmed)
    is_confirmed = confirmed["lead_time_days"].notna()
    stated = chosen["lead_time_days"].where(chosen["lead_time_days"] >= 0)
    chosen["lead_time_source"] = np.select(
        [is_confirmed, stated.notna()], ["confirmed", "supplier_products"], default=""
    )
    chosen["lead_time_days"] = confirmed["lead_time_days"].fillna(stated)
    review = chosen["review_period_days"].where(chosen["review_period_days"] > 0)
    chosen["review_period_days"] = confirmed["review_period_days"].fillna(review)
    chosen["is_confirmed"] = is_confirmed
    chosen["moq"] = chosen["moq"].where(chosen["moq"] > 0, 0.0)
    chosen["pack_multiple"] = np.ceil(chosen["pack_multiple"].where(chosen["pack_multiple"] >= 1, 1.0))
    return chosen[list(TERMS)].astype(TERMS)


def protection_of(terms: pd.DataFrame, *, review_period_days: float) -> pd.DataFrame:
    """sku, location, protection_days (lead time + review period) where a lead time is known."""
    known = terms[terms["lead_time_days"].notna()]
    days = known["lead_time_days"] + known["review_period_days"].fillna(review_period_days)
    return known[["sku", "location"]].assign(protection_days=days).reset_index(drop=True)


def _confirmed(chosen: pd.DataFrame, terms: pd.DataFrame) -> pd.DataFrame:
    """Confirmed days per row of chosen: of the location, else of everywhere; NaN where nobody confirmed."""
    days = ["lead_time_days", "review_period_days"]
    known = terms[["supplier_id", "location", *days]].astype(dict.fromkeys(days, "float64"))
    here = chosen[["supplier_id", "location"]].merge(known, how="left", on=["supplier_id", "location"])
    anywhere = known[known["location"] == EVERYWHERE].drop(columns="location")
    there = chosen[["supplier_id"]].merge(anywhere, how="left", on="supplier_id")
    return here[days].fillna(there[days])

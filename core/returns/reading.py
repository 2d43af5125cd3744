"""What was shipped, what came back of it, and where it came from: read once per version of the facts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from core import periods
from core.facts import Snapshot
from core.returns.origins import ORIGINS
from core.sales.names import product_names

HISTORY_DAYS = 800
"""Days of shipping looked at: two years, so that every month of the last one has its year before."""

_ITEMS = """
WITH shops AS (
    SELECT channel, count(shipped_on) > 0 AS has_shipping FROM lake.mart.sales_lines GROUP BY channel
),
items AS (
    SELECT * FROM (
        SELECT s.channel, s.order_id, s.sku, any_value(s.location) AS location,
            min(CASE WHEN h.has_shipping THEN s.shipped_on ELSE coalesce(s.paid_on, s.placed_on) END) AS day,
            sum(s.quantity) AS units,
            sum(s.cost_amount) / nullif(sum(s.quantity) FILTER (s.cost_amount IS NOT NULL), 0) AS unit_cost
        FROM lake.mart.sales_lines s JOIN shops h USING (channel)
        WHERE s.is_sale AND s.kind NOT IN ('service', 'adjustment') AND s.quantity > 0 AND s.sku IS NOT NULL
        GROUP BY s.channel, s.order_id, s.sku
    ) WHERE day IS NOT NULL
)
"""

_SHIPPED = f"""
{_ITEMS}, {ORIGINS}
SELECT i.sku, i.channel, i.location, i.day, any_value(o.po_id) AS po_id,
    any_value(o.supplier_id) AS supplier_id, any_value(o.received_on) AS came_on,
    count(*)::DOUBLE AS lines, sum(i.units)::DOUBLE AS units
FROM items i LEFT JOIN origins o USING (sku, location, day)
WHERE i.day > $1::DATE AND i.day <= $2::DATE
GROUP BY i.sku, i.channel, i.location, i.day ORDER BY i.day, i.sku, i.channel, i.location
"""

_BACK = f"""
{_ITEMS},
known AS (SELECT channel, bool_and(refunded_on IS NOT NULL) AS when_refunded FROM lake.mart.refund_lines
    GROUP BY channel),
said AS (SELECT channel, avg((regexp_replace(lower(reason), '\\s+', ' ', 'g')
        = regexp_replace(lower(product_name), '\\s+', ' ', 'g'))::INTEGER) > 0.5 AS is_name
    FROM lake.mart.refund_lines WHERE reason IS NOT NULL AND sku IS NOT NULL GROUP BY channel)
SELECT r.channel, r.return_id, r.order_id, r.sku, r.product_name, i.location, i.day, r.requested_on,
    r.refunded_on, r.received_on,
    CASE WHEN k.when_refunded THEN r.refunded_on ELSE coalesce(r.requested_on, r.refunded_on) END AS known_on,
    coalesce(r.return_kind, 'return_refund') AS kind, r.quantity::DOUBLE AS units,
    c.restocked_quantity::DOUBLE AS restocked, r.refund_amount::DOUBLE AS refund,
    greatest(r.quantity - c.restocked_quantity, 0)::DOUBLE * i.unit_cost::DOUBLE AS loss,
    (c.handling_cost * r.rate)::DOUBLE AS handling,
    CASE WHEN NOT coalesce(s.is_name, false) THEN r.reason END AS reason, i.units::DOUBLE AS sold_units
FROM lake.mart.refund_lines r
LEFT JOIN known k ON k.channel = r.channel
LEFT JOIN said s ON s.channel = r.channel
LEFT JOIN items i ON i.channel = r.channel AND i.order_id = r.order_id AND i.sku = r.sku
LEFT JOIN lake.current.returns c
    ON c.channel = r.channel AND c.return_id = r.return_id AND c.line_id = r.line_id
WHERE r.is_sale AND coalesce(r.return_kind, 'return_refund') IN ('return_refund', 'exchange', 'refund_only')
    AND coalesce(i.day, r.refunded_on, r.requested_on) > $1::DATE
    AND greatest(i.day, r.refunded_on, r.requested_on) <= $2::DATE
ORDER BY coalesce(i.day, r.refunded_on, r.requested_on), r.channel, r.return_id, r.line_id
"""

_PRODUCTS = """
SELECT p.sku, p.category, p.style_id AS style, p.size, p.size_rank, p.colour
FROM lake.current.products p
"""


@dataclass(frozen=True)
class Returns:
    """What the page reads; nobody changes its tables.

    shipped: sku, channel, location, day (of shipping), po_id, supplier_id, came_on (day of the receipt),
    lines, units; one row per SKU, shop, location and day, only of shops whose returns name goods.
    back: one row per return row: its order's day and origin where the order is known (NaT else), known_on,
    kind, units, restocked, refund, loss, handling (money in the display currency; missing where nobody says),
    reason (missing where it only repeats the product's name). is_goods: goods came back, not money alone.
    products: sku, product_name (missing where nobody says one), category, style, size, size_rank, colour.
    has_orders: whether returns name their orders, so that cohorts can be told.
    silent_channels: shops that sold and whose returns name no goods; outside every rate.
    """

    shipped: pd.DataFrame
    back: pd.DataFrame
    products: pd.DataFrame
    as_of: dt.date
    currency: str
    has_orders: bool
    silent_channels: tuple[str, ...]


def read_returns(snapshot: Snapshot) -> Returns:
    """Everything shipped and returned in HISTORY_DAYS up to as_of."""
    as_of = snapshot.as_of or periods.EARLIEST
    since = as_of - dt.timedelta(days=HISTORY_DAYS)
    shipped = snapshot.frame(_SHIPPED, [since, as_of])
    back = snapshot.frame(_BACK, [since, as_of])
    return prepared(shipped, back, _products(snapshot), as_of=as_of, currency=snapshot.currency)


def _products(snapshot: Snapshot) -> pd.DataFrame:
    """Every product of the file or ever sold, by the name that the page of sales uses."""
    names = [(sku, name or None) for sku, name in product_names(snapshot).items()]
    named = pd.DataFrame(names, columns=["sku", "product_name"], dtype=object)
    return named.merge(snapshot.frame(_PRODUCTS), how="left", on="sku")


def prepared(
    shipped: pd.DataFrame, back: pd.DataFrame, products: pd.DataFrame, *, as_of: dt.date, currency: str
) -> Returns:
    """The tables as read, put together: origins of what came back, shops that tell nothing set apart."""
    goods = back["sku"].notna() & back["kind"].ne("refund_only") & (back["units"] > 0)
    telling = set(back.loc[goods, "channel"])
    silent = tuple(sorted(set(shipped["channel"]) - telling))
    has_orders = bool(back.loc[goods, "day"].notna().mean() > 0.5) if goods.any() else True
    place = ["sku", "channel", "location", "day"]
    origin = shipped[[*place, "po_id", "supplier_id", "came_on"]]
    back = back.assign(is_goods=goods).merge(origin, how="left", on=place)
    counted = _at_most_sold(back)
    share = (counted / back["units"]).where(back["units"] > 0, 1.0)
    back = back.assign(
        units=counted, restocked=back["restocked"] * share, loss=back["loss"] * share,
        is_goods=back["is_goods"] & (counted > 0),
    )  # fmt: skip
    shipped = shipped[shipped["channel"].isin(telling)].reset_index(drop=True)
    return Returns(shipped, back, products, as_of, currency, has_orders, silent)


def _at_most_sold(back: pd.DataFrame) -> pd.Series[float]:
    """The units of each return row, of one item of an order together at most what was sold of it.

    A settlement and a list of returned parcels may tell of the same piece: rows of goods come before money
    alone, and among them those that say what went back into stock.
    """
    ranked = back.assign(rank=back["restocked"].isna() + 2 * ~back["is_goods"]).sort_values(
        "rank", kind="stable"
    )
    so_far = ranked.groupby(["channel", "order_id", "sku"])["units"].cumsum()
    before, sold = so_far - ranked["units"], ranked["sold_units"]
    counted = so_far.clip(upper=sold) - before.clip(upper=sold)
    return counted.where(sold.notna(), ranked["units"]).reindex(back.index)

"""Unexplained entries of stocktakes that look like slips of the hand: they wait to be checked.

The rules of `models.inventory.slip` and `mixed_up`, said to the database: a slip must not become the stock
position on the way to the page that asks about it. The books are those that the count itself states, else the
newest stock list of the SKU before it.
"""

from __future__ import annotations

_FOUND, _BOOKS = "t.counted::BIGINT::VARCHAR", "t.booked::BIGINT::VARCHAR"


def _without_a_digit(number: str) -> str:
    places = f"range(1, CASE WHEN length({number}) > 1 THEN length({number}) + 1 ELSE 1 END)"
    return f"list_transform({places}, lambda i: (left({number}, i - 1) || substr({number}, i + 1))::BIGINT)"


_SWAPPED = f"""list_transform(range(1, length({_FOUND})), lambda i: left({_FOUND}, i - 1)
    || substr({_FOUND}, i + 1, 1) || substr({_FOUND}, i, 1) || substr({_FOUND}, i + 2))"""
_IS_RIGHT = "abs(t.counted - t.booked) <= 0.02 * abs(t.booked)"
_IS_SLIP = f"""t.booked > 0 AND t.counted % 1 = 0 AND t.booked % 1 = 0 AND (
    NOT ({_IS_RIGHT}) AND list_contains({_SWAPPED}, {_BOOKS})
    OR abs(t.counted - t.booked) >= greatest(10, 0.5 * t.booked) AND (
        t.counted % 10 = 0 AND abs(t.counted // 10 - t.booked) <= 1
        OR t.booked >= 100 AND t.booked % 10 = 0 AND abs(t.counted - t.booked // 10) <= 1
        OR len(list_filter({_without_a_digit(_FOUND)}, lambda n: abs(n - t.booked) <= 1)) > 0
        OR t.counted >= 10 AND list_contains({_without_a_digit(_BOOKS)}, t.counted::BIGINT)))"""

UNCHECKED_COUNTS = f"""
books AS (
    SELECT location, sku, day, arg_max(on_hand, snapshot_at) AS on_hand
    FROM (
        SELECT location, sku, snapshot_at, any_value(coalesce(snapshot_on, snapshot_at::DATE)) AS day,
            sum(on_hand) AS on_hand
        FROM lake.current.stock
        SEMI JOIN (FROM lake.current.stocktakes WHERE booked IS NULL) USING (location, sku)
        WHERE coalesce(condition, '') IN ('', 'sellable') GROUP BY ALL
    ) GROUP BY ALL
),
compared AS (
    SELECT t.* REPLACE (coalesce(t.booked, b.on_hand) AS booked)
    FROM lake.current.stocktakes t
    ASOF LEFT JOIN books b ON b.location = t.location AND b.sku = t.sku AND t.counted_on >= b.day
),
unexplained AS (
    FROM compared t
    WHERE trim(coalesce(reason, '')) = '' AND booked IS NOT NULL AND NOT ({_IS_RIGHT})
),
unchecked AS (
    SELECT location, counted_on, sku FROM unexplained t WHERE {_IS_SLIP}
    UNION
    SELECT t.location, t.counted_on, t.sku FROM unexplained t JOIN compared o
        ON o.location = t.location AND o.counted_on = t.counted_on
        AND o.counted = t.booked AND o.booked = t.counted
    GROUP BY ALL HAVING count(*) = 1
)
"""
"""Common table expressions that end in unchecked (location, counted_on, sku)."""

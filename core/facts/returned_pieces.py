"""Pieces that came back and were put to stock, each once, however many lists tell about it.

A return belongs to the location of its order, else to the one that serves its shop, else to the only one
there is. Where lists of several platforms (the shop's refunds, the warehouse's returns) tell about one
product of one order, the one that tells most of it counts; and no more comes back than was sold.
"""

from __future__ import annotations

RETURNED_PIECES = """
given_back AS (
    SELECT r.sku, coalesce(nullif(r.location, ''), v.location, o.location, '') AS location, r.channel,
        nullif(r.order_id, '') AS order_id, coalesce(r.received_on, r.refunded_on) AS day, r.return_id,
        r.line_id, r.restocked_quantity AS units, r.import_id
    FROM lake.mart.refund_lines r LEFT JOIN serving v USING (channel) LEFT JOIN only_location o ON true
    WHERE r.restocked_quantity > 0 AND coalesce(r.received_on, r.refunded_on) <= $2::DATE
),
lately AS (
    SELECT g.* FROM given_back g JOIN counted c USING (sku, location) WHERE g.day > c.counted_on
),
of_orders AS (
    SELECT g.*, coalesce(i.platform, '') AS told_by
    FROM given_back g LEFT JOIN lake.meta.imports i USING (import_id)
    SEMI JOIN lately l ON l.channel = g.channel AND l.order_id = g.order_id AND l.sku = g.sku
),
believed AS (
    SELECT DISTINCT ON (channel, order_id, sku) channel, order_id, sku, told_by
    FROM (
        SELECT channel, order_id, sku, told_by, sum(units) AS units, min(day) AS first_day
        FROM of_orders GROUP BY ALL
    ) ORDER BY channel, order_id, sku, units DESC, first_day, told_by
),
sold_in_order AS (
    SELECT s.channel, s.order_id, s.sku, sum(s.quantity) AS units FROM lake.mart.sales_lines s
    SEMI JOIN believed b ON b.channel = s.channel AND b.order_id = s.order_id AND b.sku = s.sku GROUP BY ALL
),
in_turn AS (
    SELECT o.*, s.units AS sold, sum(o.units) OVER (PARTITION BY o.channel, o.order_id, o.sku
        ORDER BY o.day, o.return_id, o.line_id ROWS UNBOUNDED PRECEDING) AS so_far
    FROM of_orders o JOIN believed USING (channel, order_id, sku, told_by)
    LEFT JOIN sold_in_order s USING (channel, order_id, sku)
),
returned AS (
    SELECT sku, location, sum(units) AS units FROM (
        SELECT sku, location, units FROM lately WHERE order_id IS NULL
        UNION ALL
        SELECT t.sku, t.location,
            coalesce(least(t.so_far, t.sold) - least(t.so_far - t.units, t.sold), t.units)
        FROM in_turn t JOIN counted c USING (sku, location) WHERE t.day > c.counted_on
    ) GROUP BY ALL
)
"""
"""Common table expressions from serving, only_location and counted (sku, location, counted_on) to returned
(sku, location, units since the count). $2: the last day that counts."""

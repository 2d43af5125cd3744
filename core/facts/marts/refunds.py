"""Refund lines: each return row with its order's payment day, its product and what it takes back, positive.

A refund takes back goods first, at most what the order's goods were paid with; what is beyond that is
shipping or tax and stands apart as `other_refund`. Its net is the order's net sales in proportion, so that a
full refund leaves nothing, platform discount included; without a known order it is net by the product's tax
rate. Cost is reversed for units put back to stock only; scrapped ones stay in cost. Whose refund it is, the
order says; where no order is known, the return itself.
"""

from __future__ import annotations

import duckdb

from core.facts.marts.money import look_up_costs

_DESCRIBED_REFUNDS = """
CREATE OR REPLACE TEMP TABLE described_refunds AS
WITH r AS (SELECT * FROM lake.current.returns SEMI JOIN touched_refunds USING (channel, return_id)),
orders AS (
    SELECT s.channel, s.order_id, any_value(s.paid_on) AS paid_on, any_value(s.customer_id) AS customer_id,
        any_value(s.person_id) AS person_id, any_value(s.country) AS country,
        any_value(s.location) AS location, any_value(s.currency) AS currency,
        bool_or(s.is_placed) AS is_placed,
        sum(s.paid_amount / nullif(s.rate, 0)) FILTER (is_goods) AS goods_paid,
        sum(s.net_sales) FILTER (is_goods)::DOUBLE
            / nullif(sum(s.paid_amount) FILTER (is_goods), 0)::DOUBLE AS net_factor,
        sum(s.net_sales_with_cost)::DOUBLE / nullif(sum(s.net_sales), 0)::DOUBLE AS cost_share
    FROM (SELECT *, kind NOT IN ('service', 'adjustment') AS is_goods FROM lake.mart.sales_lines) s
    SEMI JOIN r ON r.channel = s.channel AND r.order_id = s.order_id
    GROUP BY s.channel, s.order_id
),
lines AS (
    SELECT s.channel, s.order_id, s.line_id, s.sku, s.product_name, s.category,
        s.cost_amount / nullif(s.quantity, 0) AS unit_cost
    FROM lake.mart.sales_lines s SEMI JOIN r ON r.channel = s.channel AND r.order_id = s.order_id
),
described AS (
    SELECT r.* REPLACE (coalesce(r.amount, 0) AS amount, coalesce(r.sku, l.sku) AS sku,
            CASE WHEN o.is_placed IS NULL THEN r.customer_id ELSE o.customer_id END AS customer_id),
        coalesce(l.product_name, p.name) AS product_name, coalesce(p.category, l.category) AS category,
        coalesce(p.kind, 'goods') AS product_kind, coalesce(r.refunded_on, r.requested_on) AS money_day,
        o.cost_share,
        o.paid_on, o.is_placed AS order_is_placed, o.person_id AS order_person, o.country, o.goods_paid,
        coalesce(o.location, c.default_location, '') AS location,
        coalesce(o.currency, c.currency) AS currency, l.unit_cost AS line_cost,
        CASE WHEN o.net_factor IS NOT NULL THEN o.net_factor
            WHEN coalesce(c.prices_include_tax, false) THEN 1 / (1 + coalesce(p.tax_rate, 0)::DOUBLE)
            ELSE 1 END AS net_factor
    FROM r
    LEFT JOIN orders o USING (channel, order_id)
    LEFT JOIN lines l ON l.channel = r.channel AND l.order_id = r.order_id AND l.line_id = r.order_line_id
    LEFT JOIN lake.current.channels c ON c.channel = r.channel
    LEFT JOIN lake.current.products p ON p.sku = coalesce(r.sku, l.sku)
)
SELECT *, CASE WHEN goods_paid IS NULL THEN amount
    ELSE least(so_far, goods_paid) - least(so_far - amount, goods_paid) END AS goods_refund
FROM (
    SELECT *, sum(amount) OVER (PARTITION BY channel, order_id ORDER BY refunded_on, return_id, line_id
        ROWS UNBOUNDED PRECEDING) AS so_far
    FROM described
)
"""

_REFUND_LINES = """
INSERT INTO lake.mart.refund_lines BY NAME
WITH converted AS (
    SELECT d.*, CASE WHEN d.currency IS NULL OR d.currency = display.shown THEN 1 ELSE x.rate END AS rate
    FROM described_refunds d
    CROSS JOIN (SELECT value AS shown FROM lake.meta.parameters WHERE name = 'currency') display
    ASOF LEFT JOIN rates x ON x.currency = d.currency AND d.money_day >= x.day
),
netted AS (
    SELECT d.*, (goods_refund * rate * net_factor)::DECIMAL(18,4) AS net_refund,
        coalesce(d.line_cost, k.unit_cost) AS cost,
        coalesce(d.order_person, i.person_id, d.channel || ':' || d.customer_id) AS person_id
    FROM converted d LEFT JOIN day_costs k USING (sku, money_day)
    ASOF LEFT JOIN lake.current.identities i
        ON i.channel = d.channel AND i.customer_id = d.customer_id AND d.money_day >= i.valid_from
)
SELECT channel, return_id, line_id, order_id, order_line_id, sku, product_name, category,
    product_kind AS kind, kind AS return_kind, requested_on, refunded_on, received_on,
    CASE WHEN refunded_on IS NOT NULL THEN coalesce(paid_on, refunded_on) END AS order_paid_on, customer_id,
    person_id, country, location, coalesce(quantity, 0) AS quantity,
    coalesce(restocked_quantity, 0) AS restocked_quantity, goods_refund * rate AS refund_amount,
    (amount - goods_refund) * rate AS other_refund, net_refund,
    CASE WHEN rate IS NOT NULL
        THEN (cost * coalesce(restocked_quantity, 0))::DECIMAL(18,4) END AS cost_reversed,
    CASE WHEN sku IS NULL THEN (net_refund * coalesce(cost_share, 0))::DECIMAL(18,4)
        WHEN cost IS NULL THEN 0 ELSE net_refund END AS net_refund_with_cost,
    product_kind NOT IN ('service', 'adjustment') AND coalesce(order_is_placed, true) AS is_sale,
    repeat_no > 0 AS is_repeat, reason, rate, import_id, file_no, source_row
FROM netted ORDER BY refunded_on, channel, return_id, line_id
"""


def rebuild_lines(connection: duckdb.DuckDBPyConnection) -> None:
    """Replace the refund lines of the touched returns; needs the costs and rates of the sales lines."""
    if not connection.execute("SELECT 1 FROM touched_refunds LIMIT 1").fetchone():
        return
    connection.execute(
        """DELETE FROM lake.mart.refund_lines
        WHERE (channel, return_id) IN (SELECT (channel, return_id) FROM touched_refunds)"""
    )
    connection.execute(_DESCRIBED_REFUNDS)
    look_up_costs(connection, "described_refunds")
    connection.execute(_REFUND_LINES)
    connection.execute("DROP TABLE described_refunds")

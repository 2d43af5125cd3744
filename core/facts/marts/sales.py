"""Sales lines and orders: each line with its product, its days, its money and what it counts as.

Money per line: the line's own `buyer_paid`; where a file states it per order only, the order's
`goods_amount` is split over the lines in proportion to their value by largest remainder, in cents, so
that lines add up to the order. Net sales are (buyer paid + platform discount) without tax,
    in the display currency.
"""

from __future__ import annotations

import duckdb

# An order that came without lines (an order list) stands as one line without SKU: its money is not lost.
_LINES = """
CREATE OR REPLACE TEMP TABLE valued_lines AS
WITH o AS (SELECT * FROM lake.current.orders SEMI JOIN touched_sales USING (channel, order_id)),
l AS (
    SELECT l.* REPLACE (coalesce(l.sku, g.sku) AS sku, l.quantity * coalesce(g.multiple, 1) AS quantity)
    FROM (SELECT * FROM lake.current.order_lines SEMI JOIN touched_sales USING (channel, order_id)) l
    LEFT JOIN lake.current.listings g ON l.sku IS NULL AND g.channel = l.channel
        AND g.channel_sku = l.channel_sku
),
lines AS (
    SELECT channel, order_id, line_id, sku, channel_sku, product_name, category, quantity, unit_price,
        coalesce(gross_amount, round(unit_price * quantity, 2), buyer_paid,
            0)::DECIMAL(18,2) AS gross_amount,
        coalesce(seller_discount, 0) + coalesce(promoter_discount, 0) AS discount,
            coalesce(platform_discount, 0) AS platform_discount,
        buyer_paid, tax_amount, tax_included, unit_cost, is_gift, shipped_on, repeat_no, import_id,
            file_no, source_row
    FROM l
    UNION ALL BY NAME
    SELECT channel, order_id, '' AS line_id, 0 AS quantity, coalesce(goods_amount,
        0)::DECIMAL(18,2) AS gross_amount, 0 AS discount,
        0 AS platform_discount, goods_amount AS buyer_paid, 0 AS repeat_no, import_id, file_no, source_row
    FROM o ANTI JOIN l USING (channel, order_id)
),
weighed AS (
    SELECT lines.*, o.goods_amount, lines.gross_amount - lines.discount AS weight,
        lines.buyer_paid IS NULL AND o.goods_amount IS NOT NULL AS is_split,
        sum(lines.gross_amount - lines.discount) FILTER (lines.buyer_paid IS NULL) OVER per_order
            AS open_weight,
        count(*) FILTER (lines.buyer_paid IS NULL) OVER per_order AS open_lines,
        o.goods_amount - coalesce(sum(lines.buyer_paid) OVER per_order, 0) AS open_amount
    FROM lines LEFT JOIN o USING (channel, order_id)
    WINDOW per_order AS (PARTITION BY lines.channel, lines.order_id)
),
shares AS (
    SELECT *, CASE WHEN is_split THEN 100 * open_amount::DOUBLE * CASE WHEN open_weight <> 0
        THEN weight::DOUBLE / open_weight::DOUBLE
        ELSE 1.0 / open_lines END END AS exact_cents
    FROM weighed
),
ranked AS (
    SELECT *, floor(exact_cents) AS whole_cents,
        row_number() OVER (PARTITION BY channel, order_id, is_split
            ORDER BY exact_cents - floor(exact_cents) DESC, line_id) AS remainder_rank,
        round(100 * open_amount)::BIGINT - sum(floor(exact_cents)) OVER (PARTITION BY channel, order_id,
            is_split) AS left_over_cents
    FROM shares
)
SELECT * EXCLUDE (exact_cents, whole_cents, remainder_rank, left_over_cents, weight, open_weight,
    open_lines, open_amount, goods_amount, is_split),
    CASE WHEN is_split
        THEN ((whole_cents + (remainder_rank <= left_over_cents)::INTEGER) / 100)::DECIMAL(18,2)
        ELSE coalesce(buyer_paid, weight)::DECIMAL(18,2) END AS paid
FROM ranked
"""

# Cost of a line: its own, else the average of receipts up to the day, else the standard cost of the day.
# Before the first known standard cost the earliest one is used: a shop's cost list rarely reaches back.
COSTS = """
CREATE OR REPLACE TEMP TABLE costs AS
WITH received AS (
    SELECT p.sku, r.received_on AS valid_from, r.quantity - coalesce(r.quantity_rejected, 0) AS quantity,
        p.currency,
        p.unit_cost * (r.quantity - coalesce(r.quantity_rejected, 0)) + coalesce(r.landed_extra, 0) AS value
    FROM lake.current.receipts r JOIN lake.current.purchase_order_lines p USING (po_id, line_id)
    WHERE p.unit_cost IS NOT NULL AND r.received_on IS NOT NULL
),
averages AS (
    SELECT sku, valid_from, any_value(currency) OVER (PARTITION BY sku) AS currency,
        sum(value) OVER so_far / nullif(sum(quantity) OVER so_far, 0) AS unit_cost
    FROM received WINDOW so_far AS (PARTITION BY sku ORDER BY valid_from RANGE UNBOUNDED PRECEDING)
),
standard AS (
    SELECT sku, CASE WHEN valid_from = min(valid_from) OVER (PARTITION BY sku) THEN DATE '1900-01-01'
        ELSE valid_from END AS valid_from,
        unit_cost, currency
    FROM lake.current.standard_costs ANTI JOIN averages USING (sku)
)
SELECT DISTINCT ON (sku, valid_from) sku, valid_from, unit_cost::DECIMAL(18,4) AS unit_cost, currency FROM (
    FROM averages UNION ALL BY NAME FROM standard
) WHERE unit_cost IS NOT NULL
"""

RATES = """
CREATE OR REPLACE TEMP TABLE rates AS
SELECT DISTINCT ON (currency, day) currency, day, rate FROM lake.current.exchange_rates
WHERE base = (SELECT value FROM lake.meta.parameters WHERE name = 'currency')
"""

_SALES_LINES = """
INSERT INTO lake.mart.sales_lines BY NAME
WITH display AS (SELECT value AS currency FROM lake.meta.parameters WHERE name = 'currency'),
described AS (
    SELECT v.* EXCLUDE (product_name, category, shipped_on), coalesce(v.product_name,
        p.name) AS product_name, coalesce(p.category, v.category) AS category,
        p.brand, coalesce(p.kind, 'goods') AS kind, p.tax_rate, o.placed_on, coalesce(v.shipped_on,
            o.shipped_on) AS shipped_on,
        coalesce(o.paid_on, CASE WHEN o.state IN ('paid', 'shipped', 'completed')
            THEN o.placed_on END) AS paid_on,
        o.customer_id, o.country, o.region, coalesce(o.location, c.default_location, '') AS location,
        coalesce(o.order_type, 'normal') AS order_type, o.state, o.exclusion_rule, coalesce(o.currency,
            c.currency) AS currency,
        coalesce(v.tax_included, c.prices_include_tax, false) AS includes_tax, coalesce(v.is_gift,
            p.kind = 'gift' AND v.paid = 0, false) AS is_free
    FROM valued_lines v
    LEFT JOIN lake.current.orders o USING (channel, order_id)
    LEFT JOIN lake.current.channels c USING (channel)
    LEFT JOIN lake.current.products p ON p.sku = v.sku
),
counted AS (
    SELECT *, order_type IN ('normal', 'presale', 'wholesale') AND exclusion_rule IS NULL
        AND kind NOT IN ('service', 'adjustment') AND NOT is_free AS is_placed,
        coalesce(paid_on, placed_on) AS money_day
    FROM described
),
converted AS (
    SELECT d.*, CASE WHEN d.currency IS NULL OR d.currency = display.currency THEN 1
        ELSE r.rate END AS rate,
        CASE WHEN NOT d.includes_tax THEN 1 WHEN d.tax_amount IS NOT NULL
            AND d.paid + d.platform_discount <> 0
            THEN 1 - d.tax_amount::DOUBLE / (d.paid + d.platform_discount)::DOUBLE
                ELSE 1 / (1 + coalesce(d.tax_rate, 0)::DOUBLE) END AS net_factor
    FROM counted d CROSS JOIN display
    ASOF LEFT JOIN rates r ON r.currency = d.currency AND d.money_day >= r.day
),
costed AS (
    SELECT d.*, coalesce(d.unit_cost * d.rate,
        k.unit_cost * CASE WHEN k.currency IS NULL OR k.currency = display.currency THEN 1
            ELSE kr.rate END) AS cost
    FROM converted d CROSS JOIN display
    ASOF LEFT JOIN costs k ON k.sku = d.sku AND d.money_day >= k.valid_from
    ASOF LEFT JOIN rates kr ON kr.currency = k.currency AND d.money_day >= kr.day
),
netted AS (
    SELECT *, ((paid + platform_discount) * rate * net_factor)::DECIMAL(18,4) AS net_sales,
        CASE WHEN rate IS NOT NULL THEN (cost * quantity)::DECIMAL(18,4) END AS cost_amount FROM costed
)
SELECT s.channel, s.order_id, s.line_id, s.sku, s.product_name, s.category, s.brand, s.kind, s.placed_on,
    s.paid_on, s.shipped_on, s.customer_id,
    CASE WHEN s.customer_id IS NOT NULL THEN coalesce(i.person_id,
        s.channel || ':' || s.customer_id) END AS person_id,
    s.country, s.region, s.location, s.order_type, s.state, s.is_placed, coalesce(s.is_placed
        AND s.paid_on IS NOT NULL, false) AS is_sale,
    coalesce(s.kind NOT IN ('service', 'adjustment') AND s.exclusion_rule IS NULL AND s.quantity > 0 AND (
        ((s.is_placed OR s.is_free AND s.order_type IN ('normal', 'presale', 'wholesale'))
            AND s.paid_on IS NOT NULL) OR s.order_type = 'replacement'
        OR (s.order_type = 'presale' AND s.state NOT IN ('cancelled', 'closed'))), false) AS is_demand,
    s.repeat_no > 0 AS is_repeat, s.quantity, s.unit_price, s.gross_amount * s.rate AS gross_amount,
        s.paid * s.rate AS paid_amount,
    s.platform_discount * s.rate AS platform_discount, s.net_sales, s.cost_amount,
    CASE WHEN s.cost_amount IS NULL THEN 0 ELSE s.net_sales END AS net_sales_with_cost, s.currency, s.rate,
        s.import_id, s.file_no, s.source_row
FROM netted s
ASOF LEFT JOIN lake.current.identities i ON i.channel = s.channel AND i.customer_id = s.customer_id
    AND s.placed_on >= i.valid_from
ORDER BY s.placed_on, s.channel, s.order_id, s.line_id
"""

_ORDERS = """
INSERT INTO lake.mart.order_facts BY NAME
WITH sold AS (
    SELECT channel, order_id, any_value(paid_on) AS paid_on, any_value(person_id) AS person_id,
        any_value(order_type) AS order_type,
        bool_or(is_placed) AS is_placed, bool_or(is_sale) AS is_sale, count(*) AS lines,
            coalesce(sum(quantity) FILTER (is_placed), 0) AS units,
        coalesce(sum(gross_amount) FILTER (is_placed), 0) AS gross_amount,
            coalesce(sum(paid_amount) FILTER (is_placed), 0) AS paid_amount,
        coalesce(sum(net_sales) FILTER (is_placed), 0) AS net_sales, min(file_no) AS file_no,
            min(source_row) AS source_row
    FROM lake.mart.sales_lines SEMI JOIN touched_sales USING (channel, order_id) GROUP BY ALL
),
refunded AS (
    SELECT channel, order_id, sum(refund_amount) AS refund_amount, sum(net_refund) AS net_refund
    FROM lake.mart.refund_lines SEMI JOIN touched_sales USING (channel, order_id) WHERE is_sale GROUP BY ALL
)
SELECT o.channel, o.order_id, o.placed_on, s.paid_on, s.order_type, o.state, s.is_placed, s.is_sale,
    o.customer_id, s.person_id, o.country, o.region,
    s.lines, s.units, s.gross_amount, s.paid_amount, s.net_sales, coalesce(r.refund_amount,
        0) AS refund_amount,
    coalesce(r.net_refund, 0) AS net_refund, o.discount_code, o.import_id, o.file_no, o.source_row
FROM lake.current.orders o JOIN sold s USING (channel, order_id) LEFT JOIN refunded r USING (channel,
    order_id)
ORDER BY o.placed_on, o.channel, o.order_id
"""


def rebuild_lines(connection: duckdb.DuckDBPyConnection) -> None:
    """Replace the sales lines of the touched orders."""
    connection.execute(_LINES)
    connection.execute(COSTS)
    connection.execute(RATES)
    connection.execute(
        """DELETE FROM lake.mart.sales_lines
        WHERE (channel, order_id) IN (SELECT (channel, order_id) FROM touched_sales)"""
    )
    connection.execute(_SALES_LINES)
    connection.execute("DROP TABLE valued_lines")


def rebuild_orders(connection: duckdb.DuckDBPyConnection) -> None:
    """Replace the order facts of the touched orders."""
    connection.execute(
        """DELETE FROM lake.mart.order_facts
        WHERE (channel, order_id) IN (SELECT (channel, order_id) FROM touched_sales)"""
    )
    connection.execute(_ORDERS)

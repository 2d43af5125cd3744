"""Sales lines and orders: each line with its product, its days, its money and what it counts as.

Money per line is the line's own `buyer_paid`, else its part of the order's money, else its price less its
discounts. Net sales are (buyer paid + platform discount) without tax, in the display currency.
"""

from __future__ import annotations

import duckdb

from core.facts.marts import scope
from core.facts.marts.money import PART_OF_ORDER, look_up_costs, note_costs_and_rates, split_order_money

# What the touched orders say of all their lines; also of orders that only lines name so far.
_HEADS = """
CREATE OR REPLACE TEMP TABLE heads AS
SELECT o.channel, o.order_id, true AS is_listed, o.placed_on, o.shipped_on,
    coalesce(o.paid_on,
        CASE WHEN o.state IN ('paid', 'shipped', 'completed') THEN o.placed_on END) AS paid_on,
    coalesce(o.paid_on, o.placed_on) AS money_day, o.customer_id, o.country, o.region,
    coalesce(o.location, c.default_location, '') AS location, coalesce(o.order_type, 'normal') AS order_type,
    o.state, o.exclusion_rule, coalesce(o.currency, c.currency) AS currency,
    coalesce(c.prices_include_tax, false) AS prices_include_tax, o.goods_amount,
    m.amount AS open_amount, m.weights AS open_weights, m.open_lines, m.is_in_cents,
    o.import_id, o.file_no, o.source_row
FROM (FROM lake.current.orders SEMI JOIN touched_sales USING (channel, order_id)) o
LEFT JOIN open_money m USING (channel, order_id)
LEFT JOIN lake.current.channels c USING (channel)
"""
_HEADS_OF_LINES_ONLY = """
INSERT INTO heads BY NAME
SELECT channel, order_id, false AS is_listed, coalesce(c.default_location, '') AS location,
    'normal' AS order_type, c.currency, coalesce(c.prices_include_tax, false) AS prices_include_tax
FROM (FROM touched_sales ANTI JOIN heads USING (channel, order_id))
LEFT JOIN lake.current.channels c USING (channel)
"""

# Rates, costs and people are looked up once per distinct key, so that the lines themselves need no sorting.
_DAY_RATES = """
CREATE OR REPLACE TEMP TABLE day_rates AS
SELECT d.currency, d.money_day, r.rate
FROM (SELECT DISTINCT currency, money_day FROM heads SEMI JOIN rates USING (currency)) d
ASOF JOIN rates r ON r.currency = d.currency AND d.money_day >= r.day
"""
_DAY_PEOPLE = """
CREATE OR REPLACE TEMP TABLE day_people AS
SELECT d.channel, d.customer_id, d.placed_on, i.person_id
FROM (
    SELECT DISTINCT channel, customer_id, placed_on FROM heads
    SEMI JOIN lake.current.identities USING (channel, customer_id)
) d
ASOF JOIN lake.current.identities i
    ON i.channel = d.channel AND i.customer_id = d.customer_id AND d.placed_on >= i.valid_from
"""
_LISTED = """LEFT JOIN lake.current.listings g
        ON l.sku IS NULL AND g.channel = l.channel AND g.channel_sku = l.channel_sku"""
_SKUS_SOLD = f"""(
    SELECT coalesce(l.sku, g.sku) AS sku, money_day
    FROM lake.current.order_lines l JOIN heads USING (channel, order_id) {_LISTED}
)"""

# An order that came without lines (an order list) stands as one line without SKU: its money is not lost.
_SALES_LINES = f"""
INSERT INTO lake.mart.sales_lines BY NAME
WITH lines AS (
    SELECT h.* EXCLUDE (shipped_on, import_id, file_no, source_row), l.line_id, coalesce(l.sku, g.sku) AS sku,
        l.product_name, l.category, l.quantity * coalesce(g.multiple, 1) AS quantity, l.unit_price,
        coalesce(l.gross_amount, round(l.unit_price * l.quantity, 2), l.buyer_paid, 0) AS gross_amount,
        coalesce(l.seller_discount, 0) + coalesce(l.promoter_discount, 0) AS discount,
        coalesce(l.platform_discount, 0) AS platform_discount,
        coalesce(l.buyer_paid, {PART_OF_ORDER}) AS line_paid, l.tax_amount,
        coalesce(l.tax_included, prices_include_tax) AS includes_tax, l.unit_cost, l.is_gift,
        coalesce(l.shipped_on, h.shipped_on) AS shipped_on, l.repeat_no, l.import_id, l.file_no, l.source_row
    FROM lake.current.order_lines l JOIN heads h USING (channel, order_id)
    LEFT JOIN (SELECT channel, order_id, line_id, paid AS split_paid FROM splits) s
        USING (channel, order_id, line_id)
    {_LISTED}
    UNION ALL BY NAME
    SELECT *, '' AS line_id, 0 AS quantity, coalesce(goods_amount, 0) AS gross_amount, 0 AS discount,
        0 AS platform_discount, goods_amount AS line_paid, prices_include_tax AS includes_tax, 0 AS repeat_no
    FROM heads SEMI JOIN (
        SELECT channel, order_id FROM (FROM heads WHERE is_listed)
        ANTI JOIN (SELECT channel, order_id FROM lake.current.order_lines) USING (channel, order_id)
    ) USING (channel, order_id)
),
described AS (
    SELECT v.* REPLACE (coalesce(v.product_name, p.name) AS product_name,
            coalesce(p.category, v.category) AS category),
        p.brand, coalesce(p.kind, 'goods') AS kind, p.tax_rate,
        coalesce(line_paid, gross_amount - discount)::DECIMAL(18,2) AS paid
    FROM lines v LEFT JOIN lake.current.products p ON p.sku = v.sku
),
counted AS (
    SELECT *, order_type IN ('normal', 'presale', 'wholesale') AND exclusion_rule IS NULL AS is_counted_order,
        kind NOT IN ('service', 'adjustment') AS is_goods,
        coalesce(is_gift, kind = 'gift' AND paid = 0, false) AS is_free,
        CASE WHEN NOT includes_tax THEN 1
            WHEN tax_amount IS NOT NULL AND paid + platform_discount <> 0
                THEN 1 - tax_amount::DOUBLE / (paid + platform_discount)::DOUBLE
            ELSE 1 / (1 + coalesce(tax_rate, 0)::DOUBLE) END AS net_factor
    FROM described
),
valued AS (
    SELECT d.*, d.is_counted_order AND d.is_goods AND NOT d.is_free AS is_placed,
        CASE WHEN d.currency IS NULL OR d.currency = getvariable('shown_currency') THEN 1
            ELSE r.rate END AS rate,
        k.unit_cost AS day_cost, i.person_id AS named_person
    FROM counted d
    LEFT JOIN day_rates r USING (currency, money_day)
    LEFT JOIN day_costs k USING (sku, money_day)
    LEFT JOIN day_people i USING (channel, customer_id, placed_on)
),
netted AS (
    SELECT *, ((paid + platform_discount) * rate * net_factor)::DECIMAL(18,4) AS net_sales,
        CASE WHEN rate IS NOT NULL
            THEN (coalesce(unit_cost * rate, day_cost) * quantity)::DECIMAL(18,4) END AS cost_amount
    FROM valued
)
SELECT channel, order_id, line_id, sku, product_name, category, brand, kind, placed_on, paid_on, shipped_on,
    customer_id, CASE WHEN customer_id IS NOT NULL
        THEN coalesce(named_person, channel || ':' || customer_id) END AS person_id,
    country, region, location, order_type, state, is_placed,
    coalesce(is_placed AND paid_on IS NOT NULL, false) AS is_sale,
    coalesce(is_goods AND exclusion_rule IS NULL AND quantity > 0 AND (
        (is_counted_order AND paid_on IS NOT NULL) OR order_type = 'replacement'
        OR (order_type = 'presale' AND state NOT IN ('cancelled', 'closed'))), false) AS is_demand,
    repeat_no > 0 AS is_repeat, quantity, unit_price, gross_amount * rate AS gross_amount,
    paid * rate AS paid_amount, platform_discount * rate AS platform_discount, net_sales, cost_amount,
    CASE WHEN cost_amount IS NULL THEN 0 ELSE net_sales END AS net_sales_with_cost, currency, rate,
    import_id, file_no, source_row
FROM netted ORDER BY placed_on
"""

_ORDERS = """
INSERT INTO lake.mart.order_facts BY NAME
WITH sold AS (
    SELECT channel, order_id, any_value(paid_on) AS paid_on, any_value(person_id) AS person_id,
        any_value(order_type) AS order_type, bool_or(is_placed) AS is_placed, bool_or(is_sale) AS is_sale,
        count(*) AS lines, coalesce(sum(quantity) FILTER (is_placed), 0) AS units,
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
    o.customer_id, s.person_id, o.country, o.region, s.lines, s.units, s.gross_amount, s.paid_amount,
    s.net_sales, coalesce(r.refund_amount, 0) AS refund_amount, coalesce(r.net_refund, 0) AS net_refund,
    o.discount_code, o.import_id, o.file_no, o.source_row
FROM lake.current.orders o JOIN sold s USING (channel, order_id)
LEFT JOIN refunded r USING (channel, order_id)
ORDER BY o.placed_on, o.channel, o.order_id
"""


def rebuild_lines(connection: duckdb.DuckDBPyConnection) -> None:
    """Replace the sales lines of the touched orders; leaves costs and rates for the marts that follow."""
    note_costs_and_rates(connection)
    connection.execute(
        """DELETE FROM lake.mart.sales_lines
        WHERE (channel, order_id) IN (SELECT (channel, order_id) FROM touched_sales)"""
    )
    for _part in scope.slices(connection):
        split_order_money(connection)
        for statement in (_HEADS, _HEADS_OF_LINES_ONLY, _DAY_RATES, _DAY_PEOPLE):
            connection.execute(statement)
        look_up_costs(connection, _SKUS_SOLD)
        connection.execute(_SALES_LINES)
        connection.execute("DROP TABLE heads")


def rebuild_orders(connection: duckdb.DuckDBPyConnection) -> None:
    """Replace the order facts of the touched orders."""
    connection.execute(
        """DELETE FROM lake.mart.order_facts
        WHERE (channel, order_id) IN (SELECT (channel, order_id) FROM touched_sales)"""
    )
    for _part in scope.slices(connection, orders_at_once=3 * scope.ORDERS_AT_ONCE):
        connection.execute(_ORDERS)

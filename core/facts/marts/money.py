"""What amounts rest on: unit costs, exchange rates, and order money split over lines."""

from __future__ import annotations

import duckdb

# Cost of a line: its own, else the average of receipts up to the day, else the standard cost of the day.
# Before the first known standard cost the earliest one is used: a shop's cost list rarely reaches back.
_RECEIVED_COSTS = """
CREATE OR REPLACE TEMP TABLE received_costs AS
WITH received AS (
    SELECT p.sku, r.received_on AS valid_from, r.quantity,
        coalesce(p.currency, display.shown) AS currency, display.shown, p.unit_cost, r.landed_extra
    FROM lake.current.receipts r JOIN lake.current.purchase_order_lines p USING (po_id, line_id)
    CROSS JOIN (SELECT value AS shown FROM lake.meta.parameters WHERE name = 'currency') display
    WHERE p.unit_cost IS NOT NULL AND r.received_on IS NOT NULL
),
valued AS (
    SELECT v.sku, v.valid_from, v.quantity, (v.unit_cost * v.quantity + coalesce(v.landed_extra, 0))
        * CASE WHEN v.currency = v.shown THEN 1.0::DOUBLE ELSE x.rate END AS value
    FROM received v ASOF LEFT JOIN rates x ON x.currency = v.currency AND v.valid_from >= x.day
)
SELECT DISTINCT ON (sku, valid_from) sku, valid_from,
    sum(value) OVER so_far / nullif(sum(quantity) OVER so_far, 0) AS unit_cost
FROM valued WHERE value IS NOT NULL
WINDOW so_far AS (PARTITION BY sku ORDER BY valid_from RANGE UNBOUNDED PRECEDING)
"""
_LISTED_COSTS = """
CREATE OR REPLACE TEMP TABLE listed_costs AS
SELECT sku, unit_cost, currency,
    CASE WHEN valid_from = min(valid_from) OVER (PARTITION BY sku) THEN DATE '1900-01-01'
        ELSE valid_from END AS valid_from
FROM lake.current.standard_costs WHERE unit_cost IS NOT NULL
"""
_DAY_COSTS = """
CREATE OR REPLACE TEMP TABLE day_costs AS
SELECT d.sku, d.money_day, coalesce(k.unit_cost, l.unit_cost * CASE
    WHEN l.currency IS NULL OR l.currency = display.shown THEN 1 ELSE x.rate END) AS unit_cost
FROM (
    SELECT DISTINCT sku, money_day FROM {lines}
    WHERE sku IN (SELECT sku FROM received_costs UNION SELECT sku FROM listed_costs) AND money_day IS NOT NULL
) d
CROSS JOIN (SELECT value AS shown FROM lake.meta.parameters WHERE name = 'currency') display
ASOF LEFT JOIN received_costs k ON k.sku = d.sku AND d.money_day >= k.valid_from
ASOF LEFT JOIN listed_costs l ON l.sku = d.sku AND d.money_day >= l.valid_from
ASOF LEFT JOIN rates x ON x.currency = l.currency AND d.money_day >= x.day
"""
# Rates are doubles: two decimals of 18 digits, multiplied, leave too few places before the point for rupiah.
_SHOWN = """SET VARIABLE shown_currency =
    (SELECT value FROM lake.meta.parameters WHERE name = 'currency')"""
_RATES = """
CREATE OR REPLACE TEMP TABLE rates AS
SELECT DISTINCT ON (currency, day) currency, day, rate::DOUBLE AS rate FROM lake.current.exchange_rates
WHERE base = (SELECT value FROM lake.meta.parameters WHERE name = 'currency')
"""

# Only orders whose file states money per order: the open amount goes to the lines without their own,
# in proportion to their value, in whole cents by largest remainder, so that the lines add up to the order.
_WEIGHT = """coalesce(gross_amount, round(unit_price * quantity, 2), 0)
        - coalesce(seller_discount, 0) - coalesce(promoter_discount, 0)"""
_OPEN_MONEY = f"""
CREATE OR REPLACE TEMP TABLE open_money AS
SELECT channel, order_id, any_value(goods_amount) - coalesce(sum(buyer_paid), 0) AS amount,
    sum(weight) FILTER (buyer_paid IS NULL) AS weights,
    count(*) FILTER (buyer_paid IS NULL) AS open_lines,
    bool_and(weight = round(weight, 2)) FILTER (buyer_paid IS NULL) AS is_in_cents
FROM (SELECT *, {_WEIGHT} AS weight FROM lake.current.order_lines)
JOIN (
    SELECT channel, order_id, goods_amount FROM lake.current.orders
    SEMI JOIN touched_sales USING (channel, order_id) WHERE goods_amount IS NOT NULL
) USING (channel, order_id)
GROUP BY channel, order_id HAVING count(*) FILTER (buyer_paid IS NULL) > 0
"""
# Most orders need no sharing: they have one such line, or lines whose values are the amount already.
_SPLITS = f"""
CREATE OR REPLACE TEMP TABLE splits AS
WITH shared AS (
    SELECT channel, order_id, line_id, amount,
        100 * amount::DOUBLE * CASE WHEN weights <> 0 THEN ({_WEIGHT})::DOUBLE / weights::DOUBLE
            ELSE 1.0 / open_lines END AS cents
    FROM lake.current.order_lines JOIN (
        FROM open_money WHERE NOT (open_lines = 1 OR (amount = weights AND is_in_cents))
    ) USING (channel, order_id) WHERE buyer_paid IS NULL
),
ranked AS (
    SELECT *,
        round(100 * amount)::BIGINT - sum(floor(cents)) OVER (PARTITION BY channel, order_id) AS left_over,
        row_number() OVER (PARTITION BY channel, order_id ORDER BY cents - floor(cents) DESC, line_id) AS rank
    FROM shared
)
SELECT channel, order_id, line_id,
    ((floor(cents) + (rank <= left_over)::INTEGER) / 100)::DECIMAL(18,2) AS paid
FROM ranked
"""
PART_OF_ORDER = f"""CASE WHEN open_lines = 1 THEN open_amount
    WHEN open_amount = open_weights AND is_in_cents THEN {_WEIGHT} ELSE split_paid END::DECIMAL(18,2)"""
"""What a line without money of its own has of its order's, as SQL over the line, the order's `open_money`
and the line's own row of `splits`."""


def note_costs_and_rates(connection: duckdb.DuckDBPyConnection) -> None:
    """Leave the temp tables received_costs, listed_costs and rates (currency, day, rate to display), and the
    variable shown_currency."""
    connection.execute(_SHOWN)
    for statement in (_RATES, _RECEIVED_COSTS, _LISTED_COSTS):
        connection.execute(statement)


def look_up_costs(connection: duckdb.DuckDBPyConnection, lines: str) -> None:
    """Leave the temp table day_costs (sku, money_day, unit_cost in display currency) for these lines."""
    connection.execute(_DAY_COSTS.format(lines=lines))


def split_order_money(connection: duckdb.DuckDBPyConnection) -> None:
    """Leave the temp tables open_money (per touched order: amount, weights and number of its open lines) and
    splits (channel, order_id, line_id, paid) of those whose amount is shared among lines."""
    connection.execute(_OPEN_MONEY)
    connection.execute(_SPLITS)

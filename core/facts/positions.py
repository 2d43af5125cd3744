"""Where stock stands: the last count of each SKU and location, and everything that moved since.

One statement for the mart and for what is asked as of an earlier day. A count is a row of a stock file, or
of a stocktake on a later day, unless that looks like a slip of the hand and was not checked. A stock file
that is the full list of its location says zero for every SKU it does not name. Units leave when they ship;
where no file says when, when they are paid. Reserved units, none of them shipped, are the stock file's and
those of orders paid between it and a later stocktake; where it states none, those of all orders paid before
the count.

Stock movements tell what nothing else tells: adjustments and write-offs always, receipts, shipments, returns
and transfers where the location has none in the table of its own; receipts not where it has purchase orders
either, because what came is still to come there until its receipt is handed in. What books the difference of
a stocktake in the week after it is in the count already. A day without an hour that is the day of the count
is taken as counted; a movement has an hour, and so has a stock file unless it is a whole quarter of an hour.
"""

from __future__ import annotations

from core.facts.demand_lines import DEMAND_LINES
from core.facts.returned_pieces import RETURNED_PIECES
from core.facts.unchecked_counts import UNCHECKED_COUNTS

POSITIONS = f"""
{DEMAND_LINES},
{UNCHECKED_COUNTS},
all_stock AS (
    SELECT *, coalesce(snapshot_on, snapshot_at::DATE) AS counted_on FROM lake.current.stock
    WHERE coalesce(snapshot_on, snapshot_at::DATE) <= $2::DATE
),
counts AS (
    SELECT location, snapshot_at, min(counted_on) AS counted_on, count(reserved) > 0 AS states_reserved
    FROM all_stock GROUP BY ALL
),
full_lists AS (SELECT location, max(snapshot_at) AS snapshot_at FROM all_stock WHERE full_list GROUP BY ALL),
receipts_at AS (
    SELECT p.sku, p.location, r.received_on, r.quantity
    FROM lake.current.receipts r JOIN lake.current.purchase_order_lines p USING (po_id, line_id)
    WHERE r.received_on <= $2::DATE
),
came AS (
    SELECT sku, location, received_on AS day FROM receipts_at
    UNION ALL SELECT sku, to_location, received_on FROM lake.current.transfers
    UNION ALL SELECT sku, location, coalesce(moved_on, moved_at::DATE) FROM lake.current.stock_movements
        WHERE quantity > 0
),
came_since AS (
    SELECT sku, location FROM came JOIN full_lists USING (location) JOIN counts USING (location, snapshot_at)
    WHERE day > counted_on AND day <= $2::DATE
),
stocked AS (
    SELECT sku, location, max(snapshot_at) AS named_at FROM all_stock GROUP BY ALL
    UNION ALL
    SELECT p.sku, p.location, f.snapshot_at
    FROM (FROM came_since UNION SELECT sku, location FROM parts
        UNION SELECT sku, location FROM lake.current.stocktakes WHERE counted_on <= $2::DATE) p
    JOIN full_lists f USING (location) ANTI JOIN all_stock s ON s.sku = p.sku AND s.location = p.location
),
last AS (
    SELECT sku, location, greatest(named_at, coalesce(f.snapshot_at, named_at)) AS snapshot_at
    FROM stocked LEFT JOIN full_lists f USING (location)
),
listed AS (
    SELECT l.sku, l.location, l.snapshot_at, any_value(c.counted_on) AS counted_on,
        any_value(c.states_reserved) AS states_reserved, coalesce(sum(s.on_hand), 0) AS on_hand,
        coalesce(sum(s.reserved), 0) AS reserved, sum(s.inbound_purchase) AS inbound,
        min(s.import_id) AS import_id, min(s.file_no) AS file_no, min(s.source_row) AS source_row
    FROM last l JOIN counts c USING (location, snapshot_at)
    LEFT JOIN all_stock s ON s.sku = l.sku AND s.location = l.location AND s.snapshot_at = l.snapshot_at
        AND coalesce(s.condition, '') IN ('', 'sellable')
    GROUP BY ALL
),
taken AS (
    SELECT DISTINCT ON (sku, location) * FROM lake.current.stocktakes
    ANTI JOIN unchecked USING (location, counted_on, sku)
    WHERE counted_on <= $2::DATE ORDER BY sku, location, counted_on DESC
),
counted AS (
    SELECT sku, location, coalesce(l.snapshot_at, t.counted_on::TIMESTAMP) AS snapshot_at,
        coalesce(l.counted_on, t.counted_on) AS listed_on,
        greatest(coalesce(l.counted_on, t.counted_on), coalesce(t.counted_on, l.counted_on)) AS counted_on,
        coalesce(l.counted_on IS NULL OR t.counted_on > l.counted_on, false) AS is_taken,
        t.counted - t.booked AS taken_off,
        coalesce(l.states_reserved, false) AS states_reserved,
        CASE WHEN is_taken THEN t.counted ELSE l.on_hand END AS on_hand,
        coalesce(l.reserved, 0) AS reserved, l.inbound,
        CASE WHEN is_taken THEN t.import_id ELSE l.import_id END AS import_id,
        CASE WHEN is_taken THEN t.file_no ELSE l.file_no END AS file_no,
        CASE WHEN is_taken THEN t.source_row ELSE l.source_row END AS source_row
    FROM listed l FULL JOIN taken t USING (sku, location)
),
received AS (
    SELECT c.sku, c.location, sum(r.quantity) FILTER (r.received_on > c.counted_on) AS units,
        sum(r.quantity) FILTER (r.received_on > c.listed_on) AS since_listed,
        sum(r.quantity) FILTER (r.received_on = c.counted_on) AS same_day
    FROM receipts_at r JOIN counted c USING (sku, location) GROUP BY ALL
),
{RETURNED_PIECES},
told_elsewhere AS (
    SELECT DISTINCT location, 'receipt' AS kind FROM receipts_at
    UNION SELECT location, 'receipt' FROM lake.current.purchase_order_lines
    UNION SELECT location, 'shipment' FROM parts WHERE left_on IS NOT NULL
    UNION SELECT location, 'return' FROM given_back
    UNION SELECT from_location, 'transfer' FROM lake.current.transfers
    UNION SELECT to_location, 'transfer' FROM lake.current.transfers
),
moves AS (
    SELECT c.sku, c.location, m.quantity
    FROM (
        SELECT * REPLACE (coalesce(moved_on, moved_at::DATE) AS moved_on)
        FROM lake.current.stock_movements ANTI JOIN told_elsewhere USING (location, kind)
    ) m
    JOIN counted c USING (sku, location)
    WHERE m.moved_on <= $2::DATE
        AND (m.moved_on > c.counted_on OR m.moved_on = c.counted_on AND NOT c.is_taken
            AND m.moved_at > c.snapshot_at AND epoch(c.snapshot_at)::BIGINT % 900 <> 0)
        AND NOT (c.is_taken AND m.kind = 'adjustment' AND m.quantity IS NOT DISTINCT FROM c.taken_off
            AND m.moved_on <= c.counted_on + 7)
    UNION ALL
    SELECT c.sku, c.location, t.quantity FROM lake.current.transfers t
    JOIN counted c ON c.sku = t.sku AND c.location = t.to_location
        AND t.received_on > c.counted_on AND t.received_on <= $2::DATE
    UNION ALL
    SELECT c.sku, c.location, -t.quantity FROM lake.current.transfers t
    JOIN counted c ON c.sku = t.sku AND c.location = t.from_location
        AND coalesce(t.sent_on, t.received_on) > c.counted_on
        AND coalesce(t.sent_on, t.received_on) <= $2::DATE
),
adjusted AS (SELECT sku, location, sum(quantity) AS units FROM moves GROUP BY ALL),
sold AS (
    SELECT c.sku, c.location, sum(p.units) FILTER (p.left_on > c.counted_on) AS shipped,
        sum(p.units) FILTER (p.left_on > c.listed_on AND coalesce(p.paid_on, p.day) <= c.listed_on)
            AS released,
        sum(p.units) FILTER (p.shipped_on IS NULL AND p.state = 'paid' AND p.left_on <= c.counted_on)
            AS waiting,
        sum(p.units) FILTER (p.shipped_on IS NULL AND p.state = 'paid' AND p.left_on <= c.counted_on
            AND p.left_on > c.listed_on) AS promised
    FROM parts p JOIN counted c ON c.sku = p.sku AND c.location = p.location
    WHERE p.left_on <= $2::DATE
    GROUP BY ALL
),
moved AS (
    SELECT c.*, coalesce(received.units, 0) AS received_since, coalesce(returned.units, 0) AS returned_since,
        coalesce(sold.shipped, 0) AS shipped_since, coalesce(adjusted.units, 0) AS adjusted_since,
        coalesce(received.since_listed, 0) AS since_listed, coalesce(received.same_day, 0) AS same_day,
        coalesce(sold.released, 0) AS released, coalesce(sold.waiting, 0) AS waiting,
        coalesce(sold.promised, 0) AS promised
    FROM counted c LEFT JOIN received USING (sku, location) LEFT JOIN returned USING (sku, location)
    LEFT JOIN sold USING (sku, location) LEFT JOIN adjusted USING (sku, location)
),
positions AS (
    SELECT m.* REPLACE (
            CASE WHEN states_reserved THEN greatest(reserved - released, 0) + promised
                ELSE waiting END AS reserved,
            CASE WHEN inbound IS NOT NULL THEN greatest(inbound - since_listed, 0) END AS inbound),
        on_hand + received_since + returned_since + adjusted_since - shipped_since AS physical,
        CASE WHEN states_reserved THEN 'stock_file' ELSE 'orders' END AS reserved_source,
        coalesce(l.sellable, true) AS sellable
    FROM moved m LEFT JOIN lake.current.locations l USING (location)
)
"""
"""Common table expressions that end in positions (sku, location, snapshot_at, listed_on, counted_on,
is_taken, on_hand, received_since, returned_since, shipped_since, adjusted_since, same_day, physical,
reserved, reserved_source, inbound, sellable, import_id, file_no, source_row).

on_hand: as it was counted on counted_on. adjusted_since: movements and transfers, signed. same_day: received
on the day of the count, so taken as counted. snapshot_at, listed_on: of the stock file, else of the
stocktake. is_taken: a stocktake is the count.
$1: the day as of which products and channel locations hold. $2: the last day whose counts and moves count.
"""

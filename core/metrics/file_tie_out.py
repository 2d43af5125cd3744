"""From the sum that a file states to what its orders are worth in the figures, to the cent."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from core import i18n
from core.errors import Message, NotFound
from core.facts import ImportRecord, Snapshot, import_record
from core.i18n import N_
from core.metrics.query import shortened
from core.metrics.tie_out import TieLine, TieOut, tie_lines

_GOODS = ("subtotal", "goods_amount", "buyer_paid", "paid", "total")
"""Names of totals that say what buyers paid, those without shipping first."""
_GROSS = ("gross_amount", "lines_before_discounts")
_WITH_POSTAGE = ("paid", "total")
_POSTAGE = ("postage", "shipping", "shipping_charged")

_ITEMISED = "file_amount"
"""A total whose parts the import has itemised: rejected, rounding, and "<table>.<kind of product>"."""

_ROUNDING = N_("Rounding to cents, row by row")
_RETURNS = N_("Refunds among the file's rows: taken off below")
_REPLACED = N_("{count} orders for which another file counts now")
_REJECTED = N_("{count} rejected rows")
_CONVERTED = N_("Converted into the display currency")

_HANDED = """
WITH lines AS (
    SELECT channel, order_id, sum(gross) AS gross, sum(coalesce(buyer_paid, gross - discount)) AS paid,
        count(*) = count(buyer_paid) AS is_complete
    FROM (
        SELECT *, coalesce(gross_amount, round(unit_price * quantity, 2), buyer_paid, 0) AS gross,
            coalesce(seller_discount, 0) + coalesce(promoter_discount, 0) AS discount
        FROM lake.history.order_lines WHERE import_id = $1 AND NOT absent
    ) GROUP BY ALL
),
orders AS (
    SELECT channel, order_id, goods_amount FROM lake.history.orders WHERE import_id = $1 AND NOT absent
),
handed AS (
    SELECT channel, order_id, coalesce(lines.gross, goods_amount, 0) AS gross,
        CASE WHEN is_complete THEN paid ELSE coalesce(goods_amount, paid, 0) END AS paid
    FROM orders FULL JOIN lines USING (channel, order_id)
),
counting AS (
    SELECT channel, order_id FROM lake.current.orders WHERE import_id = $1
    UNION SELECT channel, order_id FROM lake.current.order_lines WHERE import_id = $1
)
"""
"""Orders of an import: as its file says them (handed), and those for which its file counts (counting)."""
_HANDED_SUMS = """
SELECT count(*) AS count, coalesce(sum(paid), 0)::VARCHAR AS paid, coalesce(sum(gross), 0)::VARCHAR AS gross
FROM handed {joined} JOIN counting USING (channel, order_id)
"""
_REPLACED_ORDERS = _HANDED + _HANDED_SUMS.format(joined="ANTI")
_KEPT_ORDERS = _HANDED + _HANDED_SUMS.format(joined="SEMI")
_LINES = f"""{_HANDED},
counted AS (
    SELECT *, CASE
        WHEN kind IN ('service', 'adjustment') THEN kind
        WHEN order_type IN ('brushing', 'test') THEN 'brushing'
        WHEN order_type NOT IN ('normal', 'presale', 'wholesale') THEN 'other_types'
        WHEN NOT is_placed THEN 'excluded'
        WHEN is_sale THEN ''
        WHEN state IN ('cancelled', 'closed') THEN 'cancelled'
        ELSE 'unpaid' END AS reason
    FROM lake.mart.sales_lines SEMI JOIN counting USING (channel, order_id)
)
SELECT reason, sum(gross_amount)::VARCHAR AS gross, sum(paid_amount)::VARCHAR AS paid,
    sum(platform_discount)::VARCHAR AS platform_discount, sum(net_sales)::VARCHAR AS net_sales
FROM counted GROUP BY reason
"""
_REFUNDED = f"""{_HANDED}
SELECT coalesce(sum(net_refund), 0)::VARCHAR
FROM lake.mart.refund_lines LEFT JOIN (SELECT *, true AS is_counting FROM counting) USING (channel, order_id)
WHERE is_sale AND refunded_on IS NOT NULL AND (is_counting OR (order_id IS NULL AND import_id = $1))
"""
"""Refunds of the orders that count, and those of the file itself that name no order."""
_IS_FOREIGN = "SELECT count(*) > 0 FROM lake.current.orders WHERE import_id = $1 AND currency <> $2"


def file_tie_out(snapshot: Snapshot, import_id: int) -> TieOut | None:
    """The sum an import's file states against the net sales of its orders, refunds of any file taken off.

    None where the file states no sum of order money. Raises NotFound for an unknown import.
    """
    record = import_record(snapshot, import_id)
    if record is None:
        raise NotFound(N_("There is no import {import_id}."), import_id=import_id)
    name = next((name for name in (_ITEMISED, *_GOODS, *_GROSS) if name in record.totals), None)
    if name is None:
        return None
    measure = "gross" if name in _GROSS else "paid"
    by_reason = _by_reason(snapshot, import_id)
    lines = [
        *_stated_lines(snapshot, record, name, measure),
        _converted(snapshot, import_id, measure, by_reason),
    ]
    refunds = Decimal(str(snapshot.value(_REFUNDED, [import_id])))
    sold = by_reason.get("", {})
    amounts = {reason: -sums[measure] for reason, sums in by_reason.items() if reason}
    amounts |= _to_net(sold, measure) | {"refunds": -refunds}
    end = sold.get("net_sales", Decimal(0)) - refunds
    kept = tuple(line for line in lines if line.amount)
    return TieOut(record.totals[name], (*kept, *tie_lines(amounts)), shortened(end))


def _by_reason(snapshot: Snapshot, import_id: int) -> dict[str, dict[str, Decimal]]:
    """Sums of the import's order lines in the display currency, by why they are no sale; '' for sales."""
    frame = snapshot.frame(_LINES, [import_id])
    return {
        str(row["reason"]): {
            str(name): Decimal(str(text or 0)) for name, text in row.items() if name != "reason"
        }
        for row in frame.to_dict("records")
    }


def _stated_lines(snapshot: Snapshot, record: ImportRecord, name: str, measure: str) -> list[TieLine]:
    """From the stated sum to the goods of the orders for which this file counts, in the file's money."""
    lines = _itemised(record) if name == _ITEMISED else _without_postage(record, name)
    replaced = snapshot.frame(_REPLACED_ORDERS, [int(record.import_id)]).iloc[0]
    values = {"count": i18n.number(int(replaced["count"]))}
    lines.append(TieLine("replaced", Message(_REPLACED, values), -Decimal(replaced[measure])))
    if record.rejected and name != _ITEMISED:
        kept = Decimal(snapshot.frame(_KEPT_ORDERS, [int(record.import_id)]).iloc[0][measure])
        rest = kept - record.totals[name] - sum((line.amount for line in lines), Decimal(0))
        lines.append(_rejected(record, rest))
    return lines


def _rejected(record: ImportRecord, amount: Decimal) -> TieLine:
    return TieLine("rejected", Message(_REJECTED, {"count": i18n.number(record.rejected)}), amount)


def _itemised(record: ImportRecord) -> list[TieLine]:
    returned = sum((part for name, part in record.totals.items() if name.startswith("returns.")), Decimal(0))
    return [
        _rejected(record, -record.totals.get("rejected", Decimal(0))),
        TieLine("rounding", Message(_ROUNDING), -record.totals.get("rounding", Decimal(0))),
        TieLine("returns", Message(_RETURNS), -returned),
    ]


def _without_postage(record: ImportRecord, name: str) -> list[TieLine]:
    postage = next((record.totals[other] for other in _POSTAGE if other in record.totals), Decimal(0))
    return list(tie_lines({"postage": -postage})) if name in _WITH_POSTAGE and postage else []


def _converted(
    snapshot: Snapshot, import_id: int, measure: str, by_reason: Mapping[str, Mapping[str, Decimal]]
) -> TieLine:
    kept = Decimal(snapshot.frame(_KEPT_ORDERS, [import_id]).iloc[0][measure])
    shown = sum((sums[measure] for sums in by_reason.values()), Decimal(0))
    is_foreign = snapshot.value(_IS_FOREIGN, [import_id, snapshot.currency])
    return TieLine("converted", Message(_CONVERTED), shown - kept if is_foreign else Decimal(0))


def _to_net(sold: Mapping[str, Decimal], measure: str) -> dict[str, Decimal]:
    """From the goods of the sales to net sales before refunds."""
    if not sold:
        return {}
    with_platform = sold["paid"] + sold["platform_discount"]
    return {
        "discounts": sold["paid"] - sold["gross"] if measure == "gross" else Decimal(0),
        "platform_discount": sold["platform_discount"],
        "tax": sold["net_sales"] - with_platform,
    }

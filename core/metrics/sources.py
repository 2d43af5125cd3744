"""The rows behind measures: from filters to unbound tables, day totals where they suffice, else lines.

Every relation has a `key` (what a series is split by, '' for a total) and the amounts that `measures` adds
up; at line grain also the columns of ROW, so that a figure opens to its rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from core.facts.tables import table
from core.metrics.filters import TIME, By, Filters
from core.metrics.measures import Source

ROW: dict[str, str] = {
    "what": "string",
    "day": "date",
    "channel": "string",
    "order_id": "string",
    "line_id": "string",
    "return_id": "string",
    "sku": "string",
    "product_name": "string",
    "category": "string",
    "country": "string",
    "location": "string",
    "quantity": "decimal(18,3)",
    "import_id": "int64",
    "file_no": "int32",
    "source_row": "int64",
}
"""Columns of the rows behind a figure, beside the amount; empty where a row has no such thing."""

_SOLD = ("gross_amount", "paid_amount", "net_sales", "cost_amount", "net_sales_with_cost")
_REFUNDED = ("refund_amount", "net_refund", "cost_reversed", "net_refund_with_cost")
_LINE_ONLY: tuple[By, ...] = ("category", "brand", "sku", "location")
_TRUNCATED = {"week": "W", "month": "M"}
_row = ibis._


@dataclass(frozen=True)
class Scope:
    """What is asked of every source.

    by: what the amounts are split by. line_by_line: give single lines although day totals would do.
    as_of: the last complete day. has_forecasts: whether published forecasts say what demand to expect.
    """

    filters: Filters
    by: By | None = None
    line_by_line: bool = False
    as_of: dt.date | None = None
    has_forecasts: bool = False

    @property
    def needs_lines(self) -> bool:
        """Whether day totals cannot answer: they know days, channels, SKUs and locations only."""
        split = self.by in ("category", "brand", "country", "region", "buyer")
        return self.line_by_line or split or bool(self.filters.categories or self.filters.countries)


def keyed(rows: ir.Table, scope: Scope) -> ir.Table:
    """The rows with the key that they are split by."""
    by = scope.by
    if by is None:
        return rows.mutate(key=ibis.literal(""))
    if by in TIME:
        day = rows["day"]
        return rows.mutate(key=(day if by == "day" else day.truncate(_TRUNCATED[by])).cast("date"))
    if by == "buyer":
        return _by_buyer(rows, scope.filters)
    return rows.mutate(key=rows[by].fill_null(""))


def _by_buyer(rows: ir.Table, filters: Filters) -> ir.Table:
    """The rows of buyers who are new in the period, and of those who had bought before it."""
    paid = table("mart", "order_facts")
    paid = paid.filter(paid.is_sale, paid.person_id.notnull())
    firsts = paid.group_by("person_id").aggregate(first_paid_on=paid.paid_on.min())
    joined = rows.left_join(firsts, "person_id").drop("person_id_right")
    first = joined.first_paid_on
    is_new = first >= ibis.date(filters.start.isoformat())
    return joined.mutate(key=ibis.cases((first.isnull(), ""), (is_new, "new"), else_="returning"))


def as_rows(rows: ir.Table) -> ir.Table:
    """The rows with every column of ROW, missing ones empty."""
    missing = {name: ibis.null(kind) for name, kind in ROW.items() if name not in rows.columns}
    return rows.mutate(**missing)


def narrowed(rows: ir.Table, filters: Filters, *names: str) -> ir.Table:
    """The rows of the chosen channels, SKUs, countries, locations and categories, as far as named."""
    chosen = {
        "channel": filters.channels,
        "sku": filters.skus,
        "country": filters.countries,
        "location": filters.locations,
    }
    wanted = [rows[name].isin(chosen[name]) for name in names if chosen.get(name)]
    if "category" in names and filters.categories:
        wanted.append(_in_categories(rows["category"], filters.categories))
    return rows.filter(*wanted) if wanted else rows


def _in_categories(category: ir.StringColumn, chosen: tuple[str, ...]) -> ir.BooleanValue:
    exact = category.isin(chosen)
    for name in chosen:
        exact = exact | category.startswith(f"{name}>") | category.startswith(f"{name} >")
    return exact.fill_null(False)


def within(day: ir.DateColumn, filters: Filters) -> ir.BooleanValue:
    return day.between(ibis.date(filters.start.isoformat()), ibis.date(filters.end.isoformat()))


_DIMENSIONS = ("channel", "sku", "country", "location", "category")


def _day_totals(scope: Scope, basis: str) -> ir.Table:
    filters, days = scope.filters, table("mart", "sales_days")
    days = days.filter(days.basis == basis, within(days.day, filters))
    days = narrowed(days, filters, "channel", "sku", "location")
    if filters.repeats == "drop":
        days = days.filter(~days.is_repeat)
    return keyed(days, scope)


def sales_lines(scope: Scope, basis: str) -> ir.Table:
    """Lines of counted orders by order day (placed), or of paid ones by payment day (paid)."""
    lines = table("mart", "sales_lines")
    counted, day = (lines.is_placed, lines.placed_on) if basis == "placed" else (lines.is_sale, lines.paid_on)
    chosen = narrowed(lines.filter(counted, within(day, scope.filters)), scope.filters, *_DIMENSIONS)
    if scope.filters.repeats == "drop":
        chosen = chosen.filter(~chosen.is_repeat)
    return chosen.mutate(
        what=ibis.literal("sale"),
        day=chosen["placed_on" if basis == "placed" else "paid_on"],
        units=chosen.quantity,
        **{name: chosen[name].fill_null(0) for name in _SOLD},
    )


def refund_lines(scope: Scope, basis: str) -> ir.Table:
    """Refunds of counted orders by refund day (refunded) or by payment day of the order (cohort)."""
    lines = table("mart", "refund_lines")
    day = "refunded_on" if basis == "refunded" else "order_paid_on"
    chosen = lines.filter(lines.is_sale, lines.refunded_on.notnull(), within(lines[day], scope.filters))
    chosen = narrowed(chosen, scope.filters, *_DIMENSIONS)
    if scope.filters.repeats == "drop":
        chosen = chosen.filter(~chosen.is_repeat)
    chosen = _with_place_and_brand(chosen, scope.by)
    return chosen.mutate(
        what=ibis.literal("refund"),
        day=chosen[day],
        line_id=chosen.order_line_id,
        **{name: chosen[name].fill_null(0) for name in _REFUNDED},
    )


def _with_place_and_brand(refunds: ir.Table, by: By | None) -> ir.Table:
    """Refunds with the region of their order or the brand of their product, where that is asked for."""
    if by == "region":
        orders = table("mart", "order_facts").select("channel", "order_id", "region")
        return refunds.left_join(orders, ["channel", "order_id"]).drop("channel_right", "order_id_right")
    if by == "brand":
        lines = table("mart", "sales_lines")
        brands = lines.group_by("sku").aggregate(brand=lines.brand.max())
        return refunds.left_join(brands, "sku").drop("sku_right")
    return refunds


def _sold(basis: str) -> Relation:
    def relation(scope: Scope) -> ir.Table:
        return keyed(sales_lines(scope, basis), scope) if scope.needs_lines else _day_totals(scope, basis)

    return relation


def _refunded(basis: str) -> Relation:
    def relation(scope: Scope) -> ir.Table:
        chosen = basis or ("refunded" if scope.filters.refund_basis == "cash" else "cohort")
        return keyed(refund_lines(scope, chosen), scope) if scope.needs_lines else _day_totals(scope, chosen)

    return relation


def _identified(scope: Scope) -> ir.Table:
    return keyed(sales_lines(scope, "paid").filter(_row.person_id.notnull()), scope)


def _orders(basis: str) -> Relation:
    """Orders; where SKU, category or location matter, those with at least one such line, once per key."""

    def relation(scope: Scope) -> ir.Table:
        orders, filters = table("mart", "order_facts"), scope.filters
        counted, day = (
            (orders.is_placed, orders.placed_on) if basis == "placed" else (orders.is_sale, orders.paid_on)
        )
        chosen = narrowed(orders.filter(counted, within(day, filters)), filters, "channel", "country")
        chosen = chosen.mutate(
            what=ibis.literal("order"),
            day=chosen["placed_on" if basis == "placed" else "paid_on"],
            quantity=chosen.units,
            orders=ibis.literal(1),
            orders_identified=chosen.person_id.notnull().cast("int64"),
        )
        return _by_their_lines(chosen, scope, basis)

    return relation


def _by_their_lines(orders: ir.Table, scope: Scope, basis: str) -> ir.Table:
    filters, splits = scope.filters, scope.by in _LINE_ONLY
    if not (splits or filters.skus or filters.categories or filters.locations):
        return keyed(orders, scope)
    lines = sales_lines(scope, basis)
    if not splits:
        return keyed(orders.semi_join(lines, ["channel", "order_id"]), scope)
    keys = keyed(lines, scope).select("channel", "order_id", "key").distinct()
    return orders.inner_join(keys, ["channel", "order_id"])


def _buyers(orders: Relation) -> Relation:
    def relation(scope: Scope) -> ir.Table:
        known = orders(scope).filter(_row.person_id.notnull())
        of_buyer = ibis.window(group_by=["key", "person_id"], order_by=["day", "channel", "order_id"])
        return known.mutate(buyers=(ibis.row_number().over(of_buyer) == 0).cast("int64"))

    return relation


def _with_rate(scope: Scope) -> ir.Table:
    return keyed(sales_lines(scope, "paid").filter(_row.rate.notnull()), scope)


def _orders_with_rate(scope: Scope) -> ir.Table:
    """Orders without a line that cannot be converted; all lines of an order share its currency and day."""
    left_out = sales_lines(scope, "paid").filter(_row.rate.isnull())
    return _orders("paid")(scope).anti_join(left_out, ["channel", "order_id"])


def _without_payment_day(scope: Scope) -> ir.Table:
    undated = table("current", "orders").filter(_row.paid_on.isnull())
    return _orders("paid")(scope).semi_join(undated, ["channel", "order_id"])


def _without_rate(lines: Callable[[Scope, str], ir.Table], basis: str) -> Relation:
    def relation(scope: Scope) -> ir.Table:
        chosen = basis or ("refunded" if scope.filters.refund_basis == "cash" else "cohort")
        return keyed(lines(scope, chosen).filter(_row.rate.isnull()).mutate(rows=ibis.literal(1)), scope)

    return relation


def _refunds_without_order(scope: Scope) -> ir.Table:
    refunds = refund_lines(scope, "refunded").mutate(rows=ibis.literal(1))
    return keyed(refunds.anti_join(table("mart", "order_facts"), ["channel", "order_id"]), scope)


Relation = Callable[[Scope], ir.Table]

SALES: dict[Source, Relation] = {
    Source.PLACED: _sold("placed"),
    Source.PAID: _sold("paid"),
    Source.IDENTIFIED: _identified,
    Source.PAID_WITH_RATE: _with_rate,
    Source.REFUNDS: _refunded(""),
    Source.COHORT: _refunded("cohort"),
    Source.ORDERS_PLACED: _orders("placed"),
    Source.ORDERS: _orders("paid"),
    Source.ORDERS_WITH_RATE: _orders_with_rate,
    Source.BUYERS: _buyers(_orders("paid")),
    Source.BUYERS_WITH_RATE: _buyers(_orders_with_rate),
    Source.ORDERS_WITHOUT_PAYMENT_DAY: _without_payment_day,
    Source.PLACED_WITHOUT_RATE: _without_rate(sales_lines, "placed"),
    Source.PAID_WITHOUT_RATE: _without_rate(sales_lines, "paid"),
    Source.REFUNDS_WITHOUT_RATE: _without_rate(refund_lines, ""),
    Source.REFUNDS_WITHOUT_ORDER: _refunds_without_order,
}
"""Sources of sales figures; `stock` has those of stock figures."""

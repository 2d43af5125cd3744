"""The rows behind stock figures: the position now, demand per day, and the days of SKUs in snapshots.

Stock belongs to places and products: channel and country filters do not reach it, nor the repeats switch.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from core.facts.tables import table
from core.metrics.filters import Filters
from core.metrics.measures import EXACT, Source
from core.metrics.sources import Relation, Scope, keyed, narrowed

DEMAND_DAYS = 28
"""Days whose mean demand stands in while there is no forecast."""
FORECAST_WEEKS = 4
"""Weeks ahead whose mean forecast is the demand per day."""
_PRICE_DAYS = 365
_DIMENSIONS = ("sku", "location", "category")
_row = ibis._


def position(scope: Scope) -> ir.Table:
    """The physical position, one row per SKU and location."""
    stock = _described(table("mart", "stock_position"), scope.filters)
    return stock.mutate(
        what=ibis.literal("stock"),
        day=stock.snapshot_on,
        quantity=stock.physical,
        rows=ibis.literal(1),
        stock_value=(stock.physical * stock.unit_cost).fill_null(0).cast(EXACT),
        available=stock.physical - stock.reserved,
        units_without_cost=stock.unit_cost.isnull().ifelse(stock.physical, 0),
    )


def _described(rows: ir.Table, filters: Filters) -> ir.Table:
    """The rows with name and category of their product, narrowed to the chosen places and products."""
    products = table("current", "products").select("sku", "category", product_name=_row.name)
    return narrowed(rows.left_join(products, "sku").drop("sku_right"), filters, *_DIMENSIONS)


def _demand(scope: Scope) -> ir.Table:
    demand = _forecast(scope) if scope.has_forecasts else _recent(scope)
    in_stock = position(scope).select("sku").distinct()
    return keyed(demand.semi_join(in_stock, "sku"), scope)


def _forecast(scope: Scope) -> ir.Table:
    forecasts = table("result", "forecasts")
    per_day = (forecasts.mean[0:FORECAST_WEEKS].means() / 7).cast(EXACT)
    rows = forecasts.select("sku", "location", demand_per_day=per_day).filter(_row.demand_per_day.notnull())
    return _described(rows, scope.filters).mutate(what=ibis.literal("forecast"))


def _recent(scope: Scope) -> ir.Table:
    last = ibis.date((scope.as_of or scope.filters.end).isoformat())
    lines = table("mart", "sales_lines")
    recent = lines.placed_on.between(last - ibis.interval(days=DEMAND_DAYS - 1), last)
    lines = lines.filter(lines.is_demand, recent)
    lines = narrowed(lines, scope.filters, *_DIMENSIONS)
    per_day = (lines.quantity / DEMAND_DAYS).cast(EXACT)
    return lines.mutate(what=ibis.literal("demand"), day=lines.placed_on, demand_per_day=per_day)


def _sku_days(scope: Scope) -> ir.Table:
    """One row per SKU, location and day of the period's snapshots, while the product was on sale."""
    stock = table("current", "stock")
    stock = narrowed(stock.filter(stock.condition.isin(["", "sellable"])), scope.filters, "sku", "location")
    days = _on_sale(_named(stock, scope.filters).union(_unnamed(stock, scope.filters)), scope.filters)
    is_out = days.available <= 0
    days = days.mutate(
        what=ibis.literal("stock"),
        quantity=days.available,
        rows=ibis.literal(1),
        out_rows=is_out.cast("int64"),
    )
    return keyed(_with_expected_sales(days, scope), scope)


def _in_period(stock: ir.Table, filters: Filters) -> ir.Table:
    return stock.filter(
        stock.snapshot_on.between(ibis.date(filters.start.isoformat()), ibis.date(filters.end.isoformat()))
    )


def _named(stock: ir.Table, filters: Filters) -> ir.Table:
    """SKU-days that a snapshot names: the last snapshot of the day counts, its lots added up."""
    of_day = ibis.window(group_by=["location", "sku", "snapshot_on"])
    rows = _in_period(stock, filters).mutate(last_at=_row.snapshot_at.max().over(of_day))
    rows = rows.filter(rows.snapshot_at == rows.last_at)
    return rows.group_by("sku", "location", day=rows.snapshot_on).aggregate(
        available=(rows.on_hand - rows.reserved.fill_null(0)).sum().cast("decimal(18,3)"),
        import_id=rows.import_id.min(),
        file_no=rows.file_no.min(),
        source_row=rows.source_row.min(),
    )


def _unnamed(stock: ir.Table, filters: Filters) -> ir.Table:
    """SKU-days of full lists that leave out a SKU they once named: nothing lies there."""
    lists = _in_period(stock, filters).filter(_row.full_list)
    lists = lists.group_by("location", day=lists.snapshot_on).aggregate(
        import_id=lists.import_id.max(), file_no=lists.file_no.min()
    )
    known = stock.group_by("location", "sku").aggregate(known_from=stock.snapshot_on.min())
    pairs = lists.inner_join(known, "location").filter(_row.known_from < _row.day)
    named = _in_period(stock, filters).select("location", "sku", day=_row.snapshot_on).distinct()
    gaps = pairs.anti_join(named, ["location", "sku", "day"])
    return gaps.select(
        "sku",
        "location",
        "day",
        available=ibis.literal(0).cast("decimal(18,3)"),
        import_id=gaps.import_id,
        file_no=gaps.file_no,
        source_row=ibis.null("int64"),
    )


def _on_sale(days: ir.Table, filters: Filters) -> ir.Table:
    """The days on which the product was neither a draft nor ended nor without stock by its kind."""
    products = table("current", "products").select(
        "sku", "category", "kind", "status", "launched_on", "ends_on", product_name=_row.name
    )
    rows = days.left_join(products, "sku").drop("sku_right")
    sold = (
        rows.kind.fill_null("goods").isin(["goods", "gift", "sample"]),
        ~rows.status.fill_null("").isin(["draft", "ended"]) | (rows.ends_on >= rows.day).fill_null(False),
        (rows.launched_on <= rows.day).fill_null(True),
        (rows.ends_on >= rows.day).fill_null(True),
    )
    return narrowed(rows.filter(*sold), filters, "category")


def _with_expected_sales(days: ir.Table, scope: Scope) -> ir.Table:
    """The SKU-days with the money that a day in stock would bring; 0 without forecasts."""
    if not scope.has_forecasts:
        nothing = ibis.literal(0).cast(EXACT)
        return days.mutate(expected=nothing, expected_out=nothing)
    rows = days.left_join(_usual_demand(), ["sku", "location"]).drop("sku_right", "location_right")
    rows = rows.left_join(_prices(scope), "sku").drop("sku_right")
    expected = (rows.usual * rows.price).cast(EXACT).fill_null(0)
    rows = rows.mutate(expected=expected)
    return rows.mutate(expected_out=rows.out_rows.cast("boolean").ifelse(rows.expected, 0).cast(EXACT))


def _usual_demand() -> ir.Table:
    """Units per day in the weeks without stock-out, per SKU and location."""
    forecasts = table("result", "forecasts")
    weeks = forecasts.select(
        "sku", "location", week=forecasts.history.zip(forecasts.stock_out_weeks).unnest()
    )
    weeks = weeks.select("sku", "location", units=weeks.week.f1, is_out=weeks.week.f2)
    in_stock = weeks.filter(~weeks.is_out.fill_null(False), ~weeks.units.isnan())
    return in_stock.group_by("sku", "location").aggregate(usual=in_stock.units.mean() / 7)


def _prices(scope: Scope) -> ir.Table:
    """Net sales per unit in the year before the end of the period, per SKU."""
    days, end = table("mart", "sales_days"), ibis.date(scope.filters.end.isoformat())
    days = days.filter(days.basis == "paid", days.day.between(end - ibis.interval(days=_PRICE_DAYS), end))
    prices = days.group_by("sku").aggregate(
        money=days.net_sales.sum().cast("float64"), units=days.units.sum().cast("float64")
    )
    return prices.filter(prices.units > 0).select("sku", price=prices.money / prices.units)


STOCK: dict[Source, Relation] = {
    Source.STOCK: lambda scope: keyed(position(scope), scope),
    Source.DEMAND: _demand,
    Source.SKU_DAYS: _sku_days,
}
"""Sources of stock figures."""

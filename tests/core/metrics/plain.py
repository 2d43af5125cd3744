"""The figures again, by another road: from the rows handed in, one at a time, in floats, without the store.

Slow and plain on purpose. It knows the rules of the page of figures and nothing of marts or queries.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from core.metrics import Filters
from tests.builders import Row, Shop

COUNTED = ("normal", "presale", "wholesale")
NO_GOODS = ("service", "adjustment")


@dataclass(frozen=True)
class Sold:
    """One order line as the rules see it; money in yuan, None where it cannot be converted."""

    order: Row
    line: Row
    placed_on: dt.date
    paid_on: dt.date | None
    is_placed: bool
    rate: float | None
    place: dict[str, Any]
    net: float
    cost: float | None

    @property
    def is_sale(self) -> bool:
        return self.is_placed and self.paid_on is not None

    @property
    def person(self) -> str | None:
        return f"{self.order['channel']}:{self.order['customer_id']}" if self.order["customer_id"] else None

    def yuan(self, name: str) -> float:
        return 0.0 if self.rate is None else self.line[name] * self.rate


@dataclass(frozen=True)
class Refunded:
    row: Row
    refunded_on: dt.date
    order_paid_on: dt.date
    rate: float | None
    place: dict[str, Any]
    amount: float
    net: float
    cost: float | None
    cost_share: float


class PlainShop:
    """A shop's order lines and refunds, valued."""

    def __init__(self, shop: Shop) -> None:
        self.rows = {name: shop.rows.get(name, []) for name in ("orders", "order_lines", "returns", "stock")}
        self.channels = {row["channel"]: row for row in shop.rows["channels"]}
        self.products = {row["sku"]: row for row in shop.rows.get("products", [])}
        self.rates, self.costs = shop.rows.get("exchange_rates", []), shop.rows.get("standard_costs", [])
        self.orders = {(row["channel"], row["order_id"]): row for row in self.rows["orders"]}
        self.sold = [self._sold(line) for line in self.rows["order_lines"]]
        self.refunded = [
            r for row in self.rows["returns"] if row["refunded_at"] if (r := self._refunded(row)) is not None
        ]

    def day(self, moment: dt.datetime | None, channel: str) -> dt.date | None:
        zone = ZoneInfo(self.channels[channel]["timezone"])
        return moment.replace(tzinfo=dt.UTC).astimezone(zone).date() if moment else None

    def rate(self, currency: str | None, day: dt.date) -> float | None:
        if currency in (None, "CNY"):
            return 1.0
        known = [row for row in self.rates if row["currency"] == currency and row["day"] <= day]
        return max(known, key=lambda row: row["day"])["rate"] if known else None

    def standard_cost(self, sku: str | None, day: dt.date) -> float | None:
        known = sorted((row for row in self.costs if row["sku"] == sku), key=lambda row: row["valid_from"])
        if not known:
            return None
        row = ([row for row in known if row["valid_from"] <= day] or known[:1])[-1]
        rate = self.rate(row["currency"], day)
        return None if rate is None else row["unit_cost"] * rate

    def kind(self, sku: str | None) -> str:
        return self.products[sku]["kind"] if sku in self.products else "goods"

    def category(self, sku: str | None) -> str | None:
        return self.products[sku]["category"] if sku in self.products else None

    def tax_factor(self, channel: str, sku: str | None) -> float:
        rate = (self.products[sku]["tax_rate"] if sku in self.products else None) or 0
        return 1 / (1 + rate) if self.channels[channel]["prices_include_tax"] else 1.0

    def _sold(self, line: Row) -> Sold:
        channel, sku = line["channel"], line["sku"]
        order = self.orders[channel, line["order_id"]]
        placed_on = self.day(order["placed_at"], channel)
        paid_on = self.day(order["paid_at"], channel) or (
            placed_on if order["state"] in ("paid", "shipped", "completed") else None
        )
        day = paid_on or placed_on
        assert placed_on
        assert day
        rate = self.rate(order["currency"], day)
        place = {
            "channel": channel,
            "sku": sku,
            "country": order["country"],
            "category": self.category(sku),
            "location": order["location"] or self.channels[channel]["default_location"],
        }
        is_placed = (
            order["order_type"] in COUNTED and not order["exclusion_rule"] and self.kind(sku) not in NO_GOODS
        )
        merchant_gets = line["buyer_paid"] + line["platform_discount"]
        net = 0.0 if rate is None else merchant_gets * rate * self.tax_factor(channel, sku)
        cost = (
            None
            if rate is None
            else line["unit_cost"] * rate
            if line["unit_cost"]
            else self.standard_cost(sku, day)
        )
        return Sold(
            order,
            line,
            placed_on,
            paid_on,
            is_placed,
            rate,
            place,
            net,
            None if cost is None else cost * line["quantity"],
        )

    def _refunded(self, row: Row) -> Refunded | None:
        channel, refunded_on = row["channel"], self.day(row["refunded_at"], row["channel"])
        assert refunded_on
        of_order = [
            s for s in self.sold if (s.order["channel"], s.order["order_id"]) == (channel, row["order_id"])
        ]
        of_line = next((s for s in of_order if s.line["line_id"] == row["order_line_id"]), None)
        sku = row["sku"] or (of_line.place["sku"] if of_line else None)
        if self.kind(sku) in NO_GOODS or (of_order and not any(s.is_placed for s in of_order)):
            return None
        currency = of_order[0].order["currency"] if of_order else self.channels[channel]["currency"]
        rate = self.rate(currency, refunded_on)
        goods = [s for s in of_order if self.kind(s.place["sku"]) not in NO_GOODS]
        paid = sum(s.yuan("buyer_paid") for s in goods)
        factor = sum(s.net for s in goods) / paid if paid else self.tax_factor(channel, sku)
        amount = self._for_goods(row, goods)
        unit_cost = (
            of_line.cost / of_line.line["quantity"]
            if of_line and of_line.cost is not None
            else self.standard_cost(sku, refunded_on)
        )
        paid_on = next((s.paid_on for s in of_order), None) or refunded_on
        place = {
            "channel": channel,
            "sku": sku,
            "category": self.category(sku),
            "country": of_order[0].order["country"] if of_order else None,
            "location": of_order[0].place["location"]
            if of_order
            else self.channels[channel]["default_location"],
        }
        return Refunded(
            row,
            refunded_on,
            paid_on,
            rate,
            place,
            amount,
            0.0 if rate is None else amount * rate * factor,
            unit_cost,
            over(sum(s.net for s in of_order if s.cost is not None), sum(s.net for s in of_order)) or 0.0,
        )

    def figures(self, filters: Filters) -> dict[str, float | None]:
        """Every sales figure; None for a ratio without denominator."""
        placed = [s for s in self._chosen(self.sold, filters) if s.is_placed and inside(s.placed_on, filters)]
        paid = [s for s in self._chosen(self.sold, filters) if s.is_sale and inside(s.paid_on, filters)]
        cash = [r for r in self._chosen(self.refunded, filters) if inside(r.refunded_on, filters)]
        cohort = [r for r in self._chosen(self.refunded, filters) if inside(r.order_paid_on, filters)]
        basis = cash if filters.refund_basis == "cash" else cohort
        orders = {(s.order["channel"], s.order["order_id"]) for s in paid}
        valued = [s for s in paid if s.rate is not None]
        valued_orders = {(s.order["channel"], s.order["order_id"]) for s in valued}
        valued_buyers = {s.person for s in valued if s.person}
        buyers = {s.person for s in paid if s.person}
        paid_amount, units = sum(s.yuan("buyer_paid") for s in paid), sum(s.line["quantity"] for s in paid)
        margin, margin_base = self._margin(paid, basis)
        return {
            "gmv_placed": sum(s.yuan("gross_amount") for s in placed),
            "gmv_paid": sum(s.yuan("gross_amount") for s in paid),
            "paid_amount": paid_amount,
            "net_sales": sum(s.net for s in paid) - sum(r.net for r in basis),
            "refunds": sum(money(r) for r in basis),
            "orders": len(orders),
            "units": units,
            "buyers": len(buyers),
            "orders_placed": len({(s.order["channel"], s.order["order_id"]) for s in placed}),
            "average_order_value": over(paid_amount, len(valued_orders)),
            "item_price": over(paid_amount, sum(s.line["quantity"] for s in valued)),
            "average_buyer_value": over(
                sum(s.yuan("buyer_paid") for s in paid if s.person), len(valued_buyers)
            ),
            "items_per_order": over(units, len(orders)),
            "refund_rate": over(sum(money(r) for r in cohort), paid_amount),
            "gross_margin": margin,
            "gross_margin_share": over(margin, margin_base),
        }

    def _for_goods(self, row: Row, goods: list[Sold]) -> float:
        """The part of a refund that takes back goods: together no more than they were paid with."""
        if not any(s.rate for s in goods):
            return float(row["amount"])
        name = (row["channel"], row["order_id"])
        others = [r for r in self.rows["returns"] if (r["channel"], r["order_id"]) == name]
        others.sort(
            key=lambda r: (
                self.day(r["refunded_at"], row["channel"]) or dt.date.max,
                r["return_id"],
                r["line_id"],
            )
        )
        until = others.index(row)
        before, paid = (
            sum(r["amount"] for r in others[:until]),
            sum(s.line["buyer_paid"] for s in goods if s.rate),
        )
        return float(min(before + row["amount"], paid) - min(before, paid))

    def _margin(self, paid: Iterable[Sold], refunds: Iterable[Refunded]) -> tuple[float, float]:
        """Margin over lines with a cost, and the net sales of those lines."""
        base = sum(s.net for s in paid if s.cost is not None)
        cost = sum(s.cost for s in paid if s.cost is not None)
        for refund in refunds:
            if refund.place["sku"] is None:
                base -= refund.net * refund.cost_share
            elif refund.cost is not None:
                base -= refund.net
            if refund.cost is not None and refund.rate is not None:
                cost -= refund.cost * refund.row["restocked_quantity"]
        return base - cost, base

    def _chosen(self, rows: Iterable[Any], filters: Filters) -> list[Any]:
        wanted = {
            "channel": filters.channels,
            "sku": filters.skus,
            "country": filters.countries,
            "location": filters.locations,
        }
        return [
            row
            for row in rows
            if all(not values or row.place[name] in values for name, values in wanted.items())
            and (
                not filters.categories
                or any(below(row.place["category"], name) for name in filters.categories)
            )
            and (
                filters.repeats == "keep"
                or not (row.line if isinstance(row, Sold) else row.row).get("repeat_no")
            )
        ]


def below(category: str | None, name: str) -> bool:
    return category is not None and (category == name or category.startswith((f"{name}>", f"{name} >")))


def inside(day: dt.date | None, filters: Filters) -> bool:
    return day is not None and filters.start <= day <= filters.end


def money(refund: Refunded) -> float:
    return 0.0 if refund.rate is None else refund.amount * refund.rate


def over(numerator: float, denominator: float) -> float | None:
    return numerator / denominator if denominator else None

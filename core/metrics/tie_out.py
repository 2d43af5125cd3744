"""From the platform's own total to our net sales, itemised: what each difference is made of.

Amounts are what to add to the platform's total; what remains is said to be unexplained, never hidden.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import ibis
import ibis.expr.types as ir

from core import i18n
from core.errors import Message
from core.facts import Snapshot
from core.facts.tables import table
from core.i18n import N_
from core.metrics.filters import Filters
from core.metrics.measures import EXACT
from core.metrics.query import Build, run, scope_of, sums
from core.metrics.sources import Scope, narrowed, within

Basis = Literal["placed", "paid"]
_row = ibis._
_DIMENSIONS = ("channel", "sku", "country", "location", "category")

LABELS: dict[str, str] = {
    "postage": N_("Shipping charged to buyers"),
    "service": N_("Postage, fees and other services in the order lines"),
    "adjustment": N_("Adjustment lines"),
    "brushing": N_("Brushing and test orders"),
    "other_types": N_("Replacement and distribution orders"),
    "excluded": N_("Gifts and orders taken out by a rule"),
    "repeats": N_("Identical rows that count once"),
    "cancelled": N_("Cancelled before payment"),
    "unpaid": N_("Not paid yet"),
    "paid_outside": N_("Ordered in the period, paid outside it"),
    "placed_outside": N_("Paid in the period, ordered outside it"),
    "deposits": N_("Pre-sale deposits: counted with the balance payment"),
    "discounts": N_("Discounts"),
    "platform_discount": N_("Discounts that the platform pays"),
    "tax": N_("Tax"),
    "refunds": N_("Refunds, without tax"),
    "no_rate": N_("{count} lines without an exchange rate: {amounts}"),
    "held": N_("{count} orders are held back because another source counts for this shop"),
}


@dataclass(frozen=True)
class TieLine:
    """One reason why two totals differ. amount: what it adds to the first, negative where it takes off."""

    code: str
    label: Message
    amount: Decimal


@dataclass(frozen=True)
class TieOut:
    """start + the lines' amounts + unexplained = end.

    difference: end - start. unexplained: what no line accounts for.
    """

    start: Decimal
    lines: tuple[TieLine, ...]
    end: Decimal

    @property
    def difference(self) -> Decimal:
        return self.end - self.start

    @property
    def unexplained(self) -> Decimal:
        return self.difference - sum((line.amount for line in self.lines), Decimal(0))


def tie_out(
    snapshot: Snapshot, filters: Filters, platform_total: Decimal, basis: Basis, *, has_postage: bool = True
) -> TieOut:
    """The platform's total of the period against our net sales.

    basis: "paid" where the platform adds up what buyers paid, by payment day; "placed" where it adds up
    price × quantity, by order day. has_postage: whether its total contains the shipping that buyers paid.
    """
    scope = scope_of(snapshot, filters)
    amounts = _one_row(snapshot, _paid_walk if basis == "paid" else _placed_walk, scope)
    if has_postage:
        amounts |= _one_row(snapshot, _paid_postage if basis == "paid" else _placed_postage, scope)
    if basis == "paid":
        amounts |= _one_row(snapshot, _deposits, scope)
    sold = sums(snapshot, ["net_sales", "sales_before_refunds"], filters)
    amounts["refunds"] = sold["net_sales"] - sold["sales_before_refunds"]
    return TieOut(
        platform_total, (*tie_lines(amounts), *_unamounted(snapshot, scope, basis)), sold["net_sales"]
    )


def tie_lines(amounts: Mapping[str, Decimal]) -> tuple[TieLine, ...]:
    """The amounts that are not 0, in the order of LABELS."""
    return tuple(
        TieLine(code, Message(words), amounts[code]) for code, words in LABELS.items() if amounts.get(code)
    )


def _one_row(snapshot: Snapshot, build: Build, scope: Scope) -> dict[str, Decimal]:
    frame = run(snapshot, build, (), scope)
    return {str(name): Decimal(text) for name, text in frame.iloc[0].items() if text is not None}


def _chosen(scope: Scope) -> ir.Table:
    """All order lines of the chosen part of the shop, each with the reason why it is not counted, or ''."""
    lines = narrowed(table("mart", "sales_lines"), scope.filters, *_DIMENSIONS)
    return with_reason(lines, drop_repeats=scope.filters.repeats == "drop")


def with_reason(lines: ir.Table, *, drop_repeats: bool) -> ir.Table:
    """The sales lines with `reason`: the code of LABELS for which a line is no sale, or ''."""
    uncounted = ~lines.order_type.isin(["normal", "presale", "wholesale"])
    reason = ibis.cases(
        (lines.kind == "service", "service"),
        (lines.kind == "adjustment", "adjustment"),
        (lines.order_type.isin(["brushing", "test"]), "brushing"),
        (uncounted, "other_types"),
        (~lines.is_placed, "excluded"),
        (lines.is_repeat & ibis.literal(drop_repeats), "repeats"),
        else_="",
    )
    return lines.mutate(reason=reason)


_NO_SALE = ("service", "adjustment", "brushing", "other_types", "excluded", "repeats")


def _exact(amount: ir.NumericValue) -> ir.StringValue:
    return amount.sum().cast(EXACT).cast("string")


def _paid_walk(_names: tuple[str, ...], scope: Scope) -> ir.Table:
    lines = _chosen(scope)
    lines = lines.filter(within(lines.paid_on, scope.filters))
    parts = {code: _exact((lines.reason == code).ifelse(-lines.paid_amount, 0)) for code in _NO_SALE}
    return lines.aggregate(**parts, **_to_net(lines, lines.reason == ""))


def _placed_walk(_names: tuple[str, ...], scope: Scope) -> ir.Table:
    lines = _chosen(scope)
    placed, paid = (
        within(lines.placed_on, scope.filters),
        within(lines.paid_on, scope.filters).fill_null(False),
    )
    lines = lines.filter(placed | paid).mutate(placed=placed, paid=paid, counted=lines.reason == "")
    gross = lines.gross_amount
    given_up = lines.state.isin(["cancelled", "closed"]).fill_null(False)
    unpaid = lines.placed & lines.counted & ~lines.is_sale
    parts = {code: _exact((lines.placed & (lines.reason == code)).ifelse(-gross, 0)) for code in _NO_SALE}
    parts |= {
        "cancelled": _exact((unpaid & given_up).ifelse(-gross, 0)),
        "unpaid": _exact((unpaid & ~given_up).ifelse(-gross, 0)),
        "paid_outside": _exact(
            (lines.placed & lines.counted & lines.is_sale & ~lines.paid).ifelse(-gross, 0)
        ),
        "placed_outside": _exact(
            (~lines.placed & lines.counted & lines.is_sale & lines.paid).ifelse(gross, 0)
        ),
    }
    sold = lines.counted & lines.is_sale & lines.paid
    parts["discounts"] = _exact(sold.ifelse(lines.paid_amount - gross, 0))
    return lines.aggregate(**parts, **_to_net(lines, sold))


def _to_net(lines: ir.Table, sold: ir.BooleanValue) -> dict[str, ir.StringValue]:
    """From what buyers paid to net sales before refunds."""
    with_platform = lines.paid_amount + lines.platform_discount
    return {
        "platform_discount": _exact(sold.ifelse(lines.platform_discount, 0)),
        "tax": _exact(sold.ifelse(lines.net_sales - with_platform, 0)),
    }


def _rated_orders(scope: Scope) -> ir.Table:
    """Orders with a line in the chosen part of the shop, with payment day and rate of their lines."""
    known = _chosen(scope).group_by("channel", "order_id").aggregate(
        rate=_row.rate.max(), sale_paid_on=_row.paid_on.max(), counted=(_row.reason == "").any()
    )  # fmt: skip
    return table("current", "orders").inner_join(known, ["channel", "order_id"])


def _postage(scope: Scope, day: str) -> ir.Table:
    orders = _rated_orders(scope)
    orders = orders.filter(within(orders[day], scope.filters))
    return orders.aggregate(postage=_exact(-(orders.shipping_charged * orders.rate).cast(EXACT)))


def _paid_postage(_names: tuple[str, ...], scope: Scope) -> ir.Table:
    return _postage(scope, "sale_paid_on")


def _placed_postage(_names: tuple[str, ...], scope: Scope) -> ir.Table:
    return _postage(scope, "placed_on")


def _deposits(_names: tuple[str, ...], scope: Scope) -> ir.Table:
    """Deposits: the platform counts them when paid, we with the balance; less the open, plus earlier ones."""
    orders = _rated_orders(scope).filter(
        _row.order_type == "presale", _row.deposit_paid_on.notnull(), _row.counted
    )
    deposit_in = within(orders.deposit_paid_on, scope.filters)
    sale_in = within(orders.sale_paid_on, scope.filters).fill_null(False)
    money = (orders.deposit_amount * orders.rate).cast(EXACT)
    share = ibis.cases(
        (deposit_in & ~sale_in, -money), (sale_in & ~deposit_in, money), else_=ibis.literal(0).cast(EXACT)
    )
    return orders.aggregate(deposits=_exact(share))


def _unamounted(snapshot: Snapshot, scope: Scope, basis: Basis) -> tuple[TieLine, ...]:
    """What cannot be added up in the display currency, or is not loaded: named, with an amount of 0."""
    found = run(snapshot, _paid_rateless if basis == "paid" else _placed_rateless, (), scope)
    lines = []
    if not found.empty:
        pairs = zip(found["amount"].tolist(), found["currency"].tolist(), strict=True)
        amounts = i18n.listed([i18n.money(amount, currency) for amount, currency in pairs])
        values = {"count": i18n.number(int(found["lines"].sum())), "amounts": amounts}
        lines.append(TieLine("no_rate", Message(LABELS["no_rate"], values), Decimal(0)))
    chosen = list(scope.filters.channels)
    held = snapshot.value(
        """SELECT count(*) FROM lake.meta.held
        WHERE state = 'held' AND (len($1) = 0 OR list_contains($1, channel))""",
        [chosen],
    )
    if held:
        lines.append(TieLine("held", Message(LABELS["held"], {"count": i18n.number(held)}), Decimal(0)))
    return tuple(lines)


def _rateless(scope: Scope, day: str) -> ir.Table:
    lines = _chosen(scope)
    lines = lines.filter(lines.rate.isnull(), within(lines[day], scope.filters))
    own = (lines.unit_price * lines.quantity).fill_null(0).cast("float64")
    return lines.group_by("currency").aggregate(lines=lines.count(), amount=own.sum()).order_by("currency")


def _paid_rateless(_names: tuple[str, ...], scope: Scope) -> ir.Table:
    return _rateless(scope, "paid_on")


def _placed_rateless(_names: tuple[str, ...], scope: Scope) -> ir.Table:
    return _rateless(scope, "placed_on")

"""The platform's own total and ours: every difference has a name, and together they add up to the cent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import facts
from core.errors import NotFound
from core.facts import Snapshot
from core.metrics import Filters, TieOut, compute, file_tie_out, tie_out
from tests.core.metrics.asked import DAYS_ASKED
from tests.core.metrics.known import KnownShop
from tests.core.metrics.plain import PlainShop, inside
from tests.handing_in import hand_in
from tests.homes import prepare
from tests.plain_lake import settings_of

MARCH = Filters(dt.date(2026, 3, 1), dt.date(2026, 3, 31))
DAY = dt.date(2026, 3, 10)


@settings(max_examples=4, deadline=None)
@given(
    days=st.tuples(DAYS_ASKED, DAYS_ASKED),
    repeats=st.sampled_from(["keep", "drop"]),
    basis=st.sampled_from(["placed", "paid"]),
)
def test_what_the_platform_adds_up_is_explained_to_the_cent(
    snapshot: Snapshot, plain: PlainShop, days: tuple[dt.date, dt.date], repeats: str, basis: str
) -> None:
    filters = Filters(min(days), max(days), repeats=repeats)  # type: ignore[arg-type]
    found = tie_out(snapshot, filters, _platform_total(plain, filters, basis), basis)  # type: ignore[arg-type]
    assert found.end == compute(snapshot, ["net_sales"], filters)["net_sales"].value
    assert abs(found.unexplained) < Decimal("0.02")
    assert found.start + sum(line.amount for line in found.lines) + found.unexplained == found.end


def _platform_total(plain: PlainShop, filters: Filters, basis: str) -> Decimal:
    """Everything the platform sees in the period: all lines and all shipping, whatever we think of them."""
    name = "gross_amount" if basis == "placed" else "buyer_paid"
    seen = [s for s in plain.sold if inside(s.placed_on if basis == "placed" else s.paid_on, filters)]
    shipping = {
        (s.order["channel"], s.order["order_id"]): s.order["shipping_charged"] * (s.rate or 0) for s in seen
    }
    return Decimal(str(round(sum(s.yuan(name) for s in seen) + sum(shipping.values()), 4)))


@dataclass(frozen=True)
class Ties:
    """A store with one channel per reason, and the imports that state sums."""

    snapshot: Snapshot
    imports: Mapping[str, int]

    def out(self, channel: str, total: str, basis: str) -> TieOut:
        filters = replace(MARCH, channels=(channel,))
        return tie_out(self.snapshot, filters, Decimal(total), basis)  # type: ignore[arg-type]

    def file(self, name: str) -> TieOut:
        found = file_tie_out(self.snapshot, self.imports[name])
        assert found is not None
        return found


@pytest.fixture(scope="module")
def ties(tmp_path_factory: pytest.TempPathFactory) -> Ties:
    settings = settings_of(tmp_path_factory.mktemp("ties") / "var")
    prepare(settings)
    shop, newer = KnownShop(), KnownShop()
    for channel in ("reasons", "months", "dollars", "file", "itemised"):
        shop.channel(channel)
    newer.channel("file")
    shop.add("products", sku="POST", name="Postage", kind="service")
    _reasons(shop)
    _months(shop)
    shop.order("dollars", "1", DAY, {}, {"unit_price": 25}, currency="USD")
    first = hand_in(settings, dt.datetime(2026, 4, 1), shop.rows)
    itemised, old = KnownShop(), KnownShop()
    itemised.order("itemised", "1", DAY, {"buyer_paid": 100})
    itemised.refund("itemised", "1", DAY, 20)
    itemised.refund("itemised", "no order", DAY, 10)
    itemised.rows["returns"][-1]["order_id"] = None
    old.order("file", "1", DAY, {"buyer_paid": 70, "platform_discount": 20}, goods_amount=70)
    old.order("file", "2", DAY, {"buyer_paid": 100}, paid=False, goods_amount=100)
    newer.order("file", "2", DAY, {"buyer_paid": 100}, goods_amount=100)
    stated = {
        "old": (old, {"paid": 190, "postage": 12}, 1),
        "newer": (newer, {"goods_amount": 100}, 0),
        "itemised": (
            itemised,
            {
                "file_amount": "75.004",
                "rejected": 5,
                "order_lines.goods": 100,
                "returns.goods": -30,
                "rounding": "0.004",
            },
            1,
        ),
    }
    imports = {"first": first.import_id}
    for day, (name, (rows, totals, rejected)) in enumerate(stated.items(), start=2):
        exact = {total: Decimal(amount) for total, amount in totals.items()}
        record = hand_in(settings, dt.datetime(2026, 4, day), rows.rows, totals=exact, rejected=rejected)
        imports[name] = record.import_id
    return Ties(facts.lease(settings), imports)


def _reasons(shop: KnownShop) -> None:
    line = {"platform_discount": 20, "seller_discount": 10, "buyer_paid": 70}
    shop.order("reasons", "1", DAY, line, {"sku": "POST", "unit_price": 8}, shipping_charged=5)
    shop.order("reasons", "2", DAY, {}, order_type="brushing")
    deposit = {
        "deposit_amount": 30,
        "deposit_paid_at": dt.datetime(2026, 3, 9),
        "deposit_paid_on": dt.date(2026, 3, 9),
    }
    shop.order("reasons", "3", DAY, {}, order_type="presale", paid=False, **deposit)
    shop.refund("reasons", "1", DAY, 70)


def _months(shop: KnownShop) -> None:
    shop.order("months", "1", dt.date(2026, 2, 28), {}, paid_at=dt.datetime(2026, 3, 1, 4))
    shop.order("months", "2", dt.date(2026, 3, 31), {"unit_price": 60}, paid_at=dt.datetime(2026, 4, 1, 4))
    shop.order("months", "3", DAY, {"unit_price": 50}, paid=False)
    shop.order("months", "4", DAY, {"unit_price": 40}, paid=False, state="closed")


def amounts(found: TieOut) -> Mapping[str, Decimal]:
    return {line.code: line.amount for line in found.lines}


def test_each_reason_why_a_platform_says_more_stands_on_its_own_line(ties: Ties) -> None:
    found = ties.out("reasons", "213", "paid")
    expected = {"postage": -5, "service": -8, "brushing": -100, "deposits": -30}
    # The whole order came back, so the platform's share of it is gone as well.
    assert amounts(found) == expected | {"platform_discount": 20, "refunds": -90}
    assert (found.end, found.unexplained) == (0, 0)


def test_orders_of_another_month_tie_placed_to_paid(ties: Ties) -> None:
    found = ties.out("months", "150", "placed")
    assert amounts(found) == {"cancelled": -40, "unpaid": -50, "paid_outside": -60, "placed_outside": 100}
    assert found.unexplained == 0


def test_what_nothing_explains_is_said(ties: Ties) -> None:
    assert ties.out("months", "99.99", "paid").unexplained == Decimal("0.01")


def test_lines_without_a_rate_are_named_in_their_own_money(ties: Ties) -> None:
    (line,) = ties.out("dollars", "0", "paid").lines
    assert str(line.label) == "2 lines without an exchange rate: $125.00"


def test_a_file_ties_to_the_net_sales_of_its_orders(ties: Ties) -> None:
    found = ties.file("old")
    assert amounts(found) == {"postage": -12, "replaced": -100, "rejected": -8, "platform_discount": 20}
    assert (found.end, found.unexplained) == (90, 0)


def test_a_newer_file_of_the_same_order_counts_alone(ties: Ties) -> None:
    found = ties.file("newer")
    assert (amounts(found), found.end, found.unexplained) == ({}, 100, 0)


def test_a_file_whose_amount_was_itemised_ties_with_its_own_items(ties: Ties) -> None:
    found = ties.file("itemised")
    assert amounts(found) == {"rejected": -5, "rounding": Decimal("-0.004"), "returns": 30, "refunds": -30}
    assert (found.end, found.unexplained) == (70, 0)


def test_a_file_that_states_no_order_money_has_nothing_to_tie(ties: Ties) -> None:
    assert file_tie_out(ties.snapshot, ties.imports["first"]) is None
    with pytest.raises(NotFound, match="no import 99"):
        file_tie_out(ties.snapshot, 99)

"""Identities that hold whatever is asked: they catch a figure that drifts from its sisters."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from core.facts import Snapshot
from core.metrics import FIGURES, By, Filters, Value, compute, series_many
from core.metrics.filters import TIME
from tests.core.metrics.asked import ALL_DAYS, FILTERS

FEW = settings(max_examples=4, deadline=None)
SUMS = [name for name, figure in FIGURES.items() if not figure.is_ratio]


@FEW
@given(filters=FILTERS)
def test_figures_multiply_to_each_other(snapshot: Snapshot, filters: Filters) -> None:
    values = compute(snapshot, list(FIGURES), filters)

    def times(*names: str) -> Decimal:
        product = Decimal(1)
        for name in names:
            product *= values[name].value or 0
        return product

    def whole(ratio: str) -> Decimal:
        """The ratio times what it is divided by: orders, units or buyers whose money can be converted."""
        return (values[ratio].value or Decimal(0)) * (values[ratio].denominator or 0)

    paid, by_known = values["paid_amount"], values["average_buyer_value"]
    if values["average_order_value"].value is not None and values["item_price"].value is not None:
        assert whole("average_order_value") == pytest.approx(paid.value)
        assert whole("item_price") == pytest.approx(paid.value)
    if not any("exchange rate" in str(note) for note in paid.notes) and values["orders"].value:
        assert times("orders", "average_order_value") == pytest.approx(paid.value)
        assert times("items_per_order", "item_price") == pytest.approx(values["average_order_value"].value)
    if by_known.value is not None:
        assert whole("average_buyer_value") == pytest.approx(by_known.numerator)
    if values["gross_margin_share"].value is not None:
        share = values["gross_margin_share"]
        assert share.value * share.denominator == pytest.approx(values["gross_margin"].value)


PART = replace(
    ALL_DAYS, end=dt.date(2026, 3, 5), channels=("tmall", "eu"), countries=("CN", "DE"), repeats="drop"
)


@pytest.mark.parametrize("filters", [ALL_DAYS, PART])
def test_parts_add_up_to_the_whole(snapshot: Snapshot, filters: Filters) -> None:
    values = compute(snapshot, SUMS, filters)
    for by in (
        "day",
        "month",
        "channel",
        "category",
        "brand",
        "sku",
        "country",
        "region",
        "location",
        "buyer",
    ):
        names = [name for name in SUMS if by in FIGURES[name].by and _adds_up(name, by)]
        for name, parts in series_many(snapshot, names, filters, by).items():
            assert parts["numerator"].sum() == pytest.approx(_number(values[name]), abs=1e-6), (name, by)


def _adds_up(name: str, by: By) -> bool:
    """Orders are of one day, channel and country; a buyer may be of several, and an order of several SKUs."""
    if name == "buyers":
        return False
    return not FIGURES[name].distinct or by in TIME or by in ("channel", "country")


def _number(value: Value) -> float:
    return float(value.numerator or 0)

"""Laws of the quantity that hold for any stock, demand and supplier."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from core.purchasing import Policy, explain
from tests.purchases import Item, suggested

_FEW = settings(max_examples=8, deadline=None)
_MANY = st.lists(
    st.builds(
        Item,
        on_hand=st.integers(min_value=-50, max_value=900),
        reserved=st.integers(min_value=0, max_value=20),
        per_day=st.sampled_from([0.0, 0.3, 2.0, 10.0]),
        pack=st.integers(min_value=1, max_value=60),
        moq=st.integers(min_value=0, max_value=900),
        lead_time_days=st.integers(min_value=0, max_value=60),
    ),
    min_size=20,
    max_size=40,
)


def _named(items: Sequence[Item]) -> list[Item]:
    return [replace(item, sku=f"P{number:03d}") for number, item in enumerate(items)]


def _ordered(items: Sequence[Item], policy: Policy | None = None) -> list[int]:
    """Units suggested of each item, 0 where nothing is."""
    lines = suggested(*_named(items), policy=policy).lines
    by_sku = dict(zip(lines["sku"], lines["units"], strict=True))
    return [int(by_sku.get(item.sku, 0)) for item in _named(items)]


@_FEW
@given(items=_MANY)
def test_the_steps_of_the_explanation_add_up_to_the_quantity(items: list[Item]) -> None:
    for line in suggested(*_named(items)).lines.to_dict("records"):
        why = explain({str(name): value for name, value in line.items()})
        assert math.isclose(sum(step.units for step in why.steps), line["units"], abs_tol=1e-5)
        assert why.units == line["units"]
        assert line["position"] <= why.tipping_point_units + 1


@_FEW
@given(items=_MANY)
def test_what_is_ordered_is_whole_packs_and_reaches_the_minimum(items: list[Item]) -> None:
    for item, units in zip(items, _ordered(items), strict=True):
        assert units % (item.pack or 1) == 0
        assert units == 0 or units >= (item.moq or 0)


@_FEW
@given(items=_MANY, more=st.integers(min_value=1, max_value=300))
def test_more_stock_never_orders_more(items: list[Item], more: int) -> None:
    fuller = [replace(item, on_hand=(item.on_hand or 0) + more) for item in items]
    assert all(after <= before for before, after in zip(_ordered(items), _ordered(fuller), strict=True))


@_FEW
@given(items=_MANY, low=st.floats(0.5, 0.99), high=st.floats(0.5, 0.99))
def test_more_service_never_means_less_stock(items: list[Item], low: float, high: float) -> None:
    less, more = (Policy(cycle_service_level=level) for level in sorted((low, high)))
    restless = [replace(item, weekly=[40.0, 90.0, 60.0, 120.0] * 15) for item in items]
    before, after = _ordered(restless, less), _ordered(restless, more)
    assert all(first <= second for first, second in zip(before, after, strict=True))


@_FEW
@given(items=_MANY)
def test_after_an_accepted_order_nothing_more_is_ordered(items: list[Item]) -> None:
    coming = [
        replace(item, arrivals=[(units, None)] if units else ())
        for item, units in zip(items, _ordered(items), strict=True)
    ]
    assert sum(_ordered(coming)) == 0


@_FEW
@given(items=_MANY)
def test_no_demand_no_order_whatever_the_minimum(items: list[Item]) -> None:
    unwanted = [replace(item, per_day=0.0, on_hand=max(item.on_hand or 0, item.reserved)) for item in items]
    assert sum(_ordered(unwanted)) == 0

"""Every figure against the plain computation, over random questions to a random shop."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings

from core.facts import Snapshot
from core.metrics import FIGURES, Filters, compute
from tests.core.metrics.asked import ALL_DAYS, FILTERS
from tests.core.metrics.plain import PlainShop


@settings(max_examples=8, deadline=None)
@given(filters=FILTERS)
def test_every_sales_figure_equals_the_plain_computation(
    snapshot: Snapshot, plain: PlainShop, filters: Filters
) -> None:
    expected = plain.figures(filters)
    for name, value in compute(snapshot, list(expected), filters).items():
        if value.missing is None:
            assert _equal(value.value, expected[name]), (name, value.value, expected[name])


def _equal(found: Decimal | None, expected: float | None) -> bool:
    """The store rounds each line's money to four decimals, so sums may differ in the second."""
    if found is None or expected is None:
        return found is expected
    return float(found) == pytest.approx(expected, rel=1e-5, abs=0.05)


def test_the_random_shop_has_something_of_everything(snapshot: Snapshot, plain: PlainShop) -> None:
    expected = plain.figures(ALL_DAYS)
    assert all(expected.values())
    values = compute(snapshot, list(FIGURES), ALL_DAYS)
    assert all(value.value for value in values.values())
    said = {note.template for value in values.values() for note in value.notes}
    assert {template.split()[0] for template in said} >= {"Payment", "{count}", "Known", "Cost", "There"}

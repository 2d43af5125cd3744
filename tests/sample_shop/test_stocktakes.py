"""What is planted in the stocktakes of the sample shop's store: five SKUs short, one keyed wrong."""

from __future__ import annotations

import pytest

from core import facts, stock_health
from core.settings import Settings
from core.stock_health import Counts

SHRUNK = [f"AC-{number:02}" for number in range(1, 6)]


@pytest.fixture(scope="module")
def counts(sample_shop: Settings) -> Counts:
    return stock_health.read_counts(facts.lease(sample_shop))


def test_34_of_40_lines_of_each_count_are_right_within_two_percent(
    counts: Counts, sample_shop: Settings
) -> None:
    assert counts.accuracy == 0.85
    for day in counts.days:
        one = stock_health.read_counts(facts.lease(sample_shop), day.isoformat())
        assert (one.accuracy, len(one.lines)) == (0.85, 40)


def test_five_accessories_are_named_as_shrinkage_in_money(counts: Counts) -> None:
    short = counts.lines[counts.lines["verdict"] == "short"]
    assert sorted(set(short["sku"])) == SHRUNK
    assert (short["difference"] == -6).all()
    assert counts.missing_units == 5 * 6 * 2
    assert (
        counts.shrinkage == pytest.approx((6 * short["unit_cost"]).sum()) == pytest.approx(2042.88, abs=0.01)
    )
    bars = stock_health.shrinkage_by(counts.lines, "sku")
    assert sorted(label[:5] for label in bars["label"]) == SHRUNK
    assert bars["value"].sum() == pytest.approx(counts.shrinkage)


def test_ac_20_keyed_480_for_48_is_an_entry_to_check_and_no_surplus(counts: Counts) -> None:
    check = counts.lines[counts.lines["verdict"] == "check"]
    assert set(check["sku"]) == {"AC-20"}
    assert set(check["slip"]) == {"ten_times"}
    assert counts.surplus == 0


def test_what_is_wrong_is_counted_again_and_nothing_else(counts: Counts) -> None:
    again = stock_health.recount_list(counts.lines)
    assert list(again["sku"]) == [*SHRUNK, "AC-20"]
    assert (again["counted"] == "").all()

"""The six past decisions and what came of them, computed again from the files and from true demand."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import pandas as pd
import pytest

from sample_data import plan, world
from sample_data.decisions import past_decisions
from sample_data.demand import day_number
from sample_data.past import PastDecision
from tests.sample_data import shop


@lru_cache(maxsize=1)
def _past() -> dict[str, PastDecision]:
    return {past.sku: past for past in past_decisions(world.build())}


SKUS = [planted.sku for planted in plan.DECISIONS]
ORDERED = [planted.sku for planted in plan.DECISIONS if planted.is_ordered]


def _line(past: PastDecision) -> pd.Series[str]:
    """The order line of the file that answers a decision."""
    orders = shop.table("purchase_order_lines")
    mine = orders[(orders["sku"] == past.sku) & (orders["external_po_id"] != "")]
    (number,) = mine.index
    return mine.loc[number]


def _wanted(past: PastDecision) -> list[int]:
    """True demand of each day in the Chinese online shops."""
    built = world.build()
    row = next(number for number, product in enumerate(built.products) if product.sku == past.sku)
    days = slice(day_number(past.first_day), day_number(past.last_day) + 1)
    return [int(units) for units in built.wanted[row, :2, days].sum(axis=0)]


def test_there_are_six_decisions_and_every_kind_of_answer() -> None:
    past = _past().values()
    assert len(past) == 6
    answers = {
        (p.decided_units > 0, p.decided_units > p.proposed_units, p.decided_units == p.proposed_units)
        for p in past
    }
    assert len(answers) == 4


@pytest.mark.parametrize("sku", ORDERED)
def test_the_order_they_made_is_the_one_that_arrived(sku: str) -> None:
    past, line = _past()[sku], _line(_past()[sku])
    came = shop.table("receipts")
    came = came[(came["po_id"] == line["po_id"]) & (came["line_id"] == line["line_id"])]
    assert line[["supplier_id", "location", "ordered_on"]].tolist() == [
        past.supplier_id, past.location, past.decided_on.isoformat(),
    ]  # fmt: skip
    assert came["received_on"].tolist() == [str(past.received_on)] == [past.first_day.isoformat()]
    assert came["quantity"].tolist() == [line["quantity"]] == [str(past.decided_units)]
    assert float(line["unit_cost"]) == float(past.unit_cost)


def test_what_was_rejected_was_never_ordered() -> None:
    orders = shop.table("purchase_order_lines")
    for sku in set(SKUS) - set(ORDERED):
        past = _past()[sku]
        own = orders[(orders["sku"] == sku) & (orders["ordered_on"] == past.decided_on.isoformat())]
        assert past.decided_units == 0
        assert own.empty


@pytest.mark.parametrize("sku", SKUS)
def test_demand_and_sales_of_a_decision_are_those_of_the_shop(sku: str) -> None:
    past = _past()[sku]
    assert past.wanted == sum(_wanted(past))
    assert past.sold == shop.sold(sku, past.first_day, past.last_day, *plan.ONLINE_CHINA)


@pytest.mark.parametrize("sku", SKUS)
def test_days_without_stock_are_those_on_which_units_were_wanted_and_none_were_listed(sku: str) -> None:
    past = _past()[sku]
    listed = shop.stock()
    listed = listed[(listed["sku"] == sku) & (listed["location"] == past.location)]
    monday_lists = sorted(shop.stock()["day"].dt.date.unique())
    out = [day for span in plan.STOCK_OUTS.get(sku, ()) for day in plan.days_between(span.first, span.last)]
    out = [day for day in out if past.first_day <= day <= past.last_day]
    assert past.stock_out_days == len(out)
    assert not set(listed["day"].dt.date) & set(out)
    assert (past.wanted > past.sold) == bool(set(out) & set(monday_lists))


@pytest.mark.parametrize("sku", SKUS)
def test_what_is_left_is_what_the_next_stock_list_starts_from(sku: str) -> None:
    past = _past()[sku]
    level = dict(zip(world.build().supply.places, world.build().supply.on_hand, strict=True))
    assert past.left == level[sku, past.location][day_number(past.last_day)]


@pytest.mark.parametrize("sku", SKUS)
def test_gains_are_the_margin_of_units_that_only_the_order_let_sell(sku: str) -> None:
    """Each customer of each day served from what is there; returns are left aside, so a few units may differ."""
    past = _past()[sku]
    product = next(product for product in world.build().products if product.sku == sku)
    level = dict(zip(world.build().supply.places, world.build().supply.on_hand, strict=True))
    before = int(level[sku, past.location][day_number(past.first_day - dt.timedelta(days=1))])

    def served(ordered: int) -> int:
        return min(before + ordered, past.wanted)

    margin = product.price / 1.13 - product.cost
    for units, gain in (
        (past.proposed_units, past.gain_of_proposed),
        (past.decided_units, past.gain_of_decided),
    ):
        assert float(gain) == pytest.approx(margin * (served(units) - served(0)), abs=margin * 25)
        assert gain >= 0
    assert past.gain_of_decided == 0 or past.decided_units > 0


def test_the_decisions_teach_what_they_are_planted_for() -> None:
    past = _past()
    assert (past["HM-001"].stock_out_days, past["HM-002"].stock_out_days) == (21, 14)
    assert past["HM-001"].gain_of_proposed > past["HM-001"].gain_of_decided == 0
    assert past["HM-002"].gain_of_proposed > past["HM-002"].gain_of_decided
    assert past["GF-03"].gain_of_decided > past["GF-03"].gain_of_proposed
    assert past[plan.DEAD].gain_of_decided == past[plan.DEAD].gain_of_proposed
    assert past[plan.DEAD].left == plan.DEAD_ON_HAND
    assert past[plan.REPLACED].gain_of_proposed == past[plan.REPLACED].gain_of_decided == 0
    assert past["HM-101"].decided_units == past["HM-101"].proposed_units

"""What must not be counted wrong in the sample shop: pre-sale, brushing, copies, one number in two shops."""

from __future__ import annotations

import datetime as dt

import pytest

from core import facts, metrics
from core.facts import Snapshot
from core.metrics import Filters
from core.settings import Settings
from sample_data import plan

EVERYTHING = dt.date(2024, 9, 1), dt.date(2026, 10, 31)


@pytest.fixture(scope="module")
def snapshot(sample_shop: Settings) -> Snapshot:
    return facts.lease(sample_shop)


def test_an_open_presale_is_placed_but_neither_sold_nor_paid(snapshot: Snapshot) -> None:
    open_lines = snapshot.frame(
        """SELECT count(DISTINCT order_id) AS orders, sum(quantity) AS units, bool_or(is_sale) AS is_sale
        FROM lake.mart.sales_lines
        WHERE order_type = 'presale' AND paid_on IS NULL AND placed_on BETWEEN ? AND ?""",
        [plan.PRESALE.first, plan.PRESALE.last],
    ).iloc[0]
    assert (open_lines["orders"], open_lines["units"]) == (plan.PRESALE_ORDERS, plan.PRESALE_UNITS)
    assert not open_lines["is_sale"]


def test_brushing_is_no_sale_no_demand_and_makes_nobody_a_customer(snapshot: Snapshot) -> None:
    marked = snapshot.frame(
        """SELECT count(DISTINCT order_id) AS orders, bool_or(is_sale) AS is_sale, bool_or(is_demand) AS
        is_demand
        FROM lake.mart.sales_lines WHERE order_type = 'brushing'"""
    ).iloc[0]
    assert marked["orders"] == plan.BRUSHING_ORDERS
    assert not marked["is_sale"]
    assert not marked["is_demand"]
    only_brushing = snapshot.value(
        """SELECT count(*) FROM lake.mart.customers SEMI JOIN (
            SELECT channel, customer_id FROM lake.mart.order_facts GROUP BY ALL
            HAVING bool_and(order_type = 'brushing')) USING (channel, customer_id)"""
    )
    assert only_brushing == 0


def test_the_copies_of_an_erp_are_held_and_change_no_figure(snapshot: Snapshot) -> None:
    assert snapshot.value("SELECT count(*) FROM lake.meta.held WHERE state = 'held'") == 50
    copied = snapshot.value(
        """SELECT count(*) FROM lake.current.orders o JOIN lake.meta.imports i USING (import_id)
        WHERE i.platform = 'jushuitan'"""
    )
    assert copied == 0


def test_one_number_in_two_shops_is_two_orders(snapshot: Snapshot) -> None:
    found = snapshot.frame(
        "SELECT channel FROM lake.mart.order_facts WHERE order_id = ? ORDER BY 1", [plan.SHARED_ORDER_ID]
    )
    assert len(found) == 2
    assert found["channel"].is_unique


def test_every_order_of_the_files_counts_once(snapshot: Snapshot) -> None:
    counted = metrics.compute(snapshot, ("orders",), Filters(*EVERYTHING))["orders"]
    sold = snapshot.value(
        """SELECT count(*) FROM (SELECT DISTINCT channel, order_id FROM lake.mart.sales_lines
        WHERE is_sale AND paid_on BETWEEN ? AND ?)""",
        list(EVERYTHING),
    )
    assert counted.value == sold

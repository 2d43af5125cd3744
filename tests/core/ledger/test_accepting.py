"""Accepting suggestions: what becomes an order, what is refused, and that nothing is counted twice."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from core.errors import InputError, StaleData
from core.ledger import (
    Ledger,
    audit,
    cancel_order,
    decision_inputs,
    decisions,
    named_snapshots,
    open_order_lines,
    order_lines,
    orders,
    reject_suggestions,
    supplier_terms,
    terms_of,
)
from core.ledger.acceptance import total_amount
from tests.core.ledger.deciding import ANNA, AS_OF, SNAPSHOT, accept, confirm, line, new_id, order


def test_accepted_units_count_as_on_order_at_once(ledger: Ledger) -> None:
    accept(ledger, line("tea", units=240))
    (row,) = open_order_lines(ledger).to_dict("records")
    assert (row["sku"], row["location"], row["open_units"]) == ("tea", "berlin", 240)


def test_there_is_one_order_per_supplier_and_location(ledger: Ledger) -> None:
    confirm(ledger, "zen")
    lines = [line("tea"), line("cup"), line("pot", location="paris"), line("gong", supplier_id="zen")]
    placed = accept(ledger, *lines).orders
    assert [(one.supplier_id, one.location, one.lines) for one in placed] == [
        ("acme", "berlin", 2),
        ("acme", "paris", 1),
        ("zen", "berlin", 1),
    ]


def test_a_double_click_makes_one_order_and_gives_the_same_answer(ledger: Ledger) -> None:
    first = accept(ledger, line(), line("cup", units=0), command_id="click")
    again = accept(ledger, line(), line("cup", units=0), command_id="click", snapshot_id=SNAPSHOT + 1)
    assert again == first
    assert len(orders(ledger)) == 1


def test_an_id_that_was_used_for_other_content_is_refused(ledger: Ledger) -> None:
    accept(ledger, line(), command_id="click")
    with pytest.raises(StaleData):
        accept(ledger, line(units=10), command_id="click")
    assert order_lines(ledger)["ordered_units"].tolist() == [240]


def test_a_suggestion_is_accepted_once_however_often_it_is_sent(ledger: Ledger) -> None:
    accept(ledger, line())
    second = accept(ledger, line())
    assert second.orders == ()
    assert "already decided" in str(second.refused[0].reason)


def test_a_suggestion_twice_in_one_command_is_accepted_once(ledger: Ledger) -> None:
    result = accept(ledger, line(), line())
    assert (result.orders[0].units, len(result.refused)) == (240, 1)


def test_a_sku_is_ordered_once_from_the_same_data_whatever_the_suggestion_is_called(ledger: Ledger) -> None:
    accept(ledger, line("tea"))
    renamed = line("tea", suggestion_id="another name")
    assert "same data" in str(accept(ledger, renamed).refused[0].reason)
    assert accept(ledger, renamed, snapshot_id=SNAPSHOT + 1).refused == ()


def test_a_suggestion_that_changed_since_it_was_seen_is_refused(ledger: Ledger) -> None:
    seen = line(version="v1")
    result = accept(ledger, seen, current={seen.suggestion_id: "v2"})
    assert "has changed" in str(result.refused[0].reason)


def test_a_suggestion_that_is_gone_is_refused(ledger: Ledger) -> None:
    assert "no such suggestion" in str(accept(ledger, line(), current={}).refused[0].reason)


def test_one_bad_line_never_stops_the_rest(ledger: Ledger) -> None:
    result = accept(ledger, line("tea"), line("cup", units=-1), line("pot"))
    assert result.orders[0].lines == 2
    assert [refused.sku for refused in result.refused] == ["cup"]


@pytest.mark.parametrize(
    "units", [0, -1, 0.5, Decimal("1.5"), float("nan"), float("inf"), 10_000_001, True, "240", None]
)
def test_units_are_a_positive_whole_number_below_the_bound(ledger: Ledger, units: object) -> None:
    assert "whole number" in str(accept(ledger, line(units=units)).refused[0].reason)


@pytest.mark.parametrize("units", [240, 240.0, Decimal("240.000"), pd.Series([240])[0]])
def test_whole_units_may_come_in_any_type_of_number(ledger: Ledger, units: object) -> None:
    assert accept(ledger, line(units=units)).orders[0].units == 240


@pytest.mark.parametrize("cost", [Decimal(-1), Decimal("nan")])
def test_a_line_with_an_absurd_cost_is_refused(ledger: Ledger, cost: Decimal) -> None:
    assert len(accept(ledger, line(unit_cost=cost)).refused) == 1


def test_goods_without_a_named_supplier_are_ordered_once_their_lead_time_is_confirmed(ledger: Ledger) -> None:
    assert len(accept(ledger, line(supplier_id="")).refused) == 1
    confirm(ledger, "", "berlin")
    assert accept(ledger, line(supplier_id="")).orders[0].supplier_id == ""


def test_nothing_is_written_when_nothing_can_be_accepted(ledger: Ledger) -> None:
    before = ledger.revision, len(audit(ledger))
    result = accept(ledger, line(units=0), command_id="click")
    assert (ledger.revision, len(audit(ledger))) == before
    assert result.orders == ()
    assert accept(ledger, line(), command_id="click").orders != ()


def test_nothing_is_ordered_before_the_lead_time_is_confirmed(empty: Ledger) -> None:
    reason = accept(empty, line()).refused[0].reason
    assert "Confirm the lead time of supplier acme for berlin" in str(reason)
    confirm(empty, "acme", "paris")
    assert len(accept(empty, line()).refused) == 1
    confirm(empty, "acme", "berlin")
    assert accept(empty, line()).refused == ()


def test_terms_of_a_location_win_over_those_for_everywhere(ledger: Ledger) -> None:
    confirm(ledger, "acme", "berlin", lead_time_days=3)
    (placed,) = accept(ledger, line()).orders
    assert placed.expected_on == AS_OF + dt.timedelta(days=3)
    assert supplier_terms(ledger)["location"].tolist() == ["", "berlin"]
    assert terms_of(ledger, "nobody", "berlin") is None


def test_an_order_is_expected_when_its_suggestion_said_it_arrives(ledger: Ledger) -> None:
    """A closed supplier delivers later than its lead time."""
    arrives_on = AS_OF + dt.timedelta(days=40)
    (placed,) = accept(ledger, line(arrives_on=arrives_on)).orders
    assert placed.expected_on == arrives_on


@pytest.mark.parametrize(
    "terms",
    [
        {"lead_time_days": -1},
        {"review_period_days": 0},
        {"lead_time_days": 1.5},
        {"on_order_source": "guess"},
    ],
)
def test_absurd_terms_are_refused(ledger: Ledger, terms: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        confirm(ledger, "acme", **terms)


def test_order_numbers_count_up_within_their_day(ledger: Ledger) -> None:
    numbers = [order(ledger, line(sku)) for sku in ("tea", "cup")]
    (next_day,) = accept(ledger, line("pot"), as_of=dt.date(2026, 11, 20)).orders
    assert [*numbers, next_day.po_id] == ["PO-20261119-001", "PO-20261119-002", "PO-20261120-001"]


def test_a_decision_keeps_every_input_and_who_made_it(ledger: Ledger) -> None:
    accept(ledger, line(units=200, reason="shelf is full"))
    (row,) = decisions(ledger).to_dict("records")
    assert (row["proposed_units"], row["decided_units"], row["reason"]) == (240, 200, "shelf is full")
    assert (row["decided_by"], row["po_id"], row["line_id"]) == ("Anna", "PO-20261119-001", 1)
    assert (row["as_of"].date(), row["snapshot_id"]) == (AS_OF, SNAPSHOT)
    assert decision_inputs(ledger, row["decision_id"]) == {"on_hand": 12, "daily_demand": "11.5"}
    assert named_snapshots(ledger) == {SNAPSHOT}


def test_money_keeps_every_digit(ledger: Ledger) -> None:
    cost = Decimal("0.10000000000000000001")
    (placed,) = accept(ledger, line(unit_cost=cost, units=3)).orders
    assert placed.amount == Decimal("0.30000000000000000003")
    assert order_lines(ledger)["unit_cost"].tolist() == [cost]
    assert orders(ledger)["amount"].tolist() == [placed.amount]


def test_an_order_with_an_unknown_cost_or_two_currencies_has_no_amount() -> None:
    assert total_amount([(2, Decimal(3), "EUR"), (1, Decimal(1), "EUR")]) == (Decimal(7), "EUR")
    assert total_amount([(2, Decimal(3), "EUR"), (1, None, "EUR")]) == (None, "EUR")
    assert total_amount([(2, Decimal(3), "EUR"), (1, Decimal(1), "CNY")]) == (None, "")


def test_more_lines_than_one_command_takes_are_refused_whole(ledger: Ledger) -> None:
    with pytest.raises(InputError):
        accept(ledger, *[line()] * 5001)


def test_the_versions_are_asked_for_while_nobody_else_can_write(ledger: Ledger) -> None:
    seen: list[int] = []

    def versions() -> dict[str, str]:
        seen.append(len(open_order_lines(ledger)))
        return {}

    reject_suggestions(
        ledger, ANNA, new_id(), [], as_of=AS_OF, snapshot_id=SNAPSHOT, current_versions=versions
    )
    assert seen == [0]


def test_cancelling_frees_the_suggestion_again(ledger: Ledger) -> None:
    po_id = order(ledger, line("tea"))
    cancelled = cancel_order(ledger, ANNA, new_id(), po_id, reason="too dear")
    assert cancelled.freed == (line("tea").suggestion_id,)
    assert accept(ledger, line("tea")).orders[0].po_id == "PO-20261119-002"
    assert decisions(ledger)["in_force"].tolist() == [True, False]

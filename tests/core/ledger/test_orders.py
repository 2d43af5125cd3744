"""Orders after they were made: cancelling, receiving, closing."""

from __future__ import annotations

import datetime as dt

import pytest

from core.errors import InputError, NotFound
from core.ledger import (
    Ledger,
    ReceivedLine,
    cancel_order,
    cancellations,
    open_order_lines,
    order_lines,
    orders,
    receipts,
    record_receipt,
    withdraw_receipt,
)
from tests.core.ledger.deciding import ANNA, AS_OF, line, new_id, order, receive


def _state(ledger: Ledger) -> str:
    return str(orders(ledger)["state"].item())


def test_an_order_closes_itself_when_all_of_it_arrived(ledger: Ledger) -> None:
    po_id = order(ledger, line("tea", units=240), line("cup", units=100))
    assert receive(ledger, po_id, [240, 60]).is_closed is False
    assert _state(ledger) == "open"
    assert receive(ledger, po_id, [0, 40]).is_closed is True
    assert _state(ledger) == "closed"
    assert open_order_lines(ledger).empty


def test_an_order_remembers_who_cancelled_it_and_why(ledger: Ledger) -> None:
    po_id = order(ledger, line("tea", units=240), line("cup", units=100))
    assert cancellations(ledger, po_id) == ()
    cancel_order(ledger, ANNA, new_id(), po_id, reason="ordered twice")
    assert [(told.who, told.reason) for told in cancellations(ledger, po_id)] == [
        (ANNA.name, "ordered twice")
    ]


def test_an_order_closes_itself_when_the_rest_is_cancelled(ledger: Ledger) -> None:
    po_id = order(ledger, line("tea", units=240), line("cup", units=100))
    receive(ledger, po_id, [240])
    cancel_order(ledger, ANNA, new_id(), po_id, reason="sold out at the supplier")
    assert _state(ledger) == "closed"
    assert order_lines(ledger, po_id)["state"].tolist() == ["received", "cancelled"]


def test_an_order_of_which_nothing_arrives_is_cancelled(ledger: Ledger) -> None:
    cancel_order(ledger, ANNA, new_id(), order(ledger), reason="too dear")
    assert _state(ledger) == "cancelled"


def test_more_than_was_ordered_leaves_nothing_open_never_less(ledger: Ledger) -> None:
    po_id = order(ledger, line(units=240))
    receive(ledger, po_id, [300])
    (row,) = order_lines(ledger).to_dict("records")
    assert (row["received_units"], row["open_units"], row["state"]) == (300, 0, "received")


def test_one_line_is_cancelled_and_the_others_stay_open(ledger: Ledger) -> None:
    po_id = order(ledger, line("tea"), line("cup"))
    cancelled = cancel_order(ledger, ANNA, new_id(), po_id, line_id=2, reason="wrong colour")
    assert (cancelled.line_ids, cancelled.units) == ((2,), 240)
    assert open_order_lines(ledger)["sku"].tolist() == ["tea"]


def test_only_what_has_not_arrived_can_be_cancelled(ledger: Ledger) -> None:
    po_id = order(ledger, line(units=240))
    receive(ledger, po_id, [200])
    assert cancel_order(ledger, ANNA, new_id(), po_id, reason="late").units == 40
    with pytest.raises(InputError, match="Nothing of"):
        cancel_order(ledger, ANNA, new_id(), po_id, reason="late")


def test_a_cancellation_needs_a_reason_and_an_order(ledger: Ledger) -> None:
    with pytest.raises(InputError):
        cancel_order(ledger, ANNA, new_id(), order(ledger), reason=" ")
    with pytest.raises(NotFound):
        cancel_order(ledger, ANNA, new_id(), "PO-1", reason="late")
    with pytest.raises(NotFound):
        cancel_order(ledger, ANNA, new_id(), "PO-20261119-001", line_id=9, reason="late")


def test_a_cancellation_sent_twice_cancels_once(ledger: Ledger) -> None:
    po_id = order(ledger)
    first = cancel_order(ledger, ANNA, "click", po_id, reason="late")
    assert cancel_order(ledger, ANNA, "click", po_id, reason="late") == first


def test_a_receipt_sent_twice_counts_once(ledger: Ledger) -> None:
    po_id = order(ledger, line(units=240))
    arrived = [ReceivedLine(1, 100)]
    for _ in range(2):
        record_receipt(ledger, ANNA, "click", po_id, arrived, received_on=AS_OF)
    assert order_lines(ledger)["received_units"].tolist() == [100]


def test_a_delivery_note_counts_once_whoever_types_it(ledger: Ledger) -> None:
    po_id = order(ledger, line(units=240))
    for _ in range(2):
        receive(ledger, po_id, [100], receipt_id="note 5")
    assert order_lines(ledger)["received_units"].tolist() == [100]
    with pytest.raises(InputError, match="recorded before"):
        receive(ledger, po_id, [90], receipt_id="note 5")


def test_rejected_units_stay_open(ledger: Ledger) -> None:
    po_id = order(ledger, line(units=240))
    record_receipt(ledger, ANNA, new_id(), po_id, [ReceivedLine(1, 200, 40)], received_on=AS_OF)
    assert open_order_lines(ledger)["open_units"].tolist() == [40]


def test_a_receipt_typed_by_mistake_is_taken_back_and_stays_visible(ledger: Ledger) -> None:
    po_id = order(ledger, line(units=240))
    recorded = receive(ledger, po_id, [240])
    taken_back = withdraw_receipt(ledger, ANNA, new_id(), po_id, recorded.receipt_id, reason="other order")
    assert taken_back.is_closed is False
    assert open_order_lines(ledger)["open_units"].tolist() == [240]
    assert receipts(ledger, po_id)["withdrawn"].tolist() == [True]


def test_goods_do_not_arrive_before_they_are_ordered(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="cannot have arrived"):
        receive(ledger, order(ledger), [1], day=AS_OF - dt.timedelta(days=1))


@pytest.mark.parametrize("units", [[-1], [0.5], [0], [float("nan")]])
def test_an_absurd_receipt_is_refused_whole(ledger: Ledger, units: list[int]) -> None:
    with pytest.raises(InputError):
        receive(ledger, order(ledger), units)


def test_a_receipt_names_lines_of_the_order_once_each(ledger: Ledger) -> None:
    po_id = order(ledger)
    with pytest.raises(NotFound):
        receive(ledger, po_id, [1, 1])
    with pytest.raises(NotFound):
        receive(ledger, "PO-1", [1])
    twice = [ReceivedLine(1, 1), ReceivedLine(1, 2)]
    with pytest.raises(InputError, match="twice"):
        record_receipt(ledger, ANNA, new_id(), po_id, twice, received_on=AS_OF)
    assert receipts(ledger).empty


def test_goods_that_arrive_after_all_are_recorded_on_the_cancelled_order(ledger: Ledger) -> None:
    po_id = order(ledger, line(units=240))
    cancel_order(ledger, ANNA, new_id(), po_id, reason="late")
    receive(ledger, po_id, [240])
    (row,) = order_lines(ledger).to_dict("records")
    assert (row["received_units"], row["open_units"]) == (240, 0)


def test_the_newest_order_comes_first(ledger: Ledger) -> None:
    numbers = [order(ledger, line(sku)) for sku in ("tea", "cup")]
    assert orders(ledger)["po_id"].tolist() == numbers[::-1]

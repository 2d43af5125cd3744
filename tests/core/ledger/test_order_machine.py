"""Whatever is accepted, cancelled and received in whatever order, the units add up."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from core.ledger import (
    Ledger,
    cancel_order,
    open_order_lines,
    order_lines,
    orders,
    withdraw_receipt,
)
from tests.core.ledger.deciding import ANNA, confirm, line, new_id, order, receive

UNITS = st.integers(min_value=1, max_value=300)
PICK = st.integers(min_value=0, max_value=99)


class OrderMachine(RuleBasedStateMachine):
    """A planner at work; `told` is what a clerk would write on paper: ordered, cancelled, received."""

    emptied: Callable[[], Ledger]

    def __init__(self) -> None:
        super().__init__()
        self.ledger = self.emptied()
        confirm(self.ledger, "acme")
        self.commands = 1
        self.told: dict[str, list[int]] = {}
        self.notes: list[tuple[str, str, int]] = []

    def _open(self, po_id: str) -> int:
        ordered, cancelled, received = self.told[po_id]
        return max(0, ordered - cancelled - received)

    def _pick(self, number: int) -> str:
        return list(self.told)[number % len(self.told)]

    @rule(units=UNITS)
    def accept(self, units: int) -> None:
        po_id = order(self.ledger, line(f"sku{len(self.told)}", units=units))
        self.told[po_id] = [units, 0, 0]
        self.commands += 1

    @precondition(lambda self: self.told)
    @rule(number=PICK, units=UNITS)
    def receive(self, number: int, units: int) -> None:
        po_id = self._pick(number)
        recorded = receive(self.ledger, po_id, [units])
        self.told[po_id][2] += units
        self.notes.append((po_id, recorded.receipt_id, units))
        assert recorded.is_closed == (self._open(po_id) == 0)
        self.commands += 1

    @precondition(lambda self: self.notes)
    @rule()
    def withdraw_last_receipt(self) -> None:
        po_id, note, units = self.notes.pop()
        withdraw_receipt(self.ledger, ANNA, new_id(), po_id, note, reason="typed twice")
        self.told[po_id][2] -= units
        self.commands += 1

    @precondition(lambda self: any(self._open(po_id) for po_id in self.told))
    @rule(number=PICK)
    def cancel(self, number: int) -> None:
        still_open = [po_id for po_id in self.told if self._open(po_id)]
        po_id = still_open[number % len(still_open)]
        cancelled = cancel_order(self.ledger, ANNA, new_id(), po_id, reason="late")
        assert cancelled.units == self._open(po_id)
        self.told[po_id][1] += cancelled.units
        self.commands += 1

    @invariant()
    def units_add_up(self) -> None:
        rows = order_lines(self.ledger).set_index("po_id")
        kept = {
            po_id: [int(row["ordered_units"]), int(row["cancelled_units"]), int(row["received_units"])]
            for po_id, row in rows.iterrows()
        }
        assert kept == self.told
        assert rows["open_units"].to_dict() == {po_id: self._open(po_id) for po_id in self.told}
        assert open_order_lines(self.ledger)["open_units"].sum() == rows["open_units"].sum()

    @invariant()
    def an_order_is_open_as_long_as_units_are(self) -> None:
        states = orders(self.ledger).set_index("po_id")["state"].to_dict()
        assert {po_id: state == "open" for po_id, state in states.items()} == {
            po_id: self._open(po_id) > 0 for po_id in self.told
        }
        assert self.ledger.revision == self.commands


def test_open_units_are_never_negative_and_sums_hold(emptied: Callable[[], Ledger]) -> None:
    machine = type("Machine", (OrderMachine,), {"emptied": staticmethod(emptied)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12,
            stateful_step_count=12,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )

"""The sample's past decisions, told to its ledger as people tell it theirs, day after day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from core import ledger
from core.ledger import AcceptedLine, Ledger, Outcome, ReceivedLine, RejectedLine
from core.security import SAMPLE_SHOP

if TYPE_CHECKING:
    from sample_data.past import PastDecision

CURRENCY = "CNY"
_VERSION = "sample"
_MORNING = dt.time(1)
"""UTC: nine o'clock in the shop."""


def decide(book: Ledger, past: Sequence[PastDecision], snapshot_id: int) -> None:
    """Accept or reject what was suggested, record what came and write down what came of it, day by day.

    The terms of the suppliers must be confirmed. snapshot_id: any that is kept, but none to suggest from:
    what is ordered once from one snapshot is not ordered again from it.
    """
    answers = [_Answer(decision, number, snapshot_id) for number, decision in enumerate(past, start=1)]
    steps = [step for answer in answers for step in answer.steps()]
    for day, step in sorted(steps, key=lambda each: each[0]):
        step(replace(book, clock=_morning_after(day)))


@dataclass(frozen=True)
class _Answer:
    """One decision, and the commands that it takes."""

    decision: PastDecision
    number: int
    snapshot_id: int

    def steps(self) -> Iterator[tuple[dt.date, Callable[[Ledger], object]]]:
        """Each command with the day after which it was sent."""
        yield self.decision.decided_on, self._order if self.decision.decided_units else self._reject
        if self.decision.received_on is not None:
            yield self.decision.received_on, partial(self._receive, self.decision.received_on)
        yield self.decision.last_day, self._score

    def _order(self, book: Ledger) -> None:
        line = AcceptedLine(
            **self._suggestion(),
            accepted_units=self.decision.decided_units,
            unit_cost=self.decision.unit_cost,
            currency=CURRENCY,
        )
        made = ledger.accept_orders(book, SAMPLE_SHOP, self._command("order"), [line], **self._basis())
        if made.refused:
            raise RuntimeError(f"the sample's decision on {line.sku}: {made.refused}")

    def _reject(self, book: Ledger) -> None:
        line = RejectedLine(**self._suggestion())
        ledger.reject_suggestions(book, SAMPLE_SHOP, self._command("rejection"), [line], **self._basis())

    def _receive(self, received_on: dt.date, book: Ledger) -> None:
        came, po_id = [ReceivedLine(1, self.decision.decided_units)], str(self._row(book)["po_id"])
        command_id = self._command("receipt")
        ledger.record_receipt(book, SAMPLE_SHOP, command_id, po_id, came, received_on=received_on)

    def _score(self, book: Ledger) -> None:
        came = self.decision
        outcome = Outcome(
            decision_id=int(self._row(book)["decision_id"]),
            scored_on=came.last_day + dt.timedelta(days=1),
            period_starts_on=came.first_day,
            period_ends_on=came.last_day,
            demand_units=Decimal(came.wanted),
            sold_units=Decimal(came.sold),
            stock_out_days=came.stock_out_days,
            left_units=Decimal(came.left),
            gain_of_proposed=came.gain_of_proposed,
            gain_of_decided=came.gain_of_decided,
            currency=CURRENCY,
        )
        ledger.record_outcome(book, SAMPLE_SHOP, self._command("outcome"), outcome)

    def _suggestion(self) -> dict[str, Any]:
        """What accepted and rejected lines share. No file was known then: undoing one withdraws nothing."""
        names = ("supplier_id", "sku", "product_name", "location", "proposed_units", "reason")
        return {
            "suggestion_id": self._command("suggestion"),
            "version": _VERSION,
            "inputs": {"is_sample": True, "on_hand": self.decision.on_hand, "import_ids": []},
            **{name: getattr(self.decision, name) for name in names},
        }

    def _basis(self) -> dict[str, Any]:
        return {
            "as_of": self.decision.decided_on,
            "snapshot_id": self.snapshot_id,
            "current_versions": lambda: {self._command("suggestion"): _VERSION},
        }

    def _row(self, book: Ledger) -> Mapping[str, Any]:
        known = ledger.decisions(book, sku=self.decision.sku)
        mine = known[known["suggestion_id"] == self._command("suggestion")]
        return {str(name): value for name, value in mine.iloc[0].items()}

    def _command(self, what: str) -> str:
        return f"sample {what} {self.number}"


def _morning_after(day: dt.date) -> Callable[[], dt.datetime]:
    moment = dt.datetime.combine(day + dt.timedelta(days=1), _MORNING)
    return lambda: moment

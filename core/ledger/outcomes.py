"""What came of decisions: units, days without stock and money, scored on the demand that came."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd
from sqlalchemy import func, select

from core.errors import InputError, NotFound
from core.i18n import N_
from core.ledger.commands import Request, Transaction, execute
from core.ledger.frames import COUNT, DAY, MONEY, TEXT, TIME, UNITS, frame
from core.ledger.plain import plain
from core.ledger.store import Ledger
from core.ledger.tables import DecisionRow, OutcomeRow
from core.security import Actor, Permission

OUTCOMES = {
    "decision_id": UNITS,
    "scored_on": DAY,
    "period_starts_on": DAY,
    "period_ends_on": DAY,
    "demand_units": "float64",
    "sold_units": "float64",
    "stock_out_days": COUNT,
    "left_units": "float64",
    "gain_of_proposed": MONEY,
    "gain_of_decided": MONEY,
    "currency": TEXT,
    "scored_by": TEXT,
    "scored_at": TIME,
}
"""The newest outcome of each decision that has one; see `Outcome`."""


@dataclass(frozen=True)
class Outcome:
    """What came of one decision in the days that its quantity had to last.

    period_starts_on, period_ends_on: from the day the goods came, or would have come, to the day before the
    next delivery, both included. demand_units: wanted in these days, sold_units or more. stock_out_days: days
    on which units were wanted that were not there. left_units: on hand at the end of the last day.
    gain_of_proposed, gain_of_decided: gross margin of the units that could be sold only because of the
    suggested and of the decided quantity, against ordering nothing; None where a price or cost is unknown.
    What is left is not taken off.
    """

    decision_id: int
    scored_on: dt.date
    period_starts_on: dt.date
    period_ends_on: dt.date
    demand_units: Decimal
    sold_units: Decimal
    stock_out_days: int
    left_units: Decimal
    gain_of_proposed: Decimal | None
    gain_of_decided: Decimal | None
    currency: str


def record_outcome(ledger: Ledger, actor: Actor, command_id: str, outcome: Outcome) -> None:
    """Write down what came of a decision; one that is scored on the same day again is corrected."""
    _check(outcome)

    def work(tx: Transaction) -> object:
        decision = tx.session.get(DecisionRow, outcome.decision_id)
        if decision is None:
            raise NotFound(N_("There is no decision {decision_id}."), decision_id=outcome.decision_id)
        same_day = (OutcomeRow.decision_id == outcome.decision_id, OutcomeRow.scored_on == outcome.scored_on)
        row = tx.session.scalar(select(OutcomeRow).where(*same_day))
        before = None if row is None else {name: getattr(row, name) for name in _SCORED}
        row = row or OutcomeRow(decision_id=outcome.decision_id, scored_on=outcome.scored_on)
        for name in _SCORED:
            setattr(row, name, getattr(outcome, name))
        row.scored_by, row.scored_at, row.command_id = tx.actor.name, tx.now, tx.command_id
        tx.session.add(row)
        tx.record(decision.sku, before=before, after=outcome)
        return {}

    request = Request("record_outcome", command_id, Permission.DECIDE_PURCHASE, plain(outcome))
    execute(ledger, actor, request, work)


def outcomes(ledger: Ledger) -> pd.DataFrame:
    """OUTCOMES, those of the newest decisions first."""
    newest = select(func.max(OutcomeRow.scored_on)).where(OutcomeRow.decision_id == DecisionRow.decision_id)
    query = (
        select(*(getattr(OutcomeRow, name) for name in OUTCOMES))
        .join(DecisionRow, DecisionRow.decision_id == OutcomeRow.decision_id)
        .where(OutcomeRow.scored_on == newest.correlate(DecisionRow).scalar_subquery())
        .order_by(OutcomeRow.decision_id.desc())
    )
    with ledger.reading() as session:
        return frame(OUTCOMES, session.execute(query))


_SCORED = (
    "period_starts_on", "period_ends_on", "demand_units", "sold_units", "stock_out_days", "left_units",
    "gain_of_proposed", "gain_of_decided", "currency",
)  # fmt: skip


def _check(outcome: Outcome) -> None:
    """Raises InputError for what cannot have happened."""
    if outcome.period_ends_on < outcome.period_starts_on:
        raise InputError(N_("The outcome's last day lies before its first one."))
    units = (outcome.demand_units, outcome.sold_units, outcome.left_units)
    if any(not each.is_finite() or each < 0 for each in units) or outcome.sold_units > outcome.demand_units:
        raise InputError(N_("An outcome's units are 0 or more, and no more is sold than was wanted."))
    days = (outcome.period_ends_on - outcome.period_starts_on).days + 1
    if not 0 <= outcome.stock_out_days <= days:
        raise InputError(N_("An outcome of {days} days cannot have more days without stock."), days=days)

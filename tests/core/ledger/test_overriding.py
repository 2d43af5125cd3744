"""Changes to forecasts and planned events: kept with who and why, withdrawn and never deleted."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from core.errors import InputError, NotAllowed, NotFound
from core.ledger import (
    Ledger,
    Override,
    PlannedEvent,
    override_forecast,
    overrides,
    plan_event,
    planned_events,
    withdraw_event,
    withdraw_override,
)
from core.security import Actor, Role
from tests.core.ledger.deciding import ANNA, AS_OF, SNAPSHOT, new_id

MONDAY = dt.date(2026, 11, 23)


def _override(ledger: Ledger, **changes: Any) -> int:
    values = {
        "starts_on": MONDAY, "ends_on": MONDAY + dt.timedelta(days=6), "kind": "multiply",
        "value": Decimal("1.2"), "reason": "promotion", "sku": "tea", "note": "flyer",
    } | changes  # fmt: skip
    return override_forecast(ledger, ANNA, new_id(), Override(**values), as_of=AS_OF, snapshot_id=SNAPSHOT)


def test_an_override_keeps_who_when_why_and_until_when_it_counts(ledger: Ledger) -> None:
    number = _override(ledger)
    (row,) = overrides(ledger).to_dict("records")
    assert row["override_id"] == number
    assert (row["planned_by"], row["reason"], row["note"]) == ("Anna", "promotion", "flyer")
    assert row["value"] == Decimal("1.2")
    assert row["expires_on"] == row["ends_on"]


def test_a_withdrawn_override_stays_in_the_history(ledger: Ledger) -> None:
    withdraw_override(ledger, ANNA, new_id(), _override(ledger))
    (row,) = overrides(ledger).to_dict("records")
    assert row["withdrawn_by"] == "Anna"
    revision = ledger.revision
    withdraw_override(ledger, ANNA, new_id(), row["override_id"])
    assert ledger.revision == revision
    with pytest.raises(NotFound):
        withdraw_override(ledger, ANNA, new_id(), 99)


@pytest.mark.parametrize(
    "wrong",
    [
        {"category": "cups"},
        {"sku": ""},
        {"reason": ""},
        {"ends_on": MONDAY - dt.timedelta(days=1)},
        {"ends_on": MONDAY + dt.timedelta(days=400)},
        {"starts_on": AS_OF, "ends_on": AS_OF},
        {"value": Decimal(-1)},
        {"kind": "set", "value": Decimal(-1)},
        {"kind": "add", "value": Decimal("NaN")},
        {"expires_on": AS_OF - dt.timedelta(days=1)},
        {"note": "x" * 600},
    ],
    ids=str,
)
def test_what_cannot_be_meant_is_refused(ledger: Ledger, wrong: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        _override(ledger, **wrong)
    assert overrides(ledger).empty


def test_a_viewer_changes_no_forecast(ledger: Ledger) -> None:
    viewer = Actor("Vi", frozenset({Role.VIEWER}))
    asked = Override(MONDAY, MONDAY, "add", Decimal(5), "event", sku="tea")
    with pytest.raises(NotAllowed):
        override_forecast(ledger, viewer, new_id(), asked, as_of=AS_OF, snapshot_id=SNAPSHOT)


def test_planned_events_are_in_the_calendar_until_they_are_withdrawn(ledger: Ledger) -> None:
    event = PlannedEvent("Tea week", "own_promotion", MONDAY, MONDAY, depth=Decimal("0.2"), sku_scope="tea")
    number = plan_event(ledger, ANNA, new_id(), event)
    (row,) = planned_events(ledger).to_dict("records")
    assert (row["name"], row["depth"], row["sku_scope"]) == ("Tea week", Decimal("0.2"), "tea")
    withdraw_event(ledger, ANNA, new_id(), number)
    assert planned_events(ledger).empty


@pytest.mark.parametrize(
    "wrong", [{"name": " "}, {"ends_on": MONDAY - dt.timedelta(days=1)}, {"depth": Decimal(1)}], ids=str
)
def test_an_event_that_cannot_be_is_refused(ledger: Ledger, wrong: dict[str, Any]) -> None:
    values = {"name": "Tea", "family": "campaign", "starts_on": MONDAY, "ends_on": MONDAY} | wrong
    with pytest.raises(InputError):
        plan_event(ledger, ANNA, new_id(), PlannedEvent(**values))

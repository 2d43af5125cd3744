"""Suggestions count with what people changed about a forecast, and say so."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

from core.demand.overrides import apply
from core.i18n import render
from core.purchasing import Known, explain, inputs_of, suggest
from tests.plans import an_override, day, override_table
from tests.purchases import Item, known


def _planned(*items: Item, **override: Any) -> Known:
    """Ann doubled the demand of A for the 21 days of its lead time and review, unless said otherwise."""
    before = known(*items)
    return replace(
        before, forecasts=apply(before.forecasts, override_table(an_override(last=20, **override)))
    )


def test_the_final_number_is_ordered_and_both_are_told() -> None:
    plain, planned = suggest(known(Item())).lines.iloc[0], suggest(_planned(Item())).lines.iloc[0]
    assert planned["expected_demand"] == 2 * plain["expected_demand"] == 2 * planned["model_demand"]
    assert planned["units"] > plain["units"]
    assert planned["version"] != plain["version"]
    assert inputs_of(planned)["model_demand"] == plain["expected_demand"]
    said = render(explain(planned).notes[0])
    assert "Ann changed the forecast" in said
    assert "210 units, and 420" in said
    assert "Promotion" in said


def test_a_change_after_the_protection_period_is_not_named() -> None:
    later = suggest(_planned(Item(), starts_on=day(60), ends_on=day(70)))
    assert later.lines.iloc[0]["plans"] == ""


def test_what_people_expect_is_bought_although_nothing_was_sold_lately() -> None:
    silent = Item(weekly=[10.0] * 20 + [0.0] * 40)
    assert suggest(known(silent)).lines.empty
    planned = suggest(_planned(silent, kind="set", value=Decimal(210)))
    assert planned.lines["units"].iloc[0] >= 210


def test_a_forecast_set_to_nothing_orders_nothing() -> None:
    item = Item(on_hand=1)
    ending = _planned(item, value=Decimal(0))
    assert dt.date(2026, 3, 1) == ending.as_of
    assert suggest(known(item)).lines["units"].iloc[0] > 0
    assert suggest(ending).lines.empty

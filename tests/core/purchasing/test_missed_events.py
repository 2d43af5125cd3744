"""Rules of telling that an order comes too late for an event."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from core.demand import ComingEvents
from core.demand.calendar import Occurrence
from core.i18n import render
from core.purchasing import Known, explain, suggest
from core.purchasing.missed_events import with_missed_event
from tests.purchases import TODAY, Item, known

LIFTED_WEEK = 1
"""The second week of the forecast, days 8 to 14."""


def _event(first: int, last: int, **more: Any) -> Occurrence:
    """An event from one day to another, counted from today."""
    first_day, last_day = (TODAY + dt.timedelta(days=day) for day in (first, last))
    return Occurrence("11.11", "peak", "Fair", first_day, last_day, **more)


def _missed(item: Item, *events: Occurrence, lift: float = 2.0) -> str:
    """What is said of an item whose second week is lifted, of these events."""
    return str(suggest(_known(item, *events, lift=lift)).lines["missed_event"].iloc[0])


def _known(item: Item, *events: Occurrence, lift: float = 2.0) -> Known:
    given = known(item)
    factor = np.ones(given.forecasts.mean.shape[1])
    factor[LIFTED_WEEK] = lift
    table = given.forecasts.table.assign(event_factor=[factor])
    products = pd.DataFrame({"sku": ["A"], "category": ["Tea > Cups"], "style_id": [""]})
    coming = ComingEvents(events, products, {"WH": frozenset({"shop"})})
    return replace(given, forecasts=replace(given.forecasts, table=table), coming=coming)


def test_an_order_that_arrives_after_the_event_it_would_be_for_says_so() -> None:
    item = Item(on_hand=60, lead_time_days=16)
    line = suggest(_known(item, _event(10, 11))).lines.iloc[0]
    words = [render(note) for note in explain(line.to_dict()).notes]
    days = "Mar 11, 2026 to Mar 12, 2026"
    assert f"Too late for Fair ({days}): this order arrives Mar 17, 2026, and stock runs out before." in words
    assert with_missed_event("Too late already", line["missed_event"]) == "Too late already · misses Fair"


def test_an_order_that_arrives_before_the_event_ends_says_nothing() -> None:
    assert _missed(Item(on_hand=60, lead_time_days=11), _event(10, 11)) == ""
    assert _missed(Item(on_hand=60, lead_time_days=12), _event(10, 11)) != ""


def test_stock_that_lasts_through_the_event_needs_no_order_for_it() -> None:
    assert _missed(Item(on_hand=120, lead_time_days=16), _event(10, 11)) == ""


def test_an_event_that_does_not_lift_this_sku_is_not_told() -> None:
    item = Item(on_hand=60, lead_time_days=16)
    assert _missed(item, _event(10, 11), lift=1.1) == ""
    assert _missed(item, _event(3, 4)) == "", "the first week is as usual"
    assert _missed(item, _event(10, 11, skus=frozenset({"B"}))) == ""
    assert _missed(item, _event(10, 11, skus=frozenset({"Tea"}))) != ""
    assert _missed(item, _event(10, 11, channels=frozenset({"another shop"}))) == ""
    assert _missed(item, _event(10, 11, channels=frozenset({"shop"}))) != ""


def test_of_the_parts_of_an_event_the_heart_of_it_is_named_once() -> None:
    told = _missed(Item(on_hand=60, lead_time_days=16), _event(8, 14), _event(10, 11))
    assert '"first": "2026-03-11"' in told

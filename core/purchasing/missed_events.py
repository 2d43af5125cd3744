"""Events that an order would be for, but that are over when it arrives."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from core.demand.coming_events import ComingEvents
from core.demand.event_names import family_title
from core.demand.forecasts import Forecasts
from core.i18n import _

_DAY = 1e-6


def set_missed_events(table: pd.DataFrame, forecasts: Forecasts, coming: ComingEvents) -> None:
    """Set missed_event: the event that lifts a SKU most of those that an order of today misses, as JSON.

    Only where stock runs out before it is over: what lasts through an event needs no order for it. '' without
    one; of parts that lift alike the shortest.
    """
    lifts = coming.lifts(table[["sku", "location"]], forecasts)
    ends = np.array([one.last_day for one in coming.events], dtype="datetime64[D]")
    arrives, out = (table[name].to_numpy().astype("datetime64[D]") for name in ("arrives_on", "stock_out_on"))
    missed = (ends < arrives[:, None]) & (out[:, None] <= ends)
    days = [(one.last_day - one.first_day).days * _DAY for one in coming.events]
    rank = np.where(missed & (lifts > 1.0), lifts - np.array(days), 0.0)
    told = np.array(["", *(_as_text(one) for one in coming.events)], dtype=object)
    best = np.where(rank.max(axis=1, initial=0.0) > 0, rank.argmax(axis=1) + 1, 0) if days else 0
    table["missed_event"] = told[best]


def _as_text(event: Any) -> str:
    first, last = event.first_day.isoformat(), event.last_day.isoformat()
    said = {"name": event.name, "family": event.family, "first": first, "last": last}
    return json.dumps(said, ensure_ascii=False)


def missed_event(given: Mapping[str, Any]) -> dict[str, str]:
    """The event of a suggestion's inputs: name as people call it, first, last (ISO days); {} for none."""
    found: dict[str, str] = json.loads(given.get("missed_event") or "{}")
    if found and found["name"] in ("", found["family"]):
        found["name"] = family_title(found["family"])
    return found


def with_missed_event(words: str, missed: str) -> str:
    """Words about urgency, with the name of the event that is missed."""
    found = missed_event({"missed_event": missed})
    return _("{urgency} · misses {event}").format(urgency=words, event=found["name"]) if found else words

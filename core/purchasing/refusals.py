"""Why nothing is suggested: one code per SKU and location, and its sentence with the figures in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from core import i18n
from core.demand import RECENT_WEEKS
from core.demand.launches import FEW_SIMILAR
from core.errors import Message
from core.i18n import N_

STOCKED_KINDS = ("goods", "gift", "sample", "packaging")

CODES: Mapping[str, str] = {
    "kind_not_stocked": N_("{sku} is no goods but a {kind}: nothing lies in stock."),
    "bundle": N_("{sku} is a bundle: its components are ordered."),
    "not_stocked_by_us": N_("{sku} is not bought for stock: it is {fulfilment}."),
    "replaced": N_("{sku} is replaced by {heir}; that one is ordered."),
    "discontinued": N_("{sku} is no longer sold."),
    "ends_before_arrival": N_("{sku} is sold until {ends_on}; an order would arrive on {arrives_on}."),
    "not_on_sale": N_("{sku} is not on sale now."),
    "snoozed": N_("Snoozed until {until}."),
    "never_sold": N_(
        "{sku} was never sold, and few products like it were launched: about {expected} units in {days} days "
        "is a rough guess. Choose a similar product (column replaces_sku of the products), or change its "
        "forecast to what you expect."
    ),
    "demand_unknown": N_("Out of stock for the last {weeks} weeks, so nobody knows what would be wanted."),
    "no_demand": N_("No demand in the last {weeks} weeks."),
    "no_forecast": N_("Not sold in a complete week yet, so nothing is forecast."),
    "no_stock_figure": N_("No stock figure is known: upload a stock file that names {sku}."),
    "supplier_unknown": N_(
        "No supplier is known: add {sku} to the supplier products, "
        "or confirm a lead time for goods without one."
    ),
    "lead_time_unknown": N_("The lead time of supplier {supplier} is not known: confirm it once."),
    "ordered": N_("Already decided on this data: {units} ordered by {who} ({po_id})."),
    "rejected": N_("Rejected by {who}: {reason}"),
    "on_order": N_("Already on order: {units}, the next due on {due_on}."),
    "enough_stock": N_("Enough stock: {position} last until {until}; an order is due at {point} or below."),
}
"""Every reason, in the order in which they are asked; a SKU has the first that holds."""

_LASTS_LONG = N_("Enough stock: {position} last beyond the forecast; an order is due at {point} or below.")
"""In place of CODES["enough_stock"] where the stock does not run out within the forecast."""

_KINDS = {"service": N_("service"), "adjustment": N_("price adjustment")}
_FULFILMENTS = {
    "dropship": N_("sent by the supplier"),
    "made_to_order": N_("made to order"),
    "consigned": N_("goods on consignment"),
}


def reason_codes(
    table: pd.DataFrame, snoozes: pd.DataFrame, decided: pd.DataFrame, *, as_of: dt.date
) -> pd.Series[Any]:
    """The code of each row of the needs table, '' where there is a suggestion; notes what its sentence names.

    Reads a snooze by SKU and location, so that it survives every new run. A rejection holds while nothing
    that it relied on has changed.
    """
    _note_snoozes(table, snoozes, as_of)
    _note_decisions(table, decided)
    today = pd.Timestamp(as_of)
    ends_on = pd.to_datetime(table["ends_on"])
    has_need = table["units"] > 0
    is_owed = table["position"] < 0
    is_enough = ~has_need
    is_guessed = table["fallback"] == FEW_SIMILAR
    conditions = {
        "bundle": (table["kind"] == "bundle") | table["is_bundle"],
        "kind_not_stocked": ~table["kind"].isin(STOCKED_KINDS),
        "not_stocked_by_us": table["fulfilment"] != "stocked",
        "replaced": table["replaced_by"] != "",
        "discontinued": (table["status"] == "ended") | (ends_on <= today),
        "not_on_sale": table["status"].isin(["paused", "draft"]),
        "ends_before_arrival": has_need & (ends_on < table["arrives_on"]),
        "snoozed": table["snoozed_until"].notna(),
        # Its sentence says how much in how many days; without a lead time there are none to say.
        "never_sold": table["is_unknown_demand"] & is_guessed & ~is_owed & table["lead_time_days"].notna(),
        "demand_unknown": table["is_unknown_demand"] & ~is_guessed & ~is_owed,
        "no_demand": table["is_without_demand"] & ~is_owed,
        "no_forecast": ~table["has_forecast"] & ~is_owed,
        "no_stock_figure": table["physical"].isna(),
        "supplier_unknown": (table["supplier_id"] == "") & table["lead_time_days"].isna(),
        "lead_time_unknown": table["lead_time_days"].isna(),
        "ordered": has_need & (table["decided_kind"] == "accepted"),
        "rejected": has_need & (table["decided_kind"] == "rejected"),
        "on_order": ~has_need
        & (table["on_order_in_time"] > 0)
        & (table["available"] <= table["reorder_point"]),
        "enough_stock": is_enough,
    }
    found = np.select([held.to_numpy() for held in conditions.values()], list(conditions), default="")
    return pd.Series(found, index=table.index, dtype=object)


def _would_be_ordered(table: pd.DataFrame) -> pd.Series[Any]:
    """Without the units on order there would be a suggestion."""
    return table["available"] <= table["reorder_point"]


def _note_snoozes(table: pd.DataFrame, snoozes: pd.DataFrame, as_of: dt.date) -> None:
    held = snoozes[snoozes["until"] > pd.Timestamp(as_of)]
    until = held.set_index(["sku", "location"])["until"]
    keys = pd.MultiIndex.from_frame(table[["sku", "location"]])
    table["snoozed_until"] = until.reindex(keys).to_numpy()


def _note_decisions(table: pd.DataFrame, decided: pd.DataFrame) -> None:
    """The decision in force on each suggestion: of the same id, or a rejection of the same version."""
    by_id = decided.drop_duplicates("suggestion_id").set_index("suggestion_id")
    rejected = decided[decided["kind"] == "rejected"].drop_duplicates("version").set_index("version")
    names = {"kind": "decided_kind", "decided_units": "decided_units", "decided_by": "decided_by"}
    names |= {"reason": "decided_reason", "po_id": "po_id"}
    same_id = by_id.reindex(table["suggestion_id"])
    same_inputs = rejected.reindex(table["version"])
    for name, noted in names.items():
        first, second = (pd.Series(part[name].to_numpy(), dtype=object) for part in (same_id, same_inputs))
        table[noted] = first.where(first.notna(), second).to_numpy()


def why_nothing(row: Mapping[str, Any]) -> Message:
    """The sentence of one row of NOTHING, its figures in the reader's language."""
    code = str(row["code"])
    template = _LASTS_LONG if code == "enough_stock" and pd.isna(row["stock_out_on"]) else CODES[code]
    return Message(template, _values(row))


def _values(row: Mapping[str, Any]) -> dict[str, object]:
    kind, fulfilment = str(row["kind"]), str(row["fulfilment"])
    return {
        "sku": row["sku"],
        "kind": Message(_KINDS[kind]) if kind in _KINDS else kind,
        "fulfilment": Message(_FULFILMENTS[fulfilment]) if fulfilment in _FULFILMENTS else fulfilment,
        "heir": row["replaced_by"],
        "ends_on": _date(row["ends_on"]),
        "arrives_on": _date(row["arrives_on"]),
        "weeks": RECENT_WEEKS,
        "expected": i18n.number(row["expected_demand"]),
        "days": i18n.number(row["protection_days"]),
        "supplier": row["supplier_name"] or row["supplier_id"],
        "due_on": _date(row["next_arrival_on"]),
        "position": i18n.number(row["position"]),
        "until": _date(row["snoozed_until"] if row["code"] == "snoozed" else row["stock_out_on"]),
        "point": i18n.number(row["reorder_point"]),
        "who": row["decided_by"],
        "po_id": row["po_id"],
        "reason": row["decided_reason"],
        "units": i18n.number(
            row["decided_units"]
            if row["code"] == "ordered"
            else row["on_order_in_time"] + row["on_order_later"]
        ),
    }


def _date(moment: Any) -> str:
    return i18n.date(None if pd.isna(moment) else pd.Timestamp(moment).date())

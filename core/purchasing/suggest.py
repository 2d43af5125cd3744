"""Purchase suggestions: what to order today, from whom, how much and why; and why nothing for the rest.

A pure function of what is known: the same facts, decisions and policy give the same suggestions, each with
a stable id and a version that changes with any of its inputs.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from core.demand import ComingEvents, Forecasts
from core.purchasing import price_breaks
from core.purchasing.closures import Closures, no_closures
from core.purchasing.needs import needs
from core.purchasing.policy import Policy
from core.purchasing.position import Position
from core.purchasing.refusals import reason_codes
from core.purchasing.terms import Offers, choose_terms

INPUTS = (
    "sku", "location", "supplier_id", "as_of", "counted_on", "on_hand", "received_since", "returned_since",
    "shipped_since", "adjusted_since", "same_day", "is_unlisted", "physical", "reserved", "reserved_source",
    "on_order_in_time", "on_order_later", "on_order_source", "position", "method", "fallback",
    "recent_units", "model_demand", "plans", "expected_demand", "safety_stock", "reorder_point",
    "review_demand", "order_up_to", "cycle_service_level", "lead_time_days", "lead_time_source",
    "review_period_days", "is_review_assumed", "protection_days", "closed_days", "arrival_closed_days",
    "closures", "moved_promise", "missed_event", "moq", "moq_scope", "pack_multiple", "raw_units",
    "pack_added_units", "moq_added_units", "units", "unit_cost", "currency",
)  # fmt: skip
"""What a suggestion was computed from and came to; kept with every decision, and what its version names."""

_NAMED_ALREADY = {"sku", "location", "supplier_id", "units", "unit_cost", "currency"}

LINES = (
    "suggestion_id", "version", "supplier_id", "supplier_name", "supplier_sku", "sku", "product_name",
    "location", "units", "purchase_unit", "unit_cost", "currency", "amount", "amount_display", "urgency",
    "stock_out_on", "order_by", "arrives_on", "cover_days_before", "cover_days_after", "cover_days_of_moq",
    "units_per_day", "units_at_risk", "money_at_risk", "is_confirmed", "stock_age_days", "available",
    "next_arrival_on", "min_order_value", "language", "inputs",
    *(name for name in INPUTS if name not in _NAMED_ALREADY),
)  # fmt: skip
"""One row per suggestion, the most urgent first. amount: units x unit_cost in the supplier's currency;
amount_display and money_at_risk in the display currency; NaN where a cost or a rate is unknown.
urgency: "out" (nothing left), "late" (runs out before the order arrives) or "due". order_by: last day to
order without running out. cover_days_before, _after: days that the position lasts without and with this
order, _of_moq: those that the minimum adds. inputs: INPUTS as JSON."""

NOTHING = (
    "sku", "location", "product_name", "code", "supplier_id", "supplier_name", "available", "position",
    "on_order_in_time", "on_order_later", "next_arrival_on", "stock_out_on", "cover_days_before",
    "reorder_point", "recent_units", "replaced_by", "ends_on", "snoozed_until", "decided_units", "decided_by",
    "decided_reason", "po_id", "protection_days", "kind", "fulfilment", "counted_on", "arrives_on",
    "units_per_day", "expected_demand",
)  # fmt: skip
"""One row per SKU and location without a suggestion. code: refusals.CODES; the other columns are what its
sentence names."""


ROWS = (
    "code",
    "product_name",
    "supplier_name",
    *INPUTS,
    "amount",
    "stock_out_on",
    "order_by",
    "arrives_on",
    "money_at_risk",
)
"""Every SKU and location with every input of its quantity. code: why nothing, '' where there is a suggestion;
then units is what is suggested, else 0."""


@dataclass(frozen=True)
class Known:
    """Everything that suggestions are made from.

    products: products.PRODUCTS. rates: value of one unit of a currency in the display currency.
    snoozes: ledger.SNOOZES. decisions: ledger.DECISIONS that are in force. closures: of suppliers.
    coming: the events to come.
    run: names the facts; equal facts have equal runs. snapshot_id, ledger_revision: what was read.
    import_runs: first and last of the runs of imports that the facts are made of.
    """

    as_of: dt.date
    position: Position
    forecasts: Forecasts
    offers: Offers
    products: pd.DataFrame
    snoozes: pd.DataFrame
    decisions: pd.DataFrame
    policy: Policy = field(default_factory=Policy)
    closures: Closures = field(default_factory=no_closures)
    coming: ComingEvents = field(default_factory=ComingEvents)
    currency: str = ""
    rates: Mapping[str, float] = field(default_factory=dict)
    run: str = ""
    snapshot_id: int = 0
    ledger_revision: int = 0
    import_runs: Sequence[Sequence[int]] = ()


@dataclass(frozen=True)
class Suggestions:
    """lines: LINES. nothing: NOTHING. rows: ROWS, both together. arrivals: on_order.ARRIVALS."""

    lines: pd.DataFrame
    nothing: pd.DataFrame
    rows: pd.DataFrame
    arrivals: pd.DataFrame
    as_of: dt.date
    currency: str
    run: str
    snapshot_id: int
    ledger_revision: int
    policy: Policy
    import_runs: Sequence[Sequence[int]] = ()

    def versions(self, *, run: str | None = None) -> dict[str, str]:
        """suggestion_id -> version; with another run, under the ids that the same lines had there."""
        if run is None or run == self.run:
            return dict(zip(self.lines["suggestion_id"], self.lines["version"], strict=True))
        keys = self.lines[["sku", "location", "supplier_id"]].itertuples(index=False, name=None)
        return {
            suggestion_id(run, *key): version
            for key, version in zip(keys, self.lines["version"], strict=True)
        }

    def line(self, wanted: str) -> Mapping[str, Any] | None:
        """One suggestion by its id, or None."""
        found = self.lines[self.lines["suggestion_id"] == wanted]
        return None if found.empty else {str(name): value for name, value in found.iloc[0].items()}


def suggestion_id(run: str, sku: str, location: str, supplier_id: str) -> str:
    """The stable name of a suggestion: the same facts, SKU, location and supplier have the same one."""
    text = json.dumps([run, sku, location, supplier_id])
    return f"S-{hashlib.sha256(text.encode()).hexdigest()[:20]}"


def suggest(known: Known) -> Suggestions:
    """The suggestions and the reasons for none, for every SKU at every location."""
    table = _all_rows(known)
    table = table.merge(known.products, how="left", on="sku").pipe(_with_defaults)
    terms = choose_terms(table, known.offers)
    own = needs(
        terms,
        known.position,
        known.forecasts,
        known.closures,
        known.coming,
        policy=known.policy,
        as_of=known.as_of,
    )
    table = pd.concat([table.drop(columns=["sku", "location"]), own], axis=1)
    table["as_of"] = known.as_of.isoformat()
    table["cycle_service_level"] = known.policy.cycle_service_level
    _set_money(table, known)
    _set_urgency(table)
    suggested = _identified(table[table["units"] > 0].copy(), known)
    table["version"] = suggested["version"].reindex(table.index).fillna("")
    table["suggestion_id"] = suggested["suggestion_id"].reindex(table.index).fillna("")
    table["code"] = reason_codes(table, known.snoozes, known.decisions, as_of=known.as_of)
    rows = table.assign(units=table["units"].where(table["code"] == "", 0))
    lines = suggested[table.loc[suggested.index, "code"] == ""]
    order = ["urgency_rank", "money_at_risk", "amount_display", "sku", "location"]
    lines = lines.sort_values(order, ascending=[True, False, False, True, True], kind="stable")
    return Suggestions(
        lines=lines[list(LINES)].reset_index(drop=True),
        nothing=table.loc[table["code"] != "", list(NOTHING)].reset_index(drop=True),
        rows=rows[list(ROWS)].reset_index(drop=True),
        arrivals=known.position.arrivals,
        as_of=known.as_of,
        currency=known.currency,
        run=known.run,
        snapshot_id=known.snapshot_id,
        ledger_revision=known.ledger_revision,
        policy=known.policy,
        import_runs=known.import_runs,
    )


def _all_rows(known: Known) -> pd.DataFrame:
    """Every SKU at every location where it is stocked, sold or ordered; listed ones elsewhere once."""
    key = ["sku", "location"]
    parts = [known.position.table[key], known.forecasts.table[key], known.position.arrivals[key]]
    there = pd.concat(parts, ignore_index=True).drop_duplicates()
    places = known.position.table["location"].unique()
    home = str(places[0]) if len(places) == 1 else ""
    others = known.products.loc[~known.products["sku"].isin(there["sku"]), ["sku"]].assign(location=home)
    return pd.concat([there, others], ignore_index=True).sort_values(key, ignore_index=True)


def _with_defaults(table: pd.DataFrame) -> pd.DataFrame:
    texts = {
        "product_name": "",
        "kind": "goods",
        "fulfilment": "stocked",
        "status": "active",
        "replaced_by": "",
    }
    table = table.fillna(texts)
    table["is_bundle"] = table["is_bundle"].eq(True)
    return table


def _set_money(table: pd.DataFrame, known: Known) -> None:
    offered = table["unit_cost"].notna()
    table["currency"] = np.where(offered & (table["currency"] != ""), table["currency"], known.currency)
    table["unit_cost"] = table["unit_cost"].fillna(table["own_unit_cost"])
    price_breaks.apply(table)
    rates = {known.currency: 1.0, **known.rates}
    table["amount"] = table["units"] * table["unit_cost"]
    table["amount_display"] = table["amount"] * table["currency"].map(rates)
    table["money_at_risk"] = table["units_at_risk"] * table["net_sales_per_unit"]
    table["cover_days_of_moq"] = table["cover_days_after"] - table["cover_days_without_moq"]


def _set_urgency(table: pd.DataFrame) -> None:
    is_out = (table["available"] <= 0) & table["stock_out_on"].notna()
    is_late = table["stock_out_on"] < table["arrives_on"]
    table["urgency"] = np.select([is_out, is_late], ["out", "late"], default="due")
    table["urgency_rank"] = np.select([is_out, is_late], [0, 1], default=2)


def _identified(lines: pd.DataFrame, known: Known) -> pd.DataFrame:
    keys = lines[["sku", "location", "supplier_id"]].itertuples(index=False, name=None)
    lines["suggestion_id"] = pd.Series(
        [suggestion_id(known.run, *key) for key in keys], index=lines.index, dtype=object
    )
    lines["inputs"] = pd.Series(inputs_as_text(lines), index=lines.index, dtype=object)
    versions = [hashlib.sha256(text.encode()).hexdigest()[:20] for text in lines["inputs"]]
    lines["version"] = pd.Series(versions, index=lines.index, dtype=object)
    return lines


def inputs_as_text(lines: pd.DataFrame) -> Sequence[str]:
    """INPUTS of each line as JSON: dates as text, missing as null."""
    shown = lines[list(INPUTS)].assign(counted_on=lines["counted_on"].astype(str))
    if shown.empty:
        return []
    # Line breaks inside a value are escaped, so every line of the text is one row.
    text = shown.to_json(orient="records", lines=True, double_precision=6) or ""
    return text.splitlines()

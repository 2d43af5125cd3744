"""Past decisions on suggestions, with what came of them, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from core import i18n
from core import ledger as decisions
from core.facts import Snapshot
from core.i18n import _, ngettext
from core.ledger import Ledger

PAST = (
    "decision_id", "decided_on", "sku", "product_name", "supplier_name", "location", "answer", "outcome",
    "against_suggestion", "stock_out_days", "lost_units", "left_units", "reason", "decided_by", "po_id",
)  # fmt: skip
"""One row per decision that is scored, the newest first. answer: what was ordered and what was suggested.
outcome: what came of it. against_suggestion: gross margin that it brought less what the suggested quantity
would have, in the display currency; NaN where unknown or scored in another. lost_units: wanted, not there."""

_NAMES = "SELECT supplier_id, coalesce(nullif(name, ''), supplier_id) AS name FROM lake.current.suppliers"


@dataclass(frozen=True)
class Past:
    """table: PAST. answer: one sentence on all of them, '' without any."""

    table: pd.DataFrame
    answer: str

    def one(self, decision_id: str) -> dict[str, Any]:
        """The row of one decision by the names of PAST. Raises KeyError."""
        rows = {str(row["decision_id"]): row for row in self.table.to_dict("records")}
        return {str(name): value for name, value in rows[decision_id].items()}


def read_past(snapshot: Snapshot, ledger: Ledger) -> Past:
    """Every decision whose outcome is written down, taken-back ones left out."""
    names = snapshot.frame(_NAMES)
    known = dict(zip(names["supplier_id"], names["name"], strict=True))
    return past_of(decisions.decisions(ledger), decisions.outcomes(ledger), known, snapshot.currency)


def past_of(decided: pd.DataFrame, scored: pd.DataFrame, names: Mapping[str, str], currency: str) -> Past:
    """The decisions (ledger.DECISIONS) that are scored (ledger.OUTCOMES). names: supplier_id -> name."""
    both = decided[decided["in_force"]].merge(scored, on="decision_id", suffixes=("_of_cost", ""))
    is_ours = both["currency"] == currency
    for name in ("gain_of_proposed", "gain_of_decided"):
        both[name] = pd.to_numeric(both[name], errors="coerce").astype("float64")
    table = both.assign(
        decided_on=both["as_of"],
        supplier_name=both["supplier_id"].map(dict(names)).fillna(both["supplier_id"]),
        answer=[_answer(row) for row in both.to_dict("records")],
        outcome=[_outcome(row) for row in both.to_dict("records")],
        against_suggestion=(both["gain_of_decided"] - both["gain_of_proposed"]).where(is_ours),
        lost_units=both["demand_units"] - both["sold_units"],
        po_id=both["po_id"].fillna(""),
    )
    table = table.sort_values(["decided_on", "decision_id"], ascending=False, ignore_index=True)
    return Past(table[list(PAST)], _in_all(table, currency))


def _in_all(table: pd.DataFrame, currency: str) -> str:
    """How many are scored, and what changing suggestions has brought or cost."""
    if table.empty:
        return ""
    scored = ngettext("{count} past decision is scored.", "{count} past decisions are scored.", len(table))
    changed = table[table["decided_units"] != table["proposed_units"]]
    told = changed["against_suggestion"].dropna()
    if told.empty:
        return scored.format(count=i18n.number(len(table)))
    brought, cost = told[told > 0].sum(), -told[told < 0].sum()
    words = _(
        "Taking another quantity than suggested brought {brought} of gross margin and cost {cost}."
    ).format(brought=i18n.money(brought, currency), cost=i18n.money(cost, currency))
    return i18n.sentences(scored.format(count=i18n.number(len(table))), words)


def _answer(row: Mapping[Any, Any]) -> str:
    ordered, proposed = (i18n.number(row[name]) for name in ("decided_units", "proposed_units"))
    if row["kind"] == "rejected":
        return _("Ordered nothing; {proposed} units were suggested").format(proposed=proposed)
    if row["decided_units"] == row["proposed_units"]:
        return _("Ordered {ordered} units, as suggested").format(ordered=ordered)
    return _("Ordered {ordered} units; {proposed} were suggested").format(ordered=ordered, proposed=proposed)


def _outcome(row: Mapping[Any, Any]) -> str:
    sold = _("{first} to {last}: {wanted} units wanted, {sold} sold.").format(
        first=i18n.date(row["period_starts_on"].date()),
        last=i18n.date(row["period_ends_on"].date()),
        wanted=i18n.number(row["demand_units"]),
        sold=i18n.number(row["sold_units"]),
    )
    return i18n.sentences(sold, _missing(row), _left(row), _money(row))


def _missing(row: Mapping[Any, Any]) -> str:
    if not row["stock_out_days"]:
        return _("It never ran out.")
    words = ngettext(
        "Nothing to sell on {days} day: {lost} units lost.",
        "Nothing to sell on {days} days: {lost} units lost.",
        int(row["stock_out_days"]),
    )
    lost = i18n.number(row["demand_units"] - row["sold_units"])
    return words.format(days=i18n.number(row["stock_out_days"]), lost=lost)


def _left(row: Mapping[Any, Any]) -> str:
    if not row["left_units"]:
        return ""
    left = i18n.number(row["left_units"])
    if pd.isna(row["unit_cost"]):
        return _("{left} units were left.").format(left=left)
    bound = i18n.money(float(row["unit_cost"]) * row["left_units"], row["currency_of_cost"])
    return _("{left} units were left, {money} at cost.").format(left=left, money=bound)


def _money(row: Mapping[Any, Any]) -> str:
    """What it was worth against the suggestion; of an order as suggested, against ordering nothing."""
    decided, proposed = row["gain_of_decided"], row["gain_of_proposed"]
    if pd.isna(decided) or pd.isna(proposed):
        return _("Its worth in money is unknown: a price or a cost is missing.")
    if row["decided_units"] == row["proposed_units"]:
        words = _("Without the order {money} of gross margin would have been lost.")
        return words.format(money=i18n.money(decided, row["currency"]))
    if decided == proposed:
        return _("The suggested quantity would have brought the same gross margin.")
    words = (
        _("That brought {money} more gross margin than the suggested quantity would have.")
        if decided > proposed
        else _("The suggested quantity would have brought {money} more gross margin.")
    )
    return words.format(money=i18n.money(abs(decided - proposed), row["currency"]))

"""The planner's desk: suggestions by supplier, the grid to edit, and what the edits mean."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from core import i18n
from core.errors import Message, NotFound
from core.i18n import N_, _
from core.ledger import Ledger, terms_of
from core.purchasing.accepting import EditedLine, quantity_warnings
from core.purchasing.explain import Explanation
from core.purchasing.missed_events import with_missed_event
from core.purchasing.readiness import NO_SUPPLIER
from core.purchasing.refusals import why_nothing
from core.purchasing.suggest import Suggestions

MOST_LINES = 500
"""Lines of one supplier that an editing grid shows; the rest comes after these are answered."""

GRID = (
    "accept", "sku", "product_name", "location", "urgency_words", "stock_out_on", "physical",
    "on_order_in_time", "expected_demand", "units", "accepted_units", "reason", "unit_cost", "amount",
    "cover_days_after", "arrives_on", "suggestion_id", "version",
)  # fmt: skip
"""Columns of the editing grid; accept, accepted_units and reason are the planner's."""

SHORT_TITLES: Mapping[str, str] = {
    "expected_demand": N_("Demand"),
    "safety_stock": N_("Safety"),
    "order_cycle": N_("Next cycle"),
    "on_hand": N_("In stock"),
    "reserved": N_("Promised"),
    "backordered": N_("Owed"),
    "on_order": N_("On order"),
    "enough_stock": N_("Enough"),
    "whole_units": N_("Rounding"),
    "pack_rounding": N_("Packs"),
    "moq": N_("Minimum"),
}
"""Names of the steps under the bars of the waterfall."""

_WAITING = ("supplier_unknown", "lead_time_unknown")


@dataclass(frozen=True)
class SupplierDesk:
    """One supplier with something to decide.

    lines: suggestions, one per SKU and location. waiting: SKUs that wait for its lead time. late: suggestions
    that come too late or whose stock is out. skus, late_skus: the SKUs of both. amount: in `currency`, None
    where a cost is unknown. is_confirmed: its terms were confirmed once.
    """

    supplier_id: str
    name: str
    lines: int
    waiting: int
    late: int
    skus: int
    late_skus: int
    amount: float | None
    currency: str
    is_confirmed: bool


@dataclass(frozen=True)
class Order:
    """What accepting would order: lines, units and money; declined: suggestions answered with nothing."""

    lines: int
    declined: int
    orders: int
    units: int
    amount: float | None
    currency: str
    missing_to_minimum: float
    warnings: tuple[Message, ...]


def supplier_desks(shown: Suggestions, ledger: Ledger, suppliers: pd.DataFrame) -> list[SupplierDesk]:
    """Suppliers with suggestions or whose terms nobody has confirmed; most money at risk first.

    suppliers: readiness.SUPPLIERS.
    """
    lines = shown.lines
    waiting = shown.nothing[shown.nothing["code"].isin(_WAITING)]
    risk = lines.groupby("supplier_id")["money_at_risk"].sum().sort_values(ascending=False)
    asked = suppliers[~suppliers["is_confirmed"]]
    names = dict.fromkeys([*risk.index, *waiting["supplier_id"], *asked["supplier_id"]])
    return [_desk(str(name), lines, waiting, asked, ledger) for name in names]


def _desk(
    supplier_id: str, lines: pd.DataFrame, waiting: pd.DataFrame, asked: pd.DataFrame, ledger: Ledger
) -> SupplierDesk:
    own = lines[lines["supplier_id"] == supplier_id]
    held = waiting[waiting["supplier_id"] == supplier_id]
    open_terms = asked[asked["supplier_id"] == supplier_id]
    named = next(table for table in (own, held, open_terms) if len(table))
    currencies = own["currency"].unique()
    places = {str(place) for place in named["location"]}
    late = own["urgency"].isin(("out", "late"))
    return SupplierDesk(
        supplier_id=supplier_id,
        name=str(named["supplier_name"].iloc[0]) or _(NO_SUPPLIER),
        lines=len(own),
        waiting=max(len(held), int(open_terms["skus"].max()) if len(open_terms) else 0),
        late=int(late.sum()),
        skus=int(own["sku"].nunique()),
        late_skus=int(own.loc[late, "sku"].nunique()),
        amount=float(own["amount"].sum()) if len(own) and own["amount"].notna().all() else None,
        currency=str(currencies[0]) if len(currencies) == 1 else "",
        is_confirmed=all(terms_of(ledger, supplier_id, place) is not None for place in places),
    )


def grid(shown: Suggestions, supplier_id: str, *, is_ticked: bool = False) -> pd.DataFrame:
    """The supplier's suggestions as GRID, the most urgent first, at most MOST_LINES."""
    own = shown.lines[shown.lines["supplier_id"] == supplier_id].head(MOST_LINES)
    words = {"out": _("Out of stock"), "late": _("Too late already"), "due": _("Due")}
    table = own.assign(
        accept=is_ticked,
        urgency_words=[
            with_missed_event(words[urgency], missed)
            for urgency, missed in zip(own["urgency"], own["missed_event"], strict=True)
        ],
        accepted_units=own["units"].astype("int64"),
        reason="",
        **{
            name: own[name].astype("float64").round(0)
            for name in ("physical", "on_order_in_time", "expected_demand")
        },
    )
    return table[list(GRID)].reset_index(drop=True)


def grid_version(table: pd.DataFrame) -> str:
    """A short name of exactly these suggestions: an editor keyed by it never keeps edits for other rows."""
    text = "|".join(f"{row.suggestion_id}:{row.version}" for row in table.itertuples())
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def edits(edited: pd.DataFrame) -> list[EditedLine]:
    """The ticked rows of an edited grid as answers, found by their hidden ids."""
    ticked = edited[edited["accept"]]
    return [
        EditedLine(
            str(row["suggestion_id"]),
            str(row["version"]),
            _units(row["accepted_units"]),
            str(row["reason"] or "").strip(),
        )
        for row in ticked.to_dict("records")
    ]


def _units(cell: Any) -> int | float:
    if pd.isna(cell):
        return 0
    return int(cell) if float(cell).is_integer() else float(cell)


def order_of(shown: Suggestions, answers: list[EditedLine]) -> Order:
    """What these answers would order, with what they break."""
    lines = {answer.suggestion_id: shown.line(answer.suggestion_id) for answer in answers}
    found = [(answer, line) for answer in answers if (line := lines[answer.suggestion_id]) is not None]
    ordered = [(answer, line) for answer, line in found if answer.accepted_units]
    costs = [float(answer.accepted_units) * float(line["unit_cost"]) for answer, line in ordered]
    amount = sum(costs) if all(cost == cost for cost in costs) else None
    least = max(
        (
            float(line["min_order_value"])
            for _a, line in ordered
            if line["min_order_value"] == line["min_order_value"]
        ),
        default=0.0,
    )
    return Order(
        lines=len(ordered),
        declined=len(found) - len(ordered),
        orders=len({(line["supplier_id"], line["location"]) for _answer, line in ordered}),
        units=int(sum(float(answer.accepted_units) for answer, _line in ordered)),
        amount=amount,
        currency=str(ordered[0][1]["currency"]) if ordered else "",
        missing_to_minimum=max(0.0, least - amount) if amount is not None and ordered else 0.0,
        warnings=tuple(_warnings(ordered)),
    )


def _warnings(ordered: list[tuple[EditedLine, Mapping[str, Any]]]) -> list[Message]:
    return [
        Message("{sku}: {what}", {"sku": line["sku"], "what": broken})
        for answer, line in ordered
        if not answer.reason
        for broken in quantity_warnings(line, answer.accepted_units)
    ]


def nothing_table(shown: Suggestions, search: str = "") -> pd.DataFrame:
    """Every SKU and location without a suggestion, with the reason in words as column why."""
    table = shown.nothing
    if search:
        wanted = search.casefold()
        names = table["sku"].str.casefold() + " " + table["product_name"].fillna("").str.casefold()
        table = table[names.str.contains(wanted, regex=False)]
    why = [
        i18n.render(why_nothing({str(name): value for name, value in row.items()}))
        for row in table.to_dict("records")
    ]
    columns = ["sku", "product_name", "location", "code", "position", "cover_days_before", "units_per_day"]
    return table[columns].assign(why=why).reset_index(drop=True)


def lines_of(shown: Suggestions, supplier_id: str) -> dict[str, str]:
    """ "SKU|location" -> words of the supplier's suggestions, the most urgent first.

    The words name the location where the SKU is suggested for more than one.
    """
    own = shown.lines[shown.lines["supplier_id"] == supplier_id]
    places = own["location"].where(own["sku"].duplicated(keep=False), "")
    parts = zip(own["sku"], own["product_name"].fillna(""), places, strict=True)
    words = [" · ".join(filter(None, line)) for line in parts]
    return dict(zip(own["sku"] + "|" + own["location"], words, strict=True))


def is_suggested(shown: Suggestions, asked: str) -> bool:
    """Whether "SKU" or "SKU|location" is among the suggestions."""
    sku, _bar, location = asked.partition("|")
    own = shown.lines[shown.lines["sku"] == sku]
    return bool(len(own)) and (not location or location in set(own["location"]))


def line_of(shown: Suggestions, sku: str, location: str = "") -> Mapping[str, Any]:
    """The suggestion of a SKU; without a location the most urgent one. Raises NotFound."""
    own = shown.lines[shown.lines["sku"] == sku]
    here = own[own["location"] == location] if location else own
    if here.empty:
        raise NotFound(N_("There is no suggestion for {sku} now."), sku=sku)
    return {str(name): value for name, value in here.iloc[0].items()}


def waterfall_table(found: Explanation) -> pd.DataFrame:
    """The steps of an explanation for the waterfall chart: label, value, is_total; last the quantity."""
    rows = [
        {"label": _(SHORT_TITLES[step.code]), "value": step.units, "is_total": False} for step in found.steps
    ]
    rows.append({"label": _("Order"), "value": found.units, "is_total": True})
    return pd.DataFrame(rows)


def steps_in_words(found: Explanation) -> list[str]:
    """The steps as sentences with signed units, and the quantity that they add up to."""
    lines = [f"{_signed(step.units)}  {i18n.render(step.title)}" for step in found.steps]
    total = _("to order")
    return [*lines, f"= {i18n.number(found.units)}  {total}"]


def _signed(units: float) -> str:
    whole = i18n.number(abs(units), 0 if float(units).is_integer() else 1)
    return f"− {whole}" if units < 0 else f"+ {whole}"


def weeks_ahead(
    history: pd.DataFrame, ahead: pd.DataFrame, *, past: int = 52, future: int = 13
) -> pd.DataFrame:
    """A SKU's past and forecast for the band chart: its columns, day to high_inner, and out.

    out: 0 in past weeks without stock, where what sold says nothing of what was wanted; a week of which
    nothing sold is then no actual figure.
    """
    before = history.tail(past).rename(columns={"week": "day", "units": "actual"})
    is_out = before["stock_out"].astype("bool")
    before = before.assign(
        out=pd.Series(0.0, index=before.index).where(is_out),
        actual=before["actual"].mask(is_out & (before["actual"] <= 0)),
    )[["day", "actual", "out"]]
    names = {
        "week": "day",
        "mean": "middle",
        "q05": "low",
        "q95": "high",
        "q25": "low_inner",
        "q75": "high_inner",
    }
    after = ahead.head(future).rename(columns=names)[list(names.values())]
    return pd.concat([before, after], ignore_index=True).assign(
        day=lambda table: pd.to_datetime(table["day"]).dt.date
    )

"""Changing a forecast: what a person types, what both numbers would be, and keeping it."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from decimal import Decimal

import numpy as np
import pandas as pd

from core import i18n
from core import ledger as decisions
from core.demand.overrides import apply
from core.errors import InputError
from core.facts import Snapshot
from core.i18n import N_, _
from core.ledger import OVERRIDE_REASONS, OVERRIDES, Ledger, Override
from core.outlook.material import read_material
from core.outlook.one import rows_of
from core.security import Actor


@dataclass(frozen=True)
class Typed:
    """What the form says. amount: percent (20 for 20 percent more) or units, by kind."""

    sku: str
    location: str
    category: str
    starts_on: dt.date
    ends_on: dt.date
    kind: str
    amount: float
    reason: str
    note: str = ""
    expires_on: dt.date | None = None

    def as_override(self) -> Override:
        """The override that is meant. Raises InputError for a number that is none."""
        if not np.isfinite(self.amount):
            raise InputError(N_("Type how much more or less is expected."))
        amount = Decimal(str(self.amount))
        values = {name: value for name, value in asdict(self).items() if name != "amount"}
        return Override(**values, value=1 + amount / 100 if self.kind == "multiply" else amount)


@dataclass(frozen=True)
class Preview:
    """Units of the days that would change: of the model, as they stand now, and as they would be."""

    model: float
    now: float
    then: float
    products: int


def preview(snapshot: Snapshot, ledger: Ledger, typed: Typed) -> Preview:
    """Both numbers of the typed change, before it is kept."""
    material = read_material(snapshot, ledger)
    rows = rows_of(material, typed.sku, typed.location, typed.category)
    override = typed.as_override()
    row = asdict(override) | {
        "override_id": int(material.overrides["override_id"].max() or 0) + 1
        if len(material.overrides)
        else 1,
        "expires_on": override.ends_on,
        "starts_on": pd.Timestamp(override.starts_on),
        "ends_on": pd.Timestamp(override.ends_on),
    }
    counting = material.forecasts.overrides
    planned = pd.concat(
        [counting.astype(object), pd.DataFrame([row]).reindex(columns=list(OVERRIDES)).astype(object)],
        ignore_index=True,
    )
    planned["ends_on"] = pd.to_datetime(planned["ends_on"])
    changed = apply(material.forecasts.model, planned, material.categories)
    first = max((typed.starts_on - material.next_week).days, 0)
    last = max((typed.ends_on - material.next_week).days + 1, first)

    def units(daily: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> float:
        return float(daily[rows, first:last].sum())

    return Preview(
        model=units(changed.model.daily_means(last)) if last else 0.0,
        now=units(material.forecasts.daily_means(last)) if last else 0.0,
        then=units(changed.daily_means(last)) if last else 0.0,
        products=len(rows),
    )


def keep(snapshot: Snapshot, ledger: Ledger, actor: Actor, command_id: str, typed: Typed) -> int:
    """Keep the change; its number. Raises InputError, NotAllowed."""
    as_of = snapshot.as_of or typed.starts_on
    return decisions.override_forecast(
        ledger, actor, command_id, typed.as_override(), as_of=as_of, snapshot_id=snapshot.id
    )


def in_words(plans: pd.DataFrame) -> pd.DataFrame:
    """Overrides for a table: override_id, scope, days, change, reason, note, who, when, until, state."""
    rows = [
        {
            **plan,
            "scope": plan["category"] or " @ ".join(part for part in (plan["sku"], plan["location"]) if part),
            "change": change_in_words(plan["kind"], float(plan["value"])),
            "reason": _(OVERRIDE_REASONS[plan["reason"]]),
            "state": _state(plan["withdrawn_by"], plan["expires_on"], plan["ends_on"]),
        }
        for plan in plans.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=list(PLAN_COLUMNS))


PLAN_COLUMNS = (
    "override_id", "scope", "starts_on", "ends_on", "change", "reason", "note", "planned_by", "planned_at",
    "state",
)  # fmt: skip


def change_in_words(kind: str, value: float) -> str:
    """Such as "+20%", "+150 units", "300 units together"."""
    if kind == "multiply":
        sign = "+" if value >= 1 else "−"
        return sign + i18n.percent(abs(value - 1), 0)
    if kind == "add":
        sign = "+" if value >= 0 else "−"
        return _("{sign}{units} units").format(sign=sign, units=i18n.number(abs(value)))
    return _("{units} units together").format(units=i18n.number(value))


def _state(withdrawn_by: str | None, expires_on: pd.Timestamp, ends_on: pd.Timestamp) -> str:
    if withdrawn_by:
        return _("withdrawn by {who}").format(who=withdrawn_by)
    if expires_on < ends_on:
        return _("counts until {date}").format(date=i18n.date(expires_on.date()))
    return _("counts")

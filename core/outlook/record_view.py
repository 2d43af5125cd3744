"""How good the forecasts were, over time and by whom and why, in error and in money."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from core.demand import track_record as record
from core.demand import value_added
from core.demand.words import DEMAND_CLASS_TITLES
from core.facts import Snapshot
from core.i18n import N_, _
from core.ledger import OVERRIDE_REASONS, Ledger
from core.outlook.material import Material, read_material

BY: Mapping[str, str] = {
    "demand_class": N_("Kind of demand"),
    "sku": N_("Product"),
    "planned_by": N_("Planner"),
    "reason": N_("Reason"),
}
_OF_OVERRIDES = ("planned_by", "reason")


@dataclass(frozen=True)
class Record:
    """accuracy: of all judged windows; n_said of them from runs, the others tried on the past.

    courses: next_week, source, n, wape, bias.
    """

    accuracy: record.Accuracy
    n_said: int
    n_tried: int
    courses: pd.DataFrame
    naive_cost: float
    model_cost: float

    @property
    def is_off(self) -> bool:
        """Whether the tracking signal says that forecasts are off on one side."""
        return abs(self.accuracy.tracking_signal) > record.SIGNAL_LIMIT


def read_record(snapshot: Snapshot, ledger: Ledger) -> Record:
    """The track record of all forecasts together: what runs said, else what was tried."""
    material = read_material(snapshot, ledger)
    judged = material.judged
    said = judged[judged["source"] == record.SAID]
    base = said if len(said) >= record.MIN_JUDGED else judged
    total = value_added.added(
        base.assign(final=base["final"].fillna(base["mean"])), pd.Series("all", index=base.index)
    )
    costs = total.iloc[0] if len(total) else None
    return Record(
        accuracy=record.measured(base),
        n_said=len(said),
        n_tried=len(judged) - len(said),
        courses=record.over_time(judged),
        naive_cost=float("nan") if costs is None else float(costs["cost_naive"]),
        model_cost=float("nan") if costs is None else float(costs["cost_mean"]),
    )


def read_value(snapshot: Snapshot, ledger: Ledger, by: str) -> pd.DataFrame:
    """value_added.TABLE with a label: by kind of demand, product, planner or reason.

    By planner and reason only windows count that somebody had changed.
    """
    material = read_material(snapshot, ledger)
    judged = material.judged.reset_index(drop=True)
    if by in _OF_OVERRIDES:
        judged = judged[judged["override_id"] > 0]
    keys = _keys(material, judged, by)
    found = value_added.added(judged.assign(final=judged["final"].fillna(judged["mean"])), keys)
    return found.assign(label=[_label(material, by, str(key)) for key in found["key"]])


def course_lines(found: Record) -> pd.DataFrame:
    """day, value, series: error and bias by origin week, for a line chart."""
    weeks = found.courses.drop_duplicates("next_week", keep="last")
    parts = [
        pd.DataFrame({"day": weeks["next_week"], "value": weeks[name], "series": title})
        for name, title in (("wape", _("Error")), ("bias", _("Bias")))
    ]
    return pd.concat(parts, ignore_index=True)


def _keys(material: Material, judged: pd.DataFrame, by: str) -> pd.Series[str]:
    if by in _OF_OVERRIDES:
        named = material.overrides.set_index("override_id")[by]
        return judged["override_id"].map(named).astype(str)
    return judged["row"].map(material.forecasts.table[by]).astype(str)


def _label(material: Material, by: str, key: str) -> str:
    if by == "demand_class":
        return _(DEMAND_CLASS_TITLES.get(key, key))
    if by == "reason":
        return _(OVERRIDE_REASONS.get(key, key))
    return material.names.get(key) or key if by == "sku" else key

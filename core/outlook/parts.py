"""What a forecast is made of: its level, trend, season, events, what is promised, and what people changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from core import i18n
from core.facts import Snapshot
from core.i18n import _
from core.ledger import Ledger
from core.outlook.material import NEXT_DAYS, Material, read_material
from core.outlook.one import rows_of
from models.arrays import FloatArray, IntArray

_WORTH_TELLING = 0.005
_EXACT_BELOW = 20.0
"""Units below which parts are told to a tenth."""


def read_parts(snapshot: Snapshot, ledger: Ledger, sku: str, location: str, category: str) -> pd.DataFrame:
    """label, value, is_total, words: the way from the level to the expected units, for the waterfall.

    Of the days from first_day to last_day. Each step multiplies what stands before it; value is the
    difference in units, rounded so that what is shown adds up to the totals that are shown.
    """
    material = read_material(snapshot, ledger)
    rows = rows_of(material, sku, location, category)
    shares = material.covered_weeks
    level, trend, season, event = (float((part @ shares).sum()) for part in _paths(material, rows))
    coming = material.coming
    model = float(coming.model.expected_units(NEXT_DAYS)[rows].sum())
    final = float(coming.expected_units(NEXT_DAYS)[rows].sum())
    a_week = i18n.number(level / shares.sum(), 1)
    steps = [
        Step(_("Level"), level, _("level {units} a week").format(units=a_week)),
        Step(_("Trend"), trend, _times(_("for the trend"), trend, level)),
        Step(_("Season"), season, _times(_("for the season"), season, trend)),
        Step(_("Events and prices"), event, _times(_("for events and prices"), event, season)),
        _rest(material, rows, model, model - event),
    ]
    by_hand = Step(_("By hand"), final, _times(_("changed by hand"), final, model))
    decimals = decimals_of(max(level, model, final))
    found = [*shown_steps(steps, decimals), (_("Model"), round(model, decimals), True, "")]
    if abs(final - model) > _WORTH_TELLING * max(model, 1.0):
        begun = Step("", model, "")
        found += [*shown_steps([begun, by_hand], decimals)][1:]
        found.append((_("Final"), round(final, decimals), True, ""))
    return pd.DataFrame(found, columns=["label", "value", "is_total", "words"])


@dataclass(frozen=True)
class Step:
    """units: what stands after it."""

    label: str
    units: float
    words: str


def decimals_of(units: float) -> int:
    """Decimals that parts of so many units are told with."""
    return 1 if units < _EXACT_BELOW else 0


def in_one_sentence(parts: pd.DataFrame) -> str:
    """Such as "level 12.3 a week, and × 1.20 for the season"."""
    return i18n.listed([words for words in parts["words"] if words])


def shown_steps(steps: list[Step], decimals: int) -> Iterator[tuple[str, float, bool, str]]:
    """The steps that can be seen; what is too small, and what rounding leaves, is in the last one."""
    shown, whole = round(steps[0].units, decimals), steps[-1].units
    yield steps[0].label, shown, True, steps[0].words
    for before, step in pairwise(steps):
        if step is steps[-1]:
            value = round(round(whole, decimals) - shown, decimals)
        else:
            own = step.units - before.units
            value = round(own, decimals) if abs(own) > _WORTH_TELLING * max(whole, 1.0) else 0.0
        if value:
            shown += value
            yield step.label, value, False, step.words


def _rest(material: Material, rows: IntArray, model: float, more: float) -> Step:
    """What the factors leave over: promised orders where there are any, else the weeks that methods repeat.

    more: its units, above or below zero.
    """
    promised = np.array(material.forecasts.table["committed"].iloc[rows].to_list(), dtype=np.float64)
    shares = material.covered_weeks
    if (promised[:, : shares.size] @ shares).sum() > 0:
        return Step(_("Promised"), model, _("and what is promised already"))
    if abs(more) <= _WORTH_TELLING * max(model, 1.0):
        return Step(_("Rest of the mix"), model, "")
    words = (
        _("{units} units more because methods repeat weeks of the past")
        if more > 0
        else _("{units} units less because methods repeat weeks of the past")
    )
    told = words.format(units=i18n.number(abs(more), decimals_of(abs(more))))
    return Step(_("Rest of the mix"), model, told)


def _times(what: str, after: float, before: float) -> str:
    if before <= 0:
        return what
    return _("× {factor} {what}").format(factor=i18n.number(after / before, 2), what=what)


def _paths(material: Material, rows: IntArray) -> Iterator[FloatArray]:
    """Units of the next weeks after each step, (n_series, weeks): level, with trend, season, events."""
    table, n_weeks = material.forecasts.table.iloc[rows], material.covered_weeks.size
    level = np.repeat(table["level"].to_numpy(dtype=np.float64)[:, None], n_weeks, axis=1)
    slope = table["trend"].to_numpy(dtype=np.float64)[:, None] * np.arange(n_weeks)
    season, event = (
        np.array(table[name].to_list(), dtype=np.float64)[:, :n_weeks]
        for name in ("season_factor", "event_factor")
    )
    path = np.maximum(level + slope, 0.0)
    yield level
    yield path
    yield path * season
    yield path * season * event

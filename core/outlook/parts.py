"""What a forecast is made of: its level, trend, season, events, what is promised, and what people changed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from core import i18n
from core.facts import Snapshot
from core.i18n import _
from core.ledger import Ledger
from core.outlook.material import Material, read_material
from core.outlook.one import rows_of
from models.arrays import FloatArray, IntArray

_WEEKS = 4
_WORTH_TELLING = 0.005


def read_parts(snapshot: Snapshot, ledger: Ledger, sku: str, location: str, category: str) -> pd.DataFrame:
    """label, value, is_total, words: the way from the level to the next four weeks, for the waterfall.

    Each step multiplies what stands before it; value is the difference in units.
    """
    material = read_material(snapshot, ledger)
    rows = rows_of(material, sku, location, category)
    level, trend, season, event = (_sum(part) for part in _paths(material, rows))
    model = float(material.forecasts.mean[rows, :_WEEKS].sum())
    final = float(material.forecasts.expected_units(_WEEKS * 7)[rows].sum())
    steps = [
        (_("Level"), level, _("level {units} a week").format(units=i18n.number(level / _WEEKS, 1))),
        (_("Trend"), trend - level, _times(_("for the trend"), trend, level)),
        (_("Season"), season - trend, _times(_("for the season"), season, trend)),
        (_("Events and prices"), event - season, _times(_("for events and prices"), event, season)),
        _rest(material, rows, model - event),
    ]
    by_hand = (_("By hand"), final - model, _times(_("changed by hand"), final, model))
    return pd.DataFrame(
        [
            *_shown(steps, model),
            (_("Model"), model, True, ""),
            *_shown([by_hand], model, first_is_total=False),
        ]
        + [(_("Final"), final, True, "")] * (abs(final - model) > _WORTH_TELLING * max(model, 1.0)),
        columns=["label", "value", "is_total", "words"],
    )


def in_one_sentence(parts: pd.DataFrame) -> str:
    """Such as "level 12.3 a week, × 1.20 for the season"."""
    return ", ".join(words for words in parts["words"] if words)


def _shown(
    steps: list[tuple[str, float, str]], whole: float, *, first_is_total: bool = True
) -> Iterator[tuple[str, float, bool, str]]:
    for number, (label, value, words) in enumerate(steps):
        is_total = first_is_total and number == 0
        if is_total or abs(value) > _WORTH_TELLING * max(whole, 1.0):
            yield label, value, is_total, words


def _rest(material: Material, rows: IntArray, units: float) -> tuple[str, float, str]:
    """What the factors leave over: promised orders where there are any, else what the mix rounds off."""
    promised = np.array(material.forecasts.table["committed"].iloc[rows].to_list(), dtype=np.float64)
    if promised[:, :_WEEKS].sum() > 0:
        return _("Promised"), units, _("and what is promised already")
    return _("Rest of the mix"), units, ""


def _times(what: str, after: float, before: float) -> str:
    if before <= 0:
        return what
    return _("× {factor} {what}").format(factor=i18n.number(after / before, 2), what=what)


def _paths(material: Material, rows: IntArray) -> Iterator[FloatArray]:
    """Units of the next weeks after each step, (n_series, weeks): level, with trend, season, events."""
    table = material.forecasts.table.iloc[rows]
    level = np.repeat(table["level"].to_numpy(dtype=np.float64)[:, None], _WEEKS, axis=1)
    slope = table["trend"].to_numpy(dtype=np.float64)[:, None] * np.arange(_WEEKS)
    season, event = (
        np.array(table[name].to_list(), dtype=np.float64)[:, :_WEEKS]
        for name in ("season_factor", "event_factor")
    )
    path = np.maximum(level + slope, 0.0)
    yield level
    yield path
    yield path * season
    yield path * season * event


def _sum(units: FloatArray) -> float:
    return float(units.sum())

"""What all charts share: the measure, the rows with their limit, axes and tooltips."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from core import i18n
from core.charts import words
from core.charts.theme import Theme, config

Spec = dict[str, Any]
"""A Vega-Lite specification with its rows inside."""

MOST_MARKS = 3000
_MANY = 100_000
"""From here on the amounts on small marks are told in thousands or millions."""
_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


@dataclass(frozen=True)
class Measure:
    """What a chart shows.

    title, unit: already in the reader's language. is_share: values are 0 to 1 and show as percent.
    """

    title: str
    unit: str = ""
    decimals: int = 0
    is_share: bool = False

    @property
    def heading(self) -> str:
        """Title with its unit, for axes and tooltips."""
        return f"{self.title} ({self.unit})" if self.unit else self.title

    @property
    def number_format(self) -> str:
        return f",.{self.decimals}{'%' if self.is_share else 'f'}"


def rows_of(
    table: pd.DataFrame, columns: tuple[str, ...], *, chart: str, optional: tuple[str, ...] = ()
) -> list[Spec]:
    """The rows of a table in JSON's types. Raises ValueError for a missing column or too many marks."""
    if missing := [name for name in columns if name not in table.columns]:
        raise ValueError(f"charts.{chart}: the table has no column {', '.join(missing)}")
    if len(table) > MOST_MARKS:
        raise ValueError(f"charts.{chart}: {len(table)} marks; aggregate to at most {MOST_MARKS}")
    wanted = [*columns, *(name for name in optional if name in table.columns)]
    return [
        {name: _plain(value) for name, value in zip(wanted, row, strict=True)}
        for row in table[wanted].itertuples(index=False, name=None)
    ]


def _plain(value: Any) -> Any:
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()[:10]
    if isinstance(value, Decimal | float):
        return float(value) if math.isfinite(value) else None
    return value.item() if hasattr(value, "item") else value


def spec(
    rows: list[Spec], look: Theme, *, height: int, description: str, layer: list[Spec], room: int = 5
) -> Spec:
    """A whole specification, as wide as its place.

    description: one sentence for screen readers. room: pixels at the right for labels beyond the last mark.
    """
    return {
        "$schema": _SCHEMA,
        "description": description,
        "data": {"values": rows},
        "width": "container",
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": {"left": 5, "right": room, "top": 5, "bottom": 5},
        "config": {**config(look), "locale": words.locale_config()},
        "layer": layer,
    }


LIGHT_INK, DARK_INK = "#FFFFFF", "#000000"
"""The inks of words on coloured cells: on any colour at all, one of the two has a contrast of 4.5 : 1."""


def ink_on_cells() -> Spec:
    """The colour of a text layer that lies on cells coloured by `value`: whichever ink is read better."""
    cell = "scale('color', datum.value)"
    test = f"contrast({cell}, '{LIGHT_INK}') > contrast({cell}, '{DARK_INK}')"
    return {"condition": {"test": test, "value": LIGHT_INK}, "value": DARK_INK}


def in_words(amounts: Sequence[float], measure: Measure) -> list[str]:
    """Amounts as they stand on marks, in the reader's language."""
    if measure.is_share:
        return [i18n.percent(amount, measure.decimals) for amount in amounts]
    return [i18n.number(amount, measure.decimals) for amount in amounts]


def in_short(amounts: Sequence[float], measure: Measure) -> list[str]:
    """The same for small marks: in thousands or millions where one of them has many digits."""
    if measure.is_share or max(map(abs, amounts), default=0.0) < _MANY:
        return in_words(amounts, measure)
    return [i18n.compact(amount) for amount in amounts]


def fitting(words: Sequence[str], room: str, size: int) -> str:
    """The font size at which every one of the words fits into `room` (pixels): `size`, 9, or 0 for none."""
    longest = max(map(len, words), default=1) + 1
    return f"{room} > {longest * size * 0.6:.0f} ? {size} : {room} > {longest * 5.4:.0f} ? 9 : 0"


def room_for(labels: Iterable[str]) -> int:
    """Pixels that the longest of these labels needs beside a chart."""
    return 14 + max(
        (sum(12 if ord(letter) > 0x2E7F else 7 for letter in label) for label in labels), default=0
    )


def day_axis(name: str = "day") -> Spec:
    """A time axis in whole days, whatever the reader's time zone."""
    axis = {
        "title": None,
        "format": words.day_formats(),
        "grid": False,
        "tickCount": {"expr": "max(3, width / 90)"},
        "labelSeparation": 8,
    }
    return {
        "field": name,
        "type": "temporal",
        "timeUnit": "utcyearmonthdate",
        "scale": {"type": "utc"},
        "axis": axis,
    }


def value_axis(measure: Measure, *, zero: bool) -> Spec:
    """An axis of values with its title above, short numbers, and zero where bars need it."""
    axis: Spec = {
        "title": measure.heading,
        "titleAnchor": "start",
        "titleAngle": 0,
        "titleAlign": "left",
        "titleBaseline": "bottom",
        "titleX": 0,
        "titleY": -8,
        "tickCount": 5,
        "domain": False,
        "ticks": False,
    }
    axis |= {"format": measure.number_format} if measure.is_share else {"labelExpr": words.compact_label()}
    return {"type": "quantitative", "scale": {"zero": zero, "nice": True}, "axis": axis}


def value_tip(name: str, measure: Measure, title: str = "") -> Spec:
    return {
        "field": name,
        "type": "quantitative",
        "format": measure.number_format,
        "title": title or measure.heading,
    }


def day_tip(title: str, name: str = "day") -> Spec:
    return {
        "field": name,
        "type": "temporal",
        "timeUnit": "utcyearmonthdate",
        "format": words.day_format(),
        "title": title,
    }


def near_rule(x: Spec, tips: list[Spec]) -> Spec:
    """A line that appears at the day nearest to the pointer and carries the tooltip."""
    near = {
        "name": "near",
        "select": {"type": "point", "on": "pointerover", "nearest": True, "clear": "pointerout"},
    }
    opacity = {"condition": {"param": "near", "empty": False, "value": 0.4}, "value": 0}
    return {
        "params": [near],
        "mark": {"type": "rule"},
        "encoding": {"x": x, "opacity": opacity, "tooltip": tips},
    }

"""What in the sales of a place is not demand as usual: days without stock, and units that are no level.

Everything is found day by day at SKU and location, some thousand at a time, before sales are added up to the
periods and to the level of a series.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.demand.calendar import Occurrence
from core.demand.day_grid import NEAR_DAYS, DayGrid, Days
from core.demand.large_orders import COLUMNS as FINDING
from core.demand.sales_days import SalesDays, totals
from core.demand.steps import DayArray
from models.arrays import BoolArray, FloatArray, IntArray
from models.forecasting.spikes import LEAST_UNITS, spikes, window_sums

COUNTED, INFERRED = "counted", "inferred"
"""Evidence of a stock-out: stock counts, or only that nothing sold for improbably long (weak)."""

SPELL = (
    "sku", "location", "from_day", "to_day", "days", "evidence", "lost_units", "lost_units_low",
    "lost_units_high", "lost_net_sales",
)  # fmt: skip
"""One row per spell without stock: what would probably have sold, an 80 percent range, its net sales."""

FOUND = ("finding", *FINDING, "is_counted")
"""One row per finding: its name, what it is, and whether people decided that it counts toward the level."""

_PLACES_AT_ONCE = 1500
_REACH = 1.2816  # 80 percent of a normal distribution lie within so many standard deviations
_STREAM_TIMES = 3.0
"""What a livestream's day sells beyond so many usual days is the stream's."""


@dataclass(frozen=True)
class Evidence:
    """spells: SPELL. findings: FOUND. out_place, out_day, out_weak: (m,) every day without stock."""

    spells: pd.DataFrame
    findings: pd.DataFrame
    out_place: IntArray
    out_day: DayArray
    out_weak: BoolArray


def gather(
    sales: SalesDays,
    *,
    spells: pd.DataFrame,
    spans: pd.DataFrame,
    large_orders: pd.DataFrame,
    calendar: Collection[Occurrence],
    counted: Collection[str] = (),
) -> Evidence:
    """The evidence in these sales.

    spells, spans: rows of stock_outs.STOCK_OUT_SPELLS and COUNTED_SPANS. large_orders: large_orders.COLUMNS.
    counted: names of findings that people want in the level.
    """
    days = Days(sales)
    without_stock, are_counted = days.spans(spells), days.spans(spans)
    explained, streamed = days.explained(calendar), days.streamed(calendar)
    prices = _unit_prices(sales)
    lost, found = [_no_spells()], [large_orders[list(FINDING)]]
    for begin in range(0, len(sales.places), _PLACES_AT_ONCE):
        rows = np.arange(begin, min(begin + _PLACES_AT_ONCE, len(sales.places)))
        grid = DayGrid.of(days, rows, without_stock=without_stock, counted=are_counted)
        level = np.where(grid.open, grid.units - _taken(days, rows, found[0]), np.nan)
        np.maximum(level, 0.0, out=level)
        found.append(_peaks(days, grid, level, explained=explained, streamed=streamed))
        level = np.maximum(level - _taken(days, rows, found[-1]), 0.0)
        lost.append(_lost(days, grid, level, prices[rows]))
    findings = _named(_joined(found), counted)
    return _evidence(days, _joined(lost), findings)


def _joined(tables: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat([table for table in tables if len(table)] or tables[:1], ignore_index=True)


def _taken(days: Days, rows: IntArray, findings: pd.DataFrame) -> FloatArray:
    """(len(rows), n_days) units that findings take out of the level."""
    place, column = days.places_of(findings), days.columns(findings["day"])
    units = (findings["units"] - findings["usual_units"]).to_numpy(dtype=np.float64)
    kept = (place >= rows[0]) & (place <= rows[-1]) & (column >= 0) & (column < days.n)
    flat = (place[kept] - rows[0]) * days.n + column[kept]
    return totals(flat, units[kept], n=rows.size * days.n).reshape(rows.size, days.n)


def _peaks(
    days: Days, grid: DayGrid, level: FloatArray, *, explained: BoolArray, streamed: BoolArray
) -> pd.DataFrame:
    """FINDING of whole days: spikes without a reason, and what livestreams sold beyond the usual."""
    alone = spikes(level, explained=explained | streamed | grid.peaks_of_others(days))
    usual = _usual(level, ~np.isnan(level) & ~streamed)[0]
    row, day = np.nonzero(streamed & (level >= np.maximum(_STREAM_TIMES * usual, LEAST_UNITS)))
    return pd.concat(
        [
            _finding(days, grid.rows[alone.series], alone.period, "spike", alone.units, alone.usual),
            _finding(days, grid.rows[row], day, "livestream", level[row, day], usual[row, day]),
        ],
        ignore_index=True,
    )


def _finding(
    days: Days, place: IntArray, column: IntArray, kind: str, units: FloatArray, usual: FloatArray
) -> pd.DataFrame:
    named = days.sales.places.iloc[place]
    return pd.DataFrame(
        {
            "kind": kind,
            "sku": named["sku"].to_numpy(),
            "location": named["location"].to_numpy(),
            "channel": "",
            "day": (days.first + column).astype("datetime64[s]"),
            "reference": "",
            "units": units,
            "usual_units": np.round(usual, 3),
        }
    )


def _usual(level: FloatArray, seen: BoolArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Mean, variance and number of the seen days around each day."""
    units = np.where(seen, level, 0.0)
    count = window_sums(seen, NEAR_DAYS)
    mean = window_sums(units, NEAR_DAYS) / np.maximum(count, 1.0)
    variance = window_sums(units**2, NEAR_DAYS) / np.maximum(count, 1.0) - mean**2
    return mean, np.maximum(variance, mean), count


def _lost(days: Days, grid: DayGrid, level: FloatArray, price: FloatArray) -> pd.DataFrame:
    """SPELL and place of every spell without stock of a grid."""
    mean, variance, count = _usual(level, ~np.isnan(level))
    parts = []
    for evidence, mask in ((COUNTED, grid.out & grid.begun), (INFERRED, grid.weak & ~grid.out)):
        row, first, last = _runs(mask)
        length = last - first + 1
        # At both ends of a spell, since a long one has no seen days near its middle.
        about = (mean[row, first] + mean[row, last]) / 2 * length
        one, seen = (variance[row, first] + variance[row, last]) / 2, count[row, first] + count[row, last]
        spread = np.sqrt(one * length + one * length**2 / np.maximum(seen / 2, 1.0))
        named = days.sales.places.iloc[grid.rows[row]]
        parts.append(
            pd.DataFrame(
                {
                    "sku": named["sku"].to_numpy(),
                    "location": named["location"].to_numpy(),
                    "from_day": (days.first + first).astype("datetime64[s]"),
                    "to_day": (days.first + last).astype("datetime64[s]"),
                    "days": length,
                    "evidence": evidence,
                    "lost_units": about,
                    "lost_units_low": np.maximum(about - _REACH * spread, 0.0),
                    "lost_units_high": about + _REACH * spread,
                    "lost_net_sales": about * price[row],
                    "place": grid.rows[row],
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def _runs(mask: BoolArray) -> tuple[IntArray, IntArray, IntArray]:
    """Row, first and last column of every stretch of True."""
    edge = np.zeros((mask.shape[0], 1), dtype=np.int8)
    change = np.diff(mask.astype(np.int8), axis=1, prepend=edge, append=edge)
    row, first = np.nonzero(change == 1)
    return row, first, np.nonzero(change == -1)[1] - 1


def _unit_prices(sales: SalesDays) -> FloatArray:
    """(n_places,) net sales of one unit."""
    place, n = sales.place[sales.part], len(sales.places)
    units, money = totals(place, sales.units, n=n), totals(place, sales.net_sales, n=n)
    return np.divide(money, units, out=np.zeros(n), where=units > 0)


def _no_spells() -> pd.DataFrame:
    return pd.DataFrame(columns=[*SPELL, "place"])


def _named(findings: pd.DataFrame, counted: Collection[str]) -> pd.DataFrame:
    table = findings.assign(day=pd.to_datetime(findings["day"]))
    table = table.sort_values(["sku", "location", "day", "kind", "reference"], ignore_index=True)
    day = table["day"].dt.strftime("%Y-%m-%d")
    place = table["sku"].astype(str) + "@" + table["location"].astype(str)
    what, whose = table["kind"].astype(str), table["reference"].astype(str)
    table["finding"] = what + ":" + place + ":" + day + ":" + whose
    table["is_counted"] = table["finding"].isin(list(counted))
    return table[list(FOUND)]


def _evidence(days: Days, spells: pd.DataFrame, findings: pd.DataFrame) -> Evidence:
    length = spells["days"].to_numpy(dtype=np.int64)
    offset = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
    first = days.first + days.columns(spells["from_day"])
    return Evidence(
        spells[list(SPELL)],
        findings,
        np.repeat(spells["place"].to_numpy(dtype=np.int64), length),
        np.repeat(first, length) + offset,
        np.repeat((spells["evidence"] == INFERRED).to_numpy(dtype=np.bool_), length),
    )

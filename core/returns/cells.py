"""Which goods come back more than their siblings: every cell tested, each cause named once.

A cell is a set of shipments that share something: style and size, SKU, receipt, supplier, shop. Its returned
lines are held against what its siblings' rate would give for its lines, counted only as far as their returns
can be known by now. The cell whose own rate explains most is named, its shipments are taken out, and the
rest is looked at again, so that one cause gives one finding.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.returns.exposure import Exposure
from models.anomalies import excess

TESTED_DAYS, BASE_DAYS = 365, 730
"""Days of shipping in which something may stand out, and from which the siblings' rate is taken."""
FALSE_ALARM_SHARE = 0.05
"""At most this share of what is named is chance (Benjamini and Hochberg)."""
_LEAST_LINES, _LEAST_RETURNS, _LEAST_RATIO, _LEAST_SEEN = 10, 5, 1.3, 0.5
_LEAST_MONEY_SHARE = 0.002
"""What came back too much must be this share of all refunds of the tested days."""
SINCE = "since"
"""In the keys of a cell: everything from the receipt of this day on."""
_MOST_FINDINGS = 10
_PARENT_LINES = 20.0
"""How many lines of siblings the rate of the wider group is worth, where siblings are few."""

_WITHIN = (
    ("style", "size", "po_id"),
    ("sku", "po_id"),
    ("style", "colour", "po_id"),
    ("style", "po_id"),
    ("style", "size"),
    ("sku",),
    ("style", "colour"),
    ("po_id",),
    ("supplier_id",),
    ("channel",),
)
_GROUPS = ["sku", "channel", "po_id", "supplier_id", "came_on", "style", "size", "colour", "category"]
_SUMS = ["lines", "seen_lines", "came_lines", "came_units", "units", "seen_units", "refund"]


@dataclass(frozen=True)
class _Level:
    """What is tested against what: family, within parent; unit: what differs by nature.

    sets: columns that make a cell. since: columns of goods tested from each of their receipts on.
    """

    sets: tuple[tuple[str, ...], ...]
    since: tuple[tuple[str, ...], ...]
    family: str
    parent: str
    unit: str


_LEVELS = (
    _Level(_WITHIN, since=(("style", "size"), ("sku",)), family="family", parent="category", unit="sku"),
    _Level((("style",),), since=(), family="category", parent="all", unit="style"),
)


@dataclass(frozen=True)
class Cell:
    """What stands out, as counted.

    keys: column and value, such as (("style", "DR-10"), ("size", "M")). lines, came_lines: shipped and
    returned. rate, usual: returned share of what can be known, and what siblings would give. probability:
    of so many by chance, after all looks. refund: of the cell. excess_refund: what the excess cost.
    """

    keys: tuple[tuple[str, str], ...]
    lines: float
    came_lines: float
    came_units: float
    rate: float
    usual: float
    probability: float
    refund: float
    excess_refund: float


def outstanding(exposed: Exposure, as_of: pd.Timestamp) -> list[Cell]:
    """The cells that come back too much, the most expensive first; never of shipments too young to judge."""
    left = _groups(exposed, as_of)
    least_money = _LEAST_MONEY_SHARE * float(left.loc[left["is_tested"], "refund"].sum())
    found: list[Cell] = []
    for level in _LEVELS:
        while len(found) < _MOST_FINDINGS:
            best = _best(left, level, least_money=least_money)
            if best is None:
                break
            found.append(best)
            left = left[~_inside(left, best.keys) | ~left["is_tested"]]
    return sorted(found, key=lambda cell: -cell.excess_refund)


def _groups(exposed: Exposure, as_of: pd.Timestamp) -> pd.DataFrame:
    rows = exposed.table[~exposed.table["is_event"]]
    age = (as_of - rows["day"]).dt.days
    rows = rows.assign(is_tested=age < TESTED_DAYS)[age < BASE_DAYS]
    summed = rows.groupby([*_GROUPS, "is_tested"], dropna=False)[_SUMS].sum().reset_index()
    category = summed["category"].fillna("")
    made: pd.DataFrame = summed.assign(category=category, family=summed["style"].fillna(category), all="")
    return made


def _best(groups: pd.DataFrame, level: _Level, *, least_money: float) -> Cell | None:
    """The cell whose own rate explains most, if any cell holds against chance and money."""
    tested = groups[groups["is_tested"]]
    cells = [_tested(groups, tested, keys, level) for keys in level.sets]
    cells += [
        _tested(groups, _from_each_receipt(tested, keys), (*keys, SINCE), level) for keys in level.since
    ]
    table = pd.concat([cell.assign(rank=rank) for rank, cell in enumerate(cells)], ignore_index=True)
    may_stand_out = (
        (table["came_lines"] >= _LEAST_RETURNS)
        & (table["came_lines"] >= _LEAST_RATIO * table["expected"])
        & (table["seen_lines"] >= _LEAST_SEEN * table["lines"])
        & (table["excess_refund"] >= least_money)
    )
    looks, table = len(table), table[may_stand_out].copy()
    events, expected, siblings = (table[name].to_numpy() for name in ("came_lines", "expected", "siblings"))
    chance = excess.excess_probability(events, expected, siblings)
    table["probability"] = excess.adjusted_for_many_looks(chance, looks=looks)
    table["score"] = excess.likelihood_score(events, expected, siblings)
    table = table[table["probability"] <= FALSE_ALARM_SHARE]
    if table.empty:
        return None
    # Where cells hold the same shipments, the one that says most about them is named.
    return _cell(table.sort_values(["score", "rank"], ascending=[False, True]).iloc[0])


def _from_each_receipt(tested: pd.DataFrame, keys: tuple[str, ...]) -> pd.DataFrame:
    """Each row once for every receipt of its goods up to its own; SINCE: the day of that receipt."""
    known = tested[tested["came_on"].notna()].dropna(subset=list(keys))
    starts = known[[*keys, "came_on"]].drop_duplicates().rename(columns={"came_on": SINCE})
    pairs = known.merge(starts, on=list(keys))
    pairs = pairs[pairs["came_on"] >= pairs[SINCE]]
    return pairs.assign(**{SINCE: pairs[SINCE].dt.strftime("%Y-%m-%d")})


def _tested(groups: pd.DataFrame, tested: pd.DataFrame, keys: tuple[str, ...], level: _Level) -> pd.DataFrame:
    """Each cell with what its siblings' rate would give: the rest of its families, in proportion.

    siblings: the returns on which that rate rests; fewer count where products differ much by nature. What is
    all of its family has no siblings and is not judged.
    """
    of_family = [*keys, level.family, level.parent]
    own = tested.groupby(of_family)[_SUMS].sum().reset_index()
    own = own[_rest(groups, own, level.family, "seen_lines") >= _LEAST_LINES].reset_index(drop=True)
    rest_came, rest_seen = (_rest(groups, own, level.family, name) for name in ("came_lines", "seen_lines"))
    wide_came, wide_seen = (_rest(groups, own, level.parent, name) for name in ("came_lines", "seen_lines"))
    wide_rate = np.divide(wide_came, wide_seen, out=np.zeros(len(own)), where=wide_seen > 0)
    own["siblings"] = rest_came + _PARENT_LINES * wide_rate
    own["expected"] = own["seen_lines"] * own["siblings"] / (rest_seen + _PARENT_LINES)
    own["doubt"] = own["expected"] ** 2 * _difference_by_nature(groups, tested, own, keys, level)
    cells = own.groupby(list(keys))[[*_SUMS, "siblings", "expected", "doubt"]].sum().reset_index()
    cells = cells[cells["lines"] >= _LEAST_LINES]
    by_nature = cells["doubt"] / cells["expected"].where(cells["expected"] > 0) ** 2
    per_return = cells["refund"] / cells["came_lines"].where(cells["came_lines"] > 0)
    more = (cells["came_lines"] - cells["expected"]).clip(lower=0.0)
    said = [tuple(zip(keys, map(str, row), strict=True)) for row in cells[list(keys)].itertuples(index=False)]
    return cells[[*_SUMS, "expected"]].assign(
        siblings=1 / (1 / cells["siblings"].clip(lower=1e-9) + by_nature.fillna(0.0)),
        keys=pd.Series(said, index=cells.index, dtype=object),
        excess_refund=(more * per_return).fillna(0.0),
    )


def _difference_by_nature(
    groups: pd.DataFrame, tested: pd.DataFrame, own: pd.DataFrame, keys: tuple[str, ...], level: _Level
) -> NDArray[np.float64]:
    """Squared coefficient of variation of a part's true rate around its family's, averaged over its units.

    Between the units (SKUs, or styles) of a family beyond chance, pooled by the wider group (moments of a
    Gamma-Poisson); a part of several units averages them.
    """
    units = groups.groupby([level.unit, level.family, level.parent])[["came_lines", "seen_lines"]].sum()
    units = units.reset_index()
    whole = units.groupby(level.family)[["came_lines", "seen_lines"]].transform("sum")
    usual = units["seen_lines"] * whole["came_lines"] / whole["seen_lines"].where(whole["seen_lines"] > 0)
    usual = usual.fillna(0.0)
    beyond = ((units["came_lines"] - usual) ** 2 - usual).groupby(units[level.parent]).sum()
    squared = (usual**2).groupby(units[level.parent]).sum()
    spread = (beyond / squared.where(squared > 0)).fillna(0.0).clip(lower=0.0)
    of_family = [*keys, level.family, level.parent]
    parts = tested.groupby([*dict.fromkeys([*of_family, level.unit])])["seen_lines"].sum().reset_index()
    share = parts["seen_lines"] / parts.groupby(of_family)["seen_lines"].transform("sum").clip(lower=1e-9)
    focus = (share**2).groupby([parts[name] for name in of_family]).sum()
    known = own[level.parent].map(spread).fillna(0.0).to_numpy()
    at = focus.reindex(pd.MultiIndex.from_frame(own[of_family])).fillna(1.0).to_numpy()
    made: NDArray[np.float64] = known * at
    return made


def _rest(groups: pd.DataFrame, own: pd.DataFrame, family: str, name: str) -> NDArray[np.float64]:
    whole = groups.groupby(family)[name].sum()
    rest: NDArray[np.float64] = whole.reindex(own[family]).to_numpy() - own[name].to_numpy()
    return rest


def _inside(table: pd.DataFrame, keys: tuple[tuple[str, str], ...]) -> pd.Series[bool]:
    held = pd.Series(data=True, index=table.index)
    for column, value in keys:
        if column == SINCE:
            held &= table["came_on"] >= pd.Timestamp(value)
            continue
        held &= table[column].astype("string").eq(value).fillna(value=False).astype(bool)
    return held


def rows_of(table: pd.DataFrame, keys: tuple[tuple[str, str], ...]) -> pd.DataFrame:
    """The rows of a table with these columns that belong to a cell."""
    return table[_inside(table, keys)]


def _cell(row: pd.Series[float]) -> Cell:
    return Cell(
        keys=tuple(row["keys"]),  # type: ignore[arg-type]
        lines=float(row["lines"]),
        came_lines=float(row["came_lines"]),
        came_units=float(row["came_units"]),
        rate=float(row["came_units"] / row["seen_units"]) if row["seen_units"] else float("nan"),
        usual=float(row["expected"] / row["seen_lines"]) if row["seen_lines"] else float("nan"),
        probability=float(row["probability"]),
        refund=float(row["refund"]),
        excess_refund=float(row["excess_refund"]),
    )

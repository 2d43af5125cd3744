"""The map of members by how lately and how often they buy, and every segment with its rule in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from core import i18n, marketing
from core.facts import Snapshot
from core.i18n import N_, _

COLOURS: Mapping[str, str] = {
    "net_sales_share": N_("Share of net sales"),
    "mean": N_("Net sales per member"),
}
"""What the colour of a cell can mean: code and title."""
_SCORES = (5, 4, 3, 2, 1)


@dataclass(frozen=True)
class RfmMap:
    """cells: row ("r5" to "r1"), column ("f1" to "f5"), cell ("54"), title, group, first, second, value,
    words; 25 rows for `charts.areas`. rows, columns: the words of each row and column with their limits.

    table: one row per segment with members, best first: segment, title, members, members_share, net_sales,
    net_sales_share, mean, median_days, median_orders, rule, meaning, advice; words translated.
    """

    cells: pd.DataFrame
    rows: Mapping[str, str]
    columns: Mapping[str, str]
    table: pd.DataFrame


def read_map(snapshot: Snapshot, colour: str) -> RfmMap:
    """The published segments as a map. colour: a code of COLOURS. Raises NotReady before they are there."""
    ranges = marketing.score_ranges(snapshot)
    rows = {f"r{score}": _days_words(ranges.get(("recency", score))) for score in _SCORES}
    columns = {f"f{score}": _orders_words(ranges.get(("frequency", score))) for score in reversed(_SCORES)}
    found = marketing.rfm_map(snapshot)
    report = marketing.segment_report(snapshot)
    total = report.net_sales or 1.0
    found["net_sales_share"] = found["net_sales"] / total
    found["mean"] = found["net_sales"] / found["members"].where(found["members"] > 0)
    titles = {code: _(title) for code, title in marketing.TITLES.items()}
    cells = pd.DataFrame(
        {
            "row": [f"r{score}" for score in found["recency_score"]],
            "column": [f"f{score}" for score in found["frequency_score"]],
            "cell": found["recency_score"].astype(str) + found["frequency_score"].astype(str),
            "group": found["segment"].map(titles),
            "title": [i18n.number(members) for members in found["members"]],
            "first": _colour_words(found, colour, snapshot.currency),
            "second": [i18n.percent(share, 1) for share in found["net_sales_share"]],
            "value": found[colour].fillna(0.0),
        }
    )
    cells["words"] = [
        f"{rows[row]} · {columns[column]}" for row, column in zip(cells["row"], cells["column"], strict=True)
    ]
    return RfmMap(cells, rows, columns, _segments(snapshot, found, ranges))


def _colour_words(found: pd.DataFrame, colour: str, currency: str) -> list[str]:
    if colour == "mean":
        return [i18n.compact_money(value, currency) if value == value else "–" for value in found["mean"]]
    return [i18n.compact_money(value, currency) if value else "–" for value in found["net_sales"]]


def _days_words(span: tuple[int, int] | None) -> str:
    if span is None:
        return "–"
    return _("{first}–{last} days ago").format(first=i18n.number(span[0]), last=i18n.number(span[1]))


def _orders_words(span: tuple[int, int] | None) -> str:
    if span is None:
        return "–"
    first, last = span
    if first == last:
        return i18n.ngettext("{count} order", "{count} orders", first).format(count=i18n.number(first))
    return _("{first}–{last} orders").format(first=i18n.number(first), last=i18n.number(last))


def _segments(
    snapshot: Snapshot, cells: pd.DataFrame, ranges: Mapping[tuple[str, int], tuple[int, int]]
) -> pd.DataFrame:
    table = marketing.segment_report(snapshot).table
    table = table[table["members"] > 0].reset_index(drop=True)
    words = {name: [i18n.render(said) for said in table[name]] for name in ("title", "meaning", "advice")}
    rules = [_rule(cells[cells["segment"] == code], ranges) for code in table["segment"]]
    return table.assign(**words, rule=rules, mean=table["net_sales"] / table["members"])


def _rule(cells: pd.DataFrame, ranges: Mapping[tuple[str, int], tuple[int, int]]) -> str:
    """Last order and orders of a segment, which is a rectangle of the map."""
    days = _span(ranges, "recency", cells["recency_score"])
    orders = _span(ranges, "frequency", cells["frequency_score"])
    words = _("last order {days}, {orders}")
    return words.format(days=_days_words(days), orders=_orders_words(orders))


def _span(
    ranges: Mapping[tuple[str, int], tuple[int, int]], score: str, values: pd.Series[int]
) -> tuple[int, int] | None:
    known = [ranges[score, int(value)] for value in values if (score, int(value)) in ranges]
    return (min(low for low, _high in known), max(high for _low, high in known)) if known else None

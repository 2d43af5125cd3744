"""Stocktakes: how right the books are, what is missing, and which entries look like slips of the hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core import i18n
from core.facts import Snapshot
from core.i18n import N_, _, ngettext
from core.stock_health.table import containing
from models.inventory import is_right, mixed_up, slip

COUNT_LINES = (
    "place", "location", "counted_on", "sku", "product_name", "booked", "booked_from", "counted",
    "difference", "difference_share", "unit_cost", "money", "reason", "verdict", "verdict_words", "slip",
    "slip_words",
)  # fmt: skip
"""One row per counted SKU, the newest count first and in it what is wrong. difference: counted - booked,
in units; money: at cost, NaN without a cost. verdict: a key of VERDICTS; "check" looks like a slip of the
hand, "no_books" has nothing to compare with. booked_from: "count", or the newest stock "list" before it."""

VERDICTS: Mapping[str, str] = {
    "short": N_("▼ Missing"),
    "over": N_("▲ More than booked"),
    "check": N_("? Check the entry"),
    "right": N_("✓ Right"),
    "no_books": N_("– No books"),
}
SLIPS: Mapping[str, str] = {
    "ten_times": N_("ten times the books: a digit too many?"),
    "tenth": N_("a tenth of the books: a digit too few?"),
    "digit_added": N_("the books with one digit more"),
    "digit_dropped": N_("the books with one digit less"),
    "digits_swapped": N_("the books with two digits swapped"),
    "mixed_up": N_("the count of {other}, and the other way round"),
}
BY: Mapping[str, str] = {"sku": N_("Product"), "location": N_("Location"), "counted_on": N_("Count")}

_LINES = """
WITH lists AS (
    SELECT location, sku, coalesce(snapshot_on, snapshot_at::DATE) AS day,
        arg_max(on_hand, snapshot_at) AS on_hand
    FROM (
        SELECT location, sku, snapshot_at, any_value(snapshot_on) AS snapshot_on, sum(on_hand) AS on_hand
        FROM lake.current.stock WHERE coalesce(condition, '') IN ('', 'sellable') GROUP BY ALL
    ) GROUP BY ALL
),
costs AS (SELECT sku, location, any_value(unit_cost) AS unit_cost FROM lake.mart.stock_position GROUP BY ALL),
sku_costs AS (SELECT sku, max(unit_cost) AS unit_cost FROM costs GROUP BY sku)
SELECT t.location, t.counted_on, t.sku, coalesce(p.name, '') AS product_name,
    coalesce(t.booked, l.on_hand)::DOUBLE AS booked,
    CASE WHEN t.booked IS NOT NULL THEN 'count' WHEN l.on_hand IS NOT NULL THEN 'list' ELSE '' END
        AS booked_from,
    t.counted::DOUBLE AS counted, coalesce(c.unit_cost, s.unit_cost)::DOUBLE AS unit_cost,
    coalesce(t.reason, '') AS reason
FROM lake.current.stocktakes t LEFT JOIN lake.current.products p USING (sku)
ASOF LEFT JOIN lists l ON l.sku = t.sku AND l.location = t.location AND t.counted_on >= l.day
LEFT JOIN costs c ON c.sku = t.sku AND c.location = t.location LEFT JOIN sku_costs s ON s.sku = t.sku
ORDER BY t.counted_on DESC, t.location, t.sku
"""


@dataclass(frozen=True)
class Counts:
    """lines: COUNT_LINES. accuracy: share of lines with books that are right, 0 to 1.

    shrinkage: money at cost of what is missing beyond the tolerance, entries to check left out; surplus:
    of what is more than booked. small: net money of differences within the tolerance.
    days: of all counts, the newest first.
    """

    lines: pd.DataFrame
    days: tuple[dt.date, ...]
    accuracy: float
    shrinkage: float
    surplus: float
    small: float
    missing_units: float
    n_short: int
    n_check: int
    n_without_cost: int

    def answer(self, currency: str) -> str:
        """The counts in one sentence or two."""
        words = ngettext(
            "{share} of {count} counted line is right within 2 percent.",
            "{share} of {count} counted lines are right within 2 percent.",
            len(self.lines),
        ).format(share=i18n.percent(self.accuracy), count=i18n.number(len(self.lines)))
        if self.n_short:
            words = i18n.sentences(
                words,
                _("{units} units are missing, {money} at cost.").format(
                    units=i18n.number(self.missing_units), money=i18n.money(self.shrinkage, currency, 0)
                ),
            )
        if self.n_check:
            words = i18n.sentences(
                words,
                ngettext(
                    "{count} entry looks like a slip of the hand and is left out until it is checked.",
                    "{count} entries look like slips of the hand and are left out until they are checked.",
                    self.n_check,
                ).format(count=i18n.number(self.n_check)),
            )
        return words


def read_counts(snapshot: Snapshot, counted_on: str = "", location: str = "") -> Counts:
    """The stocktakes, of one day and location or of all ('')."""
    lines = judged(snapshot.frame(_LINES))
    days = tuple(pd.Timestamp(day).date() for day in lines["counted_on"].unique())
    kept = lines["counted_on"].astype(str).eq(counted_on) if counted_on else pd.Series(True, lines.index)
    if location:
        kept &= lines["location"] == location
    return summed_up(lines[kept].reset_index(drop=True), days)


def judged(counts: pd.DataFrame) -> pd.DataFrame:
    """COUNT_LINES of counts (location, counted_on, sku, product_name, booked, booked_from, counted,
    unit_cost, reason).

    A line within 2 percent of the books is right, the limit included. An entry that looks like a slip is to
    be checked, unless the file gives a reason for the difference: then somebody has looked.
    """
    table = counts.reset_index(drop=True).copy()
    table["counted_on"] = pd.to_datetime(table["counted_on"]).dt.date
    table["difference"] = table["counted"] - table["booked"]
    table["difference_share"] = table["difference"] / table["booked"].where(table["booked"] > 0)
    table["money"] = table["difference"] * table["unit_cost"]
    table["slip"], other = _slips(table)
    has_books = table["booked"].notna()
    right = is_right(table["counted"].fillna(0), table["booked"].fillna(0))
    conditions = {
        "no_books": ~has_books,
        "right": pd.Series(right, index=table.index),
        "check": (table["slip"] != "") & (table["reason"].str.strip() == ""),
        "short": table["difference"] < 0,
    }
    table["verdict"] = np.select(
        [held.to_numpy() for held in conditions.values()], list(conditions), default="over"
    )
    table["verdict_words"] = table["verdict"].map({code: _(title) for code, title in VERDICTS.items()})
    table["slip_words"] = [
        _(SLIPS[code]).format(other=name) if code and verdict == "check" else ""
        for code, name, verdict in zip(table["slip"], other, table["verdict"], strict=True)
    ]
    table["place"] = table["sku"] + "|" + table["location"]
    table["rank"] = table["verdict"].map({code: number for number, code in enumerate(VERDICTS)})
    order = ["counted_on", "location", "rank", "money", "sku"]
    table = table.sort_values(order, ascending=[False, True, True, True, True], kind="stable")
    return table[list(COUNT_LINES)].reset_index(drop=True)


def _slips(table: pd.DataFrame) -> tuple[list[str], list[str]]:
    """The slip of each line, and the other product where two are mixed up."""
    codes = [
        slip(counted, booked) if booked == booked else ""
        for counted, booked in zip(table["counted"], table["booked"], strict=True)
    ]
    others = [""] * len(table)
    known = table[table["booked"].notna()]
    for _key, rows in known.groupby(["location", "counted_on"], sort=False):
        pairs = mixed_up(rows["counted"], rows["booked"])
        for own, other in zip(rows.index, pairs.tolist(), strict=True):
            if other >= 0:
                codes[own], others[own] = "mixed_up", str(rows["sku"].iloc[other])
    return codes, others


def summed_up(lines: pd.DataFrame, days: tuple[dt.date, ...]) -> Counts:
    """The sums over some lines."""
    verdict, money = lines["verdict"], lines["money"].fillna(0.0)
    has_books = verdict != "no_books"
    right = int((verdict == "right").sum())
    return Counts(
        lines=lines,
        days=days,
        accuracy=right / int(has_books.sum()) if has_books.any() else float("nan"),
        shrinkage=float(-money[verdict == "short"].sum()),
        surplus=float(money[verdict == "over"].sum()),
        small=float(money[verdict == "right"].sum()),
        missing_units=float(-lines.loc[verdict == "short", "difference"].sum()),
        n_short=int((verdict == "short").sum()),
        n_check=int((verdict == "check").sum()),
        n_without_cost=int((verdict.isin(["short", "over"]) & lines["unit_cost"].isna()).sum()),
    )


def shrinkage_by(lines: pd.DataFrame, by: str, *, most: int = 15) -> pd.DataFrame:
    """label, value: money at cost of what is missing, by product, location or count, for bars.

    by: a key of BY. Products and locations: the most money first; counts in the order of their days.
    """
    short = lines[lines["verdict"] == "short"]
    sums = (-short.groupby(by)["money"].sum()).sort_index()
    if by != "counted_on":
        sums = sums.sort_values(ascending=False, kind="stable")[:most]
    names = dict(zip(lines["sku"], lines["product_name"], strict=True))
    labels = [
        i18n.date(key) if by == "counted_on" else f"{key} {names.get(key, '')}".strip() for key in sums.index
    ]
    return pd.DataFrame({"label": labels, "value": sums.to_numpy(dtype="float64")})


def recount_list(lines: pd.DataFrame) -> pd.DataFrame:
    """What to count again: the table of stocktakes with an empty count, so that it can be handed in as it is.

    Every line that is missing, too many or to be checked; the newest count of each SKU and location only.
    """
    again = lines[lines["verdict"].isin(["short", "over", "check"])]
    newest = again.sort_values("counted_on", ascending=False).drop_duplicates(["location", "sku"])
    columns = ["location", "sku", "product_name", "booked", "verdict_words"]
    made = newest.sort_values(["location", "sku"])[columns]
    made = made.rename(columns={"verdict_words": "why"})
    made.insert(1, "counted_on", "")
    made.insert(5, "counted", "")
    return made.assign(reason="").reset_index(drop=True)


def matching_lines(lines: pd.DataFrame, verdict: str, search: str) -> pd.DataFrame:
    """The lines with a verdict ('' for all) whose SKU or name contains the text."""
    rows = lines if not verdict else lines[lines["verdict"] == verdict]
    return containing(rows, search).reset_index(drop=True)


def verdict_titles(lines: pd.DataFrame) -> dict[str, str]:
    """What to call each verdict that occurs, with its number of lines; '' is all of them."""
    counts = lines["verdict"].value_counts()
    named = {
        code: f"{_(title)} ({i18n.number(int(counts[code]))})"
        for code, title in VERDICTS.items()
        if code in counts.index
    }
    return {"": _("All"), **named}

"""Whom to win back first, and where those who leave came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from core import exports, i18n
from core.facts import Snapshot
from core.i18n import N_, _, ngettext
from core.ledger import Ledger
from core.members.rhythms import Rhythms, read_rhythms
from models.shares import wilson_interval

ORIGINS: Mapping[str, str] = {
    "source": N_("Source"),
    "tier": N_("Tier"),
    "region": N_("Region"),
    "channel": N_("Channel"),
}
"""What members are told apart by: code and title."""
WHOM: Mapping[str, str] = {
    "silent": N_("Unusually silent"),
    "gone": N_("Silent for over a year"),
    "regular": N_("In rhythm"),
}
"""Code and title of each list; codes are states of `rhythms`."""
_ENOUGH = 20
"""Regulars below which a share says nothing."""

_ORIGINS = """
SELECT channel, customer_id, any_value(source) AS source, any_value(tier) AS tier, any_value(region) AS region
FROM lake.current.members GROUP BY ALL
"""
_REGIONS = """
SELECT channel, customer_id, arg_max(region, paid_on) AS ordered_from FROM lake.mart.order_facts
WHERE is_sale AND customer_id IS NOT NULL GROUP BY ALL
"""


@dataclass(frozen=True)
class WinBack:
    """people: columns of rhythms.RHYTHMS with source, tier, region ('' where nobody says), who have a rhythm.

    silent, regulars: how many are unusually silent, and how many of a rhythm are counted with them.
    worth: net sales a year of the silent ones, while they bought. before, worth_before: the same 30 days
    earlier. usual_gap: days.
    """

    people: pd.DataFrame
    as_of: dt.date
    usual_gap: float
    silent: int
    regulars: int
    worth: float
    before: int
    worth_before: float
    currency: str

    def answer(self) -> str:
        """Who is leaving, what it costs a year, and where they come from."""
        if not self.regulars:
            return _("Nobody bought on four days yet, so nobody has a rhythm to fall out of.")
        if not self.silent:
            return _("All {count} regulars keep to their rhythm.").format(count=i18n.number(self.regulars))
        said = ngettext(
            "{count} of {all} regulars is silent for unusually long, worth {amount} a year if won back.",
            "{count} of {all} regulars are silent for unusually long, worth {amount} a year if won back.",
            self.silent,
        ).format(
            count=i18n.number(self.silent),
            all=i18n.number(self.regulars),
            amount=i18n.compact_money(self.worth, self.currency),
        )
        return i18n.sentences(said, worst_origin(self))


def read_win_back(snapshot: Snapshot, _ledger: Ledger | None = None, day: dt.date | None = None) -> WinBack:
    """Everybody with a rhythm as of a day; None is the last complete one."""
    now = read_rhythms(snapshot, day)
    earlier = read_rhythms(snapshot, now.as_of - dt.timedelta(days=30))
    return win_back_of(now, earlier, snapshot.frame(_ORIGINS), snapshot.frame(_REGIONS))


def win_back_of(now: Rhythms, earlier: Rhythms, origins: pd.DataFrame, regions: pd.DataFrame) -> WinBack:
    """The same from tables. origins: channel, customer_id, source, tier, region; regions: ordered_from."""
    people = now.table[now.table["state"].isin(list(WHOM))]
    people = people.merge(origins, how="left", on=["channel", "customer_id"])
    people = people.merge(regions, how="left", on=["channel", "customer_id"])
    people["region"] = people["region"].fillna(people["ordered_from"])
    people[list(ORIGINS)] = people[list(ORIGINS)].fillna("")
    silent = people[people["state"] == "silent"]
    were = earlier.table[earlier.table["state"] == "silent"]
    return WinBack(
        people=people.drop(columns="ordered_from").sort_values(
            ["worth", "person_id"], ascending=[False, True], ignore_index=True
        ),
        as_of=now.as_of,
        usual_gap=now.usual_gap,
        silent=len(silent),
        regulars=int(people["state"].isin(["silent", "regular"]).sum()),
        worth=float(silent["worth"].sum()),
        before=len(were),
        worth_before=float(were["worth"].sum()),
        currency=now.currency,
    )


def known_origins(found: WinBack) -> dict[str, str]:
    """The codes and titles of ORIGINS by which these members can be told apart; empty where by none."""
    return {by: title for by, title in ORIGINS.items() if len(set(found.people[by])) > 1}


def by_origin(found: WinBack, by: str) -> pd.DataFrame:
    """key, label, regulars, silent, share (0 to 1), worth, others_share, month (in which most of them bought
    for the last time, NaT without any), is_marked (more leave than elsewhere, beyond chance).

    One row per source, tier, region or channel with members of a rhythm: those that are marked first, then
    the largest share.
    """
    rows = found.people[found.people["state"].isin(["silent", "regular"])]
    is_silent = rows["state"] == "silent"
    counted = rows.assign(
        silent=is_silent.astype("int64"), lost=rows["worth"].where(is_silent, 0.0), regulars=1
    )
    table = counted.groupby(by)[["regulars", "silent", "lost"]].sum().rename(columns={"lost": "worth"})
    table["share"] = table["silent"] / table["regulars"]
    others = len(rows) - table["regulars"]
    table["others_share"] = (is_silent.sum() - table["silent"]) / others.where(others > 0)
    months = rows.loc[is_silent].assign(month=rows["last_on"].dt.to_period("M").dt.start_time)
    table["month"] = months.groupby(by)["month"].agg(lambda days: days.mode().iloc[0]).reindex(table.index)
    low, _high = wilson_interval(table["silent"], table["regulars"])
    enough = table["regulars"] >= _ENOUGH
    table["is_marked"] = enough & (low > table["others_share"].fillna(1.0).to_numpy())
    table["excess"] = table["silent"] - table["regulars"] * table["others_share"].fillna(0.0)
    table = table.rename_axis("key").reset_index()
    table["label"] = [key or _("(not said)") for key in table["key"]]
    return table.sort_values(["is_marked", "share", "regulars"], ascending=False, ignore_index=True)


def worst_origin(found: WinBack) -> str:
    """The origin from which most more leave than from elsewhere, in a sentence; '' where none stands out."""
    marked = [
        (float(row["excess"]), by, row)
        for by in ORIGINS
        for row in by_origin(found, by).to_dict("records")
        if row["is_marked"]
    ]
    if not marked:
        return ""
    _excess, by, row = max(marked, key=lambda entry: entry[0])
    words = _(
        "{share} of the regulars of {origin} {name} fell silent ({count} of {all}; elsewhere {others}); most "
        "of them bought for the last time in {month}."
    )
    return words.format(
        share=i18n.percent(row["share"], 0),
        origin=_(ORIGINS[by]).lower(),
        name=row["label"],
        count=i18n.number(row["silent"]),
        all=i18n.number(row["regulars"]),
        others=i18n.percent(row["others_share"], 0),
        month=i18n.month(row["month"]),
    )


def matching_people(found: WinBack, state: str, by: str, key: str, search: str) -> pd.DataFrame:
    """The people of a state, of one origin ('*' for all), whose code contains the text."""
    rows = found.people[found.people["state"] == state]
    rows = rows if key == "*" else rows[rows[by] == key]
    wanted = search.strip().casefold()
    if wanted:
        rows = rows[[wanted in code.casefold() for code in rows["customer_id"]]]
    return rows.reset_index(drop=True)


def export_people(rows: pd.DataFrame) -> bytes:
    """channel and customer_id as CSV, in the order given: codes only, nothing personal."""
    return exports.csv_bytes(rows[["channel", "customer_id"]])

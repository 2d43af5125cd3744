"""Who moved from which segment to which between two days, in people and in money."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from core import exports, i18n, marketing, periods
from core.facts import Snapshot
from core.i18n import N_, _
from core.ledger import Ledger

AWAY = ("at_risk", "cannot_lose", "hibernating")
"""Segments of those whose last order is long ago; the others are active."""
NOT_YET = "not_yet"
"""Stands for those who had not bought before the earlier day."""
KINDS: Mapping[str, str] = {
    "lost": N_("Lost"),
    "down": N_("Down"),
    "same": N_("Stayed"),
    "up": N_("Up"),
    "won_back": N_("Won back"),
    "new": N_("New"),
}
"""What a move means: code and title. lost: active before, away now; won_back: the other way round."""
SPANS: Mapping[str, str] = {
    "30": N_("30 days"),
    "90": N_("90 days"),
    "180": N_("180 days"),
    "365": N_("A year"),
}
"""Days between the two dates: code and title."""
MEASURES: Mapping[str, str] = {"members": N_("Members"), "money": N_("Net sales")}

_ORDER = [*marketing.TITLES]
_MONEY = """
SELECT person_id, sum(net_sales - net_refund)::DOUBLE AS since
FROM lake.mart.order_facts
WHERE is_sale AND person_id IS NOT NULL AND paid_on > $1::DATE AND paid_on <= $2::DATE GROUP BY person_id
"""


@dataclass(frozen=True)
class Migration:
    """people: person_id, channel, customer_id, was, now (segments; was may be NOT_YET), kind, brought, since
    (net sales up to the earlier day, and after it), stake.

    moves: was, now, was_title, now_title, kind, kind_title, members, brought, since, stake (what was brought,
    for new ones what they bought since), move (the code of was and now); the costliest first.
    active_then, active_now: members who are not away.
    """

    people: pd.DataFrame
    moves: pd.DataFrame
    first: dt.date
    last: dt.date
    active_then: int
    active_now: int
    currency: str

    def count(self, kind: str) -> int:
        """How many members moved in this way."""
        return int(self.moves.loc[self.moves["kind"] == kind, "members"].sum())

    def money(self, kind: str) -> float:
        """What they brought up to the earlier day; new ones: since then."""
        return float(self.moves.loc[self.moves["kind"] == kind, "stake"].sum())

    def since(self, kind: str) -> float:
        """What they bought after the earlier day."""
        return float(self.moves.loc[self.moves["kind"] == kind, "since"].sum())

    def answer(self) -> str:
        """The balance, and the largest bad move in money."""
        said = _(
            "Between {first} and {last}, {lost} members fell away, who had brought {amount}; {won} came back "
            "and {new} are new."
        ).format(
            first=i18n.date(self.first),
            last=i18n.date(self.last),
            lost=i18n.number(self.count("lost")),
            amount=i18n.compact_money(self.money("lost"), self.currency),
            won=i18n.number(self.count("won_back")),
            new=i18n.number(self.count("new")),
        )
        bad = self.moves[self.moves["kind"].isin(["lost", "down"])]
        if bad.empty or bad["stake"].max() <= 0:
            return said
        worst = bad.sort_values("stake", ascending=False).to_dict("records")[0]
        words = _("The costliest move: {count} from {was} to {now}, who had brought {amount}.").format(
            count=i18n.number(worst["members"]),
            was=worst["was_title"],
            now=worst["now_title"],
            amount=i18n.compact_money(worst["stake"], self.currency),
        )
        return i18n.sentences(said, words)


def days_to_choose(snapshot: Snapshot) -> list[dt.date]:
    """The later day: as_of, and the ends of the twelve months before it."""
    as_of = snapshot.as_of or periods.EARLIEST
    days, day = [as_of], as_of.replace(day=1)
    for _number in range(12):
        day -= dt.timedelta(days=1)
        days.append(day)
        day = day.replace(day=1)
    return list(dict.fromkeys(days))


def read_migration(snapshot: Snapshot, _ledger: Ledger | None, last: dt.date, span_days: int) -> Migration:
    """Everybody's segment on `last` and `span_days` earlier, each by what was known on that day."""
    first = last - dt.timedelta(days=span_days)
    money = snapshot.frame(_MONEY, [first, last])
    return migration_of(
        scored_on(snapshot, first), scored_on(snapshot, last), money, first, last, snapshot.currency
    )


@lru_cache(maxsize=16)
def scored_on(snapshot: Snapshot, day: dt.date) -> pd.DataFrame:
    """marketing.MEMBERS as known at the end of a day, kept for a while; not to be changed."""
    return marketing.score(snapshot, as_of=day).members


def migration_of(
    then: pd.DataFrame, now: pd.DataFrame, money: pd.DataFrame, first: dt.date, last: dt.date, currency: str
) -> Migration:
    """The same from tables. then, now: marketing.MEMBERS. money: person_id, since."""
    was = then[["person_id", "segment", "monetary"]].rename(columns={"segment": "was", "monetary": "brought"})
    people = now[["person_id", "channel", "customer_id", "segment"]].rename(columns={"segment": "now"})
    people = people.merge(was, how="left", on="person_id").merge(money, how="left", on="person_id")
    people["was"] = people["was"].fillna(NOT_YET)
    people[["brought", "since"]] = people[["brought", "since"]].fillna(0.0)
    people["stake"] = people["brought"].where(people["was"] != NOT_YET, people["since"])
    people["kind"] = [kind_of(*pair) for pair in zip(people["was"], people["now"], strict=True)]
    moves = people.groupby(["was", "now", "kind"], as_index=False).agg(
        members=("person_id", "size"),
        brought=("brought", "sum"),
        since=("since", "sum"),
        stake=("stake", "sum"),
    )
    titles = segment_titles()
    moves = moves.assign(was_title=moves["was"].map(titles), now_title=moves["now"].map(titles))
    moves["kind_title"] = [_(KINDS[kind]) for kind in moves["kind"]]
    moves["move"] = moves["was"] + "-" + moves["now"]
    moves = moves.sort_values(["stake", "move"], ascending=[False, True], ignore_index=True)
    active = int((~then["segment"].isin(AWAY)).sum())
    return Migration(people, moves, first, last, active, int((~now["segment"].isin(AWAY)).sum()), currency)


def kind_of(was: str, now: str) -> str:
    """What a move between two segments means, a code of KINDS.

    >>> kind_of("champions", "at_risk"), kind_of("hibernating", "promising"), kind_of("not_yet", "promising")
    ('lost', 'won_back', 'new')
    """
    if was == NOT_YET:
        return "new"
    if (was in AWAY) != (now in AWAY):
        return "lost" if now in AWAY else "won_back"
    before, after = _ORDER.index(was), _ORDER.index(now)
    if before == after or was in AWAY:
        return "same"
    return "down" if after > before else "up"


def segment_titles() -> dict[str, str]:
    """Names of segments in the reader's language, with one for those who had not bought yet."""
    return {**{code: _(title) for code, title in marketing.TITLES.items()}, NOT_YET: _("Not a buyer yet")}


def balance(found: Migration) -> pd.DataFrame:
    """Steps for `charts.waterfall` from the active members then to those of now; they add up exactly."""
    new_active = found.moves[(found.moves["kind"] == "new") & ~found.moves["now"].isin(AWAY)]
    steps = [
        (i18n.date(found.first), found.active_then, True),
        (_("Lost"), -found.count("lost"), False),
        (_("Won back"), found.count("won_back"), False),
        (_("New"), int(new_active["members"].sum()), False),
        (i18n.date(found.last), found.active_now, True),
    ]
    return pd.DataFrame(steps, columns=["label", "value", "is_total"])


def matrix(found: Migration, measure: str) -> pd.DataFrame:
    """row, column, value: every segment before by every segment now; 0 where nobody moved."""
    titles = segment_titles()
    column = "members" if measure == "members" else "stake"
    known = found.moves.set_index(["was", "now"])[column]
    rows = [
        (titles[was], titles[now], float(known.get((was, now), 0.0)))
        for was in [*_ORDER, NOT_YET]
        for now in _ORDER
    ]
    return pd.DataFrame(rows, columns=["row", "column", "value"])


def matching_moves(found: Migration, kind: str) -> pd.DataFrame:
    """Moves of a kind, '' for all that are moves."""
    moves = found.moves
    chosen = moves["kind"] != "same" if not kind else moves["kind"] == kind
    return moves[chosen].reset_index(drop=True)


def people_of(found: Migration, move: str) -> pd.DataFrame:
    """Those who made a move ("champions-at_risk"), the most valuable first."""
    was, _dash, now = move.partition("-")
    rows = found.people[(found.people["was"] == was) & (found.people["now"] == now)]
    return rows.sort_values(["stake", "person_id"], ascending=[False, True], ignore_index=True)


def export_move(found: Migration, move: str) -> bytes:
    """channel and customer_id of those who made a move, as CSV."""
    return exports.csv_bytes(people_of(found, move)[["channel", "customer_id"]])

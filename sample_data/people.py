"""Members: who they are, how often they buy, and those whose buying is planted.

All of them are numbers; nobody has a name, a phone or an address.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sample_data import plan
from sample_data.chance import chance
from sample_data.demand import DAYS, N_KNOWN_DAYS, day_number

MEMBERS = {plan.TMALL: 9500, plan.SHOPIFY: 900, plan.STORE: 1800}
SOURCES = ("search", "recommendation", "friends", "store")
_EARLIEST = date(2023, 3, 1)


@dataclass
class Members:
    """Members of one channel.

    table: customer_id, joined_on, tier, gender, region, source; one row per member.
    weight: how readily each buys, 0 for planted ones, who buy by plan only. alive: (n, n_days) may buy by chance.
    planned: day number -> rows that buy on that day for certain.
    """

    channel: str
    table: pd.DataFrame
    weight: NDArray[np.float64]
    joined: NDArray[np.int64]
    left: NDArray[np.int64]
    kept_out: NDArray[np.bool_]
    planned: dict[int, list[int]] = field(default_factory=dict)
    groups: dict[str, list[int]] = field(default_factory=dict)

    def weights_on(self, day: int) -> NDArray[np.float64]:
        """How likely each member is the one who buys on a day."""
        may = (self.joined <= day) & (day <= self.left)
        if plan.CAMPAIGN_WINDOW.holds(DAYS[day]):
            may &= ~self.kept_out
        return np.where(may, self.weight, 0.0)


def members() -> dict[str, Members]:
    """The members of every channel that knows its buyers."""
    made = {channel: _of_chance(channel, n) for channel, n in MEMBERS.items()}
    _plant(made[plan.TMALL])
    return made


def _of_chance(channel: str, n: int) -> Members:
    random = chance(f"members {channel}")
    last = (plan.AS_OF - _EARLIEST).days
    joined = np.sort(random.integers(0, last, n)) - (plan.FIRST_DAY - _EARLIEST).days
    stays = random.exponential(420, n).astype(np.int64) + 30
    prefix = {plan.TMALL: "tm", plan.SHOPIFY: "eu", plan.STORE: "vip"}[channel]
    table = pd.DataFrame(
        {
            "customer_id": [f"{prefix}{number:06}" for number in random.permutation(900_000)[:n] + 100_000],
            "joined_on": [plan.FIRST_DAY + dt.timedelta(days=int(day)) for day in joined],
            "tier": random.choice(["bronze", "silver", "gold"], n, p=[0.7, 0.22, 0.08]),
            "gender": random.choice(["f", "m", ""], n, p=[0.6, 0.25, 0.15]),
            "region": random.choice(REGIONS[channel], n),
            "source": random.choice(SOURCES, n),
        }
    )
    nobody = np.zeros(n, dtype=np.bool_)
    return Members(channel, table, random.gamma(0.7, 1.0, n), joined, joined + stays, nobody)


REGIONS = {
    plan.TMALL: ("浙江省", "上海", "江苏省", "广东省", "北京", "四川省", "湖北省", "山东省"),
    plan.SHOPIFY: ("Berlin", "Bayern", "Hamburg", "Wien", "Noord-Holland"),
    plan.STORE: ("上海",),
}


def _plant(members: Members) -> None:
    """Campaign audiences, members with a rhythm and buyers of one day a year, each member in one group."""
    free = _free_rows(members)
    for campaign in plan.CAMPAIGNS:
        _campaign(members, campaign, free)
    for name, n, last in (
        ("leavers", plan.LEAVERS, plan.LEFT_AFTER), ("stayers", plan.STAYERS, plan.AS_OF), ("controls", plan.CONTROLS, plan.AS_OF),
    ):  # fmt: skip
        _rhythm(members, name, [next(free) for _ in range(n)], last)
    rows = [next(free) for _ in range(plan.ONCE_A_YEAR)]
    _by_plan_only(members, "once_a_year", rows)
    random = chance("once a year")
    for year in (2024, 2025):
        days = random.choice([1, 2, 3, 10, 11], len(rows), p=[0.12, 0.12, 0.12, 0.32, 0.32])
        _buy(members, rows, [day_number(date(year, 11, int(day))) for day in days])


def _free_rows(members: Members) -> Iterator[int]:
    early = np.flatnonzero(members.joined < day_number(date(2024, 11, 1)))
    late = np.flatnonzero(
        (members.joined >= day_number(date(2024, 11, 1))) & (members.joined < day_number(plan.ASSIGNED_ON))
    )
    random = chance("who is planted")
    # The once-a-year buyers come last and must have been there in 2024, so the early members are kept for the end.
    order = [*random.permutation(late), *random.permutation(early)]
    return iter([int(row) for row in order])


def _campaign(members: Members, campaign: plan.Campaign, free: Iterator[int]) -> None:
    random = chance(f"campaign {campaign.name}")
    for part, n, n_buyers in (
        ("treated", campaign.treated, campaign.treated_buyers), ("held", campaign.held, campaign.held_buyers),
    ):  # fmt: skip
        rows = [next(free) for _ in range(n)]
        members.groups[f"{campaign.name} {part}"] = rows
        members.kept_out[rows] = True
        window = day_number(plan.CAMPAIGN_WINDOW.first)
        _buy(
            members, rows[:n_buyers], list(window + random.integers(0, plan.CAMPAIGN_WINDOW.n_days, n_buyers))
        )


def _rhythm(members: Members, name: str, rows: list[int], last: date) -> None:
    """An order every thirty days, give or take four, since before the summer of 2025."""
    random = chance(f"rhythm {name}")
    _by_plan_only(members, name, rows)
    members.table.loc[rows, "source"] = "search" if name == "controls" else plan.LEAVING_SOURCE
    for row in rows:
        day = day_number(date(2025, 4, 1)) + int(random.integers(0, 60))
        while day <= day_number(last):
            _buy(members, [row], [day])
            day += plan.RHYTHM_DAYS + int(random.integers(-4, 5))


def _by_plan_only(members: Members, name: str, rows: list[int]) -> None:
    members.groups[name] = rows
    members.weight[rows] = 0.0
    members.joined[rows] = np.minimum(members.joined[rows], day_number(date(2024, 10, 15)))
    members.table.loc[rows, "joined_on"] = [
        plan.FIRST_DAY + dt.timedelta(days=int(day)) for day in members.joined[rows]
    ]


def _buy(members: Members, rows: list[int], days: list[int]) -> None:
    for row, day in zip(rows, days, strict=True):
        if 0 <= day < N_KNOWN_DAYS:
            members.planned.setdefault(int(day), []).append(row)

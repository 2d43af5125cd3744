"""The calendar of events: what a shop listed or planned, and the festivals of its countries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from core.demand.festivals import DAYS_AFTER, FESTIVALS, FIRST_YEAR, LAST_YEAR, PHASES_OF_LISTED
from core.facts import Snapshot

LISTED, PLANNED, KEPT = "listed", "planned", "calendar"
"""Where an occurrence comes from: the shop's files, a person's plan, the festivals of its countries."""

_EVENTS = """
SELECT event, coalesce(nullif(name, ''), event) AS name, family, phase, starts_on, ends_on,
    depth::DOUBLE AS depth, channels, sku_scope, known_from
FROM lake.current.events WHERE starts_on IS NOT NULL ORDER BY starts_on, event
"""
_SHOP_COUNTRIES = """
SELECT channel, upper(coalesce(nullif(trim(country), ''), CASE
    WHEN currency = 'CNY' THEN 'CN' WHEN currency = 'HKD' THEN 'HK' WHEN currency = 'TWD' THEN 'TW'
    WHEN currency = 'GBP' THEN 'GB' WHEN currency = 'USD' THEN 'US' WHEN currency = 'EUR' THEN 'DE'
    ELSE '' END)) AS country
FROM lake.current.channels ORDER BY channel
"""


@dataclass(frozen=True)
class Occurrence:
    """One event or one part of it, once. first_day, last_day: both within it.

    kind: family and phase, what is learned together. depth: price cut as a share, 0 where unknown.
    channels, skus: where it holds, None for everywhere; skus may name categories and styles too.
    known_from: no forecast made before that day may use it; None: always known. source: LISTED, ...
    """

    family: str
    phase: str
    name: str
    first_day: dt.date
    last_day: dt.date
    depth: float = 0.0
    channels: frozenset[str] | None = None
    skus: frozenset[str] | None = None
    known_from: dt.date | None = None
    source: str = LISTED

    @property
    def kind(self) -> str:
        """Family and phase."""
        return f"{self.family}/{self.phase}"


def read_calendar(
    snapshot: Snapshot, *, first_day: dt.date, last_day: dt.date, planned: pd.DataFrame | None = None
) -> tuple[Occurrence, ...]:
    """Every occurrence that touches these days, by day.

    planned: events that people planned, with the columns of schema.EVENTS (planned_at as known_from).
    """
    listed = list(_listed(snapshot.frame(_EVENTS), LISTED))
    own = {(one.family, one.first_day.year) for one in listed}
    shops = snapshot.frame(_SHOP_COUNTRIES)
    country = dict(zip(shops["channel"].tolist(), shops["country"].tolist(), strict=True))
    kept = _festivals(country, range(first_day.year, last_day.year + 2), own)
    every = (*listed, *kept, *planned_occurrences(planned))
    inside = [one for one in every if one.last_day >= first_day and one.first_day <= last_day]
    return tuple(sorted(inside, key=lambda one: (one.first_day, one.kind, one.name)))


def planned_occurrences(planned: pd.DataFrame | None) -> tuple[Occurrence, ...]:
    """The events that people planned; `planned` as for `read_calendar`."""
    if planned is None or planned.empty:
        return ()
    known_from = pd.to_datetime(planned["planned_at"]).dt.date
    return tuple(_listed(planned.assign(known_from=known_from), PLANNED))


def _listed(rows: pd.DataFrame, source: str) -> Iterable[Occurrence]:
    """Occurrences of listed rows: a row without phase gets its windows before and after."""
    for row in rows.to_dict("records"):
        first, last = _day(row["starts_on"]), _day(row["ends_on"]) or _day(row["starts_on"])
        if first is None or last is None or last < first:
            continue
        family = str(row["family"] or "campaign")
        base = Occurrence(
            family, "on", str(row["name"]), first, last, _depth(row["depth"]), _names(row["channels"]),
            _names(row["sku_scope"]), _day(row["known_from"]), source,
        )  # fmt: skip
        phase = str(row["phase"]).strip().lower() if isinstance(row["phase"], str) else ""
        if phase:
            yield _part(base, phase, first, last)
            continue
        yield from _with_windows(base)


def _with_windows(base: Occurrence) -> Iterable[Occurrence]:
    windows = PHASES_OF_LISTED.get(base.family, ())
    if not any(phase.name == "on" for phase in windows):
        yield base
    for phase in windows:
        yield _part(base, phase.name, _later(base.first_day, phase.first), _later(base.first_day, phase.last))
    if after := DAYS_AFTER.get(base.family, 0):
        yield _part(base, "after", _later(base.last_day, 1), _later(base.last_day, after))


def _part(base: Occurrence, phase: str, first: dt.date, last: dt.date) -> Occurrence:
    return Occurrence(
        base.family, phase, base.name, first, last, base.depth, base.channels, base.skus, base.known_from,
        base.source,
    )  # fmt: skip


def _festivals(
    country: dict[str, str], years: Iterable[int], own: set[tuple[str, int]]
) -> Iterable[Occurrence]:
    kept_years = [year for year in years if FIRST_YEAR <= year <= LAST_YEAR]
    for festival in FESTIVALS:
        channels = frozenset(channel for channel, code in country.items() if code in festival.countries)
        if not channels:
            continue
        scope = None if len(channels) == len(country) else channels
        for year in kept_years:
            if (festival.family, year) in own:
                continue
            day = festival.day(year)
            for phase in festival.phases:
                yield Occurrence(
                    festival.family, phase.name, festival.family, _later(day, phase.first),
                    _later(day, phase.last), channels=scope, source=KEPT,
                )  # fmt: skip


def _later(day: dt.date, days: int) -> dt.date:
    return day + dt.timedelta(days=days)


def _day(value: object) -> dt.date | None:
    moment = pd.to_datetime(value) if value is not None else pd.NaT  # type: ignore[call-overload]
    return None if pd.isna(moment) else moment.date()


def _depth(value: object) -> float:
    return 0.0 if value is None or pd.isna(value) else float(value)  # type: ignore[call-overload, arg-type]


def _names(text: object) -> frozenset[str] | None:
    if not isinstance(text, str):
        return None
    found = frozenset(name.strip() for name in text.replace("，", ",").split(",") if name.strip())
    return found or None

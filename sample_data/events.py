"""The shop's calendar of events, as its people keep it."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from sample_data import plan
from sample_data.catalogue import promoted

CHINA_ONLINE = ",".join(plan.ONLINE_CHINA)
_KNOWN_DAYS_BEFORE = 45


def events() -> pd.DataFrame:
    """events (schema), one row per phase of each occurrence."""
    rows = [*_festivals(), *_promotions(), *_black_fridays(), *_livestream()]
    columns = [
        "event",
        "starts_on",
        "ends_on",
        "name",
        "family",
        "phase",
        "channels",
        "sku_scope",
        "known_from",
    ]
    return pd.DataFrame(rows, columns=columns)


def _festivals() -> list[tuple[object, ...]]:
    """Known for ever, and everything the shop sells in China feels them; gifts feel the weeks before too."""
    rows: list[tuple[object, ...]] = []
    steps = (
        ("before", plan.CLOSED_FROM_DAY - 17, -15),
        ("shortly before", -14, -8),
        ("last days", -7, -1),
        ("holiday", 0, 6),
        ("after", 7, 13),
    )
    for new_year in plan.NEW_YEARS:
        for phase, first, last in steps:
            rows.append(
                (
                    f"spring-festival-{new_year.year}-{phase.replace(' ', '-')}", new_year + dt.timedelta(days=first),
                    new_year + dt.timedelta(days=last), f"春节 Spring Festival {new_year.year}", "Spring Festival", phase,
                    ",".join(plan.CHINESE), "", plan.FIRST_DAY,
                )
            )  # fmt: skip
    return rows


def _promotions() -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for family, years, steps in (
        ("618", plan.MID_YEARS, plan.MID_YEAR),
        ("11.11", plan.DOUBLE_ELEVENS, plan.DOUBLE_ELEVEN),
    ):
        for year in years:
            for first, last, factor in steps:
                starts, ends = dt.date(year, *first), dt.date(year, *last)
                known = (
                    plan.DOUBLE_ELEVEN_2026_KNOWN_FROM
                    if (family, year) == ("11.11", 2026)
                    else starts - dt.timedelta(days=_KNOWN_DAYS_BEFORE)
                )
                phase = "after" if factor < 0.8 else "between" if factor < 1 else f"phase {first[1]}"
                if factor in (4.0, 6.0):
                    phase = "peak"
                rows.append(
                    (
                        f"{family}-{year}-{first[0]:02}{first[1]:02}", starts, ends, f"{family} {year}", family, phase, CHINA_ONLINE,
                        ",".join(promoted()), known,
                    )
                )  # fmt: skip
    return rows


def _black_fridays() -> list[tuple[object, ...]]:
    return [
        (
            f"black-friday-{span.first.year}", span.first, span.last, f"Black Friday {span.first.year}", "Black Friday", "sale", plan.SHOPIFY,
            "", span.first - dt.timedelta(days=60),
        )
        for span in plan.BLACK_FRIDAYS
    ]  # fmt: skip


def _livestream() -> list[tuple[object, ...]]:
    day = plan.LIVESTREAM
    return [
        (
            "livestream-2026-08-20",
            day,
            day,
            "直播专场 Livestream",
            "livestream",
            "live",
            plan.DOUYIN,
            plan.LIVESTREAM_SKU,
            day - dt.timedelta(days=7),
        )
    ]

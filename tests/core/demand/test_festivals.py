"""Moving festivals fall on the days that the package holidays knows."""

from __future__ import annotations

import datetime as dt

import holidays

from core.demand.festivals import FESTIVALS, FIRST_YEAR, LAST_YEAR, easter

_NAMES = {"spring_festival": "Chinese New Year", "dragon_boat": "Dragon Boat", "mid_autumn": "Mid-Autumn"}
_YEARS = range(FIRST_YEAR, LAST_YEAR + 1)


def test_festivals_of_the_lunar_calendar_are_those_of_china() -> None:
    kept = holidays.country_holidays("CN", years=_YEARS, language="en_US")
    for festival in FESTIVALS:
        if (name := _NAMES.get(festival.family)) is None:
            continue
        for year in _YEARS:
            on = [day for day, told in kept.items() if day.year == year and name in told]
            assert any(abs((festival.day(year) - day).days) <= 1 for day in on), (festival.family, year)


def test_easter_monday_is_a_holiday_the_day_after_easter() -> None:
    kept = holidays.country_holidays("DE", years=_YEARS)
    assert all(easter(year) + dt.timedelta(days=1) in kept for year in _YEARS)

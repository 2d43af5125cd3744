"""Own rhythm: who is silent for unusually long, and who only seems to be."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from core.members.rhythms import Rhythms, rhythms_of
from core.members.win_back import by_origin, export_people, known_origins, matching_people, win_back_of

AS_OF = dt.date(2026, 10, 31)


def _person(
    name: str, *, days: int, gap: int, silent: int, plain: int | None = None, money: float = 100
) -> dict[str, object]:
    last = AS_OF - dt.timedelta(days=silent)
    return {
        "person_id": f"shop:{name}",
        "channel": "shop",
        "customer_id": name,
        "first_on": last - dt.timedelta(days=gap * (days - 1)),
        "last_on": last,
        "buying_days": days,
        "orders": days,
        "net_sales": money * days,
        "plain_days": days if plain is None else plain,
    }


def _rhythms(*people: dict[str, object], as_of: dt.date = AS_OF) -> pd.DataFrame:
    table, _usual = rhythms_of(pd.DataFrame(list(people)), as_of=as_of)
    return table.set_index("customer_id")


REGULAR = _person("on-time", days=13, gap=30, silent=20)


def test_the_same_silence_is_long_for_one_and_short_for_another() -> None:
    states = _rhythms(
        REGULAR,
        _person("monthly", days=13, gap=30, silent=120),
        _person("yearly", days=5, gap=90, silent=120),
    )["state"]
    assert states["monthly"] == "silent"
    assert states["yearly"] == "regular"


def test_three_buying_days_are_no_rhythm() -> None:
    assert _rhythms(REGULAR, _person("new", days=3, gap=10, silent=200))["state"]["new"] == "few"


def test_who_buys_in_sale_events_only_is_not_leaving() -> None:
    states = _rhythms(REGULAR, _person("eleven", days=5, gap=90, silent=340, plain=0))["state"]
    assert states["eleven"] == "events"


def test_a_year_of_silence_is_no_first_contact() -> None:
    assert _rhythms(REGULAR, _person("gone", days=13, gap=30, silent=400))["state"]["gone"] == "gone"


def test_the_alert_is_the_first_day_of_unusual_silence() -> None:
    person = _person("late", days=13, gap=30, silent=120)
    alert = _rhythms(person)["alert_on"]["late"].date()
    before = _rhythms(person, as_of=alert - dt.timedelta(days=1))["state"]["late"]
    assert (before, _rhythms(person, as_of=alert)["state"]["late"]) == ("regular", "silent")


def test_worth_is_a_year_at_the_own_rhythm() -> None:
    worth = _rhythms(_person("monthly", days=13, gap=30, silent=120))["worth"]["monthly"]
    assert worth == pytest.approx(100 * 365 / 30)


def _found(*people: dict[str, object], sources: dict[str, str]) -> object:
    table, usual = rhythms_of(pd.DataFrame(list(people)), as_of=AS_OF)
    rhythms = Rhythms(table, AS_OF, usual, "CNY")
    origins = pd.DataFrame(
        [("shop", name, source, "gold", "Berlin") for name, source in sources.items()],
        columns=["channel", "customer_id", "source", "tier", "region"],
    )
    regions = pd.DataFrame({"channel": ["shop"], "customer_id": ["none"], "ordered_from": ["Wien"]})
    return win_back_of(rhythms, rhythms, origins, regions)


def _leaving_livestream() -> object:
    live = [_person(f"L{n}", days=13, gap=30, silent=120 if n < 24 else 10, money=n) for n in range(30)]
    shop = [_person(f"S{n}", days=13, gap=30, silent=120 if n < 3 else 10) for n in range(30)]
    sources = {str(row["customer_id"]): "live" if row in live else "shop" for row in live + shop}
    return _found(*live, *shop, sources=sources)


def test_where_the_leavers_come_from_is_named_with_its_share() -> None:
    found = _leaving_livestream()
    said = found.answer()  # type: ignore[attr-defined]
    assert "27 of 60 regulars are silent" in said
    assert "80% of the regulars of source live fell silent (24 of 30; elsewhere 10%)" in said
    assert "Jul 2026" in said


def test_an_origin_like_the_others_is_not_marked() -> None:
    parts = by_origin(_leaving_livestream(), "source").set_index("key")  # type: ignore[arg-type]
    assert bool(parts["is_marked"]["live"])
    assert not parts["is_marked"]["shop"]
    assert not by_origin(_leaving_livestream(), "tier")["is_marked"].any()  # type: ignore[arg-type]


def test_the_list_has_the_most_valuable_first_and_codes_only() -> None:
    found = _leaving_livestream()
    rows = matching_people(found, "silent", "source", "live", "")  # type: ignore[arg-type]
    assert list(rows["customer_id"])[:2] == ["L23", "L22"]
    header, first = export_people(rows).decode("utf-8-sig").split()[:2]
    assert (header, first) == ("channel,customer_id", "shop,L23")


def test_members_are_told_apart_only_by_what_differs() -> None:
    assert list(known_origins(_leaving_livestream())) == ["source"]  # type: ignore[arg-type]

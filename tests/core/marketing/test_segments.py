"""Members by how lately, how often and for how much they bought."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from core import facts, marketing
from core.errors import NotReady
from core.i18n import render
from core.jobs import silent
from core.settings import Settings
from tests.handing_in import an_order, hand_in, orders_file
from tests.homes import prepare
from tests.plain_lake import settings_of

AS_OF = dt.date(2026, 3, 31)


def _people(orders: list[int]) -> pd.DataFrame:
    names = [f"p{number}" for number in range(len(orders))]
    last = [AS_OF - dt.timedelta(days=number) for number in range(len(orders))]
    return pd.DataFrame(
        {
            "person_id": names,
            "channel": "shop",
            "customer_id": names,
            "last_order_on": last,
            "orders": orders,
            "monetary": [float(count * 10) for count in orders],
        }
    )


def test_frequency_goes_by_fixed_bands_where_most_bought_once() -> None:
    scored = marketing.score_people(_people([1] * 5 + [2, 3, 6, 4, 5]), as_of=AS_OF)
    assert scored.in_bands
    assert scored.members["frequency_score"].tolist() == [1] * 5 + [2, 3, 5, 4, 4]


def test_frequency_goes_by_fifths_where_most_came_back() -> None:
    scored = marketing.score_people(_people([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), as_of=AS_OF)
    assert not scored.in_bands
    assert scored.members["frequency_score"].tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_nobody_to_score_is_no_error() -> None:
    assert marketing.score_people(_people([]), as_of=AS_OF).members.empty


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Forty known buyers: b0 buys every week until the end, the others once; one order is nobody's."""
    made = settings_of(tmp_path_factory.mktemp("members") / "var")
    prepare(made)
    start = dt.datetime(2026, 1, 6, 9)
    often = [
        an_order(
            f"o{week}", lines={"A": (1, 100)}, customer_id="b0", placed_at=start + dt.timedelta(weeks=week)
        )
        for week in range(12)
    ]
    once = [
        an_order(
            f"x{day}", lines={"A": (1, 20)}, customer_id=f"b{day}", placed_at=start + dt.timedelta(days=day)
        )
        for day in range(1, 40)
    ]
    unknown = an_order("u", lines={"A": (1, 220)}, placed_at=start + dt.timedelta(days=80))
    hand_in(made, dt.datetime(2026, 4, 20), orders_file(*often, *once, unknown))
    marketing.refresh(made, progress=silent)
    return made


def test_before_the_first_refresh_there_are_no_segments(settings: Settings) -> None:
    prepare(settings)
    with pytest.raises(NotReady):
        marketing.segment_report(facts.lease(settings))


def test_segments_add_up_to_all_members_and_their_net_sales(shop: Settings) -> None:
    report = marketing.segment_report(facts.lease(shop))
    assert report.members == report.table["members"].sum() == 40
    assert report.net_sales == report.table["net_sales"].sum() == 1980
    assert report.table["members_share"].sum() == pytest.approx(1)
    assert report.identified_share == pytest.approx(1980 / 2200)
    assert "fixed bands" in render(report.rule)
    assert render(report.window) == "all orders"
    assert all(render(words) for column in ("title", "meaning", "advice") for words in report.table[column])


def test_the_map_has_every_cell_once(shop: Settings) -> None:
    cells = marketing.rfm_map(facts.lease(shop))
    assert len(cells) == 25
    assert cells["members"].sum() == 40


def test_members_are_found_by_segment_and_id_page_by_page(shop: Settings) -> None:
    snapshot = facts.lease(shop)
    champion = marketing.members(snapshot, "champions")
    assert champion.rows["customer_id"].tolist() == ["b0"]
    found = marketing.members(snapshot, search="b1", sort_by="customer_id", limit=3, offset=1)
    assert (found.total, found.rows["customer_id"].tolist()) == (11, ["b10", "b11", "b12"])


def test_an_export_has_ids_and_nothing_personal(shop: Settings) -> None:
    content = marketing.export_members(facts.lease(shop), "champions").decode("utf-8-sig")
    assert content.split() == ["channel,customer_id", "shop,b0"]


def test_a_window_counts_only_the_orders_inside_it(shop: Settings) -> None:
    snapshot = facts.lease(shop)
    scored = marketing.score(snapshot, as_of=dt.date(2026, 3, 24), window_days=30)
    assert scored.members[["customer_id", "orders"]].to_numpy().tolist() == [["b0", 5]]


def test_unchanged_members_are_not_scored_again(shop: Settings) -> None:
    assert marketing.refresh(shop, progress=silent).was_current
    assert not marketing.refresh(shop, progress=silent, force=True).was_current

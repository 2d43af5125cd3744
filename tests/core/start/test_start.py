"""What a newcomer is told: which questions are answered, and which files the others wait for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from core import facts, ingest, schema, start
from core.ingest import Choices
from core.settings import Settings
from pages._frame import registry
from tests.handing_in import an_order, hand_in, orders_file
from tests.homes import prepare

DAY = dt.datetime(2026, 3, 1, 8)
AFTER = dt.date(2026, 2, 13)


@pytest.fixture
def shop(settings: Settings) -> facts.Snapshot:
    """A shop that has handed in its orders and nothing else."""
    prepare(settings)
    hand_in(settings, DAY, orders_file(an_order("A1", lines={"MUG": (1, 7)})))
    return facts.lease(settings)


def test_a_question_waits_for_the_tables_that_it_needs(shop: facts.Snapshot) -> None:
    found = {one.question.page: one for one in start.standing(shop, "planner") if not one.question.choices}
    assert found["forecasts"].is_answered
    assert found["replenishment"].missing == ("stock",)
    assert "supplier_products" in found["replenishment"].useful


def test_missing_files_come_with_the_age_of_the_others(shop: facts.Snapshot) -> None:
    found = start.needed(shop, "planner", AFTER).set_index("table")
    assert found.loc["orders", "age_days"] == 3
    assert found.loc["orders", "state"] == "There"
    assert found.loc["stock", "state"] == "Missing"
    assert start.to_hand_in(found) == len(found) - 2


def test_orders_of_last_month_are_old(shop: facts.Snapshot) -> None:
    found = start.needed(shop, "manager", AFTER + dt.timedelta(days=30)).set_index("table")
    assert found.loc["orders", "state"] == "Old"


def test_the_menus_of_ones_own_platform_come_first(settings: Settings, tmp_path: Path) -> None:
    prepare(settings)
    listed = tmp_path / "channels.csv"
    listed.write_text("channel,platform,currency,timezone\neu,shopify,EUR,Europe/Berlin\n", encoding="utf-8")
    ingest.run(settings, [listed], Choices(), who="Lin")
    found = start.reports_of(facts.lease(settings), "orders")
    assert found["report"][0] == "Shopify orders"
    assert found["menu"].str.len().min() > 0


@pytest.mark.parametrize("asked", start.QUESTIONS, ids=lambda asked: f"{asked.role} {asked.page}")
def test_every_question_leads_to_a_page_and_names_declared_tables(asked: start.Question) -> None:
    assert registry.entry(asked.page).path.exists()
    assert {*asked.needs, *asked.better_with} <= set(schema.TABLES)
    assert asked.role in start.ROLES


def test_whoever_loads_the_data_loads_it_for_everybody(shop: facts.Snapshot) -> None:
    keeper = set(start.needed(shop, "keeper", AFTER)["table"])
    assert all(set(start.needed(shop, role, AFTER)["table"]) <= keeper for role in start.ROLES)


def test_every_role_has_questions_and_a_tour() -> None:
    assert set(start.TOURS) == set(start.ROLES) == {asked.role for asked in start.QUESTIONS}


def test_every_tour_stops_at_pages_that_exist() -> None:
    for stops in start.TOURS.values():
        assert all(Path(registry.entry(stop.page).path).exists() for stop in stops)

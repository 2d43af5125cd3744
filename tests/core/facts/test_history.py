"""Which version of an order counts, whatever the order of loading and undoing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from core import facts
from core.errors import NotFound
from core.settings import Settings
from tests.handing_in import an_order, hand_in, orders_file
from tests.homes import prepare

DAY = dt.datetime(2026, 3, 1, 8)


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    settings = Settings(home=tmp_path / "var")
    prepare(settings)
    return settings


def net_sales(home: Settings) -> float:
    value = facts.lease(home).value(
        "SELECT coalesce(sum(net_sales), 0) FROM lake.mart.sales_days WHERE basis = 'paid'"
    )
    return float(value)


def undo(home: Settings, import_id: int) -> facts.ImportRecord:
    with facts.workspace(home) as ws:
        return facts.undo(ws, import_id, who="Lin")


def test_a_later_export_replaces_the_whole_order(home: Settings) -> None:
    hand_in(home, DAY, orders_file(an_order("A1", lines={"MUG": (2, 10), "TEE": (1, 5)})))
    hand_in(home, DAY + dt.timedelta(days=1), orders_file(an_order("A1", lines={"MUG": (1, 10)})))
    assert net_sales(home) == 10


def test_an_older_export_never_replaces_a_newer_one(home: Settings) -> None:
    hand_in(home, DAY, orders_file(an_order("A1", lines={"MUG": (1, 10)})))
    record = hand_in(home, DAY - dt.timedelta(days=1), orders_file(an_order("A1", lines={"MUG": (5, 10)})))
    assert net_sales(home) == 10
    assert record.loaded == 0


def test_undo_brings_back_the_version_before(home: Settings) -> None:
    hand_in(home, DAY, orders_file(an_order("A1", lines={"MUG": (1, 10)})))
    later = hand_in(home, DAY + dt.timedelta(days=1), orders_file(an_order("A1", lines={"MUG": (5, 10)})))
    undo(home, later.import_id)
    assert net_sales(home) == 10


def test_undo_of_the_older_import_leaves_the_newer_version(home: Settings) -> None:
    older = hand_in(
        home, DAY, orders_file(an_order("A1", lines={"MUG": (1, 10)}), an_order("A2", lines={"MUG": (1, 10)}))
    )
    hand_in(home, DAY + dt.timedelta(days=1), orders_file(an_order("A1", lines={"MUG": (5, 10)})))
    undo(home, older.import_id)
    assert net_sales(home) == 50


def test_undo_twice_changes_nothing_more(home: Settings) -> None:
    record = hand_in(home, DAY, orders_file(an_order("A1", lines={"MUG": (1, 10)})))
    assert undo(home, record.import_id).state == "undone"
    assert undo(home, record.import_id).state == "undone"
    assert net_sales(home) == 0


def test_undo_of_an_unknown_import_is_refused(home: Settings) -> None:
    with pytest.raises(NotFound):
        undo(home, 99)


def test_rows_read_are_loaded_unchanged_rejected_or_skipped(home: Settings) -> None:
    hand_in(
        home, DAY, orders_file(an_order("A1", lines={"MUG": (1, 10)}), an_order("A2", lines={"MUG": (1, 10)}))
    )
    changed = orders_file(
        an_order("A1", lines={"MUG": (1, 10)}),
        an_order("A2", lines={"MUG": (3, 10)}),
        an_order("A3", lines={"MUG": (1, 10)}),
    )
    record = hand_in(home, DAY + dt.timedelta(days=1), changed)
    assert (record.rows_read, record.loaded, record.unchanged) == (3, 2, 1)


def test_an_order_that_a_later_export_shows_without_refund_loses_its_refund(home: Settings) -> None:
    hand_in(home, DAY, orders_file(an_order("A1", lines={"MUG": (2, 10)}, refund=20)))
    assert refunds(home) == 20
    hand_in(home, DAY + dt.timedelta(days=1), orders_file(an_order("A1", lines={"MUG": (2, 10)})))
    assert refunds(home) == 0


def refunds(home: Settings) -> float:
    return float(
        facts.lease(home).value(
            "SELECT coalesce(sum(net_refund), 0) FROM lake.mart.sales_days WHERE basis = 'refunded'"
        )
    )


def test_a_page_keeps_reading_the_version_it_leased(home: Settings) -> None:
    hand_in(home, DAY, orders_file(an_order("A1", lines={"MUG": (1, 10)})))
    leased = facts.lease(home)
    hand_in(home, DAY + dt.timedelta(days=1), orders_file(an_order("A1", lines={"MUG": (9, 10)})))
    assert leased.value("SELECT sum(net_sales) FROM lake.mart.sales_lines") == 10
    assert facts.lease(home).value("SELECT sum(net_sales) FROM lake.mart.sales_lines") == 90


def test_order_money_is_split_to_lines_by_largest_remainder(home: Settings) -> None:
    order = an_order("A1", lines={"MUG": (1, 10), "TEE": (1, 10), "CUP": (1, 10)}, goods_amount=20)
    hand_in(home, DAY, orders_file(order))
    paid = (
        facts.lease(home)
        .frame("SELECT paid_amount FROM lake.mart.sales_lines ORDER BY line_id")
        .paid_amount.astype(float)
        .tolist()
    )
    assert sum(paid) == 20
    assert sorted(paid) == [6.66, 6.67, 6.67]


def test_an_order_at_half_past_four_utc_is_the_next_day_in_shanghai(home: Settings) -> None:
    order = an_order(
        "A1", lines={"MUG": (1, 10)}, placed_at=dt.datetime(2026, 3, 1, 16, 30), timezone="Asia/Shanghai"
    )
    hand_in(home, DAY, orders_file(order))
    assert facts.lease(home).value("SELECT placed_on FROM lake.mart.sales_lines") == dt.date(2026, 3, 2)

"""The lake's life: made once, kept small, moved, backed up."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from core import facts
from core.errors import DashboardError
from core.facts.connection import connected
from core.facts.tables import all_tables
from core.schema import version
from core.settings import Settings
from tests.handing_in import an_order, hand_in, orders_file
from tests.homes import prepare

DAY = dt.datetime(2026, 3, 1, 8)


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    settings = Settings(home=tmp_path / "var", snapshot_days=0)
    prepare(settings)
    return settings


def test_preparing_twice_changes_nothing(home: Settings) -> None:
    first = facts.lease(home).id
    facts.prepare(home)
    assert facts.lease(home).id == first


def test_the_catalog_describes_every_table_before_its_first_row(home: Settings) -> None:
    with closing(sqlite3.connect(home.lake_folder / "catalog.sqlite")) as catalog:
        tables = set(catalog.execute("SELECT table_id FROM ducklake_table"))
        described = set(catalog.execute("SELECT table_id FROM ducklake_table_stats"))
    assert tables
    assert described == tables
    rows = [f"SELECT count(*) AS n FROM lake.{schema}.{table}" for schema, table in all_tables()]
    counted = facts.lease(home).value(f"SELECT sum(n) FROM ({' UNION ALL '.join(rows)})")
    assert counted == facts.lease(home).value("SELECT count(*) FROM lake.meta.parameters")


def test_an_older_store_writes_its_next_files_as_this_release_does(home: Settings) -> None:
    with connected(home, read_only=False) as connection:
        connection.execute("CALL lake.set_option('parquet_compression', 'snappy')")
        connection.execute("DELETE FROM lake.meta.parameters WHERE name = 'files'")
    facts.prepare(home)
    with connected(home) as connection:
        options = "SELECT value FROM lake.options() WHERE option_name = 'parquet_compression'"
        assert connection.execute(options).fetchone() == ("lz4_raw",)


def test_a_store_of_a_newer_release_is_refused(home: Settings) -> None:
    with connected(home, read_only=False) as connection:
        connection.execute(
            "UPDATE lake.meta.parameters SET value = ? WHERE name = 'schema_version'",
            [str(version.VERSION + 1)],
        )
    with pytest.raises(facts.NewerStore):
        facts.prepare(home)


def test_marts_of_an_earlier_release_are_made_anew(home: Settings) -> None:
    hand_in(home, DAY, orders_file(an_order("A1", lines={"MUG": (1, 10)})))
    with connected(home, read_only=False) as connection:
        connection.execute("ALTER TABLE lake.mart.sales_lines DROP COLUMN net_sales")
        connection.execute("UPDATE lake.meta.parameters SET value = 'earlier' WHERE name = 'form'")
    facts.prepare(home)
    assert facts.lease(home).value("SELECT sum(net_sales) FROM lake.mart.sales_lines") == 10


def test_nobody_shares_an_engine_however_many_ask_at_once(home: Settings) -> None:
    def own_table(number: int) -> int:
        with connected(home) as connection:
            connection.execute("CREATE TABLE memory.main.own AS SELECT ?::INTEGER AS number", [number])
            (found,) = connection.execute("SELECT number FROM memory.main.own").fetchall()
            connection.execute("DROP TABLE memory.main.own")
            return int(found[0])

    with ThreadPoolExecutor(4) as many:
        assert list(many.map(own_table, range(12))) == list(range(12))


def test_old_snapshots_go_and_those_that_decisions_name_stay(home: Settings) -> None:
    for day in range(3):
        hand_in(home, DAY + dt.timedelta(days=day), orders_file(an_order(f"A{day}", lines={"MUG": (1, 10)})))
    newest = facts.lease(home).id
    facts.maintain(home, kept_snapshots=frozenset({newest - 1}))
    versions = facts.lease(home).frame("SELECT snapshot_id FROM lake.snapshots()").snapshot_id.tolist()
    assert newest - 1 in versions
    assert newest - 2 not in versions
    assert facts.lease(home).value("SELECT sum(net_sales) FROM lake.mart.sales_lines") == 30


def test_a_moved_folder_is_still_read(home: Settings, tmp_path: Path) -> None:
    hand_in(home, DAY, orders_file(an_order("A1", lines={"MUG": (1, 10)})))
    shutil.move(str(home.home), tmp_path / "elsewhere")
    moved = Settings(home=tmp_path / "elsewhere")
    assert facts.lease(moved).value("SELECT sum(net_sales) FROM lake.mart.sales_lines") == 10


def test_a_backup_restores_every_figure(home: Settings, tmp_path: Path) -> None:
    hand_in(home, DAY, orders_file(an_order("A1", lines={"MUG": (1, 10)})))
    facts.backup(home, tmp_path / "backup")
    hand_in(home, DAY + dt.timedelta(days=1), orders_file(an_order("A1", lines={"MUG": (9, 10)})))
    restored = Settings(home=tmp_path / "restored")
    facts.restore(restored, tmp_path / "backup")
    assert facts.lease(restored).value("SELECT sum(net_sales) FROM lake.mart.sales_lines") == 10
    hand_in(restored, DAY + dt.timedelta(days=2), orders_file(an_order("A2", lines={"MUG": (2, 10)})))
    assert facts.lease(restored).value("SELECT sum(net_sales) FROM lake.mart.sales_lines") == 30


def test_a_backup_is_not_restored_over_a_store(home: Settings, tmp_path: Path) -> None:
    facts.backup(home, tmp_path / "backup")
    with pytest.raises(DashboardError, match="empty"):
        facts.restore(home, tmp_path / "backup")


def test_the_last_day_of_an_export_counts_only_when_it_was_over(home: Settings) -> None:
    orders = orders_file(an_order("A1", lines={"MUG": (1, 10)}, placed_at=dt.datetime(2026, 2, 10, 9)))
    hand_in(home, dt.datetime(2026, 2, 10, 12), orders)
    assert facts.lease(home).as_of == dt.date(2026, 2, 9)
    hand_in(home, dt.datetime(2026, 2, 11, 1), orders)
    assert facts.lease(home).as_of == dt.date(2026, 2, 10)


def test_a_store_of_the_first_version_learns_whose_a_refund_is(home: Settings) -> None:
    with facts.workspace(home) as ws:
        for name in ("history", "current"):
            ws.connection.execute(f"ALTER TABLE lake.{name}.returns DROP COLUMN customer_id")
        ws.connection.execute("UPDATE lake.meta.parameters SET value = '1' WHERE name = 'schema_version'")
    facts.prepare(home)
    hand_in(home, DAY, orders_file(an_order("A1", lines={"MUG": (1, 10)}, refund=5)))
    assert facts.lease(home).value("SELECT count(*) FROM lake.current.returns") == 1

"""The store itself: migrations agree with the tables, copies are whole or refused."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from core.errors import InputError, NotFound, NotReady
from core.ledger import Ledger, backup, migrations, open_ledger, orders, restore, restore_check
from core.ledger.connection import append_only, make_engine
from core.ledger.tables import Base
from core.settings import Settings
from tests.core.ledger.deciding import confirm, line, order


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "restored", _env_file=None)  # type: ignore[call-arg]


def test_the_migrations_make_exactly_the_declared_tables(empty: Ledger) -> None:
    with empty.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_the_newest_step_is_the_one_that_opening_looks_for() -> None:
    script = ScriptDirectory(Path(migrations.__file__).parent)
    assert script.get_current_head() == migrations.HEAD


@pytest.mark.parametrize("step", ["0001", "0002", "0003", "0004"])
def test_a_ledger_of_any_earlier_step_is_brought_forward(home: Settings, step: str) -> None:
    home.home.mkdir()
    engine = make_engine(home.resolved_ledger_url)
    with engine.begin() as connection:
        migrations.run(connection, step)
    engine.dispose()
    ledger = open_ledger(home)
    confirm(ledger, "acme")
    assert order(ledger, line()) == "PO-20261119-001"
    ledger.close()


def test_a_ledger_of_a_newer_abacus_is_left_alone(empty: Ledger) -> None:
    with empty.writing() as session:
        session.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(NotReady, match="newer Abacus"):
        migrations.upgrade(empty.engine)
    with empty.engine.connect() as the_same_again:
        assert the_same_again.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_the_tables_can_be_made_on_postgresql_too() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    for table in Base.metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=dialect))
    (unique,) = (
        index
        for index in Base.metadata.tables["decisions"].indexes
        if index.name == "uq_decisions_suggestion"
    )
    assert "WHERE in_force" in str(CreateIndex(unique).compile(dialect=dialect))
    assert "BEFORE UPDATE OR DELETE" in append_only("audit_trail", "postgresql")[1]


def test_references_are_watched_and_the_log_is_written_ahead(empty: Ledger) -> None:
    with empty.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_a_reader_does_not_wait_for_a_writer(ledger: Ledger) -> None:
    with ledger.writing():
        assert orders(ledger).empty


def test_a_backup_brings_back_what_was_decided_before_it(
    ledger: Ledger, tmp_path: Path, home: Settings
) -> None:
    order(ledger, line("tea"))
    taken = backup(ledger, tmp_path / "copy")
    order(ledger, line("cup"))
    assert (taken.revision, taken.snapshots) == (2, (7,))
    assert restore(home, tmp_path / "copy") == taken
    restored = open_ledger(home)
    assert (restored.revision, len(orders(restored))) == (2, 1)
    restored.close()


def test_a_backup_replaces_an_earlier_one_in_its_folder(ledger: Ledger, tmp_path: Path) -> None:
    backup(ledger, tmp_path)
    order(ledger)
    again = backup(ledger, tmp_path)
    assert restore_check(tmp_path) == again


def test_a_backup_is_taken_while_somebody_writes(ledger: Ledger, tmp_path: Path) -> None:
    with ledger.writing():
        taken = backup(ledger, tmp_path / "copy")
    assert restore_check(tmp_path / "copy") == taken


@pytest.mark.parametrize(
    ("file", "content"),
    [("ledger.sqlite", b"not a database"), ("ledger.json", b"{}"), ("ledger.json", b"not json")],
)
def test_a_damaged_backup_is_refused(ledger: Ledger, tmp_path: Path, file: str, content: bytes) -> None:
    backup(ledger, tmp_path / "copy")
    (tmp_path / "copy" / file).write_bytes(content)
    with pytest.raises(InputError, match="damaged"):
        restore_check(tmp_path / "copy")


def test_a_backup_whose_last_byte_changed_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    backup(ledger, tmp_path)
    copy = tmp_path / "ledger.sqlite"
    content = copy.read_bytes()
    copy.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(InputError, match="checksum"):
        restore_check(tmp_path)


def test_a_missing_backup_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no whole backup"):
        restore_check(tmp_path)


def test_a_ledger_on_a_server_is_backed_up_by_the_server(tmp_path: Path) -> None:
    engine = create_engine("postgresql+pg8000://server/abacus", module=SimpleNamespace(paramstyle="format"))
    with pytest.raises(NotReady, match="pg_dump"):
        backup(Ledger(engine), tmp_path)

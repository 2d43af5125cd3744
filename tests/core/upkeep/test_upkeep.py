"""A copy brings everything back, and a check notices what is not as it was."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from core import facts, ledger, upkeep
from core.errors import DashboardError, InputError
from core.settings import Settings
from tests.builders import a_shop
from tests.homes import new_home


@pytest.fixture(scope="module")
def shop_home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    made = new_home(tmp_path_factory.mktemp("shop"))
    a_shop(made, orders=40)
    (made.home / "keys").mkdir(exist_ok=True)
    (made.home / "keys" / "customers.key").write_bytes(b"secret")
    return made


def _empty(folder: Path) -> Settings:
    return Settings(home=folder / "new", _env_file=None)  # type: ignore[call-arg]


def _faults(settings: Settings) -> list[str]:
    return [str(finding.said) for finding in upkeep.check(settings) if not finding.is_good]


def test_a_shop_in_order_has_no_faults(shop_home: Settings) -> None:
    assert _faults(shop_home) == []


def test_a_copy_brings_back_facts_decisions_and_keys(shop_home: Settings, tmp_path: Path) -> None:
    copy = upkeep.backup(shop_home, tmp_path / "copy")
    fresh = _empty(tmp_path)
    restored = upkeep.restore(fresh, tmp_path / "copy")
    count = "SELECT count(*) FROM lake.mart.sales_lines"
    assert facts.lease(fresh).value(count) == facts.lease(shop_home).value(count) > 0
    with closing(ledger.open_ledger(fresh)) as book:
        assert book.revision == copy.ledger_revision == restored.ledger_revision
    assert (fresh.home / "keys" / "customers.key").read_bytes() == b"secret"
    assert _faults(fresh) == []


def test_a_second_copy_into_the_same_folder_replaces_the_first(shop_home: Settings, tmp_path: Path) -> None:
    upkeep.backup(shop_home, tmp_path / "copy")
    upkeep.backup(shop_home, tmp_path / "copy")
    upkeep.restore(_empty(tmp_path), tmp_path / "copy")
    assert _faults(_empty(tmp_path)) == []


def test_a_home_in_use_is_never_overwritten(shop_home: Settings, tmp_path: Path) -> None:
    upkeep.backup(shop_home, tmp_path / "copy")
    with pytest.raises(DashboardError, match="new folder"):
        upkeep.restore(shop_home, tmp_path / "copy")


def test_a_damaged_copy_is_refused_before_anything_is_changed(shop_home: Settings, tmp_path: Path) -> None:
    upkeep.backup(shop_home, tmp_path / "copy")
    with (tmp_path / "copy" / "ledger.sqlite").open("ab") as file:
        file.write(b"x")
    with pytest.raises(InputError, match="damaged"):
        upkeep.restore(_empty(tmp_path), tmp_path / "copy")
    assert not (_empty(tmp_path).home / "lake").exists()


def test_a_missing_data_file_is_found(shop_home: Settings, tmp_path: Path) -> None:
    upkeep.backup(shop_home, tmp_path / "copy")
    fresh = _empty(tmp_path)
    upkeep.restore(fresh, tmp_path / "copy")
    for file in fresh.lake_folder.rglob("*sales_lines*/**/*.parquet"):
        file.unlink()
    assert any("cannot be read" in said for said in _faults(fresh))


def test_an_empty_home_is_told_to_prepare(tmp_path: Path) -> None:
    assert len(_faults(_empty(tmp_path))) == 2

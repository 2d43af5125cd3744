"""No phone number and no e-mail of a buyer is written anywhere in clear, whatever becomes of the row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core import facts
from core.cli import main
from core.settings import Settings
from tests.core.ingest.exports import table, write
from tests.handing_files import shop_orders
from tests.homes import plain_home

PHONE, EMAIL = "13900001234", "ada.example@example.org"
MEMBER = {"channel": "web", "customer_id": PHONE, "tier": "gold", "points": "5", "birthday": "1990-02-03"}


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    return plain_home(tmp_path)


def _written(home: Settings) -> Iterator[str]:
    """Everything under the home, and every row of the lake, as text."""
    for path in home.home.rglob("*"):
        if path.is_file() and path.suffix not in (".parquet", ".sqlite", ".key"):
            yield path.read_text(encoding="utf-8", errors="replace")
        elif path.is_file():
            yield path.read_bytes().decode("latin-1")
    snapshot = facts.lease(home)
    names = snapshot.frame("SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = 'lake'")
    for schema_name, name in names.itertuples(index=False):
        yield snapshot.frame(f"SELECT * FROM lake.{schema_name}.{name}").to_csv()


def _import(home: Settings, path: Path, *words: str) -> None:
    main(["import", str(path), *words], home)
    path.unlink()


def test_planted_phones_and_mails_are_nowhere_in_clear(
    home: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    orders = shop_orders(("#1", "A", 1, "5"), ("#2", "B", 1, "five")).replace("a@example.com", EMAIL)
    orders = orders.replace("five", PHONE + "x").replace(
        "\n#1", f"\n#3,{EMAIL}{',' * 16},{PHONE},{EMAIL}\n#1"
    )
    _import(home, write(tmp_path / "orders.csv", orders), "--channel", "web")
    shifted = MEMBER | {"points": PHONE, "tier": EMAIL}
    _import(home, write(tmp_path / "members.csv", table([MEMBER, shifted | {"birthday": EMAIL}])))
    own = {"order_id": "9", "placed_at": PHONE, "sku": "A", "quantity": "1", "customer_id": EMAIL}
    own_rows = table([own, own | {"order_id": "10", "placed_at": "2026-03-01"}])
    _import(home, write(tmp_path / "own.csv", own_rows), "--channel", "web", "--currency", "CNY")
    assert facts.lease(home).value("SELECT count(*) FROM lake.meta.rejects") > 2
    assert facts.lease(home).value("SELECT count(*) FROM lake.current.members") == 1
    for text in _written(home):
        assert PHONE not in text
        assert EMAIL not in text
    said = capsys.readouterr()
    assert PHONE not in said.out + said.err
    assert EMAIL not in said.out + said.err


def test_birthdays_are_kept_only_on_request(home: Settings, tmp_path: Path) -> None:
    _import(home, write(tmp_path / "members.csv", table([MEMBER])))
    assert facts.lease(home).value("SELECT birthday FROM lake.current.members") is None
    _import(home, write(tmp_path / "members.csv", table([MEMBER])), "--keep-personal")
    assert str(facts.lease(home).value("SELECT birthday FROM lake.current.members")) == "1990-02-03"

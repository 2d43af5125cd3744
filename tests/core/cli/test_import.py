"""The import command reads times and headers as the shop does."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from core import facts, ingest, intake, ledger
from core.cli import main
from core.settings import Settings
from tests.handing_files import UNKNOWN
from tests.homes import plain_home

MAPPING = ingest.ColumnMapping(
    "sales",
    {"order_id": "Voucher", "sku": "Article", "quantity": "Pieces", "unit_price": "Each",
     "placed_at": "Sold on"},
    {"currency": "EUR"},
)  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    return plain_home(tmp_path)


def test_a_time_without_zone_is_read_on_the_clock_of_the_given_zone(home: Settings, tmp_path: Path) -> None:
    stock = tmp_path / "stock.csv"
    stock.write_text("sku,location,on_hand\nA,L,3\n", encoding="utf-8")
    words = ["import", str(stock), "--snapshot-at", "2026-03-31T18:00", "--timezone", "Asia/Shanghai"]
    assert main(words, home) == 0
    assert str(facts.lease(home).value("SELECT snapshot_at FROM lake.current.stock")) == "2026-03-31 10:00:00"


def test_a_file_is_read_by_the_mapping_that_its_headers_had_before(home: Settings, tmp_path: Path) -> None:
    till = tmp_path / "till.csv"
    till.write_text(UNKNOWN, encoding="utf-8")
    said = ingest.Choices(mapping=MAPPING, channel="market", timezone="Europe/Berlin")
    with closing(ledger.open_ledger(home)) as book:
        headers = UNKNOWN.splitlines()[0].split(";")
        intake.remember(book, ledger.actor_of(book, "Ann"), "m1", "till.csv", headers, said)
    assert main(["import", str(till)], home) == 0
    assert facts.lease(home).value("SELECT count(*) FROM lake.current.orders") == 2

"""The inbox folder: what lies there is imported as before, moved, and reported on."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

import pytest

from core import facts, intake, ledger
from core.cli import main
from core.jobs import silent
from core.security import COMMAND_LINE
from core.settings import Settings
from tests.handing_files import UNKNOWN, shop_orders
from tests.homes import plain_home


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    return plain_home(tmp_path)


def _drop(home: Settings, name: str, text: str) -> None:
    path = home.inbox_folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _deliver(home: Settings) -> tuple[intake.Delivered, ...]:
    return intake.deliver(home, COMMAND_LINE, progress=silent, now=time.time() + 60)


def _names(home: Settings, folder: str) -> list[str]:
    return sorted(path.name for path in (home.inbox_folder / folder).iterdir())


def test_a_folder_of_the_inbox_names_the_shop(home: Settings) -> None:
    _drop(home, "web/orders.csv", shop_orders(("#1", "A", 1, "5"), ("#2", "B", 1, "five")))
    (delivered,) = _deliver(home)
    assert delivered.is_loaded
    assert facts.lease(home).value("SELECT channel FROM lake.current.orders") == "web"
    assert _names(home, "done") == ["orders.csv", "orders.csv.report.txt", "orders.csv.rows-to-mend.csv"]
    assert (
        "1 loaded, 0 unchanged, 1 rejected"
        in (delivered.moved_to.parent / "orders.csv.report.txt").read_text()
    )
    assert _deliver(home) == ()


def test_what_cannot_be_read_is_moved_aside_with_the_reason(home: Settings) -> None:
    _drop(home, "picture.csv", "\x89PNG\r\n")
    _drop(home, "web/orders.csv", shop_orders(("#1", "A", 1, "5")))
    assert [one.is_loaded for one in _deliver(home)] == [False, True]
    assert _names(home, "rejected") == ["picture.csv", "picture.csv.report.txt"]


def test_a_file_that_is_still_written_to_waits(home: Settings) -> None:
    _drop(home, "orders.csv", shop_orders(("#1", "A", 1, "5")))
    assert intake.waiting(home, now=time.time() - 60) == []
    assert len(intake.waiting(home, now=time.time() + 60)) == 1


def test_a_mapping_typed_on_the_command_line_reads_the_next_file_of_the_inbox(
    home: Settings, tmp_path: Path
) -> None:
    till = tmp_path / "till.csv"
    till.write_text(UNKNOWN, encoding="utf-8")
    mapping = (
        '{"table": "sales", "headers": {"order_id": "Voucher", "sku": "Article", "quantity": "Pieces", '
        '"unit_price": "Each", "placed_at": "Sold on"}, "constants": {"currency": "EUR"}}'
    )
    assert main(["import", str(till), "--mapping", mapping, "--channel", "market"], home) == 0
    with closing(ledger.open_ledger(home)) as book:
        assert len(ledger.saved_mappings(book)) == 1
    _drop(home, "april.csv", UNKNOWN.replace("V-", "W-"))
    assert _deliver(home)[0].is_loaded
    assert facts.lease(home).value("SELECT count(*) FROM lake.current.orders WHERE channel = 'market'") == 4


def test_delivered_files_go_after_the_days_of_the_quarantine(home: Settings) -> None:
    _drop(home, "web/orders.csv", shop_orders(("#1", "A", 1, "5")))
    _deliver(home)
    assert intake.sweep_inbox(home) == 0
    short = Settings(home=home.home, quarantine_days=-1, _env_file=None)  # type: ignore[call-arg]
    assert intake.sweep_inbox(short) == 2

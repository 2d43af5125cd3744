"""Real processes that write the store at once or are killed while they do."""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core import facts
from core.settings import Settings
from tests.handing_in import an_order, hand_in, orders_file


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    settings = Settings(home=tmp_path / "var")
    facts.prepare(settings)
    return settings


IMPORTER = """
import datetime as dt, sys
from core.settings import Settings
from pathlib import Path
from tests.handing_in import an_order, hand_in, orders_file
home, name, count = Settings(home=Path(sys.argv[1])), sys.argv[2], int(sys.argv[3])
for number in range(count):
    rows = orders_file(an_order(f"{name}{number}", lines={"MUG": (1, 10)}))
    hand_in(home, dt.datetime(2026, 3, 1 + number), rows)
    print(number, flush=True)
"""


def start_importer(home: Settings, name: str, count: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", IMPORTER, str(home.home), name, str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_two_processes_that_import_at_once_lose_nothing(home: Settings) -> None:
    importers = [start_importer(home, name, 4) for name in ("A", "B")]
    for importer in importers:
        _out, errors = importer.communicate(timeout=120)
        assert importer.returncode == 0, errors.decode()
    snapshot = facts.lease(home)
    assert snapshot.value("SELECT count(DISTINCT order_id) FROM lake.current.orders") == 8
    assert snapshot.value("SELECT count(DISTINCT import_id) FROM lake.meta.imports") == 8
    assert snapshot.value("SELECT sum(net_sales) FROM lake.mart.sales_days WHERE basis = 'paid'") == 80


def test_a_killed_import_leaves_all_or_nothing_and_the_next_one_goes_on(home: Settings) -> None:
    chance = random.Random(7)
    for attempt in range(10):
        importer = start_importer(home, f"K{attempt}-", 50)
        assert importer.stdout is not None
        importer.stdout.readline()
        time.sleep(chance.uniform(0, 0.4))
        os.kill(importer.pid, signal.SIGKILL)
        importer.communicate()
        snapshot = facts.lease(home)
        orders, lines, imports = (
            snapshot.value(f"SELECT count(*) FROM lake.{name}")
            for name in ("current.orders", "mart.sales_lines", "meta.imports")
        )
        assert orders == lines == imports > 0
    hand_in(home, dt.datetime(2026, 3, 1), orders_file(an_order("LAST", lines={"MUG": (1, 10)})))

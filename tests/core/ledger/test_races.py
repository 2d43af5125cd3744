"""Two processes, two tabs, many clicks: one ledger, one order each."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from core.ledger import Ledger, decisions, open_ledger, orders
from core.settings import Settings
from tests.core.ledger.deciding import accept, line
from tests.core.ledger.racer import OWN_ORDERS

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def raced(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, list[dict[str, Any]]]:
    """Two processes that opened one new ledger and decided at the same moment; what each was told."""
    home = tmp_path_factory.mktemp("raced")
    command = [sys.executable, "-m", "tests.core.ledger.racer", str(home)]
    racers = [
        subprocess.Popen([*command, name], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for name in ("a", "b")
    ]
    for racer in racers:
        assert racer.stdout is not None
        assert racer.stdout.readline() == "ready\n"
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()
    answers = [json.loads(racer.communicate(timeout=60)[0]) for racer in racers]
    assert [racer.returncode for racer in racers] == [0, 0]
    return Settings(home=home, _env_file=None), answers  # type: ignore[call-arg]


def test_two_processes_that_start_at_once_make_one_ledger(
    raced: tuple[Settings, list[dict[str, Any]]],
) -> None:
    ledger = open_ledger(raced[0])
    # Each confirmed its supplier and made its own orders; of shared suggestion and click there is one each.
    assert ledger.revision == 2 + 2 * OWN_ORDERS + 2
    ledger.close()


def test_two_processes_accepting_the_same_suggestion_make_one_order(
    raced: tuple[Settings, list[dict[str, Any]]],
) -> None:
    assert sum(answer["shared"] for answer in raced[1]) == 1
    ledger = open_ledger(raced[0])
    assert len(decisions(ledger, sku="shared")) == 1
    ledger.close()


def test_two_processes_sending_the_same_click_get_the_same_order(
    raced: tuple[Settings, list[dict[str, Any]]],
) -> None:
    first, second = (answer["click"] for answer in raced[1])
    assert first == second
    assert len(first) == 1


def test_order_numbers_have_no_gap_and_no_twin_however_many_decide_at_once(
    raced: tuple[Settings, list[dict[str, Any]]],
) -> None:
    ledger = open_ledger(raced[0])
    numbers = orders(ledger)["po_id"].tolist()[::-1]
    ledger.close()
    assert numbers == [f"PO-20261119-{number:03d}" for number in range(1, 2 * OWN_ORDERS + 3)]


def test_many_clicks_at_once_make_one_order(ledger: Ledger) -> None:
    with ThreadPoolExecutor(6) as clicks:
        same = list(clicks.map(lambda _: accept(ledger, line("tea"), command_id="click"), range(6)))
        tabs = list(clicks.map(lambda _: accept(ledger, line("cup")), range(6)))
    assert all(answer == same[0] for answer in same)
    assert sum(len(answer.orders) for answer in tabs) == 1
    assert len(orders(ledger)) == 2

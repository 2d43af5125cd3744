"""Two processes that import and accept at once: nothing lost, nothing twice.

    python -m benchmarks.writers [ROUNDS]

In each round (200 unless said) both processes import an order of their own into one lake and accept the same
suggestion in one ledger. Afterwards every order is there once and every suggestion made one purchase order.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

from core import facts, ledger
from core.ledger import AcceptedLine, SupplierTerms
from core.settings import Settings
from tests.handing_in import an_order, hand_in, orders_file

_DAY = dt.date(2026, 3, 1)
_MOMENT = dt.datetime(2026, 3, 1, 8)  # noqa: DTZ001 - the store's times are UTC without zone


def main() -> None:
    if len(sys.argv) == 4:
        _write(Settings(home=Path(sys.argv[1])), sys.argv[2], int(sys.argv[3]))
        return
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory(prefix="abacus-benchmark-") as folder:
        _race(Settings(home=Path(folder)), rounds)


def _race(home: Settings, rounds: int) -> None:
    facts.prepare(home)
    book = ledger.open_ledger(home)
    planner = ledger.register_person(book, "Planner")
    ledger.confirm_supplier(book, planner, "terms", SupplierTerms("acme", "WH", 7, 7))
    started = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.writers", str(home.home)]
    writers = [subprocess.Popen([*command, name, str(rounds)]) for name in ("A", "B")]
    codes = [writer.wait() for writer in writers]
    seconds = time.perf_counter() - started
    snapshot = facts.lease(home)
    found = {
        "writers ended well": codes == [0, 0],
        "orders imported": snapshot.value("SELECT count(*) FROM lake.current.orders") == 2 * rounds,
        "imports recorded": snapshot.value("SELECT count(*) FROM lake.meta.imports") == 2 * rounds,
        "net sales": snapshot.value("SELECT sum(net_sales) FROM lake.mart.sales_days WHERE basis = 'paid'")
        == 20 * rounds,
        "purchase orders": len(ledger.orders(book)) == rounds,
        "units on order": int(ledger.open_order_lines(book)["open_units"].sum()) == 5 * rounds,
    }
    lines = [f"{name}: {'right' if right else 'WRONG'}" for name, right in found.items()]
    sys.stdout.write("\n".join([*lines, f"{rounds} rounds in {seconds:.0f} s"]) + "\n")
    sys.exit(0 if all(found.values()) else 1)


def _write(home: Settings, name: str, rounds: int) -> None:
    book = ledger.open_ledger(home)
    planner = ledger.actor_of(book, "Planner")
    for number in range(rounds):
        hand_in(home, _MOMENT, orders_file(an_order(f"{name}{number}", lines={"MUG": (1, 10)})))
        suggestion = f"S-{number}"
        line = AcceptedLine(
            suggestion, "v1", "acme", f"SKU-{number}", "Mug", "WH", 5, 5, unit_cost=Decimal(2), currency="CNY"
        )
        ledger.accept_orders(
            book, planner, f"{name}-{number}", [line], as_of=_DAY, snapshot_id=number,
            current_versions=lambda key=suggestion: {key: "v1"},
        )  # fmt: skip


if __name__ == "__main__":
    main()

"""A second Abacus at work: started as a process of its own, decides when it is told "go".

usage: python -m tests.core.ledger.racer HOME NAME
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from core.ledger import open_ledger
from core.settings import Settings
from tests.core.ledger.deciding import ANNA, accept, confirm, line

OWN_ORDERS = 5


def main(home: str, name: str) -> None:
    """Open a ledger that may not exist yet, accept what the other accepts too, then what is one's own."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    ledger = open_ledger(Settings(home=Path(home), _env_file=None))  # type: ignore[call-arg]
    confirm(ledger, f"acme {name}")
    shared = accept(
        ledger, line("shared", supplier_id=f"acme {name}"), command_id=f"{name} shared", actor=ANNA
    )
    same = accept(ledger, line("click", supplier_id=f"acme {name}"), command_id="the same click")
    for number in range(OWN_ORDERS):
        own = line(f"{name}{number}", supplier_id=f"acme {name}")
        accept(ledger, own, command_id=f"{name} {number}")
    answer = {"shared": len(shared.orders), "click": [order.po_id for order in same.orders]}
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])

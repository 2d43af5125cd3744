"""What results are computed from names them, and nothing else does."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from core import facts
from core.facts.basis import PLANNING, SEGMENTS
from core.settings import Settings
from tests.handing_in import CHANNEL, an_order, hand_in, orders_file
from tests.homes import prepare

_CORE = Path(__file__).parents[3] / "core"
_READERS = ("demand", "purchasing", "facts/marts", "facts/positions.py", "facts/demand_lines.py")


def _fingerprint(settings: Settings) -> str:
    return facts.lease(settings).fingerprint


def _sources() -> str:
    files = [path for name in _READERS for path in (_CORE / name, *(_CORE / name).glob("*.py"))]
    return "\n".join(path.read_text(encoding="utf-8") for path in files if path.is_file())


def test_every_table_that_planning_reads_is_in_the_list() -> None:
    read = set(re.findall(r"lake\.current\.([a-z_]+)", _sources()))
    assert read - SEGMENTS == set()
    assert PLANNING <= SEGMENTS


def test_an_import_that_planning_does_not_read_changes_no_suggestion(settings: Settings) -> None:
    prepare(settings)
    first = orders_file(an_order("1", lines={"A": (1, 10)}))
    hand_in(settings, dt.datetime(2026, 3, 1), first)
    before = _fingerprint(settings)
    reviews = {"reviews": [{"review_id": "r1", "sku": "A"}], "channels": first["channels"]}
    hand_in(settings, dt.datetime(2026, 3, 2), reviews)
    assert _fingerprint(settings) == before


def test_orders_stock_and_what_a_channel_says_change_it(settings: Settings) -> None:
    prepare(settings)
    first = orders_file(an_order("1", lines={"A": (1, 10)}))
    hand_in(settings, dt.datetime(2026, 3, 1), first)
    seen = {_fingerprint(settings)}
    hand_in(settings, dt.datetime(2026, 3, 2), orders_file(an_order("2", lines={"A": (1, 10)})))
    seen.add(_fingerprint(settings))
    elsewhere = {**first["channels"][0], "default_location": "EU"}
    hand_in(settings, dt.datetime(2026, 3, 3), {"channels": [elsewhere]})
    seen.add(_fingerprint(settings))
    assert len(seen) == 3


def test_a_file_that_said_the_same_takes_the_place_of_an_undone_one(settings: Settings) -> None:
    """It changed nothing when it came; now it is what counts, and that is not the empty store."""
    prepare(settings)
    hand_in(settings, dt.datetime(2026, 2, 1), {"products": [{"sku": "A", "name": "Tea"}]})
    empty = _fingerprint(settings)
    order = orders_file(an_order("1", lines={"A": (1, 10)}, channel=CHANNEL))
    del order["channels"]
    first = hand_in(settings, dt.datetime(2026, 3, 1), order)
    hand_in(settings, dt.datetime(2026, 2, 20), order)
    with facts.workspace(settings) as ws:
        facts.undo(ws, first.import_id, who="Lin")
    assert _fingerprint(settings) != empty

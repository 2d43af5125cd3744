"""Reports with alike headers are told apart by their values, never by the order in which they are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import InputError
from core.ingest import presets
from core.ingest.evidence import known_values
from core.ingest.parts import Part
from core.ingest.presets import Preset
from core.ingest.reading import read
from core.ingest.recognise import Match, fit, surest
from tests.core.ingest.exports import table, write

HEADERS = ("单号", "状态", "数量")


def report(name: str, *, word: str, number: str) -> Preset:
    return presets.parse({
        "id": name, "platform": name, "report": "orders", "title": name.title(), "distinctive": ["单号"],
        "fields": {
            "order_id": {"header": "单号", "kind": "id", "required": True, "looks_like": number},
            "status": {"header": "状态"},
            "quantity": {"header": "数量", "kind": "quantity"},
        },
        "words": {"state": {"of": "status", "map": {word: "paid"}}},
        "targets": [],
    })  # fmt: skip


RED = report("red", word="待发货", number="R[0-9]+")
BLUE = report("blue", word="备货中", number="[0-9]{6}-[0-9]+")


def part(folder: Path, number: str, state: str) -> Part:
    path = write(folder / "a.csv", table([dict(zip(HEADERS, (number, state, "1"), strict=True))] * 3))
    return next(iter(read(path, folder)))


def readings(part: Part) -> list[Match]:
    return [fit(part, RED), fit(part, BLUE)]


@pytest.mark.parametrize(("number", "state"), [("260901-77", "备货中"), ("260901-77", "?"), ("?", "备货中")])
def test_words_and_numbers_decide_between_two_platforms(tmp_path: Path, number: str, state: str) -> None:
    both = readings(part(tmp_path, number, state))
    assert surest(both).preset is BLUE
    assert surest(both[::-1]).preset is BLUE


def test_the_words_that_decided_are_shown(tmp_path: Path) -> None:
    told = [str(sentence) for sentence in surest(readings(part(tmp_path, "1", "备货中"))).evidence]
    assert told[-1] == "Red has alike columns; the values are those of this report: 备货中."


def test_what_fits_both_platforms_is_asked(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"can be read as Red and as Blue.*Choose the report"):
        surest(readings(part(tmp_path, "?", "?")))


def test_a_report_without_words_is_neither_surer_nor_less_sure() -> None:
    assert known_values(presets.find("shopify_inventory") or RED, {}, [["a"]]).share == 0.5

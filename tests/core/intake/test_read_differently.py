"""A file that is read differently once is read so by itself from then on; the first rows show it before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core import intake
from core.errors import InputError
from core.ingest import Choices, ColumnMapping
from core.jobs import silent
from core.security import Actor, Role
from core.settings import Settings
from tests.core.ingest.exports import workbook
from tests.handing_files import handed
from tests.homes import prepare

ANN = Actor("Ann", frozenset({Role.PLANNER}))
COLUMNS = {
    "order_id": "Voucher", "sku": "Article", "quantity": "Pieces", "unit_price": "Each",
    "placed_at": "Sold on",
}  # fmt: skip
MAPPED = ColumnMapping("sales", COLUMNS, {"currency": "EUR"})


def _till(number: str) -> str:
    return f"sku;quantity;;;\nVoucher;Article;Pieces;Each;Sold on\n{number};TEA;2;10.00;2026-03-01 10:00:00\n"


def test_the_row_of_the_headers_is_remembered_with_the_mapping(settings: Settings) -> None:
    prepare(settings)
    hand_in = handed(settings, till=_till("V-1"))
    (preview,) = intake.check(settings, hand_in, who="Ann", progress=silent)
    key = preview.keys[0]
    told = hand_in.answered(key, Choices(header_row=2, mapping=MAPPED, channel="till"))
    (loaded,) = intake.load(settings, told, ANN, progress=silent)
    assert (loaded.refusal, loaded.loaded) == (None, 1)
    (again,) = intake.check(settings, handed(settings, other=_till("V-2")), who="Ann", progress=silent)
    assert (again.refusal, again.rows.new, again.files[0].header_row) == (None, 1, 2)


def test_the_first_rows_show_a_switch_before_the_file_is_read_again(settings: Settings) -> None:
    hand_in = handed(settings, till=_till("V-1"))
    sheet = intake.glimpse(hand_in.paths[0], "", Choices(header_row=2))
    assert sheet is not None
    assert intake.as_frame(sheet).iloc[0].tolist() == ["V-1", "TEA", "2", "10.00", "2026-03-01 10:00:00"]
    with pytest.raises(InputError, match="no row 50"):
        intake.glimpse(hand_in.paths[0], "", Choices(header_row=50))


def test_only_the_chosen_sheets_of_a_workbook_are_looked_at(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    prepare(settings)
    folder = tmp_path_factory.mktemp("files")
    rows = {name: [["sku", "name"], [name, "Mug"]] for name in ("May", "June")}
    hand_in = intake.HandIn((workbook(folder / "a.xlsx", rows),))
    (both,) = intake.check(settings, hand_in, who="Ann", progress=silent)
    whole = intake.file_key(both.keys[0])
    one = hand_in.answered(whole, replace(Choices(), sheets=("June",)))
    (found,) = intake.check(settings, one, who="Ann", progress=silent)
    assert (both.rows.read, found.rows.read, found.files[0].sheet) == (2, 1, "June")

"""The grid goes out to Excel and comes back; only the right rows become answers."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from core import i18n
from core.errors import InputError
from core.i18n import render
from core.purchasing import Suggestions, grid_in, grid_out
from tests.purchases import Item, suggested


def _shown(**change: Any) -> Suggestions:
    return suggested(Item("A", **change), Item("B", on_hand=20), Item("C", supplier="S2"))


def _edited(content: bytes, sku: str, **cells: Any) -> bytes:
    """The workbook with cells of one SKU's row changed, by the name in the header's brackets."""
    book = load_workbook(io.BytesIO(content))
    sheet = book.active
    assert sheet is not None
    header = [str(cell.value) for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        if row[header.index("SKU")].value == sku:
            for name, value in cells.items():
                place = next(number for number, title in enumerate(header) if title.endswith(f"({name})"))
                row[place].value = value
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_the_grid_comes_back_as_it_went_out() -> None:
    shown = _shown()
    answer = grid_in(grid_out(shown), shown)
    assert {(edit.suggestion_id, edit.accepted_units) for edit in answer.edits} == {
        (line.suggestion_id, line.units) for line in shown.lines.itertuples()
    }
    assert (answer.refused, answer.empty) == ((), 0)


def test_the_grid_of_one_supplier_has_its_lines_only() -> None:
    shown = _shown()
    assert len(grid_in(grid_out(shown, supplier_id="S2"), shown).edits) == 1


@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
def test_a_grid_in_any_language_comes_back(language: str) -> None:
    shown = _shown()
    with i18n.language(language):
        content = grid_out(shown)
    assert len(grid_in(content, shown).edits) == 3


def test_a_changed_quantity_and_its_reason_come_back() -> None:
    shown = _shown()
    content = _edited(grid_out(shown), "A", accepted_units=5, reason="trial")
    wanted = shown.lines.loc[shown.lines["sku"] == "A", "suggestion_id"].iloc[0]
    edit = next(edit for edit in grid_in(content, shown).edits if edit.suggestion_id == wanted)
    assert (edit.accepted_units, edit.reason) == (5, "trial")


def test_an_empty_quantity_is_no_answer() -> None:
    shown = _shown()
    answer = grid_in(_edited(grid_out(shown), "A", accepted_units=None), shown)
    assert (len(answer.edits), answer.empty) == (2, 1)


def test_a_row_of_changed_data_is_refused_by_its_version() -> None:
    answer = grid_in(grid_out(_shown()), _shown(on_hand=7))
    assert len(answer.edits) == 2
    assert "has changed since this file was written" in render(answer.refused[0].reason)
    assert answer.refused[0].row >= 2


def test_a_row_of_something_else_is_refused_by_its_id() -> None:
    shown = _shown()
    answer = grid_in(_edited(grid_out(shown), "A", suggestion_id="S-other"), shown)
    assert "no such suggestion" in render(answer.refused[0].reason)


@pytest.mark.parametrize("wrong", ["many", -3, 2.5])
def test_a_quantity_that_is_none_is_refused_with_its_row(wrong: object) -> None:
    shown = _shown()
    answer = grid_in(_edited(grid_out(shown), "A", accepted_units=wrong), shown)
    assert f'"{wrong}" is no quantity' in render(answer.refused[0].reason)


def test_the_same_suggestion_twice_in_a_file_counts_once() -> None:
    shown = _shown()
    first, second = (shown.lines.loc[shown.lines["sku"] == sku].iloc[0] for sku in ("A", "B"))
    copied = {"suggestion_id": first["suggestion_id"], "version": first["version"]}
    answer = grid_in(_edited(grid_out(shown), second["sku"], **copied), shown)
    assert (len(answer.edits), len(answer.refused)) == (2, 1)


def test_a_file_that_is_no_grid_is_refused() -> None:
    with pytest.raises(InputError, match="no Excel workbook"):
        grid_in(b"sku,units", _shown())

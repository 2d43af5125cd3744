"""Every computed number that a page shows says how it is computed, in the words of one place."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import i18n, schema
from core.definitions import DEFINITIONS
from core.definitions.definition import MADE

PAGES = Path(__file__).parents[2] / "pages"
COMPUTED = {"number", "money", "percent", "bar", "trend"}
AS_HANDED_IN = {"counted", "units", "row", "import_id", "unit_cost", "first_cost", "last_cost"}
"""Columns with numbers that stand in a file as they are."""
SECTIONS = sorted(
    path.name
    for path in PAGES.iterdir()
    if path.name not in ("__pycache__", "_frame") and (path.is_dir() or path.suffix == ".py")
)
"""Every page and the folder of its parts."""


def _calls(name: str) -> Iterator[tuple[str, str, ast.Call]]:
    """file, the key under which it stands in a table's columns ("" for none), the call."""
    for path in sorted(PAGES.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        keys = {
            id(value): ast.unparse(key).strip("'")
            for node in ast.walk(tree)
            if isinstance(node, ast.Dict)
            for key, value in zip(node.keys, node.values, strict=True)
            if key is not None
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == name:
                yield str(path.relative_to(PAGES)), keys.get(id(node), ""), node


def _given(call: ast.Call, name: str) -> str:
    return next((ast.unparse(word.value).strip("'") for word in call.keywords if word.arg == name), "")


def test_every_code_that_a_page_names_is_defined() -> None:
    named = [(path, call) for kind in ("Column", "Tile") for path, _key, call in _calls(kind)]
    codes = [
        (path, word.value.value)
        for path, call in named
        for word in call.keywords
        if word.arg == "about" and isinstance(word.value, ast.Constant)
    ]
    assert codes
    assert [code for code in codes if code[1] not in DEFINITIONS] == []


@pytest.mark.parametrize("section", SECTIONS)
def test_every_computed_column_says_how_it_is_computed(section: str) -> None:
    lacking = [
        (path, key)
        for path, key, call in _calls("Column")
        if path.startswith(section)
        and len(call.args) > 1
        and ast.unparse(call.args[1]).strip("'") in COMPUTED
        and key not in AS_HANDED_IN
        and not _given(call, "about")
    ]
    assert lacking == []


@pytest.mark.parametrize("section", SECTIONS)
def test_every_tile_says_how_it_is_computed(section: str) -> None:
    lacking = [
        (path, ast.unparse(call.args[0]) if call.args else "")
        for path, _key, call in _calls("Tile")
        if path.startswith(section) and not _given(call, "about")
    ]
    assert lacking == []


def test_a_definition_names_tables_that_people_know() -> None:
    named = {name for found in DEFINITIONS.values() for name in found.tables}
    assert named <= set(schema.TABLES) | set(MADE)
    assert all(found.tables and found.what and found.formula for found in DEFINITIONS.values())


def test_the_tables_behind_a_number_are_named_in_the_readers_language() -> None:
    assert DEFINITIONS["physical"].sources() == "Stock, Receipts, Returns and refunds, and Order lines"
    with i18n.language("zh-Hans"):
        assert "、" in DEFINITIONS["physical"].sources()

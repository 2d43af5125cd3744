"""Sentences that people see can be found by the collector of translations."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_no_sentence_hides_inside_an_f_string() -> None:
    """The collector reads the parts of an f-string as text: a sentence in it would stay English."""
    hidden = [
        (str(path.relative_to(ROOT)), call.lineno, ast.unparse(call.args[0]))
        for folder in ("core", "pages")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call)
        and ast.unparse(call.func) in ("_", "N_", "ngettext")
        and call.args
        and isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []


def test_translated_parts_are_joined_as_the_language_joins_them() -> None:
    """Commas and spaces stand between English words only: `i18n.listed` and `i18n.sentences` know."""
    joined = [
        (str(path.relative_to(ROOT)), call.lineno)
        for folder in ("core", "pages")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "join"
        and isinstance(call.func.value, ast.Constant)
        and call.func.value.value in (", ", "; ", " ")
        and any(isinstance(part, ast.Call) and ast.unparse(part.func) == "_" for part in ast.walk(call))
    ]
    assert joined == []

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

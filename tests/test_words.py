"""Every sentence that a person may see exists in all three languages, with the same values in it."""

from __future__ import annotations

import ast
import re
import string
from functools import lru_cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from core.locale import collect

ROOT = Path(__file__).parents[1]
SHOWN_BY_STREAMLIT = {
    "altair_chart", "button", "caption", "checkbox", "code", "date_input", "dialog", "download_button",
    "error", "expander", "feedback", "file_uploader", "form_submit_button", "header", "info", "link_button",
    "markdown", "metric", "multiselect", "number_input", "page_link", "pills", "popover", "progress", "radio",
    "segmented_control", "select_slider", "selectbox", "slider", "spinner", "status", "subheader", "success",
    "tabs", "text", "text_area", "text_input", "title", "toast", "toggle", "warning", "write",
}  # fmt: skip
TEXT_ARGUMENTS = {"label", "help", "placeholder", "body", "text", "title", "value", "caption", "captions"}


@lru_cache
def _template() -> Catalog:
    return collect.template()


def _key(message: Message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (str(message.id),)


def _sentences(catalogue: Catalog) -> dict[tuple[str, ...], Message]:
    return {_key(message): message for message in catalogue if message.id}


def _translated(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (str(message.string or ""),)


def _values(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.fixture(params=collect.TRANSLATIONS)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_sentence_of_the_code_is_in_the_catalogue_and_none_is_left_over(language: str) -> None:
    in_code, in_catalogue = set(_sentences(_template())), set(_sentences(collect.read(language)))
    assert in_code - in_catalogue == set(), "run `make catalogues`, then translate"
    assert in_catalogue - in_code == set(), "run `make catalogues`: no longer in the code"


def test_every_sentence_is_translated(language: str) -> None:
    sentences = _sentences(collect.read(language))
    assert [key for key, message in sentences.items() if not all(_translated(message))] == []


def test_no_translation_is_a_guess_or_obsolete(language: str) -> None:
    catalogue = collect.read(language)
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []
    assert list(catalogue.obsolete) == []


def test_a_translation_shows_the_same_values_as_the_sentence(language: str) -> None:
    # Of singular and plural, Chinese has one form: it may follow either.
    different = [
        (key, text)
        for key, message in _sentences(collect.read(language)).items()
        for text in filter(None, _translated(message))
        if _values(text) not in [_values(part) for part in key]
    ]
    assert different == []


def test_a_translation_has_chinese_in_it(language: str) -> None:
    """A sentence copied from the English is not a translation; names without a word are fine."""
    suspicious = [
        key
        for key, message in _sentences(collect.read(language)).items()
        if any(_translated(message))
        and len(re.findall(r"[A-Za-z]{2,}", re.sub(r"\{[^}]*\}", "", key[0]))) > 3
        and not any(re.search(r"[\u4e00-\u9fff]", text) for text in _translated(message))
    ]
    assert suspicious == []


def test_sentences_carry_named_values_only() -> None:
    positional = [key for key in _sentences(_template()) for part in key if "" in _values(part)]
    assert positional == []


def _literal_texts(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr not in SHOWN_BY_STREAMLIT:
            continue
        shown = [*node.args[:2], *(k.value for k in node.keywords if k.arg in TEXT_ARGUMENTS)]
        found += [f"{path.name}:{node.lineno}: {text}" for part in shown for text in _words_in(part)]
    return found


def _words_in(node: ast.expr) -> list[str]:
    parts = node.elts if isinstance(node, ast.List | ast.Tuple) else [node]
    if isinstance(node, ast.JoinedStr):
        parts = list(node.values)
    texts = [p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str)]
    return [text for text in texts if re.search(r"[A-Za-z]{2,}", re.sub(r":[a-z_/]+[:\[]", "", text))]


def test_pages_show_no_text_outside_the_catalogues() -> None:
    sources = [ROOT / "app.py", *sorted((ROOT / "pages").rglob("*.py"))]
    assert [text for path in sources if path.exists() for text in _literal_texts(path)] == []


def test_no_sentence_looks_like_an_old_style_format_to_the_compiler() -> None:
    """Words such as "% of" would make the compiler of catalogues look for values and refuse the file."""
    assert [message.id for message in _template() if message.id and message.python_format] == []

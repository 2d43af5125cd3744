"""Every sentence of the code, as a template and as translations that wait to be filled in.

`python -m core.locale.collect` is what `make catalogues` runs. English is the message ids themselves.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent
TRANSLATIONS = ("zh_Hans", "zh_Hant")
SOURCES = ("app.py", "core/**.py", "pages/**.py")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
_NO_DATE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""A constant, so that collecting again without a new sentence changes no file."""


def template(root: Path = ROOT) -> Catalog:
    """All sentences that the code marks with `_`, `N_` or `ngettext`, each with the files that use it."""
    catalogue = _empty()
    methods = [(source, "python") for source in SOURCES]
    found = extract_from_dir(
        root,
        method_map=methods,
        keywords=KEYWORDS,
        comment_tags=("i18n:",),
        # Babel's own filter leaves out folders that begin with an underscore: pages/_frame is one.
        directory_filter=lambda folder: not Path(folder).name.startswith("."),
    )
    for name, _line, message, comments, context in sorted(found, key=lambda entry: (entry[0], entry[1])):
        catalogue.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    for path in sorted((root / "core" / "ingest" / "presets").glob("*.toml")):
        title = tomllib.loads(path.read_text(encoding="utf-8"))["title"]
        catalogue.add(title, None, [(path.relative_to(root).as_posix(), 0)])
    return catalogue


def read(language: str, folder: Path = FOLDER) -> Catalog:
    """The translations of one language, as they are on disk."""
    with po_path(language, folder).open("rb") as file:
        return read_po(file, locale=language, domain="abacus")


def po_path(language: str, folder: Path = FOLDER) -> Path:
    return folder / language / "LC_MESSAGES" / "abacus.po"


def collect(root: Path = ROOT, folder: Path = FOLDER) -> dict[str, int]:
    """Write the template, carry it into each translation; how many sentences still wait, by language."""
    sentences = template(root)
    with (folder / "abacus.pot").open("wb") as file:
        write_po(file, sentences, width=100, include_lineno=False)
    return {language: _update(language, sentences, folder) for language in TRANSLATIONS}


def _update(language: str, sentences: Catalog, folder: Path) -> int:
    path = po_path(language, folder)
    catalogue = read(language, folder) if path.exists() else _empty(language)
    # A sentence that changed is translated anew: a guess by likeness would be shown to readers.
    catalogue.update(sentences, no_fuzzy_matching=True, update_creation_date=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, include_lineno=False, ignore_obsolete=True)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
    return sum(1 for message in catalogue if message.id and not any(_strings(message.string)))


def _strings(value: object) -> tuple[str, ...]:
    return tuple(str(part) for part in value) if isinstance(value, list | tuple) else (str(value or ""),)


def _empty(language: str | None = None) -> Catalog:
    return Catalog(
        locale=Locale.parse(language) if language else None,
        domain="abacus",
        project="Abacus",
        version="1",
        copyright_holder="the Abacus authors",
        msgid_bugs_address="-",
        creation_date=_NO_DATE,
        revision_date=_NO_DATE,
        last_translator="-",
        language_team="-",
        charset="utf-8",
        fuzzy=False,
        header_comment="# Sentences of Abacus; English is the message ids. Made by `make catalogues`.",
    )


if __name__ == "__main__":
    for code, waiting in collect().items():
        print(f"{code}: {waiting} sentences to translate")  # noqa: T201 - a tool for developers

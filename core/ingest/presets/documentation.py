"""The documentation of all reports, made from their presets.

`python -m core.ingest.presets.documentation > docs/PLATFORMS.md` writes it again.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from core.ingest import presets
from core.ingest.presets import Preset

_INTRODUCTION = """\
# Reports that are recognised

Made from `core/ingest/presets` by `python -m core.ingest.presets.documentation > docs/PLATFORMS.md`:
change the presets, not this page.

*Tried*: a file in the platform's own layout, or one made by hand in it, was read and its totals compared.
*Headers known*: nobody has tried a file yet; recognition says so, and the totals deserve a look. Columns are
matched by name, in any order; a part of them is enough.

## How to add a report

1. Copy the preset that is most like it, in `core/ingest/presets`, to `<report>.toml`. The classes in
   `core/ingest/presets/__init__.py` say what each key means; one that is not declared fails.
2. Decide what **one row** is before any sum: an order, a line, a unit. Cells of an order that stand on its
   first line only go to `fill`; amounts that repeat on every row are taken once (`grain = "first"`) or split
   over the lines (`splits`).
3. Say of every amount what it **means** and for what it stands: `money = "buyer_paid per line"`.
4. Give the platform's words for states (`words`), its rules for refunds and cancellations (`derive`), where
   sellers mark orders that are none (`marks`), and the totals that its own page shows (`totals`).
5. Write a builder of a small invented file in `tests/core/ingest`, and a test that ties buyer-paid,
   platform-funded and merchant-receivable amounts by hand; then set `tried = true`.
6. Write this page again. `tests/core/ingest/test_coverage.py` says what is missing.
"""


def markdown() -> str:
    """The whole page: a list of all reports, then a section for each."""
    reports = sorted(presets.load(), key=lambda preset: (preset.platform, preset.id))
    return "\n".join([_INTRODUCTION, _contents(reports), *(_section(preset) for preset in reports)])


def _contents(reports: Iterable[Preset]) -> str:
    rows = [
        f"| {p.platform or 'any'} | [{p.title}](#{p.id}) | {_standing(p)} | {p.one_row_per} |"
        for p in reports
    ]
    head = [
        "## All reports",
        "",
        "| platform | report | standing | one row per |",
        "| --- | --- | --- | --- |",
    ]
    return "\n".join([*head, *rows]) + "\n"


def _standing(preset: Preset) -> str:
    return "tried" if preset.tried else "headers known"


def _section(preset: Preset) -> str:
    tables = ", ".join(dict.fromkeys(target.table for target in preset.targets))
    said = f"**{preset.title}.** {_standing(preset).capitalize()}. One row per {preset.one_row_per}."
    lines = [f"## {preset.id}", "", f"{said} Gives {tables}."]
    if preset.menu:
        lines += ["", f"Where to get it: {preset.menu}."]
    if preset.together_with:
        lines += ["", f"Hand it in together with [{preset.together_with}](#{preset.together_with})."]
    if preset.notes:
        lines += ["", *(f"- {note}" for note in preset.notes)]
    lines += [*_money(preset), *_states(preset)]
    return "\n".join(lines) + "\n"


def _money(preset: Preset) -> list[str]:
    told = [(f.headers[0], *f.money.split(" per ", 1)) for f in preset.fields if f.money]
    rows = [f"| {header} | {meaning.replace('_', ' ')} | {per} |" for header, meaning, per in told]
    return ["", "| amount | meaning | per |", "| --- | --- | --- |", *rows] if rows else []


def _states(preset: Preset) -> list[str]:
    lines = []
    for words in preset.words:
        values: dict[str, list[str]] = {}
        for word, value in words.map.items():
            values.setdefault(value or "nothing", []).append(word)
        said = "; ".join(f"*{value}*: {', '.join(spellings)}" for value, spellings in values.items())
        lines += ["", f"{preset[words.of].headers[0]}: {said}."]
    return lines


def main(arguments: Iterable[str] = ()) -> None:
    """Print the page."""
    del arguments
    sys.stdout.write(markdown())


if __name__ == "__main__":
    main(sys.argv[1:])

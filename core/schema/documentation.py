"""The documentation of all tables, made from their declarations.

`python -m core.schema.documentation > docs/TABLES.md` writes it again.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from core.schema import TABLES, VERSION
from core.schema.types import Column, Kind, Table

_KIND_WORDS = {
    Kind.ID: "identifier",
    Kind.TEXT: "text",
    Kind.CODE: "one of",
    Kind.QUANTITY: "quantity",
    Kind.MONEY: "money",
    Kind.PRICE: "price",
    Kind.SHARE: "share",
    Kind.RATE: "rate",
    Kind.NUMBER: "number",
    Kind.COUNT: "whole number",
    Kind.DAYS: "days",
    Kind.DATE: "date",
    Kind.TIMESTAMP: "date and time",
    Kind.FLAG: "yes or no",
}

_INTRODUCTION = f"""\
# The tables, version {VERSION}

Made from `core/schema` by `python -m core.schema.documentation > docs/TABLES.md`:
change the declarations, not this page.

What a file may bring. Key columns, in bold, name one row. A newer file replaces, as a whole, the rows
that share a *unit of replacement*. "Required" says what happens without the column or in an empty cell:
**yes**, the row is rejected; *asked*, the import asks once for the whole file; *made*, the import makes
it from the other columns; a value, that is what it means. *Derived* columns are made at import and never
asked for; *personal* ones are kept only on request. Spellings of headers, English and Chinese, stand
beside each column in `core/schema/tables`.
"""


def markdown() -> str:
    """The whole page: one section per table, in the order of the declarations."""
    sections = [_INTRODUCTION, _contents(), *(_section(table) for table in TABLES.values())]
    return "\n".join(sections)


def _contents() -> str:
    groups: dict[str, list[str]] = {}
    for table in TABLES.values():
        groups.setdefault(table.group, []).append(f"[{table.name}](#{table.name})")
    return "\n".join(f"- {group}: {', '.join(links)}" for group, links in groups.items()) + "\n"


def _section(table: Table) -> str:
    head = [
        f"## {table.name}",
        "",
        f"**{table.title}.** {table.purpose}",
        "",
        f"Key: {_names(table.key)}. Unit of replacement: {_names(table.unit)}.",
        "",
        "| column | type | unit | required | allowed | meaning |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    return "\n".join([*head, *(_row(table, column) for column in table.columns)]) + "\n"


def _row(table: Table, column: Column) -> str:
    name = f"**{column.name}**" if column.name in table.key else column.name
    cells = (
        name,
        _KIND_WORDS[column.kind],
        column.unit,
        _required(table, column),
        ", ".join(column.allowed) or _range(column),
        column.meaning + (" *Personal.*" if column.personal else ""),
    )
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _required(table: Table, column: Column) -> str:
    if column.derived:
        return "*derived*"
    if column.default is not None:
        return f"`{column.default}`" if column.default else "may be empty"
    if column.fallback:
        return f"*{column.fallback}*"
    return "**yes**" if column in table.required else ""


def _range(column: Column) -> str:
    """Bounds that say something about the column, not those that only catch a shifted decimal."""
    low, high = column.minimum, column.maximum
    words = [f"from {low:g}"] if low == 0 else []
    if high is not None and high < 1000:
        words.append(f"to {high:g}")
    return " ".join(words)


def _names(columns: Iterable[str]) -> str:
    return ", ".join(columns)


if __name__ == "__main__":
    sys.stdout.write(markdown())

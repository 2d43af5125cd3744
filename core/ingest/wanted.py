"""How a person, or an earlier file with the same headers, says that a file is to be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from core.errors import InputError
from core.i18n import N_
from core.ingest.choices import Choices

NAMED = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
"""Delimiters by the names that people can type."""


@dataclass(frozen=True)
class Wanted:
    """What is not to be found out. None: found in the file.

    header_rows: by sheet, as the spreadsheet counts them, from 1; "" for every sheet that is not named.
    sheets: the only ones to read.
    """

    encoding: str | None = None
    delimiter: str | None = None
    header_rows: Mapping[str, int] = field(default_factory=dict)
    sheets: tuple[str, ...] | None = None

    def header_row(self, sheet: str) -> int | None:
        return self.header_rows.get(sheet, self.header_rows.get(""))

    def reads(self, sheet: str) -> bool:
        """Whether a sheet is to be read."""
        return self.sheets is None or sheet in self.sheets


AS_FOUND = Wanted()


def wanted_by(choices: Choices) -> Wanted:
    """What the choices about a whole file say."""
    rows = {} if choices.header_row is None else {"": choices.header_row}
    return Wanted(choices.encoding, delimiter_named(choices.delimiter), rows, choices.sheets)


def with_remembered(wanted: Wanted, remembered: Mapping[str, Choices]) -> Wanted:
    """What is wanted, with what was said before of files with the headers of these sheets."""
    delimiters = [said.delimiter for said in remembered.values() if said.delimiter]
    rows = {sheet: said.header_row for sheet, said in remembered.items() if said.header_row is not None}
    return replace(
        wanted,
        delimiter=wanted.delimiter or delimiter_named(next(iter(delimiters), None)),
        header_rows={**({} if "" in wanted.header_rows else rows), **wanted.header_rows},
    )


def delimiter_named(name: str | None) -> str | None:
    """A delimiter by its name, or as itself. Raises InputError for more than one character.

    >>> delimiter_named("tab"), delimiter_named(";")
    ('\\t', ';')
    """
    sign = NAMED.get(name or "", name)
    if sign is not None and len(sign) != 1:
        raise InputError(
            N_("“{name}” is no sign between columns. Give one character, or one of {known}."),
            name=name,
            known=", ".join(NAMED),
        )
    return sign


def refuse_unknown_sheets(name: str, wanted: Wanted, found: Sequence[str]) -> None:
    """Raises InputError where a sheet is wanted that the file does not have."""
    lacking = [sheet for sheet in wanted.sheets or () if sheet not in found]
    if lacking:
        raise InputError(
            N_("{file} has no sheet {sheet}. It has: {sheets}."),
            file=name,
            sheet=", ".join(lacking),
            sheets=", ".join(found) or "–",
        )

"""What a person decides about an import, what must still be asked, and how a file is mapped by hand."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from core.errors import InputError, Message
from core.i18n import N_

USED_TWICE = N_("A column of the file can be used once only; chosen more than once: {columns}")


@dataclass(frozen=True)
class ColumnMapping:
    """A file mapped by hand: for one table, which header fills which column, and constants for the others.

    table: a declared table, or "sales" for order lines that carry their order's columns.
    """

    table: str
    headers: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)

    def used_twice(self) -> dict[str, list[str]]:
        """Each header that fills more than one column, with these columns."""
        fills: dict[str, list[str]] = {}
        for name, header in self.headers.items():
            fills.setdefault(header, []).append(name)
        return {header: names for header, names in fills.items() if len(names) > 1}

    def needed_first(self, needed: Collection[str]) -> ColumnMapping:
        """Without other columns for what fills a needed one: mostly they are only a suggestion."""
        taken = {header for name, header in self.headers.items() if name in needed}
        kept = {n: header for n, header in self.headers.items() if n in needed or header not in taken}
        return replace(self, headers=kept)

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> ColumnMapping:
        """Raises InputError for a text that is no mapping."""
        try:
            data = json.loads(text)
            return cls(str(data["table"]), dict(data.get("headers", {})), dict(data.get("constants", {})))
        except (ValueError, KeyError, TypeError):
            raise InputError(
                N_("The mapping cannot be read. It looks like {example}."),
                example='{"table": "sales", "headers": {"sku": "Item"}, "constants": {"currency": "EUR"}}',
            ) from None


@dataclass(frozen=True)
class Choices:
    """What is decided already. None: not decided, so it is found in the file, remembered, or asked.

    table: declared table or "sales". report: id of a preset. snapshot_at, exported_at: UTC without zone.
    full_list: whether a stock file names everything that its locations hold.
    date_order: "dmy" or "mdy" for dates that can be read both ways. all_or_nothing: one bad row refuses the
    file. delimiter: a sign or its name, see `wanted.NAMED`. header_row: as the spreadsheet counts it, from 1.
    sheets: the only ones of a workbook to read.
    """

    table: str | None = None
    report: str | None = None
    platform: str | None = None
    channel: str | None = None
    mapping: ColumnMapping | None = None
    currency: str | None = None
    timezone: str | None = None
    default_location: str | None = None
    prices_include_tax: bool | None = None
    snapshot_at: dt.datetime | None = None
    full_list: bool | None = None
    exported_at: dt.datetime | None = None
    decimal_sign: str | None = None
    date_order: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None
    sheets: tuple[str, ...] | None = None
    all_or_nothing: bool = False
    keep_personal: bool = False


def merge(first: Choices, then: Choices) -> Choices:
    """The first choices, overruled by whatever the others say."""
    said = {f.name: value for f in fields(Choices) if (value := getattr(then, f.name)) != f.default}
    return replace(first, **said)


def with_constants(choices: Choices) -> Choices:
    """The choices, where a value that holds for every row also answers the question about it."""
    given = choices.mapping.constants if choices.mapping else {}
    return replace(
        choices,
        channel=choices.channel or given.get("channel"),
        currency=choices.currency or given.get("currency"),
        default_location=choices.default_location or given.get("location"),
    )


@dataclass(frozen=True)
class Question:
    """Something the file does not say. name: the field of Choices.

    suggestion: what is supposed until somebody answers. required: nothing may be published without an answer.
    likely: the options that it may well be.
    """

    name: str
    text: Message
    suggestion: Any = None
    options: tuple[str, ...] = ()
    required: bool = False
    likely: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answers:
    """Everything an import needs to know, from choices, memory, the file and suggestions, in that order."""

    channel: str = ""
    currency: str = ""
    timezone: str = "UTC"
    location: str = ""
    prices_include_tax: bool | None = None
    snapshot_at: dt.datetime | None = None
    full_list: bool | None = None
    exported_at: dt.datetime = dt.datetime(1970, 1, 1)  # noqa: DTZ001 - UTC without zone, as the store keeps it
    zones: Mapping[str, str] = field(default_factory=dict)
    """Time zones of the known channels, for files that name several."""

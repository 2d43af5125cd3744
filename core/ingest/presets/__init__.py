"""What is known of a report: its headers, conventions and how its rows become ours. Presets are data.

One TOML file each, read into these classes; a key that is not declared here fails. Expressions in presets are
small SQL over the preset's own field names; they come with Abacus and never from a user.
`$channel`, `$currency`, `$location`, `$snapshot_at`, `$full_list`, `$exported_on` stand for what was asked.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

_FOLDER = Path(__file__).parent
T = TypeVar("T")
_NAME = re.compile(r"[a-z][a-z0-9_]*")

KINDS = (
    "id",
    "text",
    "hidden",
    "quantity",
    "money",
    "number",
    "share",
    "whole",
    "timestamp",
    "date",
    "flag",
    "code",
)
"""What a field holds. hidden: personal, only its keyed hash is kept. code: by the words of the schema
column."""
GRAINS = ("row", "first", "group")
"""One target row per file row; per unit, from its first row; or per key, with aggregates."""
MEANINGS = (
    "list_price", "price", "gross", "seller_discount", "platform_discount", "promoter_discount", "goods",
    "buyer_paid", "merchant_receivable", "shipping", "shipping_discount", "tax", "total", "refund", "fee",
    "cost", "deposit", "balance", "payout", "due", "paid_with_shipping", "receivable_with_shipping",
    "stored_value", "extra",
)  # fmt: skip
"""What an amount can be. goods: for the goods after all discounts. total: goods, shipping and tax together.
due: goods after the discounts that were known when the buyer ordered. extra: gift wrap, tips and the like."""
PER = ("unit", "line", "order", "order on its first row", "order on every row", "row")
"""What an amount stands for, so that nothing is added up twice."""


@dataclass(frozen=True)
class Field:
    """One field of a report. headers: its spellings. empty: texts that mean nothing is there.

    required: without this column the file is not this report, and a row without it is rejected.
    expected: without this column the file is not this report; single rows may lack it.
    words: (spelling, value) of a code. part: regular expression whose first group is the value, where it
    matches.
    money: what an amount means and for what it stands, such as "buyer_paid per order" (MEANINGS, PER).
    looks_like: regular expression of this report's values, to tell platforms with alike headers apart.
    """

    name: str
    headers: tuple[str, ...]
    kind: str = "text"
    required: bool = False
    expected: bool = False
    empty: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    part: str = ""
    money: str = ""
    looks_like: str = ""

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name) or self.kind not in KINDS or not self.headers:
            raise ValueError(f"field {self.name}: a lower-case name, a known kind and a header are needed")
        meaning, _, per = self.money.partition(" per ")
        if self.money and (meaning not in MEANINGS or per not in PER):
            raise ValueError(f"field {self.name}: money is one of {MEANINGS} per one of {PER}")


@dataclass(frozen=True)
class Words:
    """A field `name` made from the words of field `of`; a word that is not in `map` becomes `other`, with a
    warning. cut: regular expression of what is taken off the words first, such as a second state behind a
    comma."""

    name: str
    of: str
    map: Mapping[str, str]
    other: str | None = None
    cut: str = ""


@dataclass(frozen=True)
class Marks:
    """Where sellers note that an order is none: fields with memos, and one with the colour of a flag."""

    memos: tuple[str, ...] = ()
    flag: str = ""


@dataclass(frozen=True)
class Fill:
    """Cells that a report writes only once: `down` from the row above, then `fields` per value of `by`.

    rows: source rows whose cells `down` are the row above's; none: all that are empty.
    """

    by: str = ""
    fields: tuple[str, ...] = ()
    down: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class Target:
    """The rows of one declared table that a report gives.

    columns: expression per column. made: columns numbered within the unit, with the expressions that lead the
    number.
    absent: condition under which the unit is said to be empty: it was covered by the file and has no rows.
    each: list expression for files that pack several rows into one cell; every entry is a row, as `part` with
    its number `part_no`.
    gives_way: these rows count only for keys that no other file of the import has.
    is_unique: a second row of one key repeats or contradicts the first, also where rows without an id get one
    made.
    """

    table: str
    columns: Mapping[str, str]
    grain: str = "row"
    where: str = "true"
    absent: str = "false"
    made: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    each: str = ""
    gives_way: bool = False
    is_unique: bool = False

    def __post_init__(self) -> None:
        if self.grain not in GRAINS:
            raise ValueError(f"target {self.table}: grain is one of {GRAINS}")


@dataclass(frozen=True)
class Split:
    """A field `name`: the amount `of` one unit (`by`) split over its rows in proportion to `weight`.

    In whole cents by largest remainder, so that the rows add up to the amount. Empty where the amount is.
    """

    name: str
    of: str
    weight: str
    by: str = "order_id"


@dataclass(frozen=True)
class Total:
    """A sum as the platform's own page shows it. per: "row", or a field whose first row counts."""

    name: str
    of: str
    per: str = "row"
    where: str = "true"


@dataclass(frozen=True)
class FileTime:
    """Where a file name says when it was exported; format as strptime, or "epoch"."""

    pattern: str
    format: str


@dataclass(frozen=True)
class Preset:
    """One report of one platform. together_with: the report that completes it in the same import.

    one_row_per: what a row is. notes: limits that a reader of the figures should know.
    menu: where a seller gets it, in the platform's own words; these change more often than the files do.
    tried: whether a file of the report was read and its totals compared; else only its headers are known.
    local: header -> what else holds where a file has that header: date_order, decimal_sign, suggest.
    """

    id: str
    platform: str
    report: str
    title: str
    fields: tuple[Field, ...]
    targets: tuple[Target, ...]
    menu: str = ""
    one_row_per: str = ""
    notes: tuple[str, ...] = ()
    distinctive: tuple[str, ...] = ()
    known_headers: tuple[str, ...] = ()
    file_names: tuple[str, ...] = ()
    file_time: FileTime | None = None
    fill: Fill = Fill()
    words: tuple[Words, ...] = ()
    derive: Mapping[str, str] = field(default_factory=dict)
    marks: Marks = Marks()
    skip: Mapping[str, str] = field(default_factory=dict)
    totals: tuple[Total, ...] = ()
    control: Mapping[str, str] = field(default_factory=dict)
    suggest: Mapping[str, str] = field(default_factory=dict)
    date_order: str = ""
    decimal_sign: str = ""
    together_with: str = ""
    warn: Mapping[str, str] = field(default_factory=dict)
    splits: tuple[Split, ...] = ()
    local: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    tried: bool = True

    @property
    def header_words(self) -> tuple[str, ...]:
        return tuple(h for f in self.fields for h in f.headers) + self.known_headers + self.distinctive

    def __getitem__(self, name: str) -> Field:
        return next(f for f in self.fields if f.name == name)


@lru_cache(maxsize=1)
def load() -> tuple[Preset, ...]:
    """All presets that come with Abacus, by id."""
    return tuple(parse(tomllib.loads(path.read_text("utf-8"))) for path in sorted(_FOLDER.glob("*.toml")))


def find(preset_id: str) -> Preset | None:
    return next((preset for preset in load() if preset.id == preset_id), None)


def parse(data: Mapping[str, Any]) -> Preset:
    """A preset from TOML data. Raises ValueError for a key that is not known."""
    values = dict(data)
    values["fields"] = tuple(_field(name, given) for name, given in values.pop("fields").items())
    values["targets"] = tuple(_target(given) for given in values.pop("targets"))
    values["words"] = tuple(
        _known(Words, {"name": name, **given}) for name, given in values.pop("words", {}).items()
    )
    values["splits"] = tuple(
        _known(Split, {"name": name, **given}) for name, given in values.pop("splits", {}).items()
    )
    values["marks"] = _known(Marks, _tuples(values.pop("marks", {})))
    values["totals"] = tuple(_known(Total, given) for given in values.pop("totals", []))
    values["fill"] = _known(Fill, _tuples(values.pop("fill", {})))
    if "file_time" in values:
        values["file_time"] = _known(FileTime, values.pop("file_time"))
    return _known(Preset, _tuples(values))


def _field(name: str, given: Mapping[str, Any]) -> Field:
    values = dict(given)
    header = values.pop("header")
    values["headers"] = (header, *values.pop("also", ()))
    return _known(Field, {"name": name, **_tuples(values)})


def _target(given: Mapping[str, Any]) -> Target:
    values = dict(given)
    values["made"] = {name: tuple(parts) for name, parts in values.get("made", {}).items()}
    return _known(Target, values)


def _tuples(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}


def _known(kind: type[T], values: Mapping[str, Any]) -> T:
    declared = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    if unknown := set(values) - declared:
        raise ValueError(
            f"{kind.__name__} {values.get('id', values.get('name', ''))}: unknown keys {sorted(unknown)}"
        )
    return kind(**values)

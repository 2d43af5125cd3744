"""The words a table declaration is written in: what a column holds, what a table is keyed by."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Literal


class Kind(Enum):
    """What a column holds; the value is its type in the store."""

    ID = "VARCHAR"
    """An identifier: text, never a number, leading zeros kept."""
    TEXT = "VARCHAR "
    CODE = "VARCHAR  "
    """One of the column's allowed values."""
    QUANTITY = "DECIMAL(18,3)"
    """Units of the product's base unit."""
    MONEY = "DECIMAL(18,2)"
    PRICE = "DECIMAL(18,4)"
    """Money per unit."""
    SHARE = "DECIMAL(9,6)"
    """0 to 1, never percent."""
    RATE = "DECIMAL(18,8)"
    NUMBER = "DOUBLE"
    COUNT = "BIGINT"
    DAYS = "INTEGER"
    DATE = "DATE"
    TIMESTAMP = "TIMESTAMP"
    """UTC."""
    FLAG = "BOOLEAN"

    @property
    def sql(self) -> str:
        return self.value.strip()


SANE_BOUNDS: dict[Kind, tuple[float, float]] = {
    Kind.QUANTITY: (-1e9, 1e9),
    Kind.MONEY: (-1e12, 1e12),
    Kind.PRICE: (0, 1e9),
    Kind.SHARE: (0, 1),
    Kind.RATE: (0, 1e9),
    Kind.NUMBER: (-1e15, 1e15),
    Kind.COUNT: (0, 1e12),
    Kind.DAYS: (0, 3650),
}
"""Bounds of a column that declares none: wide, to catch a shifted decimal or a foreign column."""

Fallback = Literal["", "asked", "made"]


@dataclass(frozen=True)
class Column:
    """One column: declared once; validation, upload help, templates and docs are made from it.

    meaning: one English sentence, a gettext message id.
    headers: spellings seen in files, any language; the column's own name always counts.
    unit: words for the unit ("base units", "order currency", "days"), empty where none applies.
    required: a row without it is rejected. Key columns are always required.
    derived: made at import or while marts are computed, never asked for in a template.
    personal: names or reaches a person; not kept unless asked.
    minimum, maximum: bounds checked at import, inclusive; SANE_BOUNDS of the kind where not given.
    words: (spelling in files, allowed value) for a CODE, any language; the value itself always counts.
    default: what an empty cell or an absent column means, written as in a file; None for missing.
    fallback: what the import does when a file has no such column: "asked" once for the whole file,
    or "made" from the other columns (a line number).
    """

    name: str
    kind: Kind
    meaning: str
    headers: tuple[str, ...] = ()
    unit: str = ""
    required: bool = False
    allowed: tuple[str, ...] = ()
    derived: bool = False
    personal: bool = False
    minimum: float | None = None
    maximum: float | None = None
    words: tuple[tuple[str, str], ...] = ()
    default: str | None = None
    fallback: Fallback = ""

    def __post_init__(self) -> None:
        low, high = SANE_BOUNDS.get(self.kind, (None, None))
        if self.minimum is None:
            object.__setattr__(self, "minimum", low)
        if self.maximum is None:
            object.__setattr__(self, "maximum", high)


@dataclass(frozen=True)
class Table:
    """One table of what people hand in.

    title: English name, a gettext message id. purpose: one sentence, what the table is for.
    key: columns that name one row. unit: columns that name what a newer file replaces as a whole
    (a prefix or subset of the key, or the key itself).
    """

    name: str
    title: str
    purpose: str
    group: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    unit: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        if len(set(names)) != len(names):
            raise ValueError(f"{self.name}: a column is declared twice")
        if missing := [name for name in (*self.key, *self.unit) if name not in names]:
            raise ValueError(f"{self.name}: key or unit names no column: {missing}")
        if not self.unit:
            object.__setattr__(self, "unit", self.key)

    def __getitem__(self, name: str) -> Column:
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all columns, derived ones included, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def asked(self) -> tuple[Column, ...]:
        """The columns a file may bring (all but the derived ones)."""
        return tuple(column for column in self.columns if not column.derived)

    @property
    def required(self) -> tuple[Column, ...]:
        return tuple(c for c in self.asked if c.required or c.name in self.key)

    @property
    def expected(self) -> tuple[Column, ...]:
        """The columns a file must bring itself: required, and nothing else supplies them."""
        return tuple(c for c in self.required if c.default is None and not c.fallback)

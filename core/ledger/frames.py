"""DataFrames with declared columns and types, also when they are empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

TEXT = "object"
UNITS = "int64"
COUNT = "int64"
MONEY = "object"
"""Decimal, None where unknown."""
DAY = "datetime64[ns]"
TIME = "datetime64[ns]"
"""UTC, without a zone."""
FLAG = "bool"
JSON = "object"

Columns = Mapping[str, str]
"""Names of a frame's columns, in order, and their types."""


def frame(columns: Columns, rows: Iterable[Sequence[Any]]) -> pd.DataFrame:
    """The rows under the declared columns, with a RangeIndex."""
    table = pd.DataFrame([tuple(row) for row in rows], columns=list(columns), dtype="object")
    return table.astype(dict(columns))

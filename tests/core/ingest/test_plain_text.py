"""A file that is read as it lies has as many rows as a spreadsheet sees in it."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.ingest.plain_text import plain_rows

PIECES = st.lists(
    st.sampled_from(['"', '""', ",", "\n", "\r\n", "\r", "a", "é", "\0", " ", "\ufeff"]), max_size=30
)


def rows_of(text: str) -> int | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(text.encode())
        found = plain_rows(path, ",", quoted=True)
    return None if found is None else found[0]


@settings(max_examples=300, deadline=None)
@given(PIECES)
def test_whatever_is_called_plain_counts_as_the_csv_module_counts(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = rows_of(text)
    read = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert found is None or found == len(list(read))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a,b\n1,2\n", 2), ("a,b\r\n1,2", 2), ('a,b\n"x\ny","he said ""no"""\n', 2), ("\ufeffa,b\n1,2\n", 2),
        ("a,b\n\n1,2\n", None), ("a,b\r\n1,2\n", None), ('a,b\nx"y,2\n', None), ('a,b\n"open,2\n', None),
        ("a,b\n\0,2\n", None),
    ],
)  # fmt: skip
def test_blank_lines_stray_quotes_and_mixed_line_ends_need_a_clean_copy(text: str, rows: int | None) -> None:
    assert rows_of(text) == rows

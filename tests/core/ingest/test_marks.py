"""Orders that sellers mark as none: words of a memo, colours of a flag."""

from __future__ import annotations

import duckdb
import pytest

from core.ingest import marks
from core.ingest.presets import Marks


def marked(memo: str | None, flag: str | None = None) -> tuple[str | None, str | None]:
    connection = duckdb.connect()
    query = "SELECT ?::VARCHAR AS memo, ?::VARCHAR AS flag"
    for name, expression in marks.columns(Marks(memos=("memo",), flag="flag")):
        query = f"SELECT *, ({expression}) AS {name} FROM ({query})"
    row = connection.execute(f"SELECT mark, marked_as FROM ({query})", [memo, flag]).fetchone()
    assert row is not None
    return row[0], row[1]


@pytest.mark.parametrize(
    ("memo", "flag", "found"),
    [
        (None, None, (None, None)),
        ("请尽快发货", "红旗", (None, None)),
        ("刷单0901", None, ("刷单", "brushing")),
        (None, "紫旗", ("紫旗", "brushing")),
        ("Test Order", None, ("test order", "test")),
        ("测试订单", "紫色", ("测试订单", "test")),
        ("非刷单", None, (None, None)),
        ("不是刷单，真实客户", None, (None, None)),
        ("补发一个杯子", None, (None, None)),
    ],
)
def test_a_mark_is_a_word_that_is_not_denied_or_a_colour(
    memo: str | None, flag: str | None, found: tuple[str | None, str | None]
) -> None:
    assert marked(memo, flag) == found


def test_a_report_without_memos_has_no_marks() -> None:
    assert marks.columns(Marks()) == []

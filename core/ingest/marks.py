"""Orders that sellers have marked as none: brushing and tests, by a memo or the colour of a flag.

Sellers note it for themselves, there is no field for it. A marked order is kept, counted apart and told.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from core.errors import Message
from core.i18n import N_
from core.ingest.presets import Marks

MARKED = N_(
    "Orders marked as brushing or tests ({marks}): {count}. They are kept and counted apart from sales."
)

WORDS: Mapping[str, tuple[str, ...]] = {
    "brushing": ("刷单", "补单", "放单", "空包", "特殊单", "刷销量"),
    "test": ("测试单", "测试订单", "内部测试", "test order"),
}
"""Kind of order -> words that say so in a seller's memo."""
FLAGS: Mapping[str, tuple[str, ...]] = {"brushing": ("紫", "紫色", "紫旗", "purple")}
"""Kind of order -> colours of a flag that say so by custom."""
_DENIED = r"(非|不是|不|勿|别|没有|无|防)\s*"


def columns(marks: Marks) -> list[tuple[str, str]]:
    """Fields, as name and SQL: `mark`, the word or colour that was found, and `marked_as`, the kind of order.

    Both are empty where a row is not marked. A word that is denied ("非刷单") marks nothing.
    """
    texts = [f'lower("{name}")' for name in marks.memos]
    if not texts and not marks.flag:
        return []
    memo = f"concat_ws(' ', {', '.join(texts)})" if texts else "''"
    every = [(word, kind) for kind, words in WORDS.items() for word in words]
    pattern = "|".join(word for word, _kind in every)
    said = f"regexp_extract(regexp_replace({memo}, '{_DENIED}({pattern})', '', 'g'), '({pattern})')"
    flags = [(flag, kind) for kind, colours in FLAGS.items() for flag in colours]
    flag = f'lower("{marks.flag}")' if marks.flag else "NULL"
    known = ", ".join(f"'{colour}'" for colour, _kind in flags)
    cases = " ".join(f"WHEN '{word}' THEN '{kind}'" for word, kind in [*every, *flags])
    return [
        ("mark", f"coalesce(nullif({said}, ''), CASE WHEN {flag} IN ({known}) THEN {flag} END)"),
        ("marked_as", f"CASE mark {cases} END"),
    ]


def find(connection: duckdb.DuckDBPyConnection, staged: Mapping[str, str]) -> list[Message]:
    """What is told of the marked orders among the staged ones; nothing where there are none."""
    if "orders" not in staged:
        return []
    row = connection.execute(
        f"""SELECT count(*), string_agg(DISTINCT exclusion_rule, ', ' ORDER BY exclusion_rule)
        FROM {staged["orders"]} WHERE NOT absent AND order_type IN ('brushing', 'test')
        AND exclusion_rule IS NOT NULL"""
    ).fetchone()
    return [Message(MARKED, {"count": row[0], "marks": row[1]})] if row and row[0] else []

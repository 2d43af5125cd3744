"""Amounts of another currency than the rest of their column: they cannot be added up with them.

Where a file names the currency of each row, signs say nothing new and are not looked at.
"""

from __future__ import annotations

import duckdb

from core.i18n import N_
from core.ingest.check import Reason, named_json, reject_rows
from core.ingest.compile import literal
from core.ingest.recognise import Match
from core.ingest.rejects import note

Connection = duckdb.DuckDBPyConnection

OTHER_SIGN = Reason(
    "other_currency",
    N_('"{value}" is in another currency than the rest of {column}, which is in {usual}.'),
    N_("Add a column with the currency of each row, or hand in one file for each currency."),
)
_SIGN = r"(?:US|HK|NT|[SARC])?\$|[€£¥￥元円₫฿₩₹]|\b[A-Z]{3}\b"
_SAME = {
    "￥": "¥", "元": "¥", "円": "¥", "RMB": "¥", "CNY": "¥", "JPY": "¥",
    "EUR": "€", "GBP": "£", "KRW": "₩", "INR": "₹", "THB": "฿", "VND": "₫",
    "USD": "US$", "HKD": "HK$", "TWD": "NT$", "SGD": "S$", "AUD": "A$", "CAD": "C$", "BRL": "R$",
}  # fmt: skip
"""Signs that stand for another one; yen and yuan are written alike. A bare $ is the shop's dollar, else the
American."""
_FOUND = "import_other_signs"


def find_mixed(connection: Connection, match: Match, raw: str, *, file_no: int, currency: str) -> str | None:
    """Make the temp table of amounts in another currency than their column, and return its name.

    None where there are none.

    currency: that of the amounts as it was answered; its sign is the right one, else the most frequent is.
    """
    if "currency" in match.columns:
        return None
    money = [f.name for f in match.preset.fields if f.kind == "money" and f.name in match.columns]
    queries = [
        query
        for name in money
        if _has_signs(connection, raw, f"c{match.columns[name]}")
        and (query := _others(connection, match, raw, name, file_no, currency))
    ]
    if not queries:
        return None
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {_FOUND} AS {' UNION ALL '.join(queries)}")
    return _FOUND


def note_mixed(connection: Connection, found: str, typed: str) -> int:
    """Reject the found rows that are data; how many."""
    data = f"(SELECT source_row FROM {typed} WHERE skip_reason IS NULL)"
    return note(connection, [f"SELECT * FROM {found} SEMI JOIN {data} USING (source_row)"])


def _has_signs(connection: Connection, raw: str, cell: str) -> bool:
    """Whether any cell begins or ends with something else than a number does."""
    row = connection.execute(
        f"SELECT max({cell}) > ':' OR min({cell}) < '%' OR max(right({cell}, 1)) > ':' FROM {raw}"
    ).fetchone()
    return bool(row and row[0])


def _others(connection: Connection, match: Match, raw: str, name: str, file_no: int, currency: str) -> str:
    """SELECT of the rejects of a column: amounts in another currency than its usual one; empty for none."""
    cell = f"c{match.columns[name]}"
    own = _SAME.get(currency, currency)
    same = {**_SAME, "$": own if own.endswith("$") else "US$"}
    cases = " ".join(f"WHEN {literal(other)} THEN {literal(sign)}" for other, sign in same.items())
    found = f"regexp_extract({cell}, {literal(_SIGN)})"
    one = f"CASE {found} {cases} ELSE {found} END"
    sign = f"CASE WHEN regexp_matches({cell}, '[0-9]') THEN {one} ELSE '' END"
    rows = f"""(SELECT {file_no}::INTEGER AS file_no, rowid + {match.part.header_row + 1} AS source_row,
        {cell} AS value, {sign} AS sign FROM {raw})"""
    counts = connection.execute(
        f"SELECT sign FROM {rows} WHERE sign <> '' GROUP BY sign ORDER BY count(*) DESC, sign"
    ).fetchall()
    signs = [str(row[0]) for row in counts]
    if len(signs) < 2:
        return ""
    usual = literal(own if own in signs else signs[0])
    label = match.label(name)
    values = named_json(label, "value", usual=usual)
    return reject_rows(rows, f"sign NOT IN ('', {usual})", label, "value", OTHER_SIGN, values)

"""Why a row is rejected: the cell, what was found, what is accepted and what to do next. All bad cells at
once.

Reasons and remedies are kept as English templates with their values, and read in the reader's language.
"""

from __future__ import annotations

from dataclasses import dataclass

from core import schema
from core.i18n import N_
from core.ingest.compile import PLAIN_KINDS, literal
from core.ingest.presets import Target
from core.ingest.recognise import Match
from core.schema import Kind

REJECTS = "import_rejects"
REJECT_COLUMNS = {
    "file_no": "INTEGER", "source_row": "BIGINT", "column_name": "VARCHAR", "value": "VARCHAR",
    "code": "VARCHAR",
    "reason": "VARCHAR", "reason_values": "VARCHAR", "remedy": "VARCHAR", "raw": "VARCHAR",
}  # fmt: skip


@dataclass(frozen=True)
class Reason:
    """A kind of reject: what is wrong with "{value}", and what to do."""

    code: str
    reason: str
    remedy: str


_WRITE_NUMBER = N_(
    'Write it as 1234.50, or choose "comma is the decimal sign" where the file writes 1.234,50.'
)
_WRITE_DATE = N_("Write it as 2026-03-31 or 2026-03-31 18:05, or choose the order of day and month.")

MISSING = Reason("missing", N_("{column} is empty."), N_("Fill it in and import the file again."))
DAMAGED_ID = Reason(
    "damaged_id",
    N_('"{value}" has lost its last digits: a spreadsheet turned the number into a decimal.'),
    N_("Export the file again and import it without opening it in Excel or WPS first."),
)
TOO_WIDE = Reason(
    "too_wide",
    N_('The row has more cells than there are columns: "{value}" stands beyond the last one.'),
    N_(
        "A comma or tab inside a text is not quoted. Export the file again as "
        "Excel, or put quotation marks around the text."
    ),
)
ORDER_INCOMPLETE = Reason(
    "order_incomplete",
    N_("Another row of the same order is rejected, and an order goes in as a whole."),
    N_("Correct the other row and hand in both."),
)
ON_TWO_SHEETS = Reason(
    "on_two_sheets",
    N_('"{value}" stands on two sheets that do not agree: see row {row} of {sheet}.'),
    N_("Put the rows of the order onto one sheet as they should be, or read only one of the sheets."),
)
OUT_OF_RANGE = Reason(
    "out_of_range",
    N_('"{value}" is not between {low} and {high}.'),
    N_("Check the cell: a decimal sign or a column may have shifted."),
)
DUPLICATE_KEY = Reason(
    "duplicate_key",
    N_('Row {first} already says something else for "{value}".'),
    N_("Keep one of the two rows and import the file again."),
)
NO_UNIT = Reason(
    "incomplete_unit", N_('The whole of "{value}" is left out because {column} is missing.'), MISSING.remedy
)
NOT_READ = {
    "quantity": Reason("not_a_number", N_('"{value}" is not a number.'), _WRITE_NUMBER),
    "money": Reason("not_a_number", N_('"{value}" is not an amount of money.'), _WRITE_NUMBER),
    "number": Reason("not_a_number", N_('"{value}" is not a number.'), _WRITE_NUMBER),
    "share": Reason("not_a_number", N_('"{value}" is not a share.'), N_("Write it as 0.15 or 15%.")),
    "whole": Reason("not_whole", N_('"{value}" is not a whole number.'), N_("Write it without decimals.")),
    "timestamp": Reason("not_a_date", N_('"{value}" is not a date and time.'), _WRITE_DATE),
    "date": Reason("not_a_date", N_('"{value}" is not a date.'), _WRITE_DATE),
    "flag": Reason("not_yes_no", N_('"{value}" is neither yes nor no.'), N_("Write yes or no.")),
    "code": Reason(
        "not_allowed",
        N_('"{value}" is not one of the words that {column} knows.'),
        N_("Use one of: {allowed}."),
    ),
}
MIXED_DATES = Reason(
    "mixed_dates",
    N_(
        '"{value}" can be read in two ways, and this column writes some dates '
        "with the day first and others with the month first."
    ),
    N_("Write all dates of the column as 2026-03-31."),
)


def reject_rows(
    relation: str,
    condition: str,
    column: str,
    value: str,
    reason: Reason,
    values: str = "NULL",
    remedy: str | None = None,
) -> str:
    """One SELECT of rejects; `values` is SQL giving the JSON of what the templates name besides column and
    value."""
    return f"""SELECT file_no, source_row, {literal(column)} AS column_name, {value} AS value,
        {literal(reason.code)} AS code,
        {literal(reason.reason)} AS reason, {values} AS reason_values, {literal(remedy or reason.remedy)} AS
        remedy
        FROM {relation} WHERE {condition}"""


def rows_of_broken_orders(rows: str, unit: str) -> str:
    """SELECT of the rejects of rows that stand in one unit with a rejected row.

    rows: relation with file_no, source_row and the columns named in `unit`.
    """
    broken = (
        f"(SELECT DISTINCT {unit} FROM {rows} SEMI JOIN import_rejected_rows USING (file_no, source_row))"
    )
    waiting = f"""(SELECT * FROM {rows} SEMI JOIN {broken} USING ({unit})
        ANTI JOIN import_rejected_rows USING (file_no, source_row))"""
    return reject_rows(waiting, "true", "", "NULL::VARCHAR", ORDER_INCOMPLETE)


def named_json(column: str, value: str, **more: str) -> str:
    """SQL that gives the values of a reason's template as JSON."""
    pairs = {"column": literal(column), "value": value, **more}
    return (
        "CAST(json_object(" + ", ".join(f"'{name}', {sql}" for name, sql in pairs.items()) + ") AS VARCHAR)"
    )


def field_rejects(match: Match, typed: str, *, mixed_dates: frozenset[str]) -> list[str]:
    """SELECTs of the cells that cannot be read, and of required ones that are empty, in one part's typed
    rows."""
    queries = []
    for field in match.preset.fields:
        label, name = match.label(field.name), f'"{field.name}"'
        if field.kind == "id":
            queries.append(
                reject_rows(typed, f"is_damaged_id({name})", label, name, DAMAGED_ID, named_json(label, name))
            )
        if field.required:
            given = "true" if field.kind in PLAIN_KINDS else f'"{field.name}__text" IS NULL'
            queries.append(
                reject_rows(
                    typed,
                    f"{name} IS NULL AND {given}",
                    label,
                    "NULL::VARCHAR",
                    MISSING,
                    named_json(label, "NULL"),
                )
            )
        if field.kind in NOT_READ and field.name in match.columns:
            text = f'"{field.name}__text"'
            allowed = ", ".join(dict.fromkeys(value for _word, value in field.words))
            reason = MIXED_DATES if field.name in mixed_dates else NOT_READ[field.kind]
            values = named_json(label, text, allowed=literal(allowed))
            queries.append(
                reject_rows(typed, f"{name} IS NULL AND {text} IS NOT NULL", label, text, reason, values)
            )
    return queries


def target_rejects(target: Target, match: Match, rows: str) -> list[str]:
    """SELECTs of staged rows that the declared table does not accept: empty, not allowed, or out of
    bounds."""
    table = schema.TABLES[target.table]
    queries = []
    for column in table.asked:
        name, label = f'"{column.name}"', _label(target, match, column.name)
        if column in table.required:
            reason = NO_UNIT if target.grain == "first" else MISSING
            value = f'CAST("{table.unit[-1]}" AS VARCHAR)' if target.grain == "first" else "NULL::VARCHAR"
            queries.append(
                reject_rows(
                    rows, f"NOT absent AND {name} IS NULL", label, value, reason, named_json(label, value)
                )
            )
        if column.allowed:
            bad = f"NOT absent AND {name} NOT IN ({', '.join(literal(v) for v in column.allowed)})"
            values = named_json(label, name, allowed=literal(", ".join(column.allowed)))
            queries.append(reject_rows(rows, bad, label, name, NOT_READ["code"], values))
        if (
            column.minimum is not None
            and column.maximum is not None
            and column.kind not in (Kind.DATE, Kind.TIMESTAMP)
        ):
            value = f"CAST({name} AS VARCHAR)"
            bad = f"NOT absent AND ({name} < {column.minimum!r} OR {name} > {column.maximum!r})"
            values = named_json(
                label, value, low=literal(f"{column.minimum:g}"), high=literal(f"{column.maximum:g}")
            )
            queries.append(reject_rows(rows, bad, label, value, OUT_OF_RANGE, values))
    return queries


def duplicate_keys(target: Target, match: Match, rows: str) -> str:
    """SELECT of staged rows whose key another row above has already; empty for tables whose keys are made
    here."""
    table = schema.TABLES[target.table]
    keys = ", ".join(f'"{key}"' for key in table.key)
    value = f"concat_ws(', ', {keys})"
    numbered = f"""(SELECT *, {value} AS key_text, first_value(source_row) OVER w AS first_row, row_number()
        OVER w AS nth
        FROM {rows} WHERE NOT absent WINDOW w AS (PARTITION BY {keys} ORDER BY file_no, source_row))"""
    label = ", ".join(dict.fromkeys(_label(target, match, key) for key in table.key if key in target.columns))
    return reject_rows(
        numbered,
        "nth > 1",
        label,
        "key_text",
        DUPLICATE_KEY,
        named_json(label, "key_text", first="CAST(first_row AS VARCHAR)"),
    )


def _label(target: Target, match: Match, column: str) -> str:
    """The header that a column's values come from, as the file writes it; else the column's own name."""
    source = target.columns.get(column, "").strip('"')
    return match.label(source) if any(f.name == source for f in match.preset.fields) else column

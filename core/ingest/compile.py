"""SQL from a report: cells to typed fields.

Identifiers come from presets and the schema, never from a file; what a person typed enters as a quoted
literal.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from core.ingest import marks
from core.ingest.choices import Answers
from core.ingest.conventions import Conventions
from core.ingest.presets import Field, Preset, Words
from core.ingest.recognise import Match
from core.ingest.splits import split_steps

SQL_TYPES = {
    "id": "VARCHAR", "text": "VARCHAR", "hidden": "VARCHAR", "code": "VARCHAR", "quantity": "DECIMAL(18,4)",
    "money": "DECIMAL(18,4)",
    "number": "DECIMAL(28,8)", "share": "DECIMAL(28,8)", "whole": "BIGINT", "timestamp": "TIMESTAMP",
    "date": "DATE", "flag": "BOOLEAN",
}  # fmt: skip
PLAIN_KINDS = ("id", "text", "hidden")
"""Kinds that any text satisfies; of the others the text is kept beside the value, to explain what could not
be read."""

_LAST_ROWS = 10
_TOKEN = re.compile(r"\$([a-z_]+)")


def literal(value: object) -> str:
    """A value as SQL text."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        return f"TIMESTAMP '{value.isoformat(sep=' ')}'"
    if isinstance(value, dt.date):
        return f"DATE '{value.isoformat()}'"
    return "'" + str(value).replace("'", "''") + "'"


def zone_sql(answers: Answers, *, by_channel: bool) -> str:
    """The time zone of a row: the import's, or that of the channel which the row names."""
    if not by_channel or not answers.zones:
        return literal(answers.timezone)
    known = " ".join(
        f"WHEN {literal(channel)} THEN {literal(zone)}" for channel, zone in answers.zones.items()
    )
    return f'CASE "channel" {known} ELSE {literal(answers.timezone)} END'


def filled(expression: str, answers: Answers) -> str:
    """An expression with what was asked in the place of its $ words."""
    values: dict[str, object] = {
        "channel": answers.channel or None, "currency": answers.currency or None,
        "location": answers.location or None,
        "timezone": answers.timezone,
        "snapshot_at": answers.snapshot_at, "full_list": answers.full_list,
        "prices_include_tax": answers.prices_include_tax,
        "exported_on": answers.exported_at.date(),
    }  # fmt: skip
    return _TOKEN.sub(lambda found: literal(values[found[1]]), expression)


def cells_select(match: Match, raw: str, repeats: str, *, conventions: Conventions, zone: str) -> str:
    """The cells of one part with its fields typed.

    One row per record: source_row as the spreadsheet counts it, repeat_no (how many identical rows stand
    above it), decoration, the fields, and `<field>__text` of what could not be read.
    """
    preset = match.preset
    hidden = [f for f in preset.fields if f.kind == "hidden" and f.name in match.columns]
    texts = ", ".join(
        f"{_text_name(f)}" if f in hidden else f"{_text(f, match.columns, conventions)} AS {_text_name(f)}"
        for f in preset.fields
    )
    plain_fields = [f'"{f.name}"' for f in preset.fields if f.kind in PLAIN_KINDS]
    typed_fields = [f for f in preset.fields if f.kind not in PLAIN_KINDS]
    given = [f for f in typed_fields if f.name in match.columns]
    typed = [
        f'{_value(f, conventions, zone) if f in given else "NULL::" + SQL_TYPES[f.kind]} AS "{f.name}"'
        for f in typed_fields
    ]
    kept = [f'"{f.name}__text"' for f in typed_fields]
    texts_left = ((f'"{f.name}"', f'"{f.name}__text"') for f in given)
    unread = [f"CASE WHEN {value} IS NULL THEN text_of({text}) END AS {text}" for value, text in texts_left]
    row = f"r.rowid + {match.part.header_row + 1}"
    is_told = f"decoration <> 'note' OR r.rowid >= {match.part.rows - _LAST_ROWS}"
    decoration = f"CASE WHEN {is_told} THEN decoration END"
    read = f"{row} AS source_row, coalesce(repeat_no, 0) AS repeat_no, {decoration} AS decoration, {texts}"
    people = [
        _hidden_join(f, f"c{match.columns[f.name]}", _text(f, match.columns, conventions), raw)
        for f in hidden
    ]
    columns = ", ".join(["source_row", "repeat_no", "decoration", *plain_fields, *kept, *typed])
    replaced = f"* REPLACE ({', '.join(unread)})" if unread else "*"
    steps = [
        f"texts AS (SELECT {read} FROM {raw} r LEFT JOIN {repeats} ON place = r.rowid {' '.join(people)})",
        f"typed AS (SELECT {columns} FROM texts)",
        f"read AS (SELECT {replaced} FROM typed)",
    ]
    return f"WITH {', '.join(steps)} SELECT {_fill_down(preset)} FROM read"


def typed_select(match: Match, filled_cells: str, *, file_no: int) -> str:
    """The rows of one part from its typed and filled cells, with words and derived fields added.

    One row per record: file_no, source_row, repeat_no, skip_reason (NULL for data), and the fields.
    """
    preset = match.preset
    steps = [f"filled AS ({filled_cells})"]
    last = "filled"
    made = [*_worded(preset), *marks.columns(preset.marks), *preset.derive.items()]
    for number, (name, expression) in enumerate(made):
        steps.append(f'step{number} AS (SELECT *, ({expression}) AS "{name}" FROM {last})')
        last = f"step{number}"
    for split in preset.splits:
        steps += split_steps(split, last)
        last = f"split_{split.name}"
    return (
        f"WITH {', '.join(steps)} SELECT {file_no}::INTEGER AS file_no, * EXCLUDE "
        f"(decoration), {_skip(preset)} AS skip_reason FROM {last}"
    )


def _hidden_join(field: Field, cell: str, text: str, raw: str) -> str:
    """JOIN of a hidden field: hashes take their time, so each person is hashed once and not on every row."""
    people = f"(SELECT DISTINCT {cell} FROM {raw} WHERE {cell} IS NOT NULL)"
    return f"""LEFT JOIN (SELECT {cell} AS "{field.name}__cell", {text} AS "{field.name}" FROM {people})
        ON "{field.name}__cell" = {cell}"""


def _text_name(field: Field) -> str:
    return f'"{field.name}"' if field.kind in PLAIN_KINDS else f'"{field.name}__text"'


def _text(field: Field, columns: Mapping[str, int], conventions: Conventions) -> str:
    if field.name not in columns:
        return "NULL::VARCHAR"
    cell = f"c{columns[field.name]}"
    reader = (
        "whole_id_of" if field.name in conventions.whole_ids else "id_of" if field.kind == "id" else "text_of"
    )
    is_cleaned_later = field.kind in ("money", "quantity") and not field.part and not field.empty
    text = cell if is_cleaned_later else f"{reader}({cell})"
    if field.part:
        text = f"coalesce(nullif(regexp_extract({text}, {literal(field.part)}, 1), ''), {text})"
    if field.kind == "hidden":
        text = f"CASE WHEN is_masked({text}) THEN NULL ELSE hidden_id({text}) END"
    for nothing in field.empty:
        text = f"CASE WHEN lower({text}) = {literal(nothing.lower())} THEN NULL ELSE {text} END"
    return text


def _value(field: Field, conventions: Conventions, zone: str) -> str:
    text = f'"{field.name}__text"'
    sign = literal(conventions.signs.get(field.name, "."))
    local = f"{conventions.orders.get(field.name, 'ymd')}_local({text})"
    moment = f"utc_of({local}, {zone})"
    bare = f"{conventions.orders.get(field.name, 'ymd')}_local(bare_moment({text}))"
    worded = f"utc_of({bare}, zone_of_word({text}))"
    readers = {
        "quantity": f"cell_amount({text}, {sign})", "money": f"cell_amount({text}, {sign})",
        "number": f"number_of({text}, {sign})",
        "share": f"share_of({text}, {sign})", "whole": f"whole_of({text}, {sign})",
        "flag": f"flag_of({text})",
        "timestamp": f"CASE WHEN {text} IS NULL THEN NULL WHEN is_plain_offset({text}) "
        f"THEN plain_offset({text}) WHEN is_plain_local({text}) "
        f"THEN utc_of(try_cast({text} AS TIMESTAMP), {zone}) WHEN has_offset({text}) "
        f"THEN offset_moment({text}) WHEN has_zone_word({text}) THEN {worded} ELSE {moment} END",
        "date": f"CAST({local} AS DATE)", "code": _code(field, text),
    }  # fmt: skip
    return f"CAST({readers[field.kind]} AS {SQL_TYPES[field.kind]})"


def _code(field: Field, text: str) -> str:
    words = {word.lower(): value for word, value in reversed(field.words)}
    cases = " ".join(f"WHEN {literal(word)} THEN {literal(value)}" for word, value in words.items())
    return f"CASE plain_word({text}) {cases} END" if cases else text


def _fill_down(preset: Preset) -> str:
    rows = ", ".join(map(str, preset.fill.rows))
    covered = f" AND source_row IN ({rows})" if rows else ""
    columns = [
        f'CASE WHEN "{n}" IS NULL{covered} THEN last_value("{n}" IGNORE NULLS) OVER (ORDER BY source_row) '
        f'ELSE "{n}" END AS "{n}"'
        for n in preset.fill.down
    ]
    return f"* REPLACE ({', '.join(columns)})" if columns else "*"


def _worded(preset: Preset) -> list[tuple[str, str]]:
    made = []
    for words in preset.words:
        cases = " ".join(
            f"WHEN {literal(word.lower())} THEN {literal(value)}" for word, value in words.map.items()
        )
        other = f" ELSE {literal(words.other)}" if words.other is not None else ""
        made.append((words.name, f"CASE {word_of(words)} {cases}{other} END"))
    return made


def word_of(words: Words) -> str:
    """SQL of the word that is looked up: plain, without what is cut off."""
    plain = f'plain_word("{words.of}")'
    return f"trim(regexp_replace({plain}, {literal(words.cut)}, ''))" if words.cut else plain


def _skip(preset: Preset) -> str:
    own = " ".join(f"WHEN {condition} THEN {literal(name)}" for name, condition in preset.skip.items())
    return f"CASE WHEN decoration IS NOT NULL THEN decoration {own} END"

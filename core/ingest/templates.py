"""Declared tables as reports: their own columns as headers, and files that a person has mapped."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from core import schema
from core.errors import InputError
from core.i18n import N_
from core.ingest.choices import USED_TWICE, ColumnMapping
from core.ingest.presets import Field, Fill, Preset, Target, Total
from core.schema import Column, Kind, Table

SALES = "sales"
"""Orders and their lines in one flat file, one row per line: the most common file of all."""

FIELD_KINDS = {
    Kind.ID: "id", Kind.TEXT: "text", Kind.CODE: "code", Kind.QUANTITY: "quantity", Kind.MONEY: "money",
    Kind.PRICE: "money",
    Kind.SHARE: "share", Kind.RATE: "number", Kind.NUMBER: "number", Kind.COUNT: "whole", Kind.DAYS: "whole",
    Kind.DATE: "date", Kind.TIMESTAMP: "timestamp", Kind.FLAG: "flag",
}  # fmt: skip

_ASKED = {
    "channel": "$channel", "currency": "$currency", "location": "$location", "snapshot_at": "$snapshot_at",
    "full_list": "$full_list",
}  # fmt: skip
_MADE_FROM = {
    ("order_lines", "line_id"): ("sku", "unit_price"), ("returns", "line_id"): ("order_id", "sku"),
    ("purchase_order_lines", "line_id"): ("sku",), ("receipts", "receipt_id"): ("received_on",), ("transfers",
    "line_id"): ("sku",),
    ("shipment_lines", "line"): ("sku",), ("settlements", "line"): ("kind",),
}  # fmt: skip
PEOPLE = ("customer_id", "person_id")
"""Columns that name an account or a person: a phone number or an e-mail in them is kept as its keyed hash."""
_COPIED = {("traffic", "period_end"): "period_start"}
_ORDER_MONEY = ("goods_amount", "shipping_charged", "deposit_amount")
_MONEY_BESIDES = {SALES: ("goods_amount", "gross_amount"), schema.ORDER_LINES.name: ("gross_amount",)}
"""Columns, mapped or not, that what was paid goes to where its values say that it is of whole orders or
before discounts; see `own_money`."""
_SAYS_SOLD = ("state", "paid_at")
"""Columns of an order either of which says whether it was paid."""
_SAYS_RETURNED = ("received_at", "requested_at")
"""Columns of a return that say when it was, the one nearest to its refund first."""
_STEPS = {"cancelled_at": "cancelled", "completed_at": "completed", "shipped_at": "shipped"}
_SAYS_SENT = ("shipped_at", "completed_at", "promised_ship_at")
"""Columns of an order any of which says whether it left; a list without them tells of sales that are done."""


def table_names() -> tuple[str, ...]:
    """What a file can be declared to be."""
    return (SALES, *schema.TABLES)


@lru_cache(maxsize=1)
def templates() -> tuple[Preset, ...]:
    """One report per declared table, and the flat sales file."""
    return tuple(template(name) for name in table_names())


def template(name: str) -> Preset:
    """The report whose headers are the table's column names or declared spellings. Raises InputError for no
    table."""
    return _sales() if name == SALES else _preset(name, [_table(name)], _fields(_table(name)))


def mapped(mapping: ColumnMapping) -> Preset:
    """The report that a person's mapping describes. Raises InputError for columns that the table does not
    have, and for a header that fills two."""
    if doubled := mapping.used_twice():
        told = ", ".join(f"{header} ({', '.join(names)})" for header, names in doubled.items())
        raise InputError(USED_TWICE, columns=told)
    base = template(mapping.table)
    known = {f.name for f in base.fields}
    if unknown := sorted({*mapping.headers, *mapping.constants} - known):
        raise InputError(
            N_("The table {table} has no column {columns}. Its columns are {known}."),
            table=mapping.table,
            columns=", ".join(unknown),
            known=", ".join(sorted(known)),
        )
    fields = tuple(
        Field(
            f.name,
            # In brackets, as no file writes it: what the mapping leaves out is not read.
            (mapping.headers.get(f.name, f"({f.name})"),),
            f.kind,
            f.required,
            words=f.words,
        )
        for f in base.fields
        if f.name in mapping.headers or f.name in _MONEY_BESIDES.get(mapping.table, ())
    )
    given = {name: _constant(value) for name, value in mapping.constants.items()}
    tables = [schema.TABLES[target.table] for target in base.targets]
    return _preset(mapping.table, tables, fields, constants=given)


def with_states(preset: Preset, columns: Collection[str]) -> Preset:
    """The report as it holds for a file with these columns: a list that says neither a state nor a payment is
    one of sales, else none of them would count. A time of cancelling, completing or shipping says more; with
    nothing about sending, the goods went on the day of the sale, else they would wait for it for ever."""
    at = next((i for i, t in enumerate(preset.targets) if t.table == schema.ORDERS.name), None)
    if preset.platform or preset.distinctive or at is None:
        return preset
    target = preset.targets[at]
    is_said = any(name in columns or _is_constant(name, preset, target) for name in _SAYS_SOLD)
    if is_said:
        return replace(preset, warn={"without_state": _lacking_state(columns)})
    steps = " ".join(f"WHEN {n} IS NOT NULL THEN '{s}'" for n, s in _STEPS.items() if n in columns)
    is_open = any(name in columns for name in _SAYS_SENT)
    other = "'paid'" if is_open else "'completed'"
    state = f"CASE {steps} ELSE {other} END" if steps else other
    targets = list(preset.targets)
    targets[at] = replace(target, columns={**target.columns, "state": state})
    return replace(preset, targets=tuple(targets), warn={"all_paid" if is_open else "all_sold": "true"})


def with_refund_days(preset: Preset, columns: Collection[str]) -> Preset:
    """The report as it holds for a list of returns that does not say when the money went back: it counts on
    the day of the return, else it would count nowhere."""
    at = next((i for i, t in enumerate(preset.targets) if t.table == schema.RETURNS.name), None)
    days = [f'"{name}"' for name in _SAYS_RETURNED if name in columns]
    if preset.platform or preset.distinctive or at is None or "amount" not in columns or not days:
        return preset
    target = preset.targets[at]
    is_said = "refunded_at" in columns or _is_constant("refunded_at", preset, target)
    if is_said:
        return preset
    day = f"coalesce({', '.join(days)})" if len(days) > 1 else days[0]
    targets = list(preset.targets)
    targets[at] = replace(
        target, columns={**target.columns, "refunded_at": f'CASE WHEN "amount" <> 0 THEN {day} END'}
    )
    return replace(
        preset, targets=tuple(targets), warn={"refunds_on_return": f'"amount" <> 0 AND {day} IS NOT NULL'}
    )


def with_merged(preset: Preset, columns: Mapping[str, int], merged: Collection[tuple[int, int]]) -> Preset:
    """The report as it holds where the order's number is merged over its lines: its cells hold for those.

    merged: column and row of each cell that the one above covers; elsewhere an order without a number has
    none.
    """
    rows = tuple(row for column, row in merged if column == columns.get("order_id"))
    if preset.platform or preset.distinctive or not rows:
        return preset
    own = {column.name for column in schema.ORDERS.asked} - {"order_id"}
    fields = tuple(f.name for f in preset.fields if f.name in own and f.name in columns)
    return replace(preset, fill=Fill("order_id", fields, ("order_id",), rows))


def _lacking_state(columns: Collection[str]) -> str:
    given = [f"{name} IS NULL" for name in _SAYS_SOLD if name in columns]
    return " AND ".join(given) if given else "false"


def _is_constant(name: str, preset: Preset, target: Target) -> bool:
    """Whether a person gave one value of this column for the whole file."""
    return name in target.columns and all(field.name != name for field in preset.fields)


def _constant(value: str) -> str:
    return "'" + str(value).replace("'", "''") + "'"


def _table(name: str) -> Table:
    if name not in schema.TABLES:
        raise InputError(
            N_("There is no table {table}. The tables are {known}."),
            table=name,
            known=", ".join(table_names()),
        )
    return schema.TABLES[name]


def _fields(table: Table, leave_out: Iterable[str] = ()) -> tuple[Field, ...]:
    return tuple(
        Field(
            column.name,
            (column.name, *column.headers),
            FIELD_KINDS[column.kind],
            required=_is_needed(table, column),
            words=(*((value, value) for value in column.allowed), *column.words),
        )
        for column in table.asked
        if column.name not in leave_out
    )


def _is_needed(table: Table, column: Column) -> bool:
    """Whether a file without this column cannot be this table."""
    return (column.required or column.name in table.key) and column.default is None and not column.fallback


def _sales() -> Preset:
    lines = {f.name: f for f in _fields(schema.ORDER_LINES)}
    orders = {
        f.name: Field(f.name, (f.name,), f.kind, f.required) if f.name in _ORDER_MONEY else f
        for f in _fields(schema.ORDERS)
    }
    return _preset(SALES, [schema.ORDERS, schema.ORDER_LINES], tuple({**lines, **orders}.values()))


def _preset(
    name: str, tables: list[Table], fields: tuple[Field, ...], constants: Mapping[str, str] | None = None
) -> Preset:
    targets = tuple(
        _target(
            t,
            {f.name for f in fields},
            constants or {},
            "first" if name == SALES and t is schema.ORDERS else "row",
        )
        for t in tables
    )
    is_flat = name == SALES
    totals = [Total("rows", "1")]
    totals += [
        Total(f.name, f'"{f.name}"', per="order_id" if is_flat and f.name in _ORDER_MONEY else "row")
        for f in fields
        if f.kind in ("quantity", "money") and not f.name.startswith("unit_")
    ]
    names = {f.name for f in fields}
    if {"unit_price", "quantity"} <= names and "gross_amount" not in names:
        totals.append(Total("gross_amount", 'round("unit_price" * "quantity", 2)'))
    return Preset(
        id=name,
        platform="",
        report=name,
        title=tables[-1].title if name != SALES else N_("Orders with their lines"),
        fields=fields,
        targets=targets,
        totals=tuple(totals),
        suggest={"full_list": "false"},
    )


def _target(table: Table, fields: set[str], constants: Mapping[str, str], grain: str) -> Target:
    columns: dict[str, str] = {}
    made: dict[str, tuple[str, ...]] = {}
    for column in table.asked:
        sources = [f'"{column.name}"'] if column.name in fields else []
        if column.name in constants:
            sources.append(f"TRY_CAST({constants[column.name]} AS {column.kind.sql})")
        if column.name in PEOPLE and sources:
            sources = [f"private_id({s})" for s in sources]
        if column.fallback == "asked":
            sources.append(_ASKED[column.name])
        if copied := _COPIED.get((table.name, column.name)):
            sources.append(f'"{copied}"')
        parts = _MADE_FROM.get((table.name, column.name))
        if parts and column.name not in constants:
            made[column.name] = tuple(f'"{part}"' for part in parts if part in fields)
        if sources:
            columns[column.name] = sources[0] if len(sources) == 1 else f"coalesce({', '.join(sources)})"
    return Target(table.name, columns, grain, made=made)

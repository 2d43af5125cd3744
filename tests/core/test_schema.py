"""The tables are declared once, completely, and without two columns answering to one header."""

from __future__ import annotations

from pathlib import Path

import pytest

from core import schema
from core.schema import documentation, validation, version
from core.schema.types import Kind, Table

TABLE_NAMES = [
    "channels", "locations", "location_links", "channel_locations", "exchange_rates",
    "products", "listings", "bundle_components", "prices", "standard_costs",
    "suppliers", "supplier_closures", "supplier_products", "purchase_order_lines", "receipts", "transfers",
    "orders", "order_lines", "returns",
    "stock", "stock_movements", "stocktakes",
    "members", "identities", "consents", "member_events", "contacts", "demand_requests",
    "events", "traffic", "ad_spend", "shipments", "shipment_lines", "tickets", "reviews", "settlements",
    "budgets", "indicators",
]  # fmt: skip

every_table = pytest.mark.parametrize("table", schema.TABLES.values(), ids=lambda table: table.name)


def test_every_table_of_the_plan_is_declared_in_its_order() -> None:
    assert list(schema.TABLES) == TABLE_NAMES


def test_every_table_has_a_constant_of_its_name() -> None:
    assert all(getattr(schema, name.upper()) is table for name, table in schema.TABLES.items())


@every_table
def test_a_key_column_is_never_missing(table: Table) -> None:
    assert {column.name for column in table.required} >= set(table.key)


@every_table
def test_what_a_newer_file_replaces_is_named_by_key_columns(table: Table) -> None:
    assert set(table.unit) <= set(table.key)


@every_table
def test_lines_numbered_by_the_import_are_replaced_with_their_document(table: Table) -> None:
    made_lines = {c.name for c in table.columns if c.fallback == "made" and c.name in ("line", "line_id")}
    assert not made_lines & set(table.unit)


@every_table
def test_no_header_names_two_columns_of_a_table(table: Table) -> None:
    assert validation.spellings_of(table)


@every_table
def test_titles_and_purposes_are_written(table: Table) -> None:
    assert table.title
    assert table.purpose.endswith(".")


@every_table
def test_every_column_says_what_it_means_in_one_sentence(table: Table) -> None:
    sentences = [column.meaning for column in table.columns]
    assert [s for s in sentences if not (s.endswith(".") and (s[0].isupper() or s[0].isdigit()))] == []


@every_table
def test_codes_and_only_codes_list_their_allowed_values(table: Table) -> None:
    assert [c.name for c in table.columns if bool(c.allowed) != (c.kind is Kind.CODE)] == []


@every_table
def test_a_spelling_of_a_code_means_one_allowed_value(table: Table) -> None:
    for column in table.columns:
        spellings = [validation.normalise_header(word) for word, _ in column.words]
        assert {value for _, value in column.words} <= set(column.allowed)
        assert len(set(spellings)) == len(spellings)


@every_table
def test_what_an_empty_code_means_is_an_allowed_value(table: Table) -> None:
    defaults = [(c.default, c.allowed) for c in table.columns if c.kind is Kind.CODE and c.default]
    assert [default for default, allowed in defaults if default not in allowed] == []


@every_table
def test_quantities_money_and_times_say_their_unit(table: Table) -> None:
    measured = (Kind.QUANTITY, Kind.MONEY, Kind.PRICE, Kind.SHARE, Kind.DAYS, Kind.TIMESTAMP)
    assert [c.name for c in table.columns if c.kind in measured and not c.unit] == []


@every_table
def test_numbers_and_only_numbers_have_bounds(table: Table) -> None:
    numbers = ("DECIMAL", "DOUBLE", "BIGINT", "INTEGER")
    for column in table.columns:
        is_bounded = column.minimum is not None and column.maximum is not None
        assert is_bounded == column.kind.sql.startswith(numbers), column.name


def test_shares_are_never_percent() -> None:
    shares = [c for t in schema.TABLES.values() for c in t.columns if c.kind is Kind.SHARE]
    assert {(column.minimum, column.maximum) for column in shares} == {(0, 1)}


def test_what_names_a_person_is_marked_and_nothing_else() -> None:
    personal = [f"{t.name}.{c.name}" for t in schema.TABLES.values() for c in t.columns if c.personal]
    assert personal == ["members.birthday", "members.gender"]


def test_local_days_are_derived_for_every_time_that_figures_use() -> None:
    derived = {name: [c.name for c in table.columns if c.derived] for name, table in schema.TABLES.items()}
    assert {name: columns for name, columns in derived.items() if columns} == {
        "orders": [
            "placed_on", "deposit_paid_on", "paid_on", "shipped_on", "completed_on", "cancelled_on",
            "promised_ship_on",
        ],
        "returns": ["requested_on", "refunded_on", "received_on"],
        "stock": ["snapshot_on"],
        "stock_movements": ["moved_on"],
    }  # fmt: skip


def test_an_order_replaces_its_lines_as_a_whole() -> None:
    assert schema.ORDER_LINES.unit == ("channel", "order_id")
    assert schema.STOCK.unit == ("location", "snapshot_at")


def test_an_order_line_file_must_bring_order_number_and_quantity_only() -> None:
    assert [column.name for column in schema.ORDER_LINES.expected] == ["order_id", "quantity"]


def test_every_version_can_be_reached_from_the_one_before() -> None:
    assert sorted(version.STEPS) == list(range(2, schema.VERSION + 1))


def test_a_store_of_a_newer_version_is_refused() -> None:
    with pytest.raises(ValueError, match="version must be"):
        version.steps_from(schema.VERSION + 1)


def test_the_page_of_tables_is_what_the_declarations_say() -> None:
    page = Path(__file__).parents[2] / "docs" / "TABLES.md"
    assert page.read_text(encoding="utf-8") == documentation.markdown(), (
        "run: python -m core.schema.documentation > docs/TABLES.md"
    )

"""Hands rows in as an import would, without a file: the short way to a shop with known facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import duckdb
import pandas as pd

from core import facts, schema
from core.facts.workspace import Step
from core.settings import Settings

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
LOCAL_DAYS = {
    "placed_at": "placed_on",
    "paid_at": "paid_on",
    "shipped_at": "shipped_on",
    "refunded_at": "refunded_on",
    "snapshot_at": "snapshot_on",
    "promised_ship_at": "promised_ship_on",
}
CHANNEL = "shop"


def an_order(
    order_id: str,
    *,
    lines: Mapping[str, tuple[float, float]],
    channel: str = CHANNEL,
    placed_at: dt.datetime = dt.datetime(2026, 2, 10, 9),
    paid: bool = True,
    customer_id: str | None = None,
    goods_amount: float | None = None,
    refund: float = 0,
    timezone: str = "UTC",
    **order: Any,
) -> dict[str, list[dict[str, Any]]]:
    """One order as rows of channels, orders, order_lines and returns; lines: SKU -> (quantity, price)."""
    head = {
        "channel": channel, "order_id": order_id, "order_type": "normal", "placed_at": placed_at,
        "state": "completed" if paid else "placed", "paid_at": placed_at if paid else None,
        "customer_id": customer_id, "currency": "CNY", "goods_amount": goods_amount, **order,
    }  # fmt: skip
    refunded = {"channel": channel, "return_id": f"{order_id}-R", "line_id": "1", "order_id": order_id}
    money = (
        {"kind": "refund_only", "refunded_at": placed_at, "quantity": 0, "amount": refund}
        if refund
        else {"absent": True}
    )
    return {
        "channels": [
            {
                "channel": channel,
                "platform": "test",
                "currency": "CNY",
                "timezone": timezone,
                "prices_include_tax": False,
                "default_location": "WH",
            }
        ],
        "orders": [head],
        "order_lines": [
            {
                "channel": channel,
                "order_id": order_id,
                "line_id": str(number),
                "sku": sku,
                "quantity": quantity,
                "unit_price": price,
            }
            for number, (sku, (quantity, price)) in enumerate(lines.items(), start=1)
        ],
        "returns": [refunded | money],
    }


def orders_file(*orders: Rows) -> dict[str, list[dict[str, Any]]]:
    """Several orders as one file: each order is one row of it."""
    tables: dict[str, list[dict[str, Any]]] = (
        {"channels": [dict(orders[0]["channels"][0]) | {"source_row": None}]} if orders else {}
    )
    for row_number, order in enumerate(orders, start=2):
        for name in ("orders", "order_lines", "returns"):
            tables.setdefault(name, []).extend(
                dict(row) | {"source_row": row_number} for row in order.get(name, ())
            )
    return tables


def hand_in(
    settings: Settings,
    exported_at: dt.datetime,
    rows: Rows,
    *,
    who: str = "Lin",
    channel: str = CHANNEL,
    step: Step | None = None,
    totals: Mapping[str, Decimal] | None = None,
    rejected: int = 0,
) -> facts.ImportRecord:
    """Publish rows as one import; a row with absent=True says that its unit is empty in the file.

    totals, rejected: what the file states of itself, and how many more rows it had that were rejected.
    """
    with facts.workspace(settings, **({"step": step} if step else {})) as ws:
        staged = stage_rows(ws.connection, rows)
        numbers = {row.get("source_row", 2) for given in rows.values() for row in given} - {None}
        batch = facts.ImportBatch(
            report="test", platform="test", channel=channel, exported_at=exported_at, who=who, staged=staged,
            rows_read=len(numbers) + rejected, rejected=rejected, totals=totals or {},
            files=(facts.ImportFile("test.csv", f"{hash(str(rows)):x}", 1),),
        )  # fmt: skip
        return facts.publish(ws, batch)


def stage_rows(connection: duckdb.DuckDBPyConnection, rows: Rows) -> tuple[facts.StagedTable, ...]:
    """The rows as temp tables of checked, typed columns."""
    return tuple(
        _stage(connection, schema.TABLES[name], list(given), zone=_zone(rows))
        for name, given in rows.items()
        if given
    )


def _zone(rows: Rows) -> str:
    return str(rows["channels"][0]["timezone"]) if rows.get("channels") else "UTC"


def _stage(
    connection: duckdb.DuckDBPyConnection, table: schema.Table, rows: list[Mapping[str, Any]], *, zone: str
) -> facts.StagedTable:
    frame = pd.DataFrame([dict(row) for row in rows])
    for name in (*table.names, "file_no", "source_row", "repeat_no", "absent"):
        if name not in frame:
            frame[name] = None
    for moment, day in LOCAL_DAYS.items():
        if moment in frame and day in table.names:
            local = pd.to_datetime(frame[moment]).dt.tz_localize("UTC").dt.tz_convert(zone)
            frame[day] = local.dt.date.where(local.notna(), None)
    connection.register("given_rows", frame.astype(object).where(frame.notna(), None))
    columns = ", ".join(f"{c.name}::VARCHAR::{c.kind.sql} AS {c.name}" for c in table.columns)
    relation = f"staged_{table.name}"
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {relation} AS SELECT {columns}, coalesce(file_no::INTEGER,
            0) AS file_no,
        {"source_row::BIGINT" if "source_row" in rows[0] else "2::BIGINT"} AS source_row,
            coalesce(repeat_no::INTEGER, 0) AS repeat_no,
        coalesce(absent::VARCHAR::BOOLEAN, false) AS absent FROM given_rows"""
    )
    connection.unregister("given_rows")
    return facts.StagedTable(table, relation)

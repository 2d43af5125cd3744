"""Which tables hold something, how fresh it is, from which file, and what to hand in next."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from core import schema
from core.facts import Snapshot
from core.i18n import N_, _
from core.intake.imports import file_names
from core.intake.rejects import open_rows
from core.schema import Kind, Table

FILLED = ("table", "title", "rows", "newest", "file", "needed_for", "purpose")
"""One row per declared table. newest: the latest day in it."""

NEEDED_FOR = {
    "channels": N_("every figure: currency and time zone of each shop"),
    "locations": N_("stock and order quantities per warehouse"),
    "channel_locations": N_("which warehouse ships which shop's orders"),
    "exchange_rates": N_("shops in several currencies in one figure"),
    "products": N_("names and categories everywhere; what is no product"),
    "listings": N_("platform codes that differ from your SKUs"),
    "bundle_components": N_("demand and stock of the parts of bundles"),
    "standard_costs": N_("gross margin, value of stock"),
    "suppliers": N_("one order per supplier, minimum order values"),
    "supplier_products": N_("order quantities: lead time, minimum, pack, cost"),
    "purchase_order_lines": N_("what is on order already"),
    "receipts": N_("what arrived; measured lead times; cost"),
    "orders": N_("sales, buyers, members, forecasts"),
    "order_lines": N_("sales, margin, forecasts"),
    "returns": N_("refunds, net sales, return rates"),
    "stock": N_("days of cover, stock-outs, order quantities"),
    "stock_movements": N_("days without stock, which are not days without demand"),
    "stocktakes": N_("shrinkage, and how far the books can be trusted"),
    "prices": N_("demand at a new price"),
    "members": N_("members and their tiers"),
    "identities": N_("one person with accounts in several shops"),
    "events": N_("forecasts that know promotions and festivals"),
}


@dataclass(frozen=True)
class Step:
    """Something worth handing in next. table: what is missing."""

    table: str
    why: str


@dataclass(frozen=True)
class Overview:
    """How much is loaded. rejected_rows: those that wait to be mended. held_orders: those to decide on."""

    imports: int
    order_lines: int
    channels: int
    rejected_rows: int
    held_orders: int


def overview(snapshot: Snapshot) -> Overview:
    """How much is loaded, and how much of it still waits to be mended."""
    found = snapshot.frame(
        """SELECT (SELECT count(*) FROM lake.meta.imports WHERE state = 'active') AS imports,
            (SELECT count(*) FROM lake.current.order_lines) AS order_lines,
            (SELECT count(*) FROM lake.current.channels) AS channels,
            (SELECT count(*) FROM lake.meta.held WHERE state = 'held') AS held_orders"""
    ).iloc[0]
    counts = {str(name): int(count) for name, count in found.items()}
    return Overview(rejected_rows=open_rows(snapshot), **counts)


def known_channels(snapshot: Snapshot) -> list[str]:
    """Every shop that was ever named, with orders or without."""
    found = snapshot.frame("SELECT channel FROM lake.current.channels ORDER BY channel")
    return [str(name) for name in found["channel"]]


_STEPS = (
    ("order_lines", N_("Orders with their lines: everything else is measured against them.")),
    ("stock", N_("What lies in stock now: then Abacus says what runs out, and when.")),
    (
        "supplier_products",
        N_("Who supplies what, how fast: then Abacus says how much to order."),
    ),
    ("products", N_("Your products with names and categories.")),
    ("purchase_order_lines", N_("What is already on order, so that it is not ordered twice.")),
    ("standard_costs", N_("What products cost you: then margins and the value of stock are known.")),
    ("members", N_("Your members, to know who is leaving.")),
)


def next_steps(snapshot: Snapshot, most: int = 3) -> list[Step]:
    """The missing tables that would help most."""
    lacking = [(name, why) for name, why in _STEPS if not snapshot.has_rows("current", name)]
    return [Step(name, _(why)) for name, why in lacking[:most]]


def filled(snapshot: Snapshot) -> pd.DataFrame:
    """FILLED, in the reader's language; tables that many figures need come first."""
    counts = snapshot.frame(" UNION ALL ".join(_measured(table) for table in schema.TABLES.values()))
    files = _last_files(snapshot)
    by_name = {str(row["table_name"]): row for row in counts.to_dict("records")}
    rows = [
        {
            "table": table.name,
            "title": _(table.title),
            "rows": int(by_name[table.name]["row_count"]),
            "newest": by_name[table.name]["newest"],
            "file": files.get(table.name, ""),
            "needed_for": _(NEEDED_FOR[table.name]) if table.name in NEEDED_FOR else "",
            "purpose": _(table.purpose),
        }
        for table in sorted(schema.TABLES.values(), key=lambda table: table.name not in NEEDED_FOR)
    ]
    return pd.DataFrame(rows, columns=list(FILLED))


def _measured(table: Table) -> str:
    """SQL for how many rows a table has and the latest day in it that is not a day to come."""
    day = _day_column(table)
    newest = f'max("{day}"::DATE) FILTER ("{day}" <= current_date + 1)' if day else "NULL::DATE"
    counted = f"'{table.name}' AS table_name, count(*) AS row_count, {newest} AS newest"
    return f"SELECT {counted} FROM lake.current.{table.name}"


def _day_column(table: Table) -> str:
    """The column that dates a row: a business day where there is one."""
    dated = [c for c in table.columns if c.kind in (Kind.DATE, Kind.TIMESTAMP)]
    dated = [c for c in dated if not c.name.startswith(_LASTING)]
    days = [c.name for c in dated if c.derived] or [c.name for c in dated]
    return days[0] if days else ""


_LASTING = ("valid_", "expires", "contract", "promised", "birthday", "ends_on", "launched")
"""Columns that say how long something holds, not when it happened."""


def _last_files(snapshot: Snapshot) -> dict[str, str]:
    """The newest file of each table."""
    found = snapshot.frame(
        """SELECT t.table_name, arg_max(files, import_id) AS files FROM (
            SELECT import_id, files, unnest(from_json(tables, '["JSON"]'))->>'$.table' AS table_name
            FROM lake.meta.imports WHERE state = 'active') t GROUP BY ALL"""
    )
    pairs = zip(found["table_name"], found["files"], strict=True)
    return {str(name): file_names(str(files)) for name, files in pairs}

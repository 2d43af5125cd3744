"""How completely the days, the columns and the figures of the store are covered by what was loaded."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from core import i18n, schema
from core.facts import Snapshot
from core.i18n import N_, _, render

DAYS = ("row", "column", "value")
"""One row per day of the last weeks. row: weekday, column: first day of its week, value: order lines."""
GAPS = ("channel", "first_day", "last_day", "days", "missing", "longest_from", "longest_days")
"""One row per shop with orders. missing: days without any between its first and its last."""
FILLED_COLUMNS = ("column", "share", "needed_for")
"""One row per column that figures need. share: of the rows that have it, 0 to 1."""
DIMMED = ("figure", "missing")
"""One row per figure that cannot be shown. missing: the same sentence as beside the figure."""
DAYS_TRIED = 28

WEEKS_SHOWN = 18

_COLUMNS = (
    ("order_lines", N_("SKU"), "sku IS NOT NULL", N_("products, stock, forecasts")),
    ("order_lines", N_("Price"), "coalesce(unit_price, gross_amount, buyer_paid) IS NOT NULL", N_("sales")),
    ("order_lines", N_("Own cost of the line"), "unit_cost IS NOT NULL", N_("gross margin to the day")),
    ("orders", N_("Time of payment"), "paid_at IS NOT NULL", N_("net sales, by day of payment")),
    ("orders", N_("Time of shipment"), "shipped_at IS NOT NULL", N_("stock position, speed of shipping")),
    ("orders", N_("Buyer"), "customer_id IS NOT NULL", N_("buyers, members, segments")),
    ("orders", N_("Location"), "location IS NOT NULL", N_("stock per warehouse, where there are several")),
    ("orders", N_("Region"), "coalesce(region, country) IS NOT NULL", N_("sales by place")),
    ("products", N_("Category"), "category IS NOT NULL", N_("sales by category")),
    ("stock", N_("Reserved"), "reserved IS NOT NULL", N_("what can still be sold")),
)


def shops_by_size(snapshot: Snapshot) -> list[str]:
    """The shops with orders, the one with the most order lines first."""
    found = snapshot.frame(
        "SELECT channel FROM lake.mart.sales_lines GROUP BY channel ORDER BY count(*) DESC, channel"
    )
    return [str(name) for name in found["channel"]]


def days_covered(snapshot: Snapshot, channel: str) -> pd.DataFrame:
    """DAYS of a shop up to its last order, at most WEEKS_SHOWN weeks and none before its first order."""
    span = snapshot.frame(
        """SELECT min(placed_on) AS opened, max(placed_on) AS last FROM lake.mart.sales_lines
        WHERE channel = ?""",
        [channel],
    ).iloc[0]
    if pd.isna(span["last"]):
        return pd.DataFrame(columns=list(DAYS))
    opened, last = (pd.Timestamp(span[name]).date() for name in ("opened", "last"))
    monday = last - dt.timedelta(days=last.weekday())
    first = monday - dt.timedelta(weeks=WEEKS_SHOWN - 1)
    found = snapshot.frame(
        """SELECT placed_on AS day, count(*) AS lines FROM lake.mart.sales_lines
        WHERE channel = ? AND placed_on BETWEEN ? AND ? GROUP BY 1""",
        [channel, first, last],
    )
    counts = {pd.Timestamp(day).date(): int(n) for day, n in zip(found["day"], found["lines"], strict=True)}
    names = i18n.locale().days["stand-alone"]["abbreviated"]
    rows = [
        (names[day.weekday()], _week(day), counts.get(day, 0))
        for weekday in range(7)
        for week in range(WEEKS_SHOWN)
        if opened <= (day := first + dt.timedelta(weeks=week, days=weekday)) <= last
    ]
    return pd.DataFrame(rows, columns=list(DAYS))


def _week(day: dt.date) -> str:
    monday = day - dt.timedelta(days=day.weekday())
    return f"{monday.month}/{monday.day}"


def gaps(snapshot: Snapshot) -> pd.DataFrame:
    """GAPS, by shop."""
    return snapshot.frame(
        """WITH days AS (SELECT DISTINCT channel, day FROM lake.mart.channel_days WHERE basis = 'placed'),
        steps AS (SELECT channel, day, lead(day) OVER (PARTITION BY channel ORDER BY day) AS next FROM days)
        SELECT channel, min(day) AS first_day, max(day) AS last_day, count(*) AS days,
            coalesce(sum(next - day - 1), 0)::BIGINT AS missing,
            CASE WHEN max(next - day) > 1 THEN arg_max(day, next - day) + 1 END AS longest_from,
            greatest(coalesce(max(next - day) - 1, 0), 0) AS longest_days
        FROM steps GROUP BY channel ORDER BY channel"""
    )[list(GAPS)]


def filled_columns(snapshot: Snapshot) -> pd.DataFrame:
    """FILLED_COLUMNS of tables that hold something, in the reader's language."""
    asked = [entry for entry in _COLUMNS if snapshot.has_rows("current", entry[0])]
    rows = []
    for table, title, condition, needed_for in asked:
        share = snapshot.value(f"SELECT avg(({condition})::INTEGER) FROM lake.current.{table}")
        name = _("{table}: {part}").format(table=_(schema.TABLES[table].title), part=_(title))
        rows.append((name, float(share or 0), _(needed_for)))
    return pd.DataFrame(rows, columns=list(FILLED_COLUMNS))


def dimmed_figures(snapshot: Snapshot) -> pd.DataFrame:
    """DIMMED, in the reader's language: what the figures of the last DAYS_TRIED days themselves say."""
    if snapshot.as_of is None:
        return pd.DataFrame(columns=list(DIMMED))
    from core import metrics  # with all that figures need, which a mere import has no use for

    days = metrics.Filters(start=snapshot.as_of - dt.timedelta(days=DAYS_TRIED - 1), end=snapshot.as_of)
    found = metrics.compute(snapshot, list(metrics.FIGURES), days).values()
    rows = [(_(value.figure.label), render(value.missing)) for value in found if value.missing is not None]
    return pd.DataFrame(rows, columns=list(DIMMED))

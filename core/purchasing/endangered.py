"""What late orders endanger: SKUs that run out before the rest comes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from core import i18n
from core.i18n import ngettext
from core.purchasing.order_book import OrderBook
from core.purchasing.suggest import Suggestions

ENDANGERED = ("po_id", "sku", "product_name", "location", "runs_out_on", "expected_on", "open_units")
"""One row per SKU of a late order that is gone before anything of it comes; the first to run out first."""
MOST_NAMED = 3


def endangered(book: OrderBook, shown: Suggestions) -> pd.DataFrame:
    """ENDANGERED of the late orders, by what is available now and the forecast of the next weeks."""
    late = book.lines[book.lines["is_late"]]
    key = ["sku", "location"]
    columns = [*key, "available", "units_per_day"]
    stock = pd.concat([shown.lines[columns], shown.nothing[columns]], ignore_index=True)
    first = book.lines[book.lines["open_units"] > 0].groupby(key, as_index=False)["expected_on"].min()
    table = late.drop(columns="expected_on").merge(stock, on=key).merge(first, on=key)
    days = (
        table["available"].clip(lower=0) / table["units_per_day"].where(table["units_per_day"] > 0)
    ).round()
    runs_out = pd.Timestamp(book.as_of) + pd.to_timedelta(days, unit="D")
    table = table.assign(runs_out_on=runs_out, po_id=table["order_id"])
    table = table[table["runs_out_on"] < table["expected_on"]]
    return table.sort_values(["runs_out_on", "po_id", "sku"])[list(ENDANGERED)].reset_index(drop=True)


def none_endangered() -> pd.DataFrame:
    """ENDANGERED without rows, where no forecast says what is wanted."""
    return pd.DataFrame(columns=list(ENDANGERED))


def late_words(book: OrderBook, found: pd.DataFrame) -> list[str]:
    """The latest orders in words, each with what it endangers; at most MOST_NAMED. found: ENDANGERED."""
    late = book.table[book.table["is_late"]].head(MOST_NAMED)
    return [_late_order(row, found[found["po_id"] == row["po_id"]]) for row in late.to_dict("records")]


def _late_order(row: Mapping[Any, Any], own: pd.DataFrame) -> str:
    days = int(row["days_late"])
    words = ngettext(
        "{po_id} of {supplier} is {count} day late with {units} units.",
        "{po_id} of {supplier} is {count} days late with {units} units.",
        days,
    ).format(
        po_id=row["po_id"],
        supplier=row["supplier_name"],
        count=i18n.number(days),
        units=i18n.number(row["open_units"]),
    )
    if own.empty:
        return words
    count = own["sku"].nunique()
    named = [*own["sku"].unique()[:MOST_NAMED], *(["…"] if count > MOST_NAMED else [])]
    danger = ngettext(
        "{count} SKU runs out before it comes: {names}.",
        "{count} SKUs run out before it comes: {names}.",
        count,
    ).format(count=i18n.number(count), names=", ".join(named))
    return i18n.sentences(words, danger)

"""What comes back by product, size, reason, supplier, receipt: one row per part, beside the time before."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from core.i18n import N_, _
from core.returns.exposure import Exposure
from core.returns.reading import Returns
from core.returns.span import Span
from models.shares import wilson_interval

_Holds = Callable[["pd.Series[pd.Timestamp]"], "pd.Series[bool]"]

PARTS: Mapping[str, str] = {
    "sku": N_("Product"),
    "style": N_("Style"),
    "size": N_("Size"),
    "colour": N_("Colour"),
    "category": N_("Category"),
    "channel": N_("Channel"),
    "reason": N_("Reason"),
    "supplier_id": N_("Supplier"),
    "po_id": N_("Receipt"),
}
"""Column and title of each way to part."""

COLUMNS = (
    "key",
    "label",
    "units",
    "came_units",
    "rate",
    "low",
    "high",
    "before",
    "change",
    "refund",
    "restocked_share",
    "loss",
)
"""The most refunded money first, what is not known last. units: shipped; came_units: of them returned;
rate: their share, low to high its 95 percent interval, NaN where more came back than was shipped; before: the
rate of the days before, change: the difference, NaN where unknown. refund: money refunded;
restocked_share: of returned units; loss: units not put back, at cost. By reason, units are all units shipped,
so that the rates add up to the whole."""


def by_part(returns: Returns, exposed: Exposure, by: str, span: Span) -> pd.DataFrame:
    """Shipments of the span and what came of them, without events (COLUMNS)."""
    now = _sums(returns, exposed, by, span.holds)
    before = _sums(returns, exposed, by, span.held_before)["rate"]
    table = now.join(before.rename("before"))
    if by == "reason" and len(before):
        table["before"] = table["before"].fillna(0.0)
    table["change"] = table["rate"] - table["before"]
    # Units of one parcel come back together, so the interval counts lines.
    share = table["came_lines"] / table["lines"].where(table["lines"] > 0)
    scale = (table["rate"] / share.where(share > 0)).fillna(1.0)
    low, high = wilson_interval(table[["came_lines", "lines"]].min(axis=1), table["lines"])
    # More back than shipped happens where returns name no orders: no interval then.
    told = (table["came_lines"] <= table["lines"]).to_numpy()
    table["low"] = np.where(told, low * scale, np.nan)
    table["high"] = np.where(told, np.minimum(high * scale, 1.0), np.nan)
    table = table[table["came_units"].gt(0) | table["units"].gt(0)].rename_axis("key").reset_index()
    if by == "po_id":  # a receipt has no time before
        table[["before", "change"]] = np.nan
    table["label"] = (
        table["key"].map(_labels(returns, exposed, by)).fillna(table["key"]).replace("", _("not known"))
    )
    table["is_open"] = table["key"].eq("")
    ordered = table.sort_values(
        ["is_open", "refund", "came_units", "key"], ascending=[True, False, False, True]
    )
    return ordered[list(COLUMNS)].reset_index(drop=True)


def _labels(returns: Returns, exposed: Exposure, by: str) -> dict[str, str]:
    """Names of products, and receipts with their suppliers; other parts are called what they are."""
    if by == "sku":
        return dict(zip(returns.products["sku"], returns.products["product_name"], strict=True))
    if by == "po_id":
        known = exposed.table.dropna(subset=["po_id", "supplier_id"]).drop_duplicates("po_id")
        pairs = zip(known["po_id"], known["supplier_id"], strict=True)
        return {receipt: f"{receipt} · {supplier}" for receipt, supplier in pairs}
    return {}


def has_part(exposed: Exposure, returns: Returns, by: str) -> bool:
    """Whether anything is known of this way to part."""
    if by == "reason":
        return bool(returns.back.loc[returns.back["is_goods"], "reason"].notna().any())
    return bool(exposed.table[by].notna().any())


def _sums(returns: Returns, exposed: Exposure, by: str, inside: _Holds) -> pd.DataFrame:
    shipped = exposed.table[~exposed.table["is_event"] & inside(exposed.table["day"])]
    back = goods_back(returns, exposed)
    back = back[inside(back["day"])]
    came = (
        back.assign(key=back[by].fillna("")).groupby("key")[["units", "restocked", "loss"]].sum(min_count=1)
    )
    names = ["lines", "units", "came_lines", "came_units", "refund"]
    if by == "reason":
        table = _by_reason(back, shipped)
    else:
        table = shipped.assign(key=shipped[by].fillna("")).groupby("key")[names].sum()
    table["rate"] = table["came_units"] / table["units"].where(table["units"] > 0)
    # A share above one, or nothing put back at all, is a file that does not say it.
    table["rate"] = table["rate"].where(table["rate"] <= 1)
    told = came["units"].where((came["units"] > 0) & (returns.back["restocked"].sum() > 0))
    table["restocked_share"] = came["restocked"] / told
    table["loss"] = came["loss"]
    return table


def _by_reason(back: pd.DataFrame, shipped: pd.DataFrame) -> pd.DataFrame:
    rows = back.assign(key=back["reason"].fillna(""), came_lines=1.0, came_units=back["units"])
    table = rows.groupby("key")[["came_lines", "came_units", "refund"]].sum()
    return table.assign(lines=shipped["lines"].sum(), units=shipped["units"].sum())


def goods_back(returns: Returns, exposed: Exposure) -> pd.DataFrame:
    """Return rows of goods outside events, with the columns of the products, dated by their shipping.

    Where returns name no orders they are dated by the day on which they were known.
    """
    back = returns.back[returns.back["is_goods"]]
    if not returns.has_orders:
        back = back.assign(day=back["known_on"])
    back = back[back["day"].notna()]
    events = exposed.table.loc[exposed.table["is_event"], ["sku", "channel", "day"]].drop_duplicates()
    marked = back.merge(events.assign(is_event=True), how="left", on=["sku", "channel", "day"])
    marked = marked[marked["is_event"].isna()].drop(columns="is_event")
    known = returns.products.rename(columns={"product_name": "listed_name"})
    marked = marked.merge(known, how="left", on="sku")
    return marked.assign(product_name=marked["listed_name"].fillna(marked["product_name"]))


def known_columns(table: pd.DataFrame) -> frozenset[str]:
    """The columns in which anything is known, so that a table shows no empty ones."""
    return frozenset(str(name) for name in table.columns if table[name].notna().any())


def matching(table: pd.DataFrame, search: str) -> pd.DataFrame:
    """The parts whose name or code contains the text."""
    wanted = search.strip().casefold()
    if not wanted:
        return table
    names = zip(table["key"], table["label"], strict=True)
    return table[[wanted in "\n".join(parts).casefold() for parts in names]].reset_index(drop=True)


def as_bars(table: pd.DataFrame) -> pd.DataFrame:
    """Parts for `charts.bars`: label, value (the rate), is_marked (the highest)."""
    return pd.DataFrame(
        {
            "label": table["label"],
            "value": table["rate"],
            "is_marked": table["rate"] == table["rate"].max(),
        }
    )

"""What stands out, in words: the narrowest cause, how much, since when, why, and what to do about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pandas as pd

from core import i18n
from core.i18n import N_, _
from core.returns import cells
from core.returns.cells import Cell
from core.returns.exposure import Exposure
from core.returns.parts import goods_back
from core.returns.reading import Returns
from models.shares import wilson_interval

_WHEN = frozenset({"po_id", cells.SINCE})
"""Keys of a cell that say from which receipt, not which goods."""
_ENOUGH_BEFORE = 30
"""Lines of the same goods before the receipt from which their earlier rate is told."""


@dataclass(frozen=True)
class Finding:
    """One cause. Shares are 0 to 1, money is in the display currency.

    code: names it in an address. before: the rate of the same goods before the receipt, None where it is
    not known; siblings: of alike goods. low, high: 95 percent interval of the rate. reason: the one that
    grew most, '' where none is told; reason_share, usual_reason_share: of returned units here, elsewhere.
    """

    code: str
    cell: Cell
    title: str
    before: float | None
    siblings: float
    low: float
    high: float
    reason: str
    reason_share: float
    usual_reason_share: float
    supplier: str
    came_on: dt.date | None
    last_shipped: dt.date


def findings(returns: Returns, exposed: Exposure) -> tuple[Finding, ...]:
    """Every cause that holds against chance, the most expensive first; none where orders are not named."""
    if not returns.has_orders:
        return ()
    found = cells.outstanding(exposed, pd.Timestamp(returns.as_of))
    return tuple(_finding(cell, returns, exposed) for cell in found)


def _finding(cell: Cell, returns: Returns, exposed: Exposure) -> Finding:
    calm = exposed.table[~exposed.table["is_event"]]
    rows = cells.rows_of(calm, cell.keys)
    came_on = rows["came_on"].min() if {"po_id", cells.SINCE} & set(dict(cell.keys)) else pd.NaT
    suppliers = rows["supplier_id"].dropna().unique()
    supplier = str(suppliers[0]) if len(suppliers) == 1 and pd.notna(came_on) else ""
    seen = rows["seen_lines"].sum()
    low, high = wilson_interval([min(rows["came_lines"].sum(), seen)], [seen])
    reason, share, usual = _reason(goods_back(returns, exposed), cell)
    return Finding(
        code=urlencode(cell.keys),
        cell=cell,
        title=_title(
            cell, _name_of(cell, rows), supplier, list(rows.sort_values("came_on")["po_id"].dropna().unique())
        ),
        before=_before(calm, cell, came_on),
        siblings=cell.usual,
        low=float(low[0]),
        high=float(high[0]),
        reason=reason,
        reason_share=share,
        usual_reason_share=usual,
        supplier=supplier or str(dict(cell.keys).get("supplier_id", "")),
        came_on=None if pd.isna(came_on) else came_on.date(),
        last_shipped=rows["day"].max().date(),
    )


def _before(calm: pd.DataFrame, cell: Cell, came_on: Any) -> float | None:
    """The rate of the same goods shipped before the receipt came and not from it."""
    goods = tuple((column, value) for column, value in cell.keys if column not in _WHEN)
    if pd.isna(came_on) or not goods:
        return None
    same = cells.rows_of(calm, goods).drop(cells.rows_of(calm, cell.keys).index)
    same = same[same["day"] < came_on]
    if same["lines"].sum() < _ENOUGH_BEFORE:
        return None
    return float(same["came_units"].sum() / same["seen_units"].sum())


def _reason(back: pd.DataFrame, cell: Cell) -> tuple[str, float, float]:
    """The reason whose share grew most against all other returns, its share here and there."""
    told = back[back["reason"].notna()]
    here = cells.rows_of(told, cell.keys)
    if here.empty:
        return "", 0.0, 0.0
    there = told.drop(here.index)
    shares, usual = (part.groupby("reason")["units"].sum() / part["units"].sum() for part in (here, there))
    grown = shares.sub(usual, fill_value=0.0)
    reason = str(grown.idxmax())
    return reason, float(shares.get(reason, 0.0)), float(usual.get(reason, 0.0))


_GOODS = {
    ("style", "size"): N_("{style} in size {size}"),
    ("style", "colour"): N_("{style} in {colour}"),
    ("style",): N_("Style {style}"),
    ("sku",): N_("{sku}"),
    ("supplier_id",): N_("Goods of supplier {supplier_id}"),
    ("channel",): N_("Sales of {channel}"),
    (): N_("Everything"),
}


def _goods_words(cell: Cell) -> str:
    """Which goods, without the receipt."""
    keys = {column: value for column, value in cell.keys if column not in _WHEN}
    return _(_GOODS[tuple(keys)]).format(**keys)


def _name_of(cell: Cell, rows: pd.DataFrame) -> str:
    """The product's name where the cell is one SKU."""
    names = rows["product_name"].dropna()
    return str(names.iloc[0]) if "sku" in dict(cell.keys) and len(names) else ""


def _title(cell: Cell, name: str, supplier: str, receipts: Sequence[str]) -> str:
    goods, rate = " · ".join(filter(None, (_goods_words(cell), name))), i18n.percent(cell.rate, 0)
    if not _WHEN & set(dict(cell.keys)) or not receipts:
        return _("{goods}: {rate} come back").format(goods=goods, rate=rate)
    receipt = receipts[0]
    if not supplier:
        words = _("{goods}: {rate} come back since receipt {receipt}")
        return words.format(goods=goods, rate=rate, receipt=receipt)
    words = _("{goods}: {rate} come back since receipt {receipt} of {supplier}")
    return words.format(goods=goods, rate=rate, receipt=receipt, supplier=supplier)


def sentences(finding: Finding, currency: str) -> tuple[str, ...]:
    """What is known of it: compared with what, why, how much, how sure."""
    cell = finding.cell
    said = [_compared(finding)]
    if finding.reason:
        words = _("{share} of them say {reason} ({usual} elsewhere).")
        said.append(
            words.format(
                share=i18n.percent(finding.reason_share, 0),
                reason=finding.reason,
                usual=i18n.percent(finding.usual_reason_share, 0),
            )
        )
    words = _("{units} units came back, {amount} refunded, {excess} of it beyond the usual.")
    said.append(
        words.format(
            units=i18n.number(cell.came_units),
            amount=i18n.money(cell.refund, currency),
            excess=i18n.money(cell.excess_refund, currency),
        )
    )
    words = _(
        "The true rate lies between {low} and {high} (95 in 100). Of twenty causes named like this, at most "
        "one is chance."
    )
    said.append(words.format(low=i18n.percent(finding.low, 0), high=i18n.percent(finding.high, 0)))
    return tuple(said)


def _compared(finding: Finding) -> str:
    siblings = i18n.percent(finding.siblings, 0)
    if finding.before is None or finding.came_on is None:
        return _("Alike goods: {siblings}.").format(siblings=siblings)
    return _("Before it came on {date}: {before}; alike goods: {siblings}.").format(
        date=i18n.date(finding.came_on), before=i18n.percent(finding.before, 0), siblings=siblings
    )


_ABOUT_SIZE = ("尺码", "尺寸", "偏大", "偏小", "size", "small", "large", "fit", "tight")


def next_step(finding: Finding) -> str:
    """What to do next."""
    keys = dict(finding.cell.keys)
    is_size = any(word in finding.reason.casefold() for word in _ABOUT_SIZE)
    if finding.supplier and _WHEN & set(keys):
        if is_size:
            return _(
                "Measure what is left of the receipt, send {supplier} the evidence, and change the size "
                "advice on the product page until it is sold."
            ).format(supplier=finding.supplier)
        return _("Check what is left of the receipt and send {supplier} the evidence.").format(
            supplier=finding.supplier
        )
    if finding.supplier:
        return _("Send {supplier} the evidence and agree on what is checked before shipping.").format(
            supplier=finding.supplier
        )
    if is_size:
        return _("Change the size advice on the product page and read the returns of the next weeks.")
    return _("Read the reasons below and compare the product page with the goods.")


EVIDENCE = (
    "return_id", "channel", "order_id", "sku", "product_name", "size", "colour", "day", "requested_on",
    "refunded_on", "units", "restocked", "refund", "loss", "reason", "kind", "supplier_id", "po_id",
)  # fmt: skip
"""Columns of return rows for reading and download; day: of shipping."""


def evidence(returns: Returns, exposed: Exposure, code: str) -> pd.DataFrame:
    """The return rows behind a finding (EVIDENCE), the newest first; code: its `code`."""
    keys = tuple(parse_qsl(code, keep_blank_values=True))
    age = (pd.Timestamp(returns.as_of) - exposed.table["day"]).dt.days
    back = cells.rows_of(goods_back(returns, exposed), keys)
    first = exposed.table.loc[age < cells.TESTED_DAYS, "day"].min()
    return return_rows(back[back["day"] >= first])


KINDS = {"return_refund": N_("return"), "exchange": N_("exchange"), "refund_only": N_("money only")}
"""What a return row is, as it is shown."""


def return_rows(back: pd.DataFrame) -> pd.DataFrame:
    """Return rows for reading and download (EVIDENCE), the newest first, their kind in words.

    The day of shipping stays open where the order is not known.
    """
    rows = back.sort_values(["known_on", "return_id"], ascending=False)
    rows = rows.assign(day=rows["day"].where(rows["sold_units"].notna()))
    kinds = {code: _(words) for code, words in KINDS.items()}
    return rows.assign(kind=rows["kind"].map(kinds))[list(EVIDENCE)].reset_index(drop=True)

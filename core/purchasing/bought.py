"""What was ordered from suppliers and what came of it, line by line, from files and from the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import pandas as pd

from core import ledger as decisions
from core.facts import Snapshot
from core.ledger import Ledger
from core.purchasing.closures import Closures, day_numbers, days_of, no_closures, read_closures
from core.purchasing.on_order import is_told
from core.purchasing.products import read_products

BOUGHT = {
    "order_id": "object",
    "po_id": "object",
    "line_id": "object",
    "source": "object",
    "supplier_id": "object",
    "sku": "object",
    "product_name": "object",
    "location": "object",
    "state": "object",
    "ordered_on": "datetime64[ns]",
    "promised_on": "datetime64[ns]",
    "promise": "object",
    "due_on": "datetime64[ns]",
    "ordered_units": "float64",
    "cancelled_units": "float64",
    "wanted_units": "float64",
    "received_units": "float64",
    "rejected_units": "float64",
    "open_units": "float64",
    "receipts": "int64",
    "first_received_on": "datetime64[ns]",
    "last_received_on": "datetime64[ns]",
    "completed_on": "datetime64[ns]",
    "unit_cost": "float64",
    "currency": "object",
    "rate": "float64",
    "ordered_by": "object",
    "is_fault": "bool",
}
"""One row per order line; a line that both tell about comes from the file. order_id: our number where the
order came from here, else po_id. source: "file" or "ledger". state: open, received, closed or cancelled.
promised_on: the promised day (promise "promised"), else the lead time of the supplier's file in its open
days ("stated"); NaT where nobody said (""). due_on: promised_on, or the first open day after the closure in
which that lies: a supplier is not late while it is closed, and a closure in which goods came was none.
wanted_units: ordered and not cancelled by us. completed_on: the day on which all of it was in; NaT: never.
rate: value of one unit of currency in the display currency, NaN where unknown.
is_fault: it came before it was ordered, or counts as received without a receipt."""

ARRIVED = {
    "row": "int64",
    "receipt_id": "object",
    "received_on": "datetime64[ns]",
    "units": "float64",
    "rejected_units": "float64",
}
"""One row per receipt, in the order of arrival; row: position of its line in BOUGHT."""

_LINES = """
SELECT p.po_id, p.line_id, p.external_po_id, coalesce(p.supplier_id, '') AS supplier_id, p.sku,
    coalesce(p.location, '') AS location, p.ordered_on::TIMESTAMP AS ordered_on,
    p.promised_on::TIMESTAMP AS promised_on, t.lead_time_days::DOUBLE AS stated_days,
    p.quantity::DOUBLE AS ordered_units, coalesce(p.cancelled_quantity, 0)::DOUBLE AS cancelled_units,
    p.unit_cost::DOUBLE AS unit_cost, coalesce(nullif(p.currency, ''), s.currency, '') AS currency,
    coalesce(p.state, 'open') AS state
FROM lake.current.purchase_order_lines p
LEFT JOIN lake.current.suppliers s ON s.supplier_id = p.supplier_id
ASOF LEFT JOIN lake.current.supplier_products t
    ON t.supplier_id = p.supplier_id AND t.sku = p.sku AND p.ordered_on >= t.valid_from
WHERE coalesce(p.state, 'open') <> 'draft' AND coalesce(p.ordered_on, $1) <= $1
ORDER BY p.ordered_on, p.po_id, p.line_id
"""
_RECEIPTS = """
SELECT po_id, line_id, receipt_id, received_on, quantity::DOUBLE AS units,
    coalesce(quantity_rejected, 0)::DOUBLE AS rejected_units
FROM lake.current.receipts WHERE received_on <= $1
"""
_RATES = """
SELECT currency, arg_max(rate, day)::DOUBLE AS rate FROM lake.current.exchange_rates
WHERE base = ? AND day <= ? GROUP BY currency
"""
_KEY = ["source", "po_id", "line_id"]


@dataclass(frozen=True)
class Bought:
    """lines: BOUGHT, the oldest order first. arrived: ARRIVED. currency: the display currency.

    closures: those that held, in which nothing came.
    """

    as_of: dt.date
    lines: pd.DataFrame
    arrived: pd.DataFrame
    currency: str
    closures: Closures = field(default_factory=no_closures)


@dataclass(frozen=True)
class Filed:
    """What files tell: order lines with promise (`with_stated`), their receipts, names of SKUs, values of one
    unit of a currency in the display currency, closures of suppliers."""

    lines: pd.DataFrame
    receipts: pd.DataFrame
    names: Mapping[str, str] = field(default_factory=dict)
    rates: Mapping[str, float] = field(default_factory=dict)
    closures: Closures = field(default_factory=no_closures)


def read_bought(snapshot: Snapshot, ledger: Ledger) -> Bought:
    """All order lines and receipts as of the last day of the data, files and ledger together."""
    filed = _read_files(snapshot)
    lines, receipts = decisions.order_lines(ledger), decisions.receipts(ledger)
    as_of = snapshot.as_of or dt.date(1900, 1, 1)
    given = receipts[~receipts["withdrawn"]]
    return bought(filed, lines, given, as_of=as_of, currency=snapshot.currency)


@lru_cache(maxsize=2)
def _read_files(snapshot: Snapshot) -> Filed:
    """The files' side: it changes with the facts only, so it is read once per snapshot."""
    as_of = snapshot.as_of or dt.date(1900, 1, 1)
    rates = snapshot.frame(_RATES, [snapshot.currency, as_of])
    products = read_products(snapshot, as_of=as_of)
    closures = read_closures(snapshot)
    return Filed(
        lines=with_stated(snapshot.frame(_LINES, [as_of]), closures),
        receipts=snapshot.frame(_RECEIPTS, [as_of]),
        names=dict(zip(products["sku"], products["product_name"], strict=True)),
        rates=dict(zip(rates["currency"], rates["rate"], strict=True)),
        closures=closures,
    )


def with_stated(filed: pd.DataFrame, closures: Closures) -> pd.DataFrame:
    """Lines of files with promise; promised_on, where nobody promised, by the stated_days of the supplier."""
    stated = days_of(
        closures.of(filed["supplier_id"]).arrival(day_numbers(filed["ordered_on"]), filed["stated_days"])
    )
    by_file = pd.Series(stated, index=filed.index)
    promise = np.select([filed["promised_on"].notna(), by_file.notna()], ["promised", "stated"], default="")
    promised_on = filed["promised_on"].fillna(by_file)
    return filed.drop(columns="stated_days").assign(promised_on=promised_on, promise=promise)


def bought(
    filed: Filed, ours: pd.DataFrame, our_receipts: pd.DataFrame, *, as_of: dt.date, currency: str = ""
) -> Bought:
    """Lines and receipts of files and of the ledger (ORDER_LINES, RECEIPTS) together.

    A line of ours that a file tells about by our number counts there only, with the file's receipts.
    """
    own = _of_ledger(ours[~is_told(ours, filed.lines)])
    lines = _together(_of_files(filed.lines, set(ours["po_id"])), own)
    arrived = _arrivals(lines, filed.receipts, our_receipts)
    _count_receipts(lines, arrived)
    _set_dates(lines, arrived)
    shut = filed.closures.that_held(lines["supplier_id"].iloc[arrived["row"]], arrived["received_on"])
    lines["due_on"] = days_of(shut.of(lines["supplier_id"]).arrival(day_numbers(lines["promised_on"]), 0.0))
    lines["currency"] = lines["currency"].where(lines["currency"] != "", currency)
    lines["rate"] = lines["currency"].map({currency: 1.0, **filed.rates})
    told = lines["sku"].map(dict(filed.names)).fillna("")
    lines["product_name"] = told.where(told != "", lines["product_name"].fillna(""))
    return Bought(as_of, lines[list(BOUGHT)].astype(BOUGHT), arrived, currency, shut)


def _together(filed: pd.DataFrame, ours: pd.DataFrame) -> pd.DataFrame:
    some = [part for part in (filed, ours) if len(part)]
    return pd.concat(some, ignore_index=True) if some else filed


def _of_files(filed: pd.DataFrame, our_numbers: set[str]) -> pd.DataFrame:
    external = filed["external_po_id"].fillna("")
    return filed.assign(
        order_id=external.where(external.isin(our_numbers), filed["po_id"]),
        source="file",
        product_name="",
        ordered_by="",
    ).drop(columns="external_po_id")


def _of_ledger(ours: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "order_id": ours["po_id"],
            "po_id": ours["po_id"],
            "line_id": ours["line_id"].astype(str),
            "source": "ledger",
            "promised_on": ours["expected_on"],
            "promise": "promised",
            "unit_cost": pd.to_numeric(ours["unit_cost"], errors="coerce"),
            **{name: ours[name] for name in ("supplier_id", "sku", "product_name", "location", "state")},
            **{name: ours[name] for name in ("ordered_on", "ordered_by", "currency")},
            **{name: ours[name].astype("float64") for name in ("ordered_units", "cancelled_units")},
        }
    )


def _arrivals(lines: pd.DataFrame, filed: pd.DataFrame, ours: pd.DataFrame) -> pd.DataFrame:
    by_hand = pd.DataFrame(
        {
            "source": "ledger",
            "po_id": ours["po_id"],
            "line_id": ours["line_id"].astype(str),
            "receipt_id": ours["receipt_id"],
            "received_on": ours["received_on"],
            "units": ours["received_units"],
            "rejected_units": ours["rejected_units"],
        }
    )
    rows = lines[_KEY].assign(row=np.arange(len(lines)))
    found = (
        _together(filed.assign(source="file"), by_hand)
        .merge(rows, on=_KEY)
        .sort_values(["received_on", "receipt_id", "row"], ignore_index=True)
    )
    return found[list(ARRIVED)].astype(ARRIVED)


def _count_receipts(lines: pd.DataFrame, arrived: pd.DataFrame) -> None:
    """Units received, wanted and open. A cancelled line wants what came of it, a closed one no more."""
    of_line = arrived.groupby("row")
    for name, units in (("received_units", "units"), ("rejected_units", "rejected_units")):
        lines[name] = of_line[units].sum().reindex(lines.index).fillna(0.0)
    lines["receipts"] = of_line.size().reindex(lines.index).fillna(0)
    is_cancelled = lines["state"] == "cancelled"
    wanted = (lines["ordered_units"] - lines["cancelled_units"]).clip(lower=0.0)
    lines["wanted_units"] = wanted.where(~is_cancelled, wanted.clip(upper=lines["received_units"]))
    missing = (lines["wanted_units"] - lines["received_units"]).clip(lower=0.0)
    lines["open_units"] = missing.where(lines["state"] == "open", 0.0)
    is_in = (lines["state"] == "open") & (lines["open_units"] <= 0)
    lines.loc[is_in, "state"] = "received"
    lines.loc[is_in & (lines["wanted_units"] <= 0), "state"] = "cancelled"


def _set_dates(lines: pd.DataFrame, arrived: pd.DataFrame) -> None:
    of_line = arrived.groupby("row")
    first, last = of_line["received_on"].min(), of_line["received_on"].max()
    lines["first_received_on"] = first.reindex(lines.index)
    lines["last_received_on"] = last.reindex(lines.index)
    so_far = of_line["units"].cumsum() + _LEAST_UNITS
    is_whole = so_far >= lines["wanted_units"].to_numpy()[arrived["row"]]
    whole = arrived[is_whole & (arrived["units"] > 0)].groupby("row")["received_on"].min()
    lines["completed_on"] = whole.reindex(lines.index)
    lines["is_fault"] = (lines["first_received_on"] < lines["ordered_on"]) | (
        (lines["state"] == "received") & (lines["source"] == "file") & (lines["receipts"] == 0)
    )


_LEAST_UNITS = 1e-6
"""Less is what adding up decimals leaves."""

"""One supplier: how its deliveries went, what is late, what it costs, when it is closed, its terms."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pandas as pd

from core import i18n, phrases
from core import ledger as decisions
from core.errors import NotFound
from core.facts import Snapshot
from core.i18n import N_, _
from core.ledger import EVERYWHERE, Ledger
from core.suppliers.overview import change_words
from core.suppliers.planning import Measured, measured
from core.suppliers.prices import price_steps
from core.suppliers.scorecard import Scorecard

DELIVERIES = ("day", "value", "series", "size", "label")
"""One row per order and delay. day: promised; value: days after it (of open lines: so far); series: kept,
late or still open, in words; size: lines; label: order."""
MOST_DELIVERIES = 1000
LATE = (
    "order_id",
    "sku",
    "product_name",
    "location",
    "promised_on",
    "late_days",
    "open_units",
    "open_amount",
)
LINES = (
    "order_id", "line_id", "sku", "product_name", "how", "ordered_on", "promised_on", "last_received_on",
    "delay_days", "wanted_units", "received_units", "units_on_time", "rejected_units", "open_units",
)  # fmt: skip
"""The lines that the shares count, the newest promise first; how: kept, late or still open, in words."""
CLOSURES = ("starts_on", "ends_on", "reason")

_SUPPLIER = """
SELECT coalesce(nullif(name, ''), supplier_id) AS name, coalesce(country, '') AS country,
    coalesce(currency, '') AS currency, min_order_value::DOUBLE AS min_order_value, payment_terms_days,
    contract_ends_on
FROM lake.current.suppliers WHERE supplier_id = ?
"""
_CLOSURES = """
SELECT starts_on, coalesce(ends_on, starts_on) AS ends_on, coalesce(reason, '') AS reason
FROM lake.current.supplier_closures WHERE supplier_id = ? AND coalesce(ends_on, starts_on) >= ?
ORDER BY starts_on
"""


@dataclass(frozen=True)
class SupplierDetail:
    """lines: LINES. deliveries: DELIVERIES. late: LATE. prices: prices.price_steps. closures: CLOSURES from
    as_of on. measured: None where too little came. planned_days: what a person confirmed, else None. judged:
    the row of SCORES. terms: what is agreed, in words.
    """

    supplier_id: str
    name: str
    judged: dict[str, Any]
    change: str
    lines: pd.DataFrame
    deliveries: pd.DataFrame
    late: pd.DataFrame
    prices: pd.DataFrame
    closures: pd.DataFrame
    measured: Measured | None
    planned_days: int | None
    terms: tuple[str, ...]


def detail(snapshot: Snapshot, ledger: Ledger, card: Scorecard, supplier_id: str) -> SupplierDetail:
    """One supplier of the scorecard. Raises NotFound."""
    rows = card.table[card.table["supplier_id"] == supplier_id]
    if rows.empty:
        raise NotFound(N_("There is no supplier {supplier}."), supplier=supplier_id)
    own = card.lines[card.lines["supplier_id"] == supplier_id]
    confirmed = decisions.terms_of(ledger, supplier_id, EVERYWHERE)
    change = card.changes.get(supplier_id)
    return SupplierDetail(
        supplier_id=supplier_id,
        name=str(rows["supplier_name"].iloc[0]),
        judged={str(name): value for name, value in rows.iloc[0].items()},
        change="" if change is None else change_words(supplier_id, change),
        lines=_lines(own),
        deliveries=_deliveries(own),
        late=_late(own),
        prices=price_steps(card.lines, card.window, supplier_id),
        closures=snapshot.frame(_CLOSURES, [supplier_id, card.as_of]),
        measured=measured(card, supplier_id),
        planned_days=None if confirmed is None else confirmed.lead_time_days,
        terms=_terms(snapshot, supplier_id, confirmed),
    )


def _deliveries(own: pd.DataFrame) -> pd.DataFrame:
    shown = own[own["is_due"] | own["is_late_now"]]
    series = _how(shown)
    value = shown["delay_days"].fillna(shown["late_days"])
    keys = {"day": shown["promised_on"], "value": value, "series": series, "label": shown["order_id"]}
    table: pd.DataFrame = pd.DataFrame(keys).groupby(list(keys)).size().rename("size").reset_index()
    # The newest ones, as many as a chart can hold.
    return table.tail(MOST_DELIVERIES)[list(DELIVERIES)].reset_index(drop=True)


def _how(lines: pd.DataFrame) -> pd.Series[str]:
    kept, late, still_open = delivery_series()
    words = pd.Series(late, index=lines.index, dtype=object).where(~lines["is_kept"], kept)
    return words.where(~lines["is_late_now"], still_open)


def _lines(own: pd.DataFrame) -> pd.DataFrame:
    due = own[own["is_due"]]
    table = due.assign(how=_how(due)).sort_values("promised_on", ascending=False, kind="stable")
    return table[list(LINES)].reset_index(drop=True)


def delivery_series() -> tuple[str, str, str]:
    """How a delivery went, in words: kept, late, still open."""
    return _("On time and in full"), _("Late or short"), _("Still open")


def _late(own: pd.DataFrame) -> pd.DataFrame:
    late = own[own["is_late_now"]].sort_values(
        ["late_days", "order_id", "sku"], ascending=[False, True, True]
    )
    amount = late["open_units"] * late["unit_cost"] * late["rate"]
    return late.assign(open_amount=amount)[list(LATE)].reset_index(drop=True)


def _terms(
    snapshot: Snapshot, supplier_id: str, confirmed: decisions.SupplierTerms | None
) -> tuple[str, ...]:
    words = []
    if confirmed is not None and confirmed.confirmed_at is not None:
        words.append(
            _("Planned with {lead}, ordered every {review}: confirmed by {who} on {date}.").format(
                lead=phrases.amount(confirmed.lead_time_days, "days"),
                review=phrases.amount(confirmed.review_period_days, "days"),
                who=confirmed.confirmed_by,
                date=i18n.date(confirmed.confirmed_at.date()),
            )
        )
    filed = snapshot.frame(_SUPPLIER, [supplier_id])
    for row in filed.to_dict("records"):
        words += _agreed({str(name): value for name, value in row.items()})
    return tuple(words)


def _agreed(row: dict[str, Any]) -> list[str]:
    words = []
    least, days, ends = row["min_order_value"], row["payment_terms_days"], row["contract_ends_on"]
    if isinstance(least, float) and least == least:
        amount = i18n.money(least, str(row["currency"]), 0)
        words.append(_("Smallest order: {amount}.").format(amount=amount))
    if not pd.isna(days):
        words.append(_("Paid {days} after delivery.").format(days=phrases.amount(float(days), "days")))
    if isinstance(ends, dt.date) and not pd.isna(ends):
        words.append(_("Contract until {date}.").format(date=i18n.date(ends)))
    return words

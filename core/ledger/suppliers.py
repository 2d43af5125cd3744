"""Supplier terms: what a person confirmed before anything is ordered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InputError, Message
from core.i18n import N_
from core.ledger.commands import Request, Transaction, execute
from core.ledger.frames import COUNT, TEXT, TIME, frame
from core.ledger.plain import plain
from core.ledger.store import Ledger
from core.ledger.suggestions import whole_number
from core.ledger.tables import SupplierTermsRow
from core.security import Actor, Permission

ON_ORDER_SOURCES = ("purchase_order_lines", "ledger", "stock_file")
"""Where the units on order are read: imported purchase orders, accepted orders, the stock file's figure."""

EVERYWHERE = ""
"""The location of terms that hold for every location without terms of its own."""

LONGEST_DAYS = 730

TERMS = {
    "supplier_id": TEXT,
    "location": TEXT,
    "lead_time_days": COUNT,
    "review_period_days": COUNT,
    "on_order_source": TEXT,
    "stock_age_accepted_days": COUNT,
    "note": TEXT,
    "confirmed_by": TEXT,
    "confirmed_at": TIME,
}
"""One row per supplier and location."""


@dataclass(frozen=True)
class SupplierTerms:
    """What was confirmed of one supplier at one location; supplier '' stands for goods without a named one.

    lead_time_days: from order to goods ready to sell, 0 to 730. review_period_days: between two looks at
    this supplier, 1 to 730. stock_age_accepted_days: how old a stock count may be. confirmed_by and
    confirmed_at are filled by the ledger.
    """

    supplier_id: str
    location: str
    lead_time_days: int
    review_period_days: int
    on_order_source: str = "ledger"
    stock_age_accepted_days: int = 7
    note: str = ""
    confirmed_by: str = ""
    confirmed_at: dt.datetime | None = None


def confirm_supplier(ledger: Ledger, actor: Actor, command_id: str, terms: SupplierTerms) -> SupplierTerms:
    """Keep the terms of a supplier at a location, in place of earlier ones."""
    terms = _checked(terms)

    def work(tx: Transaction) -> object:
        key = (terms.supplier_id, terms.location)
        row = tx.session.get(SupplierTermsRow, key)
        before = None if row is None else _terms(row)
        confirmed = replace(terms, confirmed_by=tx.actor.name, confirmed_at=tx.now)
        tx.session.merge(SupplierTermsRow(**{name: getattr(confirmed, name) for name in TERMS}))
        tx.record(" @ ".join(part for part in key if part), before=before, after=confirmed)
        return confirmed

    content = plain(replace(terms, confirmed_by="", confirmed_at=None))
    request = Request("confirm_supplier", command_id, Permission.DECIDE_PURCHASE, content)
    return _from_kept(execute(ledger, actor, request, work))


def supplier_terms(ledger: Ledger) -> pd.DataFrame:
    """TERMS of all suppliers."""
    query = select(SupplierTermsRow).order_by(SupplierTermsRow.supplier_id, SupplierTermsRow.location)
    with ledger.reading() as session:
        rows = [tuple(getattr(row, name) for name in TERMS) for row in session.scalars(query)]
    return frame(TERMS, rows)


def terms_of(ledger: Ledger, supplier_id: str, location: str) -> SupplierTerms | None:
    """The terms that hold for a supplier at a location: its own, else those for everywhere."""
    with ledger.reading() as session:
        return find_terms(session, supplier_id, location)


def find_terms(session: Session, supplier_id: str, location: str) -> SupplierTerms | None:
    """The same inside a transaction."""
    for place in (location, EVERYWHERE):
        if (row := session.get(SupplierTermsRow, (supplier_id, place))) is not None:
            return _terms(row)
    return None


def _terms(row: SupplierTermsRow) -> SupplierTerms:
    return SupplierTerms(**{name: getattr(row, name) for name in TERMS})


def _from_kept(kept: dict[str, Any]) -> SupplierTerms:
    return SupplierTerms(**{**kept, "confirmed_at": dt.datetime.fromisoformat(kept["confirmed_at"])})


def _checked(terms: SupplierTerms) -> SupplierTerms:
    if terms.on_order_source not in ON_ORDER_SOURCES:
        raise InputError(
            N_('"{found}" is no source of units on order. Choose one of: {accepted}.'),
            found=terms.on_order_source,
            accepted=", ".join(ON_ORDER_SOURCES),
        )
    age = terms.stock_age_accepted_days
    return replace(
        terms,
        lead_time_days=_days(N_("The lead time"), terms.lead_time_days, least=0),
        review_period_days=_days(N_("The review period"), terms.review_period_days, least=1),
        stock_age_accepted_days=_days(N_("The accepted age of a stock count"), age, least=0),
    )


def _days(what: str, days: int, *, least: int) -> int:
    number = whole_number(days)
    if number is None or not least <= number <= LONGEST_DAYS:
        raise InputError(
            N_("{what} is {found}; it must be a whole number of days from {least} to {most}."),
            what=Message(what),
            found=str(days),
            least=least,
            most=LONGEST_DAYS,
        )
    return number

"""What a supplier needs by its receipts, what planning with that would change, and doing it.

The lead time to plan with is the median. Purchasing takes the lead time as certain and keeps safety stock
against demand over it; the median is what half of the orders meet, so orders leave when they should on
average. The ninth decile is offered beside it where the supplier is unsteady: it adds the spread of the
lead time to the stock that is kept all year.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import pandas as pd

from core import ledger as decisions
from core.errors import InputError
from core.facts import Snapshot
from core.i18n import N_
from core.ledger import EVERYWHERE, Ledger, SupplierTerms
from core.purchasing import Known, Offers, read_known, suggest, terms_to_confirm
from core.security import Actor
from core.suppliers.scorecard import FEW_LINES, Scorecard


@dataclass(frozen=True)
class Measured:
    """Days from order to all in: middle (median) and high (nine of ten are in by then), whole days.

    lines, orders: what was measured. since: after a change of the lead time only what came after it counts.
    """

    middle: int
    high: int
    lines: int
    orders: int
    since: dt.date | None


@dataclass(frozen=True)
class Effect:
    """What another lead time would do.

    planned_days, days: now and then. as_of: the last day of the data. first_now, first_then: the day by which
    the first order must leave, None where nothing runs out in the next half year. skus: of the supplier.
    units_now, units_then: what is suggested today.
    """

    as_of: dt.date
    planned_days: int | None
    days: int
    first_now: dt.date | None
    first_then: dt.date | None
    skus: int
    units_now: int
    units_then: int

    @property
    def earlier_days(self) -> int | None:
        """Days by which the first order leaves earlier; below 0: later."""
        if self.first_now is None or self.first_then is None:
            return None
        return (self.first_now - self.first_then).days


def measured(card: Scorecard, supplier_id: str) -> Measured | None:
    """The lead time of one supplier by its receipts, or None where fewer than FEW_LINES lines came."""
    change = card.changes.get(supplier_id)
    lines = card.lines[card.lines["supplier_id"] == supplier_id]
    if change is None:
        known, leads, since = lines, lines["lead_days"].dropna(), None
    else:
        known, since = lines[lines["ordered_on"] >= pd.Timestamp(change.since)], change.since
        leads = known["ever_lead_days"].dropna()
    if len(leads) < FEW_LINES:
        return None
    middle, high = leads.quantile([0.5, 0.9])
    orders = known.loc[leads.index, "order_id"].nunique()
    return Measured(round(middle), round(high), len(leads), orders, since)


def effect(snapshot: Snapshot, ledger: Ledger, supplier_id: str, days: int) -> Effect:
    """What planning with so many days would change. Raises NotReady without orders or forecasts."""
    return effect_on(read_known(snapshot, ledger), supplier_id, days)


def effect_on(known: Known, supplier_id: str, days: int) -> Effect:
    """The same, of everything that suggestions are made from."""
    now = _rows(known, supplier_id)
    planned = now["lead_time_days"].dropna()
    then = _rows(replace(known, offers=_with_lead(known, supplier_id, days)), supplier_id)
    return Effect(
        as_of=known.as_of,
        planned_days=None if planned.empty else round(planned.median()),
        days=days,
        first_now=_first_order(now),
        first_then=_first_order(then),
        skus=int(now["sku"].nunique()),
        units_now=int(now["units"].sum()),
        units_then=int(then["units"].sum()),
    )


def plan_with(
    snapshot: Snapshot, ledger: Ledger, actor: Actor, command_id: str, supplier_id: str, days: int
) -> tuple[SupplierTerms, ...]:
    """Confirm the supplier's terms with another lead time, at every location; everything else of them stays.

    Raises InputError where nobody has said how often this supplier is ordered from.
    """
    return tuple(
        decisions.confirm_supplier(ledger, actor, f"{command_id} {terms.location}".strip(), terms)
        for terms in _terms_with(snapshot, ledger, supplier_id, days)
    )


def _terms_with(snapshot: Snapshot, ledger: Ledger, supplier_id: str, days: int) -> list[SupplierTerms]:
    """Its confirmed terms, and those for everywhere, with so many days."""
    table = decisions.supplier_terms(ledger)
    places = table.loc[table["supplier_id"] == supplier_id, "location"].tolist()
    known = [decisions.terms_of(ledger, supplier_id, place) for place in places]
    given = [replace(terms, lead_time_days=days) for terms in known if terms is not None]
    return (
        given if EVERYWHERE in places else [_everywhere(snapshot, ledger, supplier_id, days, given), *given]
    )


def _everywhere(
    snapshot: Snapshot, ledger: Ledger, supplier_id: str, days: int, given: list[SupplierTerms]
) -> SupplierTerms:
    asked = terms_to_confirm(snapshot, ledger, supplier_id)
    review_days = given[0].review_period_days if given else asked.review_period_days
    if review_days is None:
        raise InputError(
            N_(
                "Nobody has said how often {supplier} is ordered from. Confirm its terms under Replenishment."
            ),
            supplier=supplier_id,
        )
    return SupplierTerms(
        supplier_id,
        EVERYWHERE,
        days,
        review_days,
        asked.on_order_source,
        asked.stock_age_accepted_days,
    )


def _rows(known: Known, supplier_id: str) -> pd.DataFrame:
    rows = suggest(known).rows
    return rows[rows["supplier_id"] == supplier_id]


def _first_order(rows: pd.DataFrame) -> dt.date | None:
    """The day by which the first order must leave so that nothing runs out."""
    first = rows["order_by"].min()
    return None if pd.isna(first) else first.date()


def _with_lead(known: Known, supplier_id: str, days: int) -> Offers:
    """The offers as they would be with the supplier confirmed at so many days, at every location."""
    confirmed = known.offers.confirmed
    is_own = confirmed["supplier_id"] == supplier_id
    table = confirmed.assign(lead_time_days=confirmed["lead_time_days"].mask(is_own, days))
    if (is_own & (confirmed["location"] == EVERYWHERE)).any():
        return replace(known.offers, confirmed=table)
    review = confirmed.loc[is_own, "review_period_days"]
    row = {
        "supplier_id": supplier_id,
        "location": EVERYWHERE,
        "lead_time_days": days,
        "review_period_days": None if review.empty else review.iloc[0],
    }
    rows = [*table.to_dict("records"), row]
    return replace(known.offers, confirmed=pd.DataFrame(rows, columns=list(confirmed)))

"""What suggestions are made from, read from the facts and the ledger; and the suggestions as they are now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from core import ledger as decisions
from core.demand import Forecasts, forecast_all, read_coming, read_forecasts, read_panel, with_plans
from core.errors import NotReady
from core.facts import Snapshot
from core.facts.basis import PLANNING, runs
from core.i18n import N_
from core.ledger import Ledger
from core.purchasing.closures import read_closures
from core.purchasing.policy import Policy, read_policy
from core.purchasing.position import Books, read_books, with_ledger
from core.purchasing.products import read_products
from core.purchasing.suggest import Known, Suggestions, suggest
from core.purchasing.terms import Offers, choose_terms, protection_of, read_offer_table

_RATES = """
SELECT currency, arg_max(rate, day)::DOUBLE AS rate FROM lake.current.exchange_rates
WHERE base = ? AND day <= ? GROUP BY currency
"""

_PLACES = """
SELECT sku, location FROM lake.mart.stock_position UNION SELECT sku, location FROM lake.result.forecasts
"""


def suggestions(snapshot: Snapshot, ledger: Ledger, *, as_of: dt.date | None = None) -> Suggestions:
    """The suggestions of one version of the facts and the ledger as it is now.

    as_of: as they would have been on an earlier day; forecasts are then made anew from what was known,
        without what people changed about them.
    Raises NotReady where there are no orders or no forecasts yet.
    """
    return suggest(read_known(snapshot, ledger, as_of=as_of))


def read_known(snapshot: Snapshot, ledger: Ledger, *, as_of: dt.date | None = None) -> Known:
    """Everything that suggestions are made from."""
    revision = ledger.revision  # first: what is decided meanwhile must not seem to be known
    files = _read_files(snapshot, as_of)
    policy = read_policy(ledger)
    forecasts = _forecasts(snapshot, files, ledger, policy, as_of)
    return Known(
        as_of=files.books.as_of,
        position=with_ledger(files.books, ledger, wanted=forecasts.table),
        forecasts=forecasts,
        offers=Offers(files.offers, decisions.supplier_terms(ledger)),
        products=files.products,
        snoozes=decisions.snoozes(ledger),
        decisions=decisions.standing_decisions(ledger, files.books.as_of),
        policy=policy,
        closures=read_closures(snapshot),
        coming=read_coming(snapshot, files.books.as_of, decisions.planned_events(ledger)),
        currency=snapshot.currency,
        rates=files.rates,
        run=f"{snapshot.fingerprint}-{files.books.as_of.isoformat()}",
        snapshot_id=snapshot.id,
        ledger_revision=revision,
        import_runs=runs(snapshot.imports_of(PLANNING)),
    )


def protection(snapshot: Snapshot, ledger: Ledger, *, as_of: dt.date | None = None) -> pd.DataFrame:
    """sku, location, protection_days of everything with a lead time: the windows that judge forecasts."""
    day = as_of or snapshot.as_of
    if day is None:
        return pd.DataFrame({"sku": [], "location": [], "protection_days": []})
    keys = snapshot.frame(_PLACES)
    offers = Offers(read_offer_table(snapshot, as_of=day), decisions.supplier_terms(ledger))
    terms = choose_terms(keys, offers)
    return protection_of(terms, review_period_days=read_policy(ledger).review_period_days)


@dataclass(frozen=True)
class _Files:
    """The files' side: it changes with the facts only, so it is read once per snapshot."""

    books: Books
    products: pd.DataFrame
    offers: pd.DataFrame
    rates: dict[str, float]
    forecasts: Forecasts | None


@lru_cache(maxsize=2)
def _read_files(snapshot: Snapshot, as_of: dt.date | None) -> _Files:
    if snapshot.as_of is None:
        raise NotReady(N_("There are no orders yet. Upload the order files of your shops first."))
    day = as_of or snapshot.as_of
    rates = snapshot.frame(_RATES, [snapshot.currency, day])
    return _Files(
        books=read_books(snapshot, as_of=as_of),
        products=read_products(snapshot, as_of=day),
        offers=read_offer_table(snapshot, as_of=day),
        rates=dict(zip(rates["currency"], rates["rate"], strict=True)),
        forecasts=read_forecasts(snapshot) if as_of is None or as_of >= snapshot.as_of else None,
    )


def _forecasts(
    snapshot: Snapshot, files: _Files, ledger: Ledger, policy: Policy, as_of: dt.date | None
) -> Forecasts:
    if files.forecasts is not None:
        return with_plans(files.forecasts, snapshot, ledger)
    panel = read_panel(snapshot, as_of=as_of)
    terms = choose_terms(panel.keys, Offers(files.offers, decisions.supplier_terms(ledger)))
    return forecast_all(panel, protection=protection_of(terms, review_period_days=policy.review_period_days))

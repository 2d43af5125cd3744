"""What a person is asked to confirm of a supplier, filled in with what is known."""

from __future__ import annotations

from dataclasses import dataclass

from core import i18n
from core import ledger as decisions
from core.facts import Snapshot
from core.i18n import N_, _
from core.ledger import EVERYWHERE, Ledger
from core.purchasing.position import read_position
from core.purchasing.readiness import readiness

_USUAL_STOCK_AGE_DAYS = 7
_STOCK_WORDS = N_("Stock of {location}: counted on {date}, {days} days before the last day of the data.")
_NEWER_WORDS = N_("Stock of {location}: counted on {date}, the last day of the data or later.")


@dataclass(frozen=True)
class TermsToConfirm:
    """Days are None where nobody said them: they must be typed. stock_words: how old the counts are."""

    lead_time_days: int | None
    review_period_days: int | None
    on_order_source: str
    stock_age_accepted_days: int
    stock_words: str


def terms_to_confirm(snapshot: Snapshot, ledger: Ledger, supplier_id: str) -> TermsToConfirm:
    """The answers to propose for one supplier: confirmed earlier, else from its files, else empty."""
    words = _stock_words(snapshot, ledger)
    known = decisions.terms_of(ledger, supplier_id, EVERYWHERE)
    if known is not None:
        return TermsToConfirm(
            known.lead_time_days,
            known.review_period_days,
            known.on_order_source,
            known.stock_age_accepted_days,
            words,
        )
    suppliers = readiness(snapshot, ledger).suppliers
    own = suppliers[suppliers["supplier_id"] == supplier_id]
    if own.empty:
        return TermsToConfirm(None, None, "ledger", _USUAL_STOCK_AGE_DAYS, words)
    first, lead = own.iloc[0], own["lead_time_days"].max()
    return TermsToConfirm(
        lead_time_days=None if lead != lead else int(lead),
        review_period_days=None if first["is_review_assumed"] else int(first["review_period_days"]),
        on_order_source=str(first["on_order_source"]),
        stock_age_accepted_days=int(first["stock_age_accepted_days"]),
        stock_words=words,
    )


def _stock_words(snapshot: Snapshot, ledger: Ledger) -> str:
    table = read_position(snapshot, ledger).table
    oldest = (
        table[table["counted_on"].notna()]
        .sort_values("stock_age_days")
        .drop_duplicates("location", keep="last")
    )
    return i18n.sentences(
        *(
            _stock_sentence(row["location"], i18n.date(row["counted_on"]), row["stock_age_days"])
            for row in oldest.to_dict("records")
        )
    )


def _stock_sentence(location: str, date: str, days: float) -> str:
    template = _STOCK_WORDS if days > 0 else _NEWER_WORDS
    return _(template).format(location=location, date=date, days=i18n.number(days))

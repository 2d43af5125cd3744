"""Returns: what comes back, from which goods, when, why, at what price, and what stands out."""

from core.returns.cohorts import GRAINS, cohorts, with_words
from core.returns.desk import ReturnsDesk, read_desk
from core.returns.events import Event, event_words
from core.returns.findings import Finding, evidence, next_step, sentences
from core.returns.overview import Amount, ReturnsOverview, money_only, overview
from core.returns.parts import PARTS, as_bars, by_part, has_part, known_columns, matching
from core.returns.product import ProductReturns, product_returns
from core.returns.span import SPANS, Span, span_of

__all__ = [
    "GRAINS",
    "PARTS",
    "SPANS",
    "Amount",
    "Event",
    "Finding",
    "ProductReturns",
    "ReturnsDesk",
    "ReturnsOverview",
    "Span",
    "as_bars",
    "by_part",
    "cohorts",
    "event_words",
    "evidence",
    "has_part",
    "known_columns",
    "matching",
    "money_only",
    "next_step",
    "overview",
    "product_returns",
    "read_desk",
    "sentences",
    "span_of",
    "with_words",
]

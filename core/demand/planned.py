"""The published forecasts with what people changed about them, read from the facts and the ledger."""

from __future__ import annotations

from functools import lru_cache

from core import ledger as decisions
from core.demand.forecasts import Forecasts
from core.demand.keeping import read_forecasts
from core.demand.overrides import PlannedForecasts, apply, in_force
from core.facts import Snapshot
from core.ledger import Ledger

_CATEGORIES = """
WITH sold AS (
    SELECT sku, arg_max(category, placed_on) AS category FROM lake.mart.sales_lines
    WHERE sku IS NOT NULL AND coalesce(category, '') <> '' GROUP BY sku
)
SELECT coalesce(p.sku, s.sku) AS sku, coalesce(nullif(p.category, ''), s.category) AS category
FROM sold s FULL JOIN lake.current.products p ON p.sku = s.sku
WHERE coalesce(nullif(p.category, ''), s.category) IS NOT NULL
"""


def read_planned(snapshot: Snapshot, ledger: Ledger) -> PlannedForecasts:
    """The published forecasts with all overrides that count now. Raises NotReady before the first refresh."""
    return with_plans(_published(snapshot), snapshot, ledger)


def with_plans(forecasts: Forecasts, snapshot: Snapshot, ledger: Ledger) -> PlannedForecasts:
    """These forecasts with all overrides that count when the data ends where it does."""
    planned = decisions.overrides(ledger)
    counting = planned if snapshot.as_of is None else in_force(planned, snapshot.as_of)
    return apply(forecasts, counting, categories(snapshot))


@lru_cache(maxsize=2)
def _published(snapshot: Snapshot) -> Forecasts:
    return read_forecasts(snapshot)


@lru_cache(maxsize=2)
def categories(snapshot: Snapshot) -> dict[str, str]:
    """Category by SKU, where one is known: by the product file, else by the newest order line."""
    found = snapshot.frame(_CATEGORIES)
    return dict(zip(found["sku"], found["category"], strict=True))

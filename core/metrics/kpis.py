"""Every figure of the registry at once, in the form that scripts read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.facts import Snapshot
from core.metrics.compute import Value, compute
from core.metrics.figures import FIGURES
from core.metrics.filters import Filters


def kpis(snapshot: Snapshot, filters: Filters) -> dict[str, Any]:
    """{from, to, as_of, currency, figures: {name: {value, unit, n}}}; an unknown value is None."""
    return as_json(snapshot, filters, compute(snapshot, list(FIGURES), filters))


def as_json(snapshot: Snapshot, filters: Filters, values: Mapping[str, Value]) -> dict[str, Any]:
    """The form of `kpis` for values that are already computed."""
    return {
        "from": filters.start,
        "to": filters.end,
        "as_of": snapshot.as_of,
        "currency": snapshot.currency,
        "figures": {
            name: {"value": value.value, "unit": value.unit, "n": value.n} for name, value in values.items()
        },
    }

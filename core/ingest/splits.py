"""Money of a whole order split over its rows, so that the rows add up to it."""

from __future__ import annotations

from core.ingest.presets import Split


def split_steps(split: Split, last: str) -> list[str]:
    """Two steps that leave the split amount as a field: shares in cents, then the cents left over."""
    unit = f'PARTITION BY "{split.by}"'
    weight = f"greatest(coalesce(({split.weight})::DOUBLE, 0), 0)"
    cents = f"""100 * ({split.of})::DOUBLE * CASE WHEN sum({weight}) OVER ({unit}) > 0
        THEN {weight} / sum({weight}) OVER ({unit}) ELSE 1.0 / count(*) OVER ({unit}) END"""
    left_over = f"round(100 * ({split.of}))::BIGINT - sum(floor(split_cents)) OVER ({unit})"
    rank = f"row_number() OVER ({unit} ORDER BY split_cents - floor(split_cents) DESC, source_row)"
    share = f"(floor(split_cents) + CASE WHEN {rank} <= {left_over} THEN 1 ELSE 0 END) / 100"
    kept = f'* EXCLUDE (split_cents), ({share})::DECIMAL(18,2) AS "{split.name}"'
    return [
        f"cents_{split.name} AS (SELECT *, round({cents}, 6) AS split_cents FROM {last})",
        f"split_{split.name} AS (SELECT {kept} FROM cents_{split.name})",
    ]

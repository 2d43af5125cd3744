"""Which members buy a product: by segment, how many, how often again, how much."""

from __future__ import annotations

import pandas as pd

from core import marketing
from core.facts import Snapshot
from core.i18n import _

_BUYERS = """
SELECT s.segment, count(*) AS buyers, count(*) FILTER (b.days > 1) AS again,
    sum(b.units)::DOUBLE AS units, sum(b.net_sales)::DOUBLE AS net_sales
FROM (
    SELECT person_id, count(DISTINCT paid_on) AS days, sum(quantity) AS units, sum(net_sales) AS net_sales
    FROM lake.mart.sales_lines WHERE is_sale AND sku = ? AND person_id IS NOT NULL GROUP BY person_id
) b JOIN lake.result.segments s USING (person_id) GROUP BY s.segment ORDER BY net_sales DESC, s.segment
"""


def buyers_of(snapshot: Snapshot, sku: str) -> pd.DataFrame:
    """segment, title, buyers, again (on two days or more), units, net_sales (before refunds), of all days.

    One row per segment that buys it, the largest net sales first; empty before segments are published.
    """
    found = snapshot.frame(_BUYERS, [sku])
    titles = {code: _(title) for code, title in marketing.TITLES.items()}
    return found.assign(title=found["segment"].map(titles))

"""From an order back to its files: every version that was handed in, its row, and which one counts."""

from __future__ import annotations

import pandas as pd

from core.facts import Snapshot
from core.i18n import N_, _
from core.intake.imports import file_names

VERSIONS = ("import_id", "files", "row", "lines", "exported_at", "channel", "order_id", "standing")
"""One row per version of an order. row: of the file, as the spreadsheet counts it. standing: in words."""
_STANDING = {
    "counts": N_("counts"),
    "older": N_("replaced by a newer file"),
    "held": N_("held: another source counts"),
}
_MOST = 50
_QUERY = f"""
WITH versions AS (
    SELECT import_id, channel, order_id, min(source_row) AS row, 0 AS lines, max(exported_at) AS exported_at
    FROM lake.history.orders WHERE NOT absent AND (order_id = $1 OR source_order_id = $1) GROUP BY ALL
    UNION ALL
    SELECT import_id, channel, order_id, min(source_row), count(*), max(exported_at)
    FROM lake.history.order_lines WHERE NOT absent AND order_id = $1 GROUP BY ALL
),
counting AS (
    SELECT import_id, channel, order_id FROM lake.current.orders
    UNION SELECT import_id, channel, order_id FROM lake.current.order_lines
)
SELECT import_id, any_value(i.files) AS files, min(row) AS row, max(lines) AS lines,
    max(v.exported_at) AS exported_at, v.channel, v.order_id,
    CASE WHEN bool_or(c.import_id IS NOT NULL) THEN 'counts'
        WHEN bool_or(h.state = 'held') THEN 'held' ELSE 'older' END AS standing
FROM versions v JOIN (SELECT import_id, files FROM lake.meta.imports) i USING (import_id)
LEFT JOIN counting c USING (import_id, channel, order_id)
LEFT JOIN lake.meta.held h USING (import_id, channel, order_id)
GROUP BY import_id, v.channel, v.order_id ORDER BY exported_at DESC, import_id DESC LIMIT {_MOST}
"""


def versions_of(snapshot: Snapshot, order_id: str) -> pd.DataFrame:
    """VERSIONS of an order by its number in the shop, or at the system it came from; newest first."""
    found = snapshot.frame(_QUERY, [order_id.strip()])
    found["files"] = [file_names(str(text)) for text in found["files"]]
    found["standing"] = [_(_STANDING[name]) for name in found["standing"]]
    return found[list(VERSIONS)]

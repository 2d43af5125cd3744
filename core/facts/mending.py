"""What became of rejected rows: mended by a later import, handed in again in vain, dismissed, or still open.

A rejected row stands for something: an order, a product, the stock of a SKU at a location. It is settled as
soon as a later import that still counts brought that, whatever its file was called, or the row itself as it
was given back. Undoing the mending import opens the row again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from core import schema
from core.errors import Message
from core.facts.columns import OF_REJECTS
from core.facts.lock import retried, writer_lock
from core.facts.snapshot import Snapshot
from core.facts.workspace import Workspace, transaction
from core.i18n import N_

STANDING = (
    "import_id", "file_no", "source_row", "settled_by", "again_in", "because", "dismissed_by", "dismissed_at",
)  # fmt: skip
"""One row per rejected row. settled_by: the import that brought what it stands for. again_in: the newest
import that rejected it again. because: why nobody has to mend it. An open row has none of the three."""

_ROW = "import_id, file_no, source_row"
_NAMED_OTHERWISE = {"stock": ("location", "sku"), "stocktakes": ("location", "counted_on", "sku")}
_SINCE = "valid_from"


def identity(table: schema.Table) -> tuple[str, ...]:
    """The columns by which a mended row is known again: its unit, without the day from which it holds.

    >>> identity(schema.ORDER_LINES), identity(schema.STOCK)
    (('channel', 'order_id'), ('location', 'sku'))
    """
    return _NAMED_OTHERWISE.get(table.name) or tuple(name for name in table.unit if name != _SINCE)


def standing(snapshot: Snapshot) -> pd.DataFrame:
    """STANDING of every rejected row that is still kept."""
    if not snapshot.has_rows("meta", "rejects"):
        return pd.DataFrame(columns=list(STANDING))
    tables = snapshot.frame("SELECT DISTINCT table_name FROM lake.meta.reject_units")["table_name"]
    brought = [_CAME_BACK, *(_brought(schema.TABLES[name]) for name in tables if name in schema.TABLES)]
    found = snapshot.frame(
        f"""WITH brought AS ({" UNION ALL ".join(brought)}),
        settled AS (SELECT {_ROW}, min(later) AS settled_by FROM brought GROUP BY ALL),
        again AS (
            SELECT {_ROW}, max(later) AS again_in FROM (
                SELECT u.import_id, u.file_no, u.source_row, a.import_id AS later
                FROM lake.meta.reject_units u JOIN lake.meta.reject_units a
                    ON a.table_name = u.table_name AND a.unit = u.unit AND a.import_id > u.import_id
                UNION ALL SELECT rejected_in, file_no, source_row, import_id
                FROM lake.meta.returned WHERE is_rejected AND import_id > rejected_in)
            GROUP BY ALL)
        SELECT r.*, settled_by, again_in, because, dismissed_by, dismissed_at
        FROM (SELECT DISTINCT {_ROW} FROM lake.meta.rejects) r
        LEFT JOIN settled USING ({_ROW}) LEFT JOIN again USING ({_ROW})
        LEFT JOIN lake.meta.dismissals USING ({_ROW}) ORDER BY {_ROW}"""
    )
    return found[list(STANDING)]


_CAME_BACK = """SELECT rejected_in AS import_id, file_no, source_row, import_id AS later
    FROM lake.meta.returned WHERE NOT is_rejected AND import_id > rejected_in"""
"""SELECT of the rejected rows that were handed in again by their name and accepted."""


def _brought(table: schema.Table) -> str:
    """SELECT of the rejected rows of a table with each later import that brought what they stand for."""
    same = [f"h.{name}::VARCHAR = u.unit[{place}]" for place, name in enumerate(identity(table), 1)]
    return f"""SELECT u.import_id, u.file_no, u.source_row, h.import_id AS later
        FROM (FROM lake.meta.reject_units WHERE table_name = '{table.name}') u
        JOIN lake.history.{table.name} h
            ON {" AND ".join(same)} AND h.import_id > u.import_id AND NOT h.absent"""


def is_open(rows: pd.DataFrame) -> pd.Series[bool]:
    """Whether each row of STANDING still waits to be mended."""
    return rows["settled_by"].isna() & rows["again_in"].isna() & rows["because"].isna()


def dismiss(ws: Workspace, import_id: int, rows: Sequence[tuple[int, int]], *, because: str, who: str) -> int:
    """Let rejected rows wait no longer, for a reason; how many newly do. rows: (file_no, source_row)."""
    with writer_lock(
        ws.settings,
        doing=Message(N_("dismissing rows of import {import_id}"), {"import_id": import_id}),
        waiting=ws.waiting,
    ):
        return retried(lambda: _dismiss_once(ws, import_id, rows, because=because, who=who))


def take_up_again(ws: Workspace, import_id: int) -> int:
    """Let the dismissed rows of an import wait to be mended again; how many."""
    with writer_lock(
        ws.settings,
        doing=Message(N_("taking up rows of import {import_id}"), {"import_id": import_id}),
        waiting=ws.waiting,
    ):
        return retried(lambda: _take_up_once(ws, import_id))


def forget_rejects(ws: Workspace, *, before: dt.datetime) -> None:
    """Empty the quarantine of rejected rows that are older than allowed."""
    with (
        writer_lock(ws.settings, doing=Message(N_("forgetting old rejected rows")), waiting=ws.waiting),
        transaction(ws.connection),
    ):
        for name in OF_REJECTS:
            ws.connection.execute(
                f"""DELETE FROM lake.meta.{name}
                WHERE import_id IN (SELECT import_id FROM lake.meta.imports WHERE imported_at < ?)""",
                [before],
            )


def _dismiss_once(
    ws: Workspace, import_id: int, rows: Sequence[tuple[int, int]], *, because: str, who: str
) -> int:
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)
    wanted = pd.DataFrame(rows, columns=["file_no", "source_row"], dtype="int64")
    with transaction(ws.connection):
        cursor = ws.connection.execute(
            f"""INSERT INTO lake.meta.dismissals
            SELECT import_id, file_no, source_row, ?, ?, ? FROM (
                SELECT DISTINCT {_ROW} FROM lake.meta.rejects
                SEMI JOIN (SELECT unnest(?::BIGINT[]) AS file_no, unnest(?::BIGINT[]) AS source_row)
                    USING (file_no, source_row)
                WHERE import_id = ?
            ) ANTI JOIN lake.meta.dismissals USING ({_ROW})""",
            [because, who, now, wanted["file_no"].tolist(), wanted["source_row"].tolist(), import_id],
        ).fetchone()
    return int(cursor[0]) if cursor else 0


def _take_up_once(ws: Workspace, import_id: int) -> int:
    with transaction(ws.connection):
        row = ws.connection.execute(
            "DELETE FROM lake.meta.dismissals WHERE import_id = ?", [import_id]
        ).fetchone()
    return int(row[0]) if row else 0

"""Publishing what a refresh computed, and keeping short what forecasts said."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb
import pandas as pd

from core.errors import Message
from core.facts.columns import RECORDS
from core.facts.lock import retried, writer_lock
from core.facts.result_columns import RESULTS
from core.facts.results import ResultRun
from core.facts.workspace import Workspace, transaction
from core.i18n import N_

Connection = duckdb.DuckDBPyConnection

KEPT_FORECAST_WEEKS = 104
"""Weeks for which the archive keeps what forecasts said."""


def publish_results(
    ws: Workspace,
    run: ResultRun,
    tables: Mapping[str, pd.DataFrame],
    *,
    archive: pd.DataFrame | None = None,
) -> int:
    """Replace the results of the run's kind by these, in one commit; returns the run's id.

    archive: rows of meta.forecast_archive without run_id and computed_at, kept beside those of earlier runs.
    """
    ws.step("lock")
    with writer_lock(ws.settings, doing=Message(N_("publishing new results")), waiting=ws.waiting):
        return retried(lambda: _publish_results_once(ws, run, tables, archive))


def _publish_results_once(
    ws: Workspace, run: ResultRun, tables: Mapping[str, pd.DataFrame], archive: pd.DataFrame | None
) -> int:
    connection = ws.connection
    with transaction(connection):
        run_id = _next_run(connection)
        for name, frame in tables.items():
            ws.step(f"result {name}")
            connection.execute(f"DELETE FROM lake.result.{name}")
            columns = [column for column in RESULTS[name] if column != "run_id"]
            _append(connection, f"result.{name}", frame, columns, {"run_id": run_id})
        row = run.as_row(run_id)
        marks = ", ".join("?" for _ in row)
        connection.execute(
            f"INSERT INTO lake.result.runs ({', '.join(row)}) VALUES ({marks})", list(row.values())
        )
        if archive is not None:
            ws.step("archive")
            stamp = {"run_id": run_id, "computed_at": row["computed_at"]}
            columns = [column for column in RECORDS["forecast_archive"] if column not in stamp]
            _append(connection, "meta.forecast_archive", archive, columns, stamp)
            _prune_archive(connection)
        ws.step("commit")
    return run_id


def _append(
    connection: Connection,
    table: str,
    frame: pd.DataFrame,
    columns: list[str],
    stamp: Mapping[str, object],
) -> None:
    """Add the rows of a frame, each with the same stamp."""
    names, marks = ", ".join(columns), ", ".join("?" for _ in stamp)
    connection.register("added_rows", frame)
    connection.execute(
        f"INSERT INTO lake.{table} ({', '.join(stamp)}, {names}) SELECT {marks}, {names} FROM added_rows",
        list(stamp.values()),
    )
    connection.unregister("added_rows")


def _prune_archive(connection: Connection) -> None:
    """Keep the last run of every forecast week, and the run before the newest, which it is compared with."""
    connection.execute(
        f"""DELETE FROM lake.meta.forecast_archive WHERE run_id NOT IN (
            SELECT max(run_id) FROM lake.meta.forecast_archive GROUP BY next_week
            UNION ALL
            (SELECT DISTINCT run_id FROM lake.meta.forecast_archive ORDER BY run_id DESC LIMIT 2)
        ) OR next_week < (SELECT max(next_week) FROM lake.meta.forecast_archive)
            - INTERVAL {KEPT_FORECAST_WEEKS * 7} DAY"""
    )


def _next_run(connection: Connection) -> int:
    row = connection.execute("SELECT coalesce(max(run_id), 0) + 1 FROM lake.result.runs").fetchone()
    return 1 if row is None else int(row[0])

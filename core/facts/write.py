"""What changes the lake by hand: imports, their undo and parameters; `write_results` publishes results.

Each change is one transaction under the writers' lock; a refused commit is rolled back and tried again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from core import schema
from core.errors import Message, NotFound
from core.facts import completing, marts, partial_lists, sources, units
from core.facts.columns import OF_REJECTS, RECORDS
from core.facts.lock import retried, writer_lock
from core.facts.records import ImportBatch, ImportRecord, StagedTable, TableChanges
from core.facts.workspace import Workspace, transaction
from core.i18n import N_

Connection = duckdb.DuckDBPyConnection


def preview(ws: Workspace, batch: ImportBatch) -> list[TableChanges]:
    """What the batch would change, without writing anything."""
    with transaction(ws.connection):  # one look at the catalog for all of it
        import_id = _next_import(ws.connection)
        is_judged = _judge(ws.connection, batch, import_id)
        changes = [_compare(ws.connection, batch, staged, import_id, is_judged) for staged in batch.staged]
        seen = _snapshot(ws.connection)
    ws.compared.clear()
    if not is_judged:
        ws.compared.append((batch, seen, tuple(changes)))
    return changes


def _snapshot(connection: Connection) -> int:
    return _number(connection, "SELECT id FROM lake.current_snapshot()")


def _compared(ws: Workspace, batch: ImportBatch) -> tuple[TableChanges, ...] | None:
    """What the preview of this batch found, while nobody has written since."""
    for seen, snapshot, changes in ws.compared:
        if seen.staged is batch.staged and snapshot == _snapshot(ws.connection):
            return changes
    return None


def _next_import(connection: Connection) -> int:
    return 1 + _number(connection, "SELECT coalesce(max(import_id), 0) FROM lake.meta.imports")


def _judge(connection: Connection, batch: ImportBatch, import_id: int) -> bool:
    return sources.judge_handed(
        connection, batch.staged, import_id=import_id, platform=batch.platform, report=batch.report
    )


def _compare(
    connection: Connection, batch: ImportBatch, staged: StagedTable, import_id: int, is_judged: bool
) -> TableChanges:
    without = "judged_orders" if is_judged else ""
    whole = completing.completed(connection, staged, batch, without=without)
    whole = partial_lists.completed(connection, whole)
    told = units.compare(connection, whole, exported_at=batch.exported_at, without=without)
    return sources.mark_held(connection, staged, told, import_id=import_id) if is_judged else told


def publish(ws: Workspace, batch: ImportBatch) -> ImportRecord:
    """Write the batch as one import: history, current rows, marts, rejects and the record, all or nothing."""
    for staged in batch.staged:
        units.check_keys(ws.connection, staged)
    ws.step("lock")
    with writer_lock(ws.settings, doing=Message(N_("an import")), waiting=ws.waiting):
        return retried(lambda: _publish_once(ws, batch))


def _publish_once(ws: Workspace, batch: ImportBatch) -> ImportRecord:
    connection = ws.connection
    with transaction(connection):
        import_id = _next_import(connection)
        seen = _compared(ws, batch)
        if is_judged := seen is None and _judge(connection, batch, import_id):
            sources.keep_judged(connection)
        changes = list(seen or ())
        for staged in batch.staged:
            ws.step(f"compare {staged.table.name}")
            if seen is None:
                changes.append(_compare(connection, batch, staged, import_id, is_judged))
            ws.step(f"history {staged.table.name}")
            units.add_history(connection, staged, import_id=import_id, exported_at=batch.exported_at)
            ws.step(f"current {staged.table.name}")
            if is_judged:
                sources.touch_resettled(connection, staged.table)
            if is_judged or _is_not_alone(connection, batch, staged):
                units.rebuild_current(connection, staged.table, own=(import_id, batch.platform, batch.report))
            else:
                units.take_as_current(connection, staged, import_id=import_id)
            if staged.table.name not in marts.TRACED:
                units.narrow_to_changed(connection, staged.table)
        touched = [staged.table for staged in batch.staged]
        if is_judged:
            touched += sources.resettle(connection, besides=touched)
        if not ws.makes_marts_later:
            marts.rebuild_touched(connection, touched, step=ws.step)
        ws.step("record")
        record = _record(ws, batch, import_id=import_id, changes=tuple(changes))
        _insert(connection, "imports", record.as_row())
        _keep_rejects(connection, batch, import_id=import_id)
        ws.step("commit")
    ws.step("committed")
    return record


def _is_not_alone(connection: Connection, batch: ImportBatch, staged: StagedTable) -> bool:
    """Whether other imports may have a part in the current rows of these units."""
    told = completing.is_told_elsewhere(connection, staged, batch)
    return told or partial_lists.may_add_up(connection, staged, units.changes_relation(staged.table))


def _record(
    ws: Workspace, batch: ImportBatch, *, import_id: int, changes: tuple[TableChanges, ...]
) -> ImportRecord:
    loaded = _loaded_rows(ws.connection, batch.staged, changes)
    return ImportRecord(
        import_id=import_id,
        snapshot=1 + _snapshot(ws.connection),
        state="active",
        report=batch.report,
        platform=batch.platform,
        channel=batch.channel,
        exported_at=batch.exported_at,
        imported_at=dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0),
        who=batch.who,
        undone_at=None,
        undone_by=None,
        rows_read=batch.rows_read,
        loaded=loaded,
        unchanged=batch.rows_read - batch.rejected - batch.skipped - loaded,
        rejected=batch.rejected,
        skipped=batch.skipped,
        totals=batch.totals,
        warnings=batch.warnings,
        files=batch.files,
        tables=changes,
    )


def _loaded_rows(
    connection: Connection, staged: tuple[StagedTable, ...], changes: tuple[TableChanges, ...]
) -> int:
    """Rows of the files of which at least one staged row is new or changed."""
    if not staged:
        return 0
    parts = [
        f"SELECT file_no, source_row FROM {s.relation} {_brought(s, told)} WHERE source_row IS NOT NULL"
        for s, told in zip(staged, changes, strict=True)
    ]
    return _number(connection, f"SELECT count(*) FROM ({' UNION '.join(parts)})")


def _brought(staged: StagedTable, told: TableChanges) -> str:
    """SQL that keeps the rows of new and changed units; empty where every unit is one."""
    if not (told.unchanged or told.older or told.held):
        return ""
    return f"""SEMI JOIN (FROM {units.changes_relation(staged.table)}
        WHERE status IN ('new', 'changed', 'gone')) USING ({", ".join(staged.table.unit)})"""


def _keep_rejects(connection: Connection, batch: ImportBatch, *, import_id: int) -> None:
    kept = {"rejects": batch.rejects, "reject_units": batch.reject_units, "returned": batch.returned}
    for name, relation in kept.items():
        if relation:
            columns = ", ".join(column for column in RECORDS[name] if column != "import_id")
            connection.execute(
                f"INSERT INTO lake.meta.{name} (import_id, {columns}) SELECT ?, {columns} FROM {relation}",
                [import_id],
            )


def undo(ws: Workspace, import_id: int, *, who: str) -> ImportRecord:
    """Take an import back: its rows leave history and each unit falls back to the next latest version.

    Undoing an import that is already undone changes nothing. Raises NotFound for an unknown id.
    """
    ws.step("lock")
    with writer_lock(
        ws.settings,
        doing=Message(N_("undoing import {import_id}"), {"import_id": import_id}),
        waiting=ws.waiting,
    ):
        return retried(lambda: _undo_once(ws, import_id, who=who))


def _undo_once(ws: Workspace, import_id: int, *, who: str) -> ImportRecord:
    connection = ws.connection
    with transaction(connection):
        record = _find(connection, import_id)
        if record.state == "undone":
            return record
        if is_judged := sources.judge_without(connection, import_id):
            sources.keep_judged(connection)
        touched = []
        for changes in record.tables:
            table = schema.TABLES[changes.table]
            ws.step(f"history {table.name}")
            if units.remove_history(connection, table, import_id=import_id):
                if is_judged:
                    sources.touch_resettled(connection, table)
                ws.step(f"current {table.name}")
                units.rebuild_current(connection, table)
                touched.append(table)
        if is_judged:
            touched += sources.resettle(connection, besides=touched)
        marts.rebuild_touched(connection, touched, step=ws.step)
        ws.step("record")
        undone = replace(
            record,
            state="undone",
            undone_at=dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0),
            undone_by=who,
        )
        connection.execute(
            "UPDATE lake.meta.imports SET state = 'undone', undone_at = ?, undone_by = ? WHERE import_id = ?",
            [undone.undone_at, who, import_id],
        )
        for name in OF_REJECTS:
            connection.execute(f"DELETE FROM lake.meta.{name} WHERE import_id = ?", [import_id])
        ws.step("commit")
    ws.step("committed")
    return undone


def record_of(ws: Workspace, import_id: int) -> ImportRecord:
    """The record of an import. Raises NotFound for an unknown id."""
    return _find(ws.connection, import_id)


def _find(connection: Connection, import_id: int) -> ImportRecord:
    rows = connection.execute("SELECT * FROM lake.meta.imports WHERE import_id = ?", [import_id]).df()
    if rows.empty:
        raise NotFound(
            N_("There is no import {import_id}. The list of imports shows those that exist."),
            import_id=import_id,
        )
    return record_from_frame_row(rows)


def record_from_frame_row(rows: pd.DataFrame) -> ImportRecord:
    """The record that a one-row frame of meta.imports holds."""
    values: dict[str, Any] = {
        str(name): None if pd.isna(value) else value.item() if isinstance(value, np.generic) else value
        for name, value in rows.iloc[0].items()
    }
    for name in ("exported_at", "imported_at", "undone_at"):
        values[name] = None if values[name] is None else pd.Timestamp(values[name]).to_pydatetime()
    return ImportRecord.from_row(values)


def set_parameter(ws: Workspace, name: str, value: str) -> None:
    """Set a parameter of the lake, such as the display currency, and recompute what depends on it."""
    with writer_lock(ws.settings, doing=Message(N_("computing all figures anew")), waiting=ws.waiting):
        retried(lambda: _set_parameter_once(ws, name, value))


def make_marts(ws: Workspace) -> None:
    """Make every mart anew: the last step of filling a store that nobody reads yet."""
    with writer_lock(ws.settings, doing=Message(N_("computing all figures anew")), waiting=ws.waiting):
        retried(lambda: _make_marts_once(ws))


def _make_marts_once(ws: Workspace) -> None:
    with transaction(ws.connection):
        marts.rebuild_all(ws.connection, step=ws.step)


def _set_parameter_once(ws: Workspace, name: str, value: str) -> None:
    with transaction(ws.connection):
        marts.set_parameter(ws.connection, name, value)
        marts.rebuild_all(ws.connection, step=ws.step)


def _insert(
    connection: Connection, table: str, row: Mapping[str, object], *, schema_name: str = "meta"
) -> None:
    marks = ", ".join("?" for _ in row)
    connection.execute(
        f"INSERT INTO lake.{schema_name}.{table} ({', '.join(row)}) VALUES ({marks})", list(row.values())
    )


def _number(connection: Connection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return 0 if row is None else int(row[0])

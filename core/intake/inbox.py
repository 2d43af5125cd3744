"""The inbox folder: files that lie there are imported as they were the last time, then moved, with a report.

A file directly in the inbox belongs to the shop that its mapping or its report remembers; a file in a folder
of the inbox belongs to the shop of that name. Loaded files go to `done`, others to `rejected`, each beside a
report in words and the rows to mend; both are emptied after the days of the quarantine.
"""

from __future__ import annotations

import fcntl
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from core import exports, facts, i18n, ingest
from core import ledger as decisions
from core.errors import StoreBusy
from core.i18n import N_, _
from core.ingest import Choices, ImportResult
from core.ingest.run import Notebook
from core.intake.load import remember_match
from core.intake.mapping import recalled
from core.intake.rejects import reject_files, reject_workbook
from core.jobs import Progress
from core.security import Actor
from core.settings import Settings

DONE, REJECTED = "done", "rejected"
_SETTLED_SECONDS = 3
"""A file that changed less than this ago may still be written to."""


@dataclass(frozen=True)
class Delivered:
    """One file of the inbox. results: one per table of cells in it. moved_to: where it lies now."""

    name: str
    results: tuple[ImportResult, ...]
    moved_to: Path

    @property
    def is_loaded(self) -> bool:
        return any(result.error is None for result in self.results)


def waiting(settings: Settings, *, now: float | None = None) -> list[Path]:
    """The files that lie in the inbox and are complete, in the order of their names."""
    inbox, settled = settings.inbox_folder, (time.time() if now is None else now) - _SETTLED_SECONDS
    if not inbox.is_dir():
        return []
    shops = [folder for folder in inbox.iterdir() if folder.is_dir() and folder.name not in (DONE, REJECTED)]
    found = [file for folder in (inbox, *shops) for file in folder.iterdir()]
    files = [file for file in found if file.is_file() and not file.name.startswith((".", "~$"))]
    return sorted(file for file in files if file.stat().st_mtime <= settled)


def deliver(
    settings: Settings, actor: Actor, *, progress: Progress, now: float | None = None
) -> tuple[Delivered, ...]:
    """Import what lies in the inbox, once. Raises StoreBusy while another pass is at it."""
    settings.inbox_folder.mkdir(parents=True, exist_ok=True)
    delivered: list[Delivered] = []
    with _alone(settings):
        files = waiting(settings, now=now)
        for folder in dict.fromkeys(file.parent for file in files):
            shop = "" if folder == settings.inbox_folder else folder.name
            own = [file for file in files if file.parent == folder]
            results = _import(settings, actor, own, shop, progress)
            delivered += [_moved(settings, file, _results_of(file, results)) for file in own]
    return tuple(delivered)


def sweep_inbox(settings: Settings) -> int:
    """Delete delivered files and their reports after the days of the quarantine; how many."""
    limit = time.time() - settings.quarantine_days * 24 * 3600
    folders = [settings.inbox_folder / name for name in (DONE, REJECTED)]
    old = [f for folder in folders if folder.is_dir() for f in folder.iterdir() if f.stat().st_mtime < limit]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    with (settings.inbox_folder / ".lock").open("a") as file:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreBusy(
                N_("The inbox is being emptied already. Wait until that has ended and try again.")
            ) from None
        yield


def _import(
    settings: Settings, actor: Actor, files: Sequence[Path], shop: str, progress: Progress
) -> list[ImportResult]:
    with closing(decisions.open_ledger(settings)) as ledger:
        notebook = Notebook(partial(recalled, ledger), partial(remember_match, ledger, actor))
        return ingest.run(
            settings,
            files,
            Choices(channel=shop or None),
            who=actor.name,
            progress=progress,
            notebook=notebook,
        )


def _results_of(file: Path, results: Sequence[ImportResult]) -> tuple[ImportResult, ...]:
    """The results of a file: of itself, of its sheets, of what is packed in it."""
    return tuple(
        r for r in results if r.file == file.name or r.file.startswith((f"{file.name} ", f"{file.name}/"))
    )


def _moved(settings: Settings, file: Path, results: tuple[ImportResult, ...]) -> Delivered:
    delivered = Delivered(file.name, results, file)
    folder = settings.inbox_folder / (DONE if delivered.is_loaded else REJECTED)
    folder.mkdir(exist_ok=True)
    target = _free(folder, file.name)
    shutil.move(file, target)
    target.touch()
    report = "\n".join(line for result in results for line in result_lines(result))
    target.with_name(f"{target.name}.report.txt").write_text(f"{report}\n", encoding="utf-8")
    for number in sorted({r.import_id for r in results if r.import_id is not None and r.rejected}):
        _write_rejects(settings, number, target)
    return replace(delivered, moved_to=target)


def _free(folder: Path, name: str) -> Path:
    """A name in the folder that nothing has yet."""
    target, stem, ending = folder / name, Path(name).stem, Path(name).suffix
    number = 1
    while target.exists():
        number += 1
        target = folder / f"{stem} ({number}){ending}"
    return target


def _write_rejects(settings: Settings, import_id: int, target: Path) -> None:
    snapshot = facts.lease(settings)
    for file in reject_files(snapshot, import_id):
        if target.name.startswith(Path(file.name).stem):
            rows = exports.csv_bytes(reject_workbook(snapshot, import_id, file.file_no))
            target.with_name(f"{target.name}.rows-to-mend.csv").write_bytes(rows)


def result_lines(result: ImportResult) -> list[str]:
    """What became of a file, in the reader's language: counts, warnings, the first rejects."""
    if result.error is not None:
        return [f"{result.file}: {i18n.render(result.error)}"]
    words = _(
        "{file}: {read} rows read, {loaded} loaded, {unchanged} unchanged, "
        "{rejected} rejected, {skipped} skipped"
    )
    counts = {
        "read": result.rows_read,
        "loaded": result.loaded,
        "unchanged": result.unchanged,
        "rejected": result.rejected,
        "skipped": result.skipped,
    }
    said = words.format(file=result.file, **{name: i18n.number(count) for name, count in counts.items()})
    number = "" if result.import_id is None else " " + _("(import {number})").format(number=result.import_id)
    rejects = [
        _("  row {row}, {column}: {reason}").format(row=r.row, column=r.column, reason=i18n.render(r.reason))
        for r in result.rejects
    ]
    return [said + number, *(f"  {i18n.render(warning)}" for warning in result.warnings), *rejects]

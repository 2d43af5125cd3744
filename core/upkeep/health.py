"""How the store is doing: how large it is, how many versions it keeps, when it was last copied."""

from __future__ import annotations

import datetime as dt
import platform
import shutil
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sqlalchemy import make_url

from core.facts import Snapshot
from core.settings import Settings

BACKUPS = "backups"
_LIBRARIES = ("streamlit", "duckdb", "pandas", "sqlalchemy", "ibis-framework")


@dataclass(frozen=True)
class Health:
    """Sizes in bytes. last_backup: UTC without zone; None where no copy lies beside the store."""

    store_bytes: int
    ledger_bytes: int
    free_bytes: int
    snapshots: int
    last_backup: dt.datetime | None
    backups: int


def health(settings: Settings, snapshot: Snapshot) -> Health:
    """The state of the store on this machine."""
    copies = _copies(settings)
    return Health(
        store_bytes=_size(settings.lake_folder),
        ledger_bytes=sum(path.stat().st_size for path in settings.home.glob("ledger.sqlite*")),
        free_bytes=shutil.disk_usage(settings.home).free,
        snapshots=int(snapshot.value("SELECT count(*) FROM lake.snapshots()")),
        last_backup=max((when for _folder, when in copies), default=None),
        backups=len(copies),
    )


def next_backup_folder(settings: Settings, now: dt.datetime) -> Path:
    """A new folder for a copy, named by its time."""
    return (settings.home / BACKUPS / f"{now:%Y%m%d-%H%M%S}").resolve()


def about(settings: Settings) -> dict[str, str]:
    """Where everything is and which versions run; passwords in addresses are hidden."""
    ledger = make_url(settings.resolved_ledger_url).render_as_string(hide_password=True)
    return {
        "home": str(settings.home.resolve()),
        "lake": settings.lake_catalog.split(" password")[0] or str(settings.lake_folder.resolve()),
        "ledger": ledger,
        "python": platform.python_version(),
        **{name: _version(name) for name in _LIBRARIES},
    }


def _copies(settings: Settings) -> list[tuple[Path, dt.datetime]]:
    """Whole copies beside the store, with the time they were taken."""
    manifests = (settings.home / BACKUPS).glob("*/ledger.json")
    return [
        (path.parent, dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC).replace(tzinfo=None))
        for path in manifests
    ]


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) if folder.exists() else 0


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""

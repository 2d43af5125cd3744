"""Files on their way in: kept under their content's hash while somebody looks at them, then deleted."""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from core.settings import Settings

_CHUNK = 1 << 20
_UNSAFE = re.compile(r"[\x00-\x1f/\\:*?\"<>|]+")
_LONGEST_NAME = 120


@dataclass(frozen=True)
class Upload:
    """One file as it was handed in. path: its original name inside a folder named by its hash."""

    name: str
    sha256: str
    size_bytes: int
    path: Path


def keep(settings: Settings, name: str, content: BinaryIO) -> Upload:
    """Write a file to disk in pieces; the same content under the same name is kept once."""
    settings.uploads_folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=settings.uploads_folder, prefix=".part-", delete=False) as out:
        while piece := content.read(_CHUNK):
            digest.update(piece)
            size += out.write(piece)
    folder = settings.uploads_folder / digest.hexdigest()
    folder.mkdir(exist_ok=True)
    path = Path(out.name).replace(folder / safe_name(name))
    return Upload(path.name, digest.hexdigest(), size, path.absolute())


def safe_name(name: str) -> str:
    """The last part of a file name, without what a file system refuses; its ending is kept.

    >>> safe_name("C:\\\\shop\\\\..\\\\orders?.csv")
    'orders_.csv'
    """
    last = _UNSAFE.sub("_", re.split(r"[/\\]", name)[-1]).strip(" .") or "file"
    stem, dot, ending = last.rpartition(".")
    return last if len(last) <= _LONGEST_NAME else f"{stem[: _LONGEST_NAME - 10]}{dot}{ending[:9]}"


def forget(settings: Settings, paths: Iterable[Path]) -> None:
    """Delete uploaded files with their folders; a file that lies elsewhere is not ours and stays."""
    home = settings.uploads_folder.resolve()
    for path in paths:
        folder = path.resolve().parent
        if folder.parent == home:
            shutil.rmtree(folder, ignore_errors=True)


def sweep(settings: Settings, *, older_than_hours: float = 48) -> int:
    """Delete uploads that nobody came back for; how many."""
    if not settings.uploads_folder.exists():
        return 0
    limit = time.time() - older_than_hours * 3600
    old = [path for path in settings.uploads_folder.iterdir() if path.stat().st_mtime < limit]
    for path in old:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(old)

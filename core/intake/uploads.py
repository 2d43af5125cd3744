"""Files on their way in: each in a folder of its own while somebody looks at it, then deleted."""

from __future__ import annotations

import hashlib
import re
import secrets
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
_LONGEST_NAME = 200
"""Bytes that a name may have; file systems take 255."""
_LONGEST_ENDING = 10


@dataclass(frozen=True)
class Upload:
    """One file as it was handed in. path: its original name in a folder that nothing else is in."""

    name: str
    sha256: str
    size_bytes: int
    path: Path


def keep(settings: Settings, name: str, content: BinaryIO) -> Upload:
    """Write a file to disk in pieces; what another person hands in is never touched, whatever it holds."""
    settings.uploads_folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=settings.uploads_folder, prefix=".part-", delete=False) as out:
        part = Path(out.name)
        try:
            while piece := content.read(_CHUNK):
                digest.update(piece)
                size += out.write(piece)
            folder = settings.uploads_folder / secrets.token_hex(16)
            folder.mkdir()
            path = part.replace(folder / safe_name(name))
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    return Upload(path.name, digest.hexdigest(), size, path.absolute())


def notes_of(path: Path) -> Path:
    """Where what is noted about an upload is kept: beside its folder, so that no file's name meets it."""
    return path.parent.with_name(f"{path.parent.name}.json")


def is_upload(settings: Settings, path: Path) -> bool:
    """Whether a file lies in a folder of ours, alone."""
    return path.resolve().parent.parent == settings.uploads_folder.resolve()


def safe_name(name: str) -> str:
    """The last part of a file name, without what a file system refuses; its ending is kept.

    >>> safe_name("C:\\\\shop\\\\..\\\\orders?.csv")
    'orders_.csv'
    """
    last = _UNSAFE.sub("_", re.split(r"[/\\]", name)[-1]).strip(" .") or "file"
    if len(last.encode()) <= _LONGEST_NAME:
        return last
    stem, dot, ending = last.rpartition(".")
    if not stem or len(ending.encode()) > _LONGEST_ENDING:
        stem, dot, ending = last, "", ""
    room = _LONGEST_NAME - len(f"{dot}{ending}".encode())
    return f"{stem.encode()[:room].decode(errors='ignore')}{dot}{ending}"


def forget(settings: Settings, paths: Iterable[Path]) -> None:
    """Delete uploaded files with their folders; a file that lies elsewhere is not ours and stays."""
    for path in paths:
        if is_upload(settings, path):
            shutil.rmtree(path.parent, ignore_errors=True)
            notes_of(path).unlink(missing_ok=True)


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

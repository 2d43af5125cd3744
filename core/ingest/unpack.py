"""What a file is by its first bytes, and the files that are packed inside it."""

from __future__ import annotations

import gzip
import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from core.errors import InputError
from core.i18n import N_

LARGEST_BYTES = 4_000_000_000
"""Most that a packed file may unfold to, with all its members; more is refused before the disk is full."""
_CHUNK = 1 << 20

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF", b"II*\x00", b"MM\x00*")
_OTHER_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\xfd7zXZ", b"BZh")
_PAGES = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head", b"<style", b"<!--")
EXCEL_REMEDY = N_("Open it in Excel or WPS, save it as .xlsx or as CSV UTF-8, and import that file.")


@dataclass(frozen=True)
class Source:
    """One file as it was handed in, or one member of a packed file; kind: "text", "workbook" or "page".

    name: as the user knows it. sha256: of the file as it was handed in. refusal: why a member of a packed
    file is no table; its kind is "" then.
    """

    name: str
    path: Path
    kind: str
    sha256: str
    size_bytes: int
    refusal: InputError | None = None


def unpack(path: Path, folder: Path, *, largest_bytes: int = LARGEST_BYTES) -> list[Source]:
    """The readable files in `path`: itself, or what a .gz or .zip holds, unfolded into `folder`.

    largest_bytes: all that is packed in it may unfold to.
    """
    if not path.is_file():
        raise InputError(N_("The file {file} does not exist."), file=path.name)
    digest, size = fingerprint(path)
    if size == 0:
        raise InputError(N_("{file} is empty. Export it again and import the new file."), file=path.name)
    with path.open("rb") as stream:
        head = stream.read(512)
    if head.startswith(b"\x1f\x8b"):
        inner = _gunzip(path, folder, largest_bytes)
        return [Source(path.name, inner, _kind(inner, path.name), digest, size)]
    if head.startswith(b"PK") and not _is_workbook(path):
        members = _unzip(path, folder, largest_bytes)
        return [_member(f"{path.name} / {name}", inner, digest, size) for name, inner in members]
    return [Source(path.name, path, _kind(path, path.name), digest, size)]


def _member(name: str, inner: Path, digest: str, size: int) -> Source:
    try:
        return Source(name, inner, _kind(inner, name), digest, size)
    except InputError as refusal:
        return Source(name, inner, "", digest, size, refusal)


def fingerprint(path: Path) -> tuple[str, int]:
    """SHA-256 of a file's bytes, and how many there are."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size


def _kind(path: Path, name: str) -> str:
    with path.open("rb") as stream:
        head = stream.read(512)
    if not head:
        raise InputError(N_("{file} is empty. Export it again and import the new file."), file=name)
    if head.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return "workbook"
    _refuse_foreign(head, name)
    return "page" if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGES) else "text"


def _refuse_foreign(head: bytes, name: str) -> None:
    if head.startswith(_PICTURES):
        raise InputError(
            N_(
                "{file} is a picture, whatever its name says. Import the table that "
                "the platform exports, not a screenshot of it."
            ),
            file=name,
        )
    if head.startswith(b"%PDF"):
        raise InputError(
            N_("{file} is a PDF. Export the same report as CSV or Excel and import that file."), file=name
        )
    if head.startswith(_OTHER_ARCHIVES):
        raise InputError(
            N_("{file} is packed in a way Abacus does not open. Unpack it and import the files inside."),
            file=name,
        )
    if head.startswith((b"PAR1", b"SQLite format 3")) or _is_binary(head):
        raise InputError(
            N_("{file} holds no text that could be read as a table. Import a CSV, TXT or Excel file."),
            file=name,
        )


def _is_binary(head: bytes) -> bool:
    """Control bytes that no text has; UTF-16 text is full of zero bytes in one position only."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or looks_like_utf16(head):
        return False
    odd = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in head)
    return odd > max(2, len(head) // 100)


def looks_like_utf16(head: bytes) -> bool:
    """Zero bytes at every other place of a text that has no byte order mark."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(1, len(head) // 2)
    return max(even, odd) > 0.4 * half and min(even, odd) < 0.05 * half


def _is_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile:
        raise InputError(
            N_(
                "{file} is damaged: it begins like an Excel or zip file and "
                "cannot be opened. Export it again."
            ),
            file=path.name,
        ) from None
    return any(name.startswith("xl/") or name == "content.xml" for name in names)


def _gunzip(path: Path, folder: Path, largest_bytes: int) -> Path:
    target = folder / f"unpacked-{path.stem}"
    try:
        with gzip.open(path, "rb") as packed:
            _copy(packed, target, path.name, largest_bytes)
    except (OSError, EOFError, zlib.error) as damage:
        raise _damaged(path.name) from damage
    return target


def _unzip(path: Path, folder: Path, largest_bytes: int) -> Iterator[tuple[str, Path]]:
    found, left = False, largest_bytes
    with zipfile.ZipFile(path) as archive:
        for number, member in enumerate(archive.infolist()):
            name = Path(member.filename).name
            if member.is_dir() or member.filename.startswith("__MACOSX") or name.startswith("."):
                continue
            if member.flag_bits & 1:
                raise InputError(
                    N_("{file} is protected by a password. Unpack it and import the files inside."),
                    file=path.name,
                )
            target = folder / f"unpacked-{number}-{name}"
            try:
                with archive.open(member) as packed:
                    left -= _copy(packed, target, path.name, left)
            except (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError) as damage:
                raise _damaged(path.name) from damage
            found = True
            yield name, target
    if not found:
        raise InputError(N_("{file} is a packed file with nothing inside."), file=path.name)


def _copy(packed: IO[bytes] | gzip.GzipFile, target: Path, name: str, largest_bytes: int) -> int:
    """Unfold a stream into a file; returns its size. Raises InputError before it grows too large."""
    with target.open("wb") as out:
        while chunk := packed.read(_CHUNK):
            if out.tell() + len(chunk) > largest_bytes:
                raise InputError(
                    N_("{file} unfolds to more than Abacus accepts. Split the export by month."), file=name
                )
            out.write(chunk)
        return out.tell()


def _damaged(name: str) -> InputError:
    return InputError(
        N_("{file} is damaged: it cannot be unpacked to its end. Export or download it again."), file=name
    )

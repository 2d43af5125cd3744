"""The files of a hand-in, read and recognised one by one; a file that is no use does not stop the others."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from core import facts
from core.errors import DashboardError, Message
from core.i18n import N_
from core.ingest import Choices, together
from core.ingest.choices import merge, with_constants
from core.ingest.found_tables import read_as_before, recognised
from core.ingest.parts import Part
from core.ingest.reading import first_rows
from core.ingest.recognise import Match
from core.ingest.unpack import fingerprint
from core.ingest.wanted import Wanted, wanted_by
from core.intake.hand_in import HandIn, part_key
from core.intake.mapping import recalled
from core.intake.rejects import shop_of_given_back
from core.intake.uploads import is_upload, notes_of
from core.jobs import Progress
from core.ledger import Ledger

_ROWS_KEPT = 8
_LONGEST_CELL = 200


@dataclass(frozen=True)
class Refused:
    """A file, or a sheet, that is no import. part: None where it could not even be read."""

    path: Path
    sha256: str
    size_bytes: int
    why: Message
    part: Part | None = None


@dataclass(frozen=True)
class Group:
    """Parts that become one import, and what was answered about them."""

    matches: tuple[Match, ...]
    choices: Choices

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(key_of(match.part) for match in self.matches)

    def alone(self) -> list[Group]:
        """Each part as an import of its own."""
        return [Group((match,), self.choices) for match in self.matches]

    @property
    def paths(self) -> tuple[Path, ...]:
        return tuple(dict.fromkeys(match.part.source.path for match in self.matches))


def key_of(part: Part) -> str:
    return part_key(part.source.sha256, part.sheet)


def read_all(
    ws: facts.Workspace, hand_in: HandIn, ledger: Ledger, progress: Progress
) -> tuple[list[Group], list[Refused]]:
    """Every import in the hand-in, and what is none."""
    found: list[Match] = []
    refused: list[Refused] = []
    answers: dict[str, Choices] = {}
    for number, path in enumerate(hand_in.paths):
        progress(0.3 * number / len(hand_in.paths), Message(N_("Reading {file}"), {"file": path.name}))
        good, bad = _read(ws, hand_in, path, ledger, answers)
        found, refused = found + good, refused + bad
    spoken = replace(hand_in, answers={**hand_in.answers, **answers})
    return [_group(spoken, group) for group in together(found)], refused


def _group(spoken: HandIn, matches: Sequence[Match]) -> Group:
    choices = spoken.about([key_of(match.part) for match in matches])
    return Group(tuple(matches), with_constants(choices))


def _read(
    ws: facts.Workspace, hand_in: HandIn, path: Path, ledger: Ledger, answers: dict[str, Choices]
) -> tuple[list[Match], list[Refused]]:
    """The recognised parts of a file; sheets that are no table are only named where another one is."""
    digest, size = fingerprint(path) if path.is_file() else ("", 0)
    scratch = ws.folder / digest[:16]
    scratch.mkdir(exist_ok=True)
    try:
        parts = read_as_before(
            path, scratch, _wanted(hand_in, part_key(digest, "")), partial(recalled, ledger)
        )
    except DashboardError as error:
        return [], [Refused(path, digest, size, error.message)]
    if is_upload(ws.settings, path):
        _keep_cells(path, parts)
    same_shop = Choices(channel=shop_of_given_back(ws, path.name) or None)
    for part in parts:
        said = hand_in.answers.get(key_of(part), Choices())
        answers[key_of(part)] = merge(merge(recalled(ledger, part.headers), same_shop), said)
    good, bad = recognised([(part, answers[key_of(part)]) for part in parts])
    if good:
        return [match for match, _said in good], []
    return [], [Refused(path, digest, size, error.message, part) for part, error in bad]


def _wanted(hand_in: HandIn, key: str) -> Wanted:
    """How a file is to be read: what was answered about it as a whole, and about each of its sheets."""
    rows = {
        part.removeprefix(f"{key}/"): said.header_row
        for part, said in hand_in.answers.items()
        if part.startswith(f"{key}/") and said.header_row is not None
    }
    whole = wanted_by(hand_in.answers.get(key, Choices()))
    return replace(whole, header_rows={**whole.header_rows, **rows})


def _keep_cells(path: Path, parts: Sequence[Part]) -> None:
    """The headers and first rows beside an uploaded file, for mapping by hand; deleted together with it."""
    kept = {
        part.sheet: {
            "headers": part.headers,
            "rows": _first_rows(part),
            "count": part.rows,
            "top": [[cell[:_LONGEST_CELL] for cell in row] for row in part.top],
        }
        for part in parts
    }
    notes_of(path).write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")


def _first_rows(part: Part) -> list[list[str]]:
    return [[cell[:_LONGEST_CELL] for cell in row] for row in first_rows(part, _ROWS_KEPT)]

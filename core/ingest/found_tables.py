"""The tables in a file: read, recognised, and put together into imports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from core.errors import InputError, Message
from core.i18n import N_
from core.ingest import reading
from core.ingest.choices import Choices, merge
from core.ingest.parts import Part
from core.ingest.recognise import Match, recognise
from core.ingest.wanted import Wanted, wanted_by, with_remembered
from core.jobs.progress import Progress, silent

Recall = Callable[[Sequence[str]], Choices]
"""What was answered when a file with these headers was read before."""


def no_memory(_headers: Sequence[str]) -> Choices:
    """Nothing was answered before."""
    return Choices()


def matches(
    path: Path, folder: Path, choices: Choices, progress: Progress = silent, *, recall: Recall = no_memory
) -> list[tuple[Match, Choices]]:
    """The recognised tables of a file, each with the choices it is read by: those given, over what `recall`
    says of its headers. Raises InputError where the file has none."""
    progress(0.05, Message(N_("Reading {file}"), {"file": path.name}))
    parts = read_as_before(path, folder, wanted_by(choices), recall)
    said = [merge(recall(part.headers), choices) for part in parts]
    found, refused = recognised(list(zip(parts, said, strict=True)))
    if not found:
        raise refused[0][1]
    return found


def read_as_before(path: Path, folder: Path, wanted: Wanted, recall: Recall) -> list[Part]:
    """The tables of cells of a file, read as is wanted, else as a file with the same headers was."""
    parts = reading.read(path, folder, wanted)
    better = with_remembered(wanted, {part.sheet: recall(part.as_found or part.headers) for part in parts})
    return parts if better == wanted else reading.read(path, folder, better)


def recognised(
    parts: Sequence[tuple[Part, Choices]],
) -> tuple[list[tuple[Match, Choices]], list[tuple[Part, InputError]]]:
    """The tables among the parts of a file, and why the others are none; the first table notes what is left
    out."""
    found: list[tuple[Match, Choices]] = []
    refused: list[tuple[Part, InputError]] = []
    for part, choices in parts:
        try:
            found.append((recognise(part, choices), choices))
        except InputError as refusal:
            refused.append((part, refusal))
    if found and refused:
        names = ", ".join(part.sheet or part.source.name for part, _why in refused)
        note = Message(N_("Left out, being no known table: {names}."), {"names": names})
        first, choices = found[0]
        noted = replace(first, part=replace(first.part, notes=(*first.part.notes, note)))
        found[0] = noted, choices
    return found, refused


def together(found: Sequence[Match]) -> list[list[Match]]:
    """Parts grouped into imports: sheets of one report in one file, and two reports that complete each
    other."""
    groups: list[list[Match]] = []
    for match in found:
        group = next((g for g in groups if _belongs(match, g)), None)
        groups.append([match]) if group is None else group.append(match)
    return groups


def _belongs(match: Match, group: Sequence[Match]) -> bool:
    same = [other for other in group if other.preset.id == match.preset.id]
    if same:
        return same[0].part.source.sha256 == match.part.source.sha256 and bool(match.part.sheet)
    return any(match.preset.together_with == other.preset.id for other in group)

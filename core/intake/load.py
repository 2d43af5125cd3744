"""Loading a hand-in: each import in one transaction, its files let go, its mapping remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

from core import facts
from core import ledger as decisions
from core.errors import DashboardError, InputError, Message
from core.facts import basis
from core.i18n import N_
from core.ingest import Choices
from core.ingest.prepare import prepare_matches
from core.ingest.publish import publish, refuse_unready
from core.ingest.recognise import Match
from core.ingest.run import utc_now
from core.intake import uploads
from core.intake.found import message_from_json, to_json
from core.intake.hand_in import HandIn
from core.intake.mapping import remember, remember_layout
from core.intake.reading import Group, read_all
from core.jobs import Progress, part
from core.jobs.attend import Attendance
from core.ledger import Actor, Ledger
from core.settings import Settings


def feeds_forecasts(tables: Iterable[str]) -> bool:
    """Whether forecasts, suggestions or segments follow from one of these tables."""
    return not basis.SEGMENTS.isdisjoint(tables)


@dataclass(frozen=True)
class Loaded:
    """What became of one import. import_id: None where nothing was new, or it was refused.

    held: orders for which another source of the shop counts.
    """

    files: tuple[str, ...]
    refusal: Message | None = None
    import_id: int | None = None
    report: str = ""
    channel: str = ""
    rows_read: int = 0
    loaded: int = 0
    unchanged: int = 0
    rejected: int = 0
    skipped: int = 0
    tables: tuple[str, ...] = ()
    held: int = 0

    def as_json(self) -> dict[str, Any]:
        content: dict[str, Any] = to_json(self)
        return content


def loaded_from_json(content: Sequence[Mapping[str, Any]]) -> tuple[Loaded, ...]:
    """What `Loaded.as_json` made."""
    return tuple(
        Loaded(
            **{
                **given,
                "files": tuple(given["files"]),
                "tables": tuple(given["tables"]),
                "refusal": message_from_json(given["refusal"]) if given["refusal"] else None,
            }
        )
        for given in content
    )


def load(settings: Settings, hand_in: HandIn, actor: Actor, *, progress: Progress) -> tuple[Loaded, ...]:
    """Load every import of a hand-in; one that is refused does not stop the others.

    The uploaded files of what was loaded are deleted. Raises the refusal where nothing could be loaded.
    """
    waiting = progress.waiting if isinstance(progress, Attendance) else None
    results: list[Loaded] = []
    with facts.workspace(settings, waiting=waiting) as ws, closing(decisions.open_ledger(settings)) as ledger:
        groups, refused = read_all(ws, hand_in, ledger, progress)
        results += [Loaded((found.path.name,), refusal=found.why) for found in refused]
        kept = {found.path for found in refused}
        for number, group in enumerate(groups):
            begins, ends = (0.2 + 0.8 * share / len(groups) for share in (number, number + 1))
            for one, result in _loads(ws, group, ledger, actor, part(progress, begins, ends)):
                results.append(result)
                kept |= set(one.paths) if result.refusal is not None else set()
    if results and all(result.refusal is not None for result in results):
        raise _as_error(results[0].refusal)
    uploads.forget(settings, [path for path in hand_in.paths if path not in kept])
    return tuple(results)


def _loads(
    ws: facts.Workspace, group: Group, ledger: Ledger, actor: Actor, progress: Progress
) -> list[tuple[Group, Loaded]]:
    """One import; of files that complete each other one each where together they are none."""
    result = _load(ws, group, ledger, actor, progress)
    if result.refusal is None or len(group.matches) == 1:
        return [(group, result)]
    return [(alone, _load(ws, alone, ledger, actor, progress)) for alone in group.alone()]


def _load(ws: facts.Workspace, group: Group, ledger: Ledger, actor: Actor, progress: Progress) -> Loaded:
    names = tuple(path.name for path in group.paths)
    try:
        with facts.apart(ws) as own:
            prepared = prepare_matches(
                own, group.matches, group.choices, progress, who=actor.name, now=utc_now()
            )
            refuse_unready(prepared, all_or_nothing=group.choices.all_or_nothing)
            batch = prepared.batch
            told = Loaded(names, None, None, group.matches[0].preset.title, batch.channel, batch.rows_read)
            progress(0.85, Message(N_("Writing {rows} rows"), {"rows": batch.rows_read}))
            record = publish(own, prepared)
        if record is None:
            same = batch.rows_read - batch.rejected - batch.skipped
            return replace(told, unchanged=same, rejected=batch.rejected, skipped=batch.skipped)
    except DashboardError as error:
        return Loaded(names, refusal=error.message)
    for match in group.matches:
        remember_match(ledger, actor, match, group.choices, record)
    return replace(
        told,
        import_id=record.import_id,
        loaded=record.loaded,
        unchanged=record.unchanged,
        rejected=record.rejected,
        skipped=record.skipped,
        tables=tuple(basis.brought(record.tables)),
        held=facts.held_count(record.tables),
    )


def remember_match(
    ledger: Ledger, actor: Actor, match: Match, choices: Choices, record: facts.ImportRecord
) -> None:
    """Read files like a part that was mapped by hand, or read differently, the same way from now on."""
    part = match.part
    about = f"import {record.import_id} {part.source.sha256[:16]} {part.sheet}".strip()
    said = replace(choices, channel=record.channel or choices.channel)
    remember(ledger, actor, f"mapping of {about}", part.source.name, part.headers, said)
    if part.as_found and (choices.delimiter or choices.header_row is not None):
        remember_layout(ledger, actor, f"layout of {about}", part.source.name, part.as_found, choices)


def _as_error(message: Message | None) -> InputError:
    return InputError("") if message is None else InputError(message.template, **message.values)

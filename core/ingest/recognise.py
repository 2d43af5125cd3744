"""Which report a table of cells is: by matched headers and distinctive words, with the evidence kept."""

from __future__ import annotations

import fnmatch
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.errors import InputError, Message
from core.i18n import N_
from core.ingest import evidence, presets, templates
from core.ingest.choices import Choices
from core.ingest.parts import Part
from core.ingest.presets import Preset
from core.ingest.reading import first_rows
from core.ingest.words import plain

_HEADERS_SHOWN = 12
_CLOSE = 0.25
"""Readings whose scores lie nearer together than this are told apart by the values of the file."""
_ROWS_WEIGHED = 200
UNTRIED = N_("The headers of this report are known, but no file of it was tried: compare the totals.")


@dataclass(frozen=True)
class Match:
    """A part read as a report. columns: field -> position of its column. score: 0 to 2, higher is surer.

    evidence: sentences that say why. unused: headers that the report does not use or know.
    """

    part: Part
    preset: Preset
    columns: Mapping[str, int]
    missing: tuple[str, ...]
    score: float
    evidence: tuple[Message, ...]
    unused: tuple[str, ...]

    def label(self, field: str) -> str:
        """The header of a field as the file writes it; the field's usual header where the file has none."""
        if field in self.columns:
            return self.part.headers[self.columns[field]].strip()
        return self.preset[field].headers[0] if any(f.name == field for f in self.preset.fields) else field


def recognise(part: Part, choices: Choices) -> Match:
    """The best reading of a part. Raises InputError, with what was found and what comes nearest, where none
    fits."""
    if part.rows == 0:
        raise InputError(
            N_("{file} has a header row and no rows below it. Check the period and export it again."),
            file=part.name,
        )
    if (chosen := _chosen(choices)) is not None:
        match = fit(part, chosen)
        if match.missing:
            raise _columns_missing(match)
        return match
    matches = [m for m in candidates(part) if not m.missing]
    if choices.platform:
        matches = _of_platform(matches, choices.platform)
    if not matches:
        raise _unknown(part)
    return surest([m for m in matches if matches[0].score - m.score < _CLOSE])


def _of_platform(matches: Sequence[Match], platform: str) -> list[Match]:
    """The readings as a report of this platform; where it has none that fits, as a table of no platform."""
    platforms = sorted({preset.platform for preset in presets.load()} - {""})
    if platform.lower() not in platforms:
        raise InputError(
            N_("There is no platform {platform}. The platforms are {known}."),
            platform=platform,
            known=", ".join(platforms),
        )
    own = [match for match in matches if match.preset.platform == platform.lower()]
    return own or [match for match in matches if not match.preset.platform]


def surest(rivals: Sequence[Match]) -> Match:
    """The surest of readings whose headers are nearly the same: by how many values are those of the report.

    Raises InputError where reports of different platforms fit equally well: a person has to say.
    """
    if len(rivals) == 1 or not rivals[0].preset.distinctive:
        return rivals[0]
    rows = first_rows(rivals[0].part, _ROWS_WEIGHED)
    told = [(match, evidence.known_values(match.preset, match.columns, rows)) for match in rivals]
    told.sort(key=lambda pair: -_weight(*pair))
    (first, found), (second, other) = told[0], told[1]
    if (
        _weight(first, found) - _weight(second, other) < 0.01
        and first.preset.platform != second.preset.platform
    ):
        raise InputError(
            N_(
                "{file} can be read as {first} and as {second}: its columns and values fit both. "
                "Choose the report."
            ),
            file=first.part.name,
            first=first.preset.title,
            second=second.preset.title,
        )
    if not found.examples or found.share <= other.share:
        return first
    sentence = Message(
        N_("{other} has alike columns; the values are those of this report: {examples}."),
        {"other": second.preset.title, "examples": _listed(list(found.examples))},
    )
    return replace(first, evidence=(*first.evidence, sentence))


def _weight(match: Match, values: evidence.KnownValues) -> float:
    return match.score + 0.4 * values.share


def candidates(part: Part) -> list[Match]:
    """Every reading of a part that is worth a thought, surest first."""
    known = [m for m in (fit(part, preset) for preset in presets.load()) if _is_telling(m)]
    known += [
        m
        for m in (fit(part, preset) for preset in templates.templates())
        if len(m.columns) >= 2 and m.score >= 0.5
    ]
    return sorted(known, key=lambda m: (bool(m.missing), -m.score))


def fit(part: Part, preset: Preset) -> Match:
    """A part read as one given report: exact spellings first, each column used once."""
    spellings: dict[str, int] = {}
    for position, header in enumerate(part.headers):
        spellings.setdefault(plain(header), position)
    preset = _localised(preset, spellings)
    columns: dict[str, int] = {}
    taken: set[int] = set()
    for depth in range(max(len(f.headers) for f in preset.fields)):
        for field in preset.fields:
            if field.name in columns or depth >= len(field.headers):
                continue
            place = spellings.get(plain(field.headers[depth]))
            if place is not None and place not in taken:
                columns[field.name] = place
                taken.add(place)
    missing = tuple(
        f.headers[0] for f in preset.fields if (f.required or f.expected) and f.name not in columns
    )
    known = {plain(word) for word in preset.header_words}
    filled = [header for header in part.headers if header.strip()]
    supposed = templates.with_refund_days(templates.with_states(preset, columns), columns)
    unused = tuple(header for header in filled if plain(header) not in known)
    return Match(
        part,
        templates.with_merged(supposed, columns, part.merged),
        columns,
        missing,
        _score(part, preset, columns, len(filled)),
        _evidence(part, preset, columns),
        unused,
    )


def _localised(preset: Preset, spellings: Mapping[str, int]) -> Preset:
    """The report as it holds for the language of these headers."""
    for header, given in preset.local.items():
        if plain(header) in spellings:
            suggest = {**preset.suggest, **given.get("suggest", {})}
            return replace(preset, **{**given, "suggest": suggest})
    return preset


def _score(part: Part, preset: Preset, columns: Mapping[str, int], filled: int) -> float:
    known = {plain(word) for word in preset.header_words}
    share = sum(plain(header) in known for header in part.headers if header.strip()) / max(1, filled)
    own = {plain(field.name) for field in preset.fields}
    exact = sum(plain(part.headers[position]) in own for position in columns.values()) / max(1, filled)
    if not preset.distinctive:
        # The flat sales file holds the columns of two tables: it wins where it has something of both.
        return 0.75 * share + 0.25 * exact + (0.05 if preset.id == templates.SALES else 0.0)
    told = _told(part, preset)
    named = any(fnmatch.fnmatch(part.source.name.lower(), pattern.lower()) for pattern in preset.file_names)
    usual = {plain(field.headers[0]) for field in preset.fields}
    exact = sum(plain(part.headers[position]) in usual for position in columns.values()) / max(1, filled)
    return share + 0.5 * len(told) / len(preset.distinctive) + 0.1 * exact + (0.2 if named else 0.0)


def _told(part: Part, preset: Preset) -> list[str]:
    headers = {plain(header) for header in part.headers}
    return [word for word in preset.distinctive if plain(word) in headers]


def _is_telling(match: Match) -> bool:
    return bool(_told(match.part, match.preset)) and match.score >= 0.5


def _evidence(part: Part, preset: Preset, columns: Mapping[str, int]) -> tuple[Message, ...]:
    found = [part.headers[position].strip() for position in columns.values()]
    sentences = [
        Message(
            N_("{count} of {all} columns are known: {columns}."),
            {
                "count": len(found),
                "all": sum(bool(h.strip()) for h in part.headers),
                "columns": _listed(found),
            },
        )
    ]
    if told := _told(part, preset):
        sentences.append(
            Message(N_("Only this report has the columns {columns}."), {"columns": _listed(told)})
        )
    if not preset.tried:
        sentences.append(Message(UNTRIED))
    return tuple(sentences)


def _listed(words: list[str]) -> str:
    return ", ".join(words[:_HEADERS_SHOWN]) + (" …" if len(words) > _HEADERS_SHOWN else "")


def _chosen(choices: Choices) -> Preset | None:
    if choices.mapping is not None:
        return templates.mapped(choices.mapping)
    if choices.report is not None:
        preset = presets.find(choices.report)
        if preset is None:
            raise InputError(
                N_("There is no report {report}. The reports are {known}."),
                report=choices.report,
                known=", ".join(p.id for p in presets.load()),
            )
        return preset
    return templates.template(choices.table) if choices.table is not None else None


def _columns_missing(match: Match) -> InputError:
    return InputError(
        N_(
            "{file} lacks the columns {missing} that {report} needs. It has: "
            "{columns}. Map its columns by hand, or export them too."
        ),
        file=match.part.name,
        missing=", ".join(match.missing),
        report=match.preset.title,
        columns=_listed([h.strip() for h in match.part.headers if h.strip()]),
    )


def _unknown(part: Part) -> InputError:
    headers = [header.strip() for header in part.headers if header.strip()]
    near = sorted(
        (fit(part, p) for p in (*presets.load(), *templates.templates())), key=lambda m: -len(m.columns)
    )[:3]
    if near[0].missing == ("order_id",) and len(near[0].columns) > 2:
        return InputError(
            N_(
                "{file} looks like {report} without order numbers. Add a column with running numbers, one "
                "per order, and hand it in again; or map its columns by hand. It has: {columns}."
            ),
            file=part.name,
            report=near[0].preset.title,
            columns=_listed(headers),
        )
    nearest = "; ".join(f"{m.preset.title}{_lacking(m)}" for m in near if m.columns)
    if nearest:
        return InputError(
            N_(
                "No known report has the columns of {file}: {columns}. "
                "Nearest, with what they lack: {nearest}. "
                "Choose the table and map its columns by hand."
            ),
            file=part.name,
            columns=_listed(headers),
            nearest=nearest,
        )
    return InputError(
        N_(
            "No known report has the columns of {file}: {columns}. Choose "
            "the table and map its columns by hand."
        ),
        file=part.name,
        columns=_listed(headers),
    )


def _lacking(match: Match) -> str:
    return f" (– {', '.join(match.missing[:4])})" if match.missing else ""

"""What a file does not say: answered by choices, by what is remembered, by the data, by the report, or asked.

A channel is one shop on one platform. The format never says which shop it is; only a person, a shop's name in the
file, or the one shop that is known of the platform does.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import duckdb

from core import schema
from core.errors import InputError, Message
from core.i18n import N_
from core.ingest.choices import Answers, Choices, Question
from core.ingest.presets import Preset
from core.ingest.stage import Loaded
from core.ingest.zones import likely_zone

Connection = duckdb.DuckDBPyConnection

QUESTIONS = {
    "channel": N_("Which shop is this file from? Give it a name of your own, such as tmall flagship."),
    "currency": N_("In which currency are its amounts?"),
    "timezone": N_("In which time zone are its times written?"),
    "default_location": N_("Which location ships its orders?"),
    "prices_include_tax": N_("Do its prices include sales tax or VAT?"),
    "snapshot_at": N_("When was this stock counted?"),
    "full_list": N_(
        "Does the file name everything that lies at its locations, so that what it leaves out is 0?"
    ),
    "date_order": N_("Dates such as 05/06/2026 can be read in two ways. Which comes first?"),
}
UNNAMED = "?"
"""Stands for a channel that nobody has named yet, so that a preview can be shown; it is never published."""
ANY_LOCATION = "main"
"""The location that is supposed where a shop names none."""


@dataclass(frozen=True)
class Known:
    """What the store remembers. channels: channel -> its row. locations: codes that exist.

    seen_at: export time that an earlier import of the same bytes was given.
    """

    channels: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    locations: frozenset[str] = frozenset()
    skus_known: bool = False
    seen_at: dt.datetime | None = None


def remembered(connection: Connection, sha256: str = "") -> Known:
    """What an attached lake knows of channels, locations and a file; nothing where there is no lake."""
    attached = connection.execute("SELECT 1 FROM duckdb_databases() WHERE database_name = 'lake'").fetchone()
    if attached is None:
        return Known()
    names = ", ".join(schema.CHANNELS.names)
    rows = connection.execute(f"SELECT {names} FROM lake.current.channels").fetchall()
    channels = {str(row[0]): dict(zip(schema.CHANNELS.names, row, strict=True)) for row in rows}
    locations = connection.execute("SELECT location FROM lake.current.locations").fetchall()
    seen = connection.execute(
        "SELECT exported_at FROM lake.meta.imports WHERE state = 'active' AND contains(files, ?) ORDER BY import_id DESC LIMIT 1", [sha256]
    ).fetchone()
    return Known(channels, frozenset(str(row[0]) for row in locations), True, seen[0] if seen else None)


def answer(
    connection: Connection, parts: Sequence[Loaded], choices: Choices, known: Known, *, now: dt.datetime
) -> tuple[Answers, tuple[Question, ...]]:
    """All answers, suggestions standing in where nobody has decided, and the questions that remain open."""
    preset = parts[0].match.preset
    suggested = {**preset.suggest, **_found(connection, parts)}
    open_questions: list[Question] = []

    def settle(
        name: str, *candidates: object, suggestion: object = None, options: tuple[str, ...] = ()
    ) -> Any:
        decided = next((value for value in (getattr(choices, name), *candidates) if value is not None), None)
        if decided is not None:
            return decided
        open_questions.append(Question(name, Message(QUESTIONS[name]), suggestion, options))
        return suggestion

    needs = _needs(parts)
    channel = (
        settle("channel", suggestion=_likely_channel(preset, known, suggested), options=tuple(known.channels))
        if "$channel" in needs
        else choices.channel
    )
    row = known.channels.get(channel or "", {})
    is_new = bool(channel) and channel not in known.channels
    currency = (
        settle("currency", row.get("currency"), suggestion=suggested.get("currency"))
        if is_new or "$currency" in needs
        else row.get("currency")
    )
    zone = (
        settle("timezone", row.get("timezone"), suggestion=suggested.get("timezone") or _shared_zone(known))
        if is_new or "time" in needs
        else None
    )
    location = _location(settle, needs, row, is_new=is_new)
    tax = (
        settle(
            "prices_include_tax",
            row.get("prices_include_tax"),
            suggestion=_flag(suggested.get("prices_include_tax")),
        )
        if is_new
        else None
    )
    exported = choices.exported_at or _named_time(preset, parts, zone or "UTC", connection)
    snapshot = settle("snapshot_at", exported, suggestion=known.seen_at or now) if "$snapshot_at" in needs else None
    full = (
        settle("full_list", suggestion=_flag(suggested.get("full_list"))) if "$full_list" in needs else None
    )
    if any(part.conventions.unsure_dates for part in parts):
        settle("date_order", options=("dmy", "mdy"))
    answers = Answers(
        channel or (UNNAMED if "$channel" in needs else ""), currency or "", _zone(connection, zone or "UTC"), location or "", tax, snapshot, full, exported or known.seen_at or now,
        {name: str(values["timezone"]) for name, values in known.channels.items()},
    )  # fmt: skip
    return answers, tuple(open_questions)


def with_latest_time(
    connection: Connection, parts: Sequence[Loaded], answers: Answers, choices: Choices, *, now: dt.datetime
) -> Answers:
    """The answers with the time of export: chosen, in the file's name, else the latest time in the file, else now."""
    if (
        choices.exported_at is not None
        or _named_time(parts[0].match.preset, parts, answers.timezone, connection) is not None
    ):
        return answers
    latest: list[dt.datetime] = []
    for part in parts:
        moments = [
            f.name for f in part.match.preset.fields if f.kind == "timestamp" and f.name in part.match.columns
        ]
        if moments:
            columns = ", ".join(f"""max("{name}") FILTER (WHERE "{name}" <= ?)""" for name in moments)
            row = connection.execute(
                f"SELECT {columns} FROM {part.typed} WHERE skip_reason IS NULL", [now] * len(moments)
            ).fetchone()
            latest += [value for value in row or () if value is not None]
    return replace(answers, exported_at=max(latest, default=answers.exported_at))


def _needs(parts: Sequence[Loaded]) -> set[str]:
    """What the targets ask for that no column of the file gives: "$channel" and so on, and "time"."""
    needs = set()
    for part in parts:
        given = part.match.columns
        for target in part.match.preset.targets:
            for column, expression in target.columns.items():
                own = column if column in given and f'"{column}"' in expression else ""
                needs |= {word for word in re.findall(r"\$[a-z_]+", expression) if not own}
            if any(schema.TABLES[target.table][c].kind is schema.Kind.TIMESTAMP for c in target.columns):
                needs.add("time")
    return needs


def _location(
    settle: Callable[..., Any], needs: set[str], row: Mapping[str, Any], *, is_new: bool
) -> str | None:
    if "$location" not in needs and not is_new:
        return None
    return settle("default_location", row.get("default_location"), suggestion=ANY_LOCATION)  # type: ignore[no-any-return]


def _zone_of_offsets(connection: Connection, part: Loaded) -> str | None:
    """The time zone that a file's offsets (-0400) point to."""
    cells = [
        f"c{part.match.columns[f.name]}"
        for f in part.match.preset.fields
        if f.kind == "timestamp" and f.name in part.match.columns
    ]
    for cell in cells:
        rows = connection.execute(
            f"SELECT DISTINCT {cell} FROM {part.raw} WHERE has_offset({cell}) LIMIT 500"
        ).fetchall()
        if rows:
            return likely_zone(str(row[0]) for row in rows)
    return None


def _likely_channel(preset: Preset, known: Known, suggested: Mapping[str, str]) -> str | None:
    if suggested.get("channel"):
        return suggested["channel"]
    same = (
        [name for name, row in known.channels.items() if row.get("platform") == preset.platform]
        if preset.platform
        else list(known.channels)
    )
    return same[0] if len(same) == 1 else None


def _found(connection: Connection, parts: Sequence[Loaded]) -> dict[str, str]:
    """What the cells themselves say: the one currency, the one shop, whether times carry their offset."""
    found: dict[str, str] = {}
    for part in parts:
        for name, field_name in (
            ("currency", "currency"),
            ("channel", part.match.preset.suggest.get("channel_field", "")),
        ):
            if field_name in part.match.columns:
                cell = f"c{part.match.columns[field_name]}"
                values = connection.execute(
                    f"SELECT DISTINCT text_of({cell}) AS v FROM {part.raw} WHERE v IS NOT NULL LIMIT 2"
                ).fetchall()
                if len(values) == 1:
                    found[name] = str(values[0][0])
        if (zone := _zone_of_offsets(connection, part)) is not None:
            found["timezone"] = zone
    return found


def _shared_zone(known: Known) -> str:
    """The time zone of all known shops where it is one, else UTC."""
    zones = {str(row["timezone"]) for row in known.channels.values()}
    return zones.pop() if len(zones) == 1 else "UTC"


def _flag(text: str | None) -> bool | None:
    return None if text is None else text == "true"


def _named_time(
    preset: Preset, parts: Sequence[Loaded], zone: str, connection: Connection
) -> dt.datetime | None:
    """The time of export that a file's name carries, in UTC."""
    if preset.file_time is None:
        return None
    for part in parts:
        found = re.search(preset.file_time.pattern, part.match.part.source.name)
        if found is None:
            continue
        try:
            if preset.file_time.format == "epoch":
                return dt.datetime.fromtimestamp(int(found[1]), dt.UTC).replace(tzinfo=None)
            local = dt.datetime.strptime(found[1], preset.file_time.format)  # noqa: DTZ007 - the zone is applied below
        except (ValueError, OverflowError, OSError):
            continue
        row = connection.execute(
            "SELECT utc_of(?::TIMESTAMP, ?)", [local, _zone(connection, zone)]
        ).fetchone()
        return row[0] if row else None
    return None


def _zone(connection: Connection, name: str) -> str:
    """A time zone that exists. Raises InputError for another."""
    try:
        connection.execute("SELECT timezone(?, TIMESTAMP '2026-01-01')", [name])
    except duckdb.Error:
        raise InputError(
            N_(
                "There is no time zone {zone}. Write it like Asia/Shanghai, Europe/Berlin or America/New_York."
            ),
            zone=name,
        ) from None
    return name

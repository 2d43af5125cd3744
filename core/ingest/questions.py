"""What a file does not say: answered by choices, by what is remembered, by the data, by the report, or asked.

A channel is one shop on one platform. The format never says which shop it is; only a person, a shop's name in
the file, or the one shop that is known of the platform does.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import duckdb

from core import schema
from core.errors import Message
from core.i18n import N_
from core.ingest.choices import Answers, Choices, Question
from core.ingest.memory import Known, existing_zone, named_time, said_by_cells
from core.ingest.presets import Preset
from core.ingest.recognise import Match
from core.ingest.stage import Loaded

Connection = duckdb.DuckDBPyConnection

QUESTIONS = {
    "channel": N_("Which shop is this file from? Give it a name of your own, such as tmall flagship."),
    "currency": N_("In which currency are its amounts?"),
    "timezone": N_("In which time zone are its times written?"),
    "default_location": N_("Which location is it: the one that ships its orders, or where its stock lies?"),
    "prices_include_tax": N_("Do its prices include sales tax or VAT?"),
    "snapshot_at": N_("When was this stock counted?"),
    "full_list": N_(
        "Does the file name everything that lies at its locations, so that what it leaves out is 0?"
    ),
    "date_order": N_("Dates such as 05/06/2026 can be read in two ways. Which comes first?"),
}
_NEEDED = ("channel", "currency", "date_order")
"""Questions without which figures would be wrong; the others may stay open."""
UNNAMED = "?"
"""Stands for a channel that nobody has named yet, so that a preview can be shown; it is never published."""
ANY_LOCATION = "main"
"""The location that is supposed of counted stock where no location is known at all."""
_PROMISED = "promised_ship_at"


def answer(
    connection: Connection, parts: Sequence[Loaded], choices: Choices, known: Known, *, now: dt.datetime
) -> tuple[Answers, tuple[Question, ...]]:
    """All answers, suggestions standing in where nobody has decided, and the questions that remain open."""
    preset = parts[0].match.preset
    in_rows = said_by_cells(connection, parts)
    suggested = {name: value for name, value in {**preset.suggest, **in_rows}.items() if name != "channel"}
    desk = _Desk(choices, suggested, needs([part.match for part in parts]), in_rows.get("channel"))
    channel = desk.channel(preset, known)
    row = known.channels.get(channel, {})
    is_new = "$channel" in desk.needs and channel not in known.channels
    zone = existing_zone(connection, desk.timezone(row, known, is_new=is_new))
    names = [part.match.part.source.name for part in parts]
    kept = _kept_currency(connection, row)
    is_first_money = (is_new or (kept is None and channel in known.channels)) and _brings_money(preset)
    has_money = "$currency" in desk.needs or is_first_money
    exported = choices.exported_at or named_time(connection, preset, names, zone) or known.seen_at
    answers = Answers(
        channel=channel,
        currency=desk.settle("currency", kept, when=has_money) or "",
        timezone=zone,
        location=desk.location(row, known, is_key=_is_key(parts, "location")),
        prices_include_tax=desk.settle_flag("prices_include_tax", row.get("prices_include_tax"), when=is_new),
        snapshot_at=desk.settle("snapshot_at", exported, suggestion=now, when="$snapshot_at" in desk.needs),
        full_list=desk.settle_flag("full_list", when="$full_list" in desk.needs) and not _brings_back(parts),
        exported_at=exported or now,
        zones={name: str(values["timezone"]) for name, values in known.channels.items()},
    )
    desk.settle(
        "date_order", when=any(part.conventions.unsure_dates for part in parts), options=("dmy", "mdy")
    )
    return answers, tuple(desk.open)


def _brings_back(parts: Sequence[Loaded]) -> bool:
    """Whether these are rows that were rejected before: a part of what their first file named."""
    return any(part.match.part.name_column is not None for part in parts)


@dataclass
class _Desk:
    """Settles one question after the other and keeps those that nobody has answered."""

    choices: Choices
    suggested: Mapping[str, str]
    needs: frozenset[str]
    shop_in_rows: str | None = None
    open: list[Question] = field(default_factory=list)

    def settle(
        self, name: str, *candidates: object, suggestion: object = None, when: bool = True,
        options: tuple[str, ...] = (), likely: tuple[str, ...] = (),
    ) -> Any:  # fmt: skip
        """What was chosen, else the first candidate that is known, else the suggestion with the question left
        open."""
        decided = next((v for v in (getattr(self.choices, name), *candidates) if v is not None), None)
        if decided is not None or not when:
            return decided
        supposed = suggestion if suggestion is not None else self.suggested.get(name)
        required = supposed is None and name in _NEEDED
        self.open.append(Question(name, Message(QUESTIONS[name]), supposed, options, required, likely))
        return supposed

    def settle_flag(self, name: str, *candidates: object, when: bool) -> bool | None:
        text = self.suggested.get(name)
        flag = None if text is None else text == "true"
        return self.settle(name, *candidates, suggestion=flag, when=when)  # type: ignore[no-any-return]

    def channel(self, preset: Preset, known: Known) -> str:
        """The shop: chosen, named in the rows, the only one of the report or the platform, or as the report
        is usually called. Shops that it may be stand first among the options."""
        of_platform = [
            name
            for name, row in known.channels.items()
            if row.get("platform") == (preset.platform or row.get("platform"))
        ]
        of_report = [name for name in known.shops.get(preset.id, ()) if name in known.channels]
        likely = tuple(of_report or of_platform)
        usual = likely or (preset.suggest.get("channel"),)
        supposed = self.shop_in_rows or (usual[0] if len(usual) == 1 else None)
        is_needed = "$channel" in self.needs
        options = tuple(dict.fromkeys([*of_report, *of_platform, *known.channels]))
        found = self.settle("channel", suggestion=supposed, when=is_needed, options=options, likely=likely)
        return found or (UNNAMED if is_needed else "")

    def timezone(self, row: Mapping[str, Any], known: Known, *, is_new: bool) -> str:
        currency = self.choices.currency or row.get("currency") or self.suggested.get("currency", "")
        supposed = self.suggested.get("timezone") or known.zone_of(currency)
        found = self.settle(
            "timezone", row.get("timezone"), suggestion=supposed, when=is_new or "time" in self.needs
        )
        return str(found or supposed)

    def location(self, row: Mapping[str, Any], known: Known, *, is_key: bool) -> str:
        """Where the rows belong. Orders may stay without: they then belong to the only place with stock, so
        it is asked only where there are several. Stock cannot."""
        is_needed = is_key or ("$location" in self.needs and len(known.stock_places) > 1)
        places = known.stock_places or (tuple(known.locations) if is_key else ())
        supposed = self.suggested.get("default_location") or (places[0] if len(places) == 1 else None)
        found = self.settle(
            "default_location",
            row.get("default_location"),
            suggestion=supposed or (ANY_LOCATION if is_key else None),
            when=is_needed,
            options=places,
        )
        return found or ""


def _kept_currency(connection: Connection, row: Mapping[str, Any]) -> str | None:
    """The currency of a known shop: its own, else that of its orders."""
    if row.get("currency") != schema.NO_CURRENCY:
        return row.get("currency")
    query = "SELECT mode(currency) FROM lake.current.orders WHERE channel = ?"
    found = connection.execute(query, [row["channel"]]).fetchone()
    return found[0] if found else None


def _brings_money(preset: Preset) -> bool:
    """Whether any table of the report holds amounts; a list of members has none."""
    money = (schema.Kind.MONEY, schema.Kind.PRICE)
    return any(schema.TABLES[t.table][name].kind in money for t in preset.targets for name in t.columns)


def _is_key(parts: Sequence[Loaded], column: str) -> bool:
    """Whether the rows of a part have no name without this column, which the file does not give."""
    return any(
        column in schema.TABLES[target.table].key
        and f"${column}" in target.columns.get(column, "")
        and column not in part.match.columns
        for part in parts
        for target in part.match.preset.targets
    )


def needs(found: Sequence[Match]) -> frozenset[str]:
    """What the targets ask for that no column of the file gives: "$channel" and so on, and "time"."""
    asked = set()
    for match in found:
        for target in match.preset.targets:
            for column, expression in target.columns.items():
                is_given = column in match.columns and f'"{column}"' in expression
                asked |= set() if is_given else set(re.findall(r"\$[a-z_]+", expression))
                if schema.TABLES[target.table][column].kind is schema.Kind.TIMESTAMP:
                    asked.add("time")
    return frozenset(asked)


def with_latest_time(
    connection: Connection,
    parts: Sequence[Loaded],
    answers: Answers,
    choices: Choices,
    known: Known,
    *,
    now: dt.datetime,
) -> Answers:
    """The answers with the time of export: chosen, in the file's name, else the latest time in the file, else
    now."""
    names = [part.match.part.source.name for part in parts]
    named = named_time(connection, parts[0].match.preset, names, answers.timezone)
    if choices.exported_at is not None or named is not None or known.seen_at is not None:
        return answers
    latest = [moment for part in parts for moment in _latest(connection, part, now)]
    return replace(answers, exported_at=max(latest, default=now))


def _latest(connection: Connection, part: Loaded, now: dt.datetime) -> list[dt.datetime]:
    """The latest time of each time column that is not in the future. A promise lies ahead of the export that
    names it, so it does not count: an older export would pass for the newer one."""
    columns, preset = part.match.columns, part.match.preset
    promises = " ".join(target.columns.get(_PROMISED, "") for target in preset.targets)
    ahead = set(re.findall(r"\w+", promises))
    happened = (f.name for f in preset.fields if f.kind == "timestamp" and f.name not in ahead)
    names = [name for name in happened if name in columns]
    if not names:
        return []
    asked = ", ".join(f'max("{name}") FILTER (WHERE "{name}" <= ?)' for name in names)
    row = connection.execute(
        f"SELECT {asked} FROM {part.typed} WHERE skip_reason IS NULL", [now] * len(names)
    ).fetchone()
    return [value for value in row or () if value is not None]

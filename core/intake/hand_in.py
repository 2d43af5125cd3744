"""What a person hands in at once: files, and their answers about each report found in them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from core.errors import InputError
from core.i18n import N_
from core.ingest.choices import Choices, ColumnMapping, merge
from core.jobs import Job

_MOMENTS = ("snapshot_at", "exported_at")


@dataclass(frozen=True)
class HandIn:
    """paths: absolute. answers: by the key of a part (a file, or a sheet of it); see `part_key`."""

    paths: tuple[Path, ...]
    answers: Mapping[str, Choices] = field(default_factory=dict)

    def arguments(self) -> list[str]:
        """As a job's arguments."""
        kept = {key: plain_choices(choices) for key, choices in self.answers.items() if choices != Choices()}
        return [*(str(path) for path in self.paths), "--answers", json.dumps(kept, ensure_ascii=False)]

    def answered(self, key: str, choices: Choices) -> HandIn:
        """The same files, with other answers about one part."""
        return replace(self, answers={**self.answers, key: choices})

    def about(self, keys: Sequence[str]) -> Choices:
        """The answers about parts that are loaded together: the first that says something counts."""
        merged = Choices()
        for key in reversed(keys):
            merged = merge(merged, self.answers.get(key, Choices()))
        return merged


def file_key(key: str) -> str:
    """The name of the whole file that a part is in."""
    return key.partition("/")[0]


def part_key(sha256: str, sheet: str) -> str:
    """The name of a file's content, or of a sheet in it."""
    return f"{sha256[:16]}/{sheet}" if sheet else sha256[:16]


def hand_in_of(job: Job) -> HandIn:
    """What a check or a load was started with."""
    words = list(job.arguments)
    place = words.index("--answers")
    return HandIn(tuple(Path(word) for word in words[:place]), answers_from_json(words[place + 1]))


def answers_from_json(text: str) -> dict[str, Choices]:
    """Raises InputError for a text that holds no answers."""
    try:
        return {str(key): choices_from_plain(given) for key, given in json.loads(text).items()}
    except (ValueError, TypeError, AttributeError):
        raise InputError(
            N_("The answers cannot be read. They look like {example}."),
            example='{"0123456789abcdef": {"channel": "my shop", "currency": "EUR"}}',
        ) from None


def plain_choices(choices: Choices) -> dict[str, Any]:
    """What was said, by name, in JSON's types."""
    given = {f.name: getattr(choices, f.name) for f in fields(Choices)}
    said = {name: value for name, value in given.items() if value != getattr(Choices(), name)}
    return {name: _plain_value(value) for name, value in said.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, ColumnMapping):
        return json.loads(value.to_json())
    return value.isoformat() if isinstance(value, dt.datetime) else value


def choices_from_plain(given: Mapping[str, Any]) -> Choices:
    """What `plain_choices` made."""
    values = dict(given)
    for name in _MOMENTS:
        if values.get(name):
            values[name] = dt.datetime.fromisoformat(values[name])
    if values.get("sheets") is not None:
        values["sheets"] = tuple(values["sheets"])
    if values.get("mapping"):
        values["mapping"] = ColumnMapping.from_json(json.dumps(values["mapping"]))
    return Choices(**values)

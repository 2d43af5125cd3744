"""What a check found, in a form that a job can keep and a page can read back in any language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from decimal import Decimal
from typing import Any

from core.errors import Message
from core.facts import TableChanges
from core.ingest import Choices, Question, Reject
from core.intake.hand_in import choices_from_plain


@dataclass(frozen=True)
class Found:
    """One table of cells in a hand-in: a file, or a sheet of one. key: see `hand_in.part_key`.

    header_row: as the spreadsheet counts it. sheets: all of the file's that hold something.
    """

    key: str
    name: str
    size_bytes: int
    sheet: str = ""
    encoding: str = ""
    rows: int = 0
    delimiter: str = ""
    header_row: int = 1
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True)
class RowCounts:
    """Rows of the files. read = new + changed + unchanged + held + rejected + skipped.

    held: rows of orders for which another source of the shop counts.
    """

    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    skipped: int = 0
    held: int = 0

    @property
    def loads(self) -> int:
        """Rows that change something."""
        return self.new + self.changed


@dataclass(frozen=True)
class Preview:
    """One import as it would be, or why it cannot be one.

    refusal: what is wrong and what to do. can_map: the columns can be mapped by hand instead.
    seen_in: the number of the active import that has read this very file, with who and when.
    skipped_by: decorating rows by reason. said: the answers it was made with, remembered ones included.
    """

    files: tuple[Found, ...]
    refusal: Message | None = None
    can_map: bool = False
    is_mapped: bool = False
    report: str = ""
    report_id: str = ""
    platform: str = ""
    table: str = ""
    channel: str = ""
    exported_at: dt.datetime | None = None
    evidence: tuple[Message, ...] = ()
    unused: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    rows: RowCounts = RowCounts()
    skipped_by: Mapping[str, int] = field(default_factory=dict)
    changes: tuple[TableChanges, ...] = ()
    totals: Mapping[str, Decimal] = field(default_factory=dict)
    warnings: tuple[Message, ...] = ()
    rejects: tuple[Reject, ...] = ()
    said: Mapping[str, Any] = field(default_factory=dict)
    seen_in: int | None = None
    seen_at: dt.datetime | None = None
    seen_by: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(file.key for file in self.files)

    @property
    def choices(self) -> Choices:
        """The answers it was made with."""
        return choices_from_plain(self.said)

    @property
    def is_counted(self) -> bool:
        """Whether its counts mean anything: a shop without a name changes none, an unknown currency all."""
        return not {question.name for question in self.unanswered} - {"channel"}

    @property
    def unanswered(self) -> tuple[Question, ...]:
        """Questions without which nothing can be loaded."""
        return tuple(question for question in self.questions if question.required)

    @property
    def is_ready(self) -> bool:
        return self.refusal is None and not self.unanswered

    @property
    def changes_something(self) -> bool:
        """Whether loading it writes anything: an older export is kept behind what counts now."""
        is_kept = self.seen_in is None and bool(self.changes)
        return is_kept or any(change.new or change.changed or change.gone for change in self.changes)


def previews_to_json(previews: Sequence[Preview]) -> list[Any]:
    """As plain JSON; sentences keep their template and values."""
    return [to_json(preview) for preview in previews]


def to_json(value: Any) -> Any:
    """Dataclasses as mappings, sentences as template and values, amounts as exact text."""
    if isinstance(value, Message):
        return {"template": value.template, "values": {k: to_json(v) for k, v in value.values.items()}}
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): to_json(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [to_json(part) for part in value]
    if isinstance(value, dt.datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def previews_from_json(content: Sequence[Mapping[str, Any]]) -> tuple[Preview, ...]:
    """What `previews_to_json` made."""
    return tuple(_preview(dict(given)) for given in content)


def _preview(values: dict[str, Any]) -> Preview:
    values["files"] = tuple(Found(**{**file, "sheets": tuple(file["sheets"])}) for file in values["files"])
    values["refusal"] = None if values["refusal"] is None else message_from_json(values["refusal"])
    for name in ("evidence", "warnings"):
        values[name] = tuple(message_from_json(given) for given in values[name])
    values["unused"] = tuple(values["unused"])
    values["questions"] = tuple(_question(given) for given in values["questions"])
    values["rows"] = RowCounts(**values["rows"])
    values["changes"] = tuple(TableChanges(**given) for given in values["changes"])
    values["totals"] = {name: Decimal(text) for name, text in values["totals"].items()}
    values["rejects"] = tuple(_reject(given) for given in values["rejects"])
    for name in ("exported_at", "seen_at"):
        values[name] = dt.datetime.fromisoformat(values[name]) if values[name] else None
    return Preview(**values)


def message_from_json(given: Mapping[str, Any]) -> Message:
    """A sentence with the sentences among its values."""
    values = {
        name: message_from_json(value) if _is_message(value) else value
        for name, value in given["values"].items()
    }
    return Message(str(given["template"]), values)


def _is_message(value: object) -> bool:
    return isinstance(value, Mapping) and set(value) == {"template", "values"}


def _question(given: Mapping[str, Any]) -> Question:
    suggestion = given["suggestion"]
    if given["name"] == "snapshot_at" and suggestion:
        suggestion = dt.datetime.fromisoformat(suggestion)
    text, options = message_from_json(given["text"]), tuple(given["options"])
    return Question(given["name"], text, suggestion, options, given["required"], tuple(given["likely"]))


def _reject(given: Mapping[str, Any]) -> Reject:
    sentences = {name: message_from_json(given[name]) for name in ("reason", "remedy")}
    return Reject(**{**given, **sentences})

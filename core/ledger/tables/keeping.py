"""How the ledger keeps itself: settings, saved mappings, commands, audit trail, revision."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.ledger.tables.base import Base
from core.ledger.types import Json


class SettingRow(Base):
    """Something the team decided together, by name."""

    __tablename__ = "settings"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(JSON())
    set_by: Mapped[str]
    set_at: Mapped[dt.datetime]


class MappingRow(Base):
    """How the columns of files with these headers are read. fingerprint names the set of headers."""

    __tablename__ = "saved_mappings"

    fingerprint: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    table_name: Mapped[str]
    columns: Mapped[dict[str, Any]] = mapped_column(Json)
    choices: Mapped[dict[str, Any]] = mapped_column(Json)
    saved_by: Mapped[str]
    saved_at: Mapped[dt.datetime]


class CommandRow(Base):
    """One command that changed something, and its answer, given again when the command comes again."""

    __tablename__ = "commands"

    command_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    request_digest: Mapped[str]
    result: Mapped[Any] = mapped_column(Json)
    revision: Mapped[int] = mapped_column(unique=True)
    done_by: Mapped[str]
    done_at: Mapped[dt.datetime]


class AuditRow(Base):
    """One change: who, when, what, before and after. The table refuses UPDATE and DELETE."""

    __tablename__ = "audit_trail"

    audit_id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime]
    who: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    before: Mapped[Any | None] = mapped_column(Json)
    after: Mapped[Any | None] = mapped_column(Json)
    command_id: Mapped[str] = mapped_column(index=True)
    revision: Mapped[int]


class RevisionRow(Base):
    """One row: how many commands changed the ledger so far."""

    __tablename__ = "ledger_revision"
    __table_args__ = (CheckConstraint("id = 1", "only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    value: Mapped[int]

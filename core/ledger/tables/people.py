"""Who uses Abacus, and the roles they were given."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.ledger.tables.base import Base


class PersonRow(Base):
    """One person. name_key is the name without case and spacing: "Anna" and "anna " are one person."""

    __tablename__ = "people"

    person_id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)
    registered_at: Mapped[dt.datetime]


class PersonRoleRow(Base):
    """One role of one person."""

    __tablename__ = "person_roles"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.person_id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    given_by: Mapped[str]
    given_at: Mapped[dt.datetime]

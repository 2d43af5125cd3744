"""What all tables share: names of constraints and the types that keep what they are given."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import ClassVar

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

from core.ledger.types import ExactDecimal, UtcTime

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Parent of every table of the ledger."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar = {Decimal: ExactDecimal, dt.datetime: UtcTime}

"""What a page is given: one snapshot to ask, the ledger, the person, the choices."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import streamlit as st

from core import charts
from core.facts import Snapshot
from core.i18n import _
from core.ledger import Ledger
from core.schema import Table
from core.security import Actor, Permission, may
from core.settings import Settings
from pages._frame import clock, reads
from pages._frame.filters import Filters
from pages._frame.registry import Entry
from pages._frame.session import Frame
from pages._frame.states import empty_state

T = TypeVar("T")


@dataclass(frozen=True)
class Page:
    """One run of one page."""

    frame: Frame
    entry: Entry
    answer_place: Any
    filters: Filters

    @property
    def settings(self) -> Settings:
        return self.frame.settings

    @property
    def snapshot(self) -> Snapshot:
        return self.frame.snapshot

    @property
    def ledger(self) -> Ledger:
        return self.frame.ledger

    @property
    def actor(self) -> Actor:
        return self.frame.actor

    @property
    def language(self) -> str:
        return self.frame.language

    @property
    def look(self) -> charts.Theme:
        """Light or dark, for charts."""
        return self.frame.look

    @property
    def currency(self) -> str:
        return self.frame.snapshot.currency

    @property
    def as_of(self) -> dt.date | None:
        return self.frame.snapshot.as_of

    @property
    def today(self) -> dt.date:
        """Today by the reader's clock, in the sample shop its last day; figures go by as_of instead."""
        if self.settings.is_sample and self.as_of is not None:
            return self.as_of
        return clock.local(dt.datetime.now(dt.UTC)).date()

    def may(self, permission: Permission) -> bool:
        """Whether to offer an action; the command itself checks again."""
        return may(self.actor, permission)

    def read(self, function: Callable[..., T], *arguments: Any) -> T:
        """`function(snapshot, *arguments)`, kept as long as snapshot, language and arguments are the same."""
        return reads.read(self.frame, function, arguments, with_ledger=False)

    def read_decisions(self, function: Callable[..., T], *arguments: Any) -> T:
        """`function(snapshot, ledger, *arguments)`, kept as long as nobody decides anything either."""
        return reads.read(self.frame, function, arguments, with_ledger=True)

    def read_large(self, function: Callable[..., T], *arguments: Any) -> T:
        """As `read_decisions`, for tables of every SKU: one object that all share and none changes."""
        return reads.read_large(self.frame, function, arguments)

    def need(self, *tables: Table, why: str = "") -> None:
        """End the run with what to upload and why, unless every one of these tables has rows.

        why: what the page will show then, translated; else what the table is for.
        """
        lacking = [table for table in tables if not self.snapshot.has_rows("current", table.name)]
        if lacking:
            title = _("Nothing here yet: {table}").format(table=_(lacking[0].title))
            empty_state(title, why or _(lacking[0].purpose))
            st.stop()

    def answer(self, words: str) -> None:
        """The one sentence under the title that answers the page's question."""
        with self.answer_place:
            st.text(words)

"""What one run of the frame knows: settings, one leased snapshot, the ledger, who asks, in which language."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass

import streamlit as st

from core import charts, facts, ledger
from core.facts import Snapshot
from core.ledger import Ledger
from core.security import Actor
from core.settings import Settings

_open: ContextVar[Frame]


@dataclass(frozen=True)
class Frame:
    """One run. The same snapshot answers everything that this run shows."""

    settings: Settings
    snapshot: Snapshot
    ledger: Ledger
    actor: Actor
    language: str
    look: charts.Theme


_open = ContextVar("frame")


def enter(frame: Frame) -> None:
    """Everything that runs now, runs inside this frame."""
    _open.set(frame)


def is_open() -> bool:
    return _open.get(None) is not None


def current() -> Frame:
    """The frame of this run. Raises LookupError outside of one."""
    return _open.get()


def browser_look() -> charts.Theme:
    """Light or dark, as the browser shows the page."""
    return charts.theme(str(st.context.theme.type or "light"))


def is_phone() -> bool:
    """Whether the browser says that it runs on a phone; nothing else tells how narrow the screen is."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def shared_ledger(settings: Settings) -> Ledger:
    """The ledger, opened once per process."""
    return _shared_ledger(settings.resolved_ledger_url, settings)


@st.cache_resource(show_spinner=False)
def _shared_ledger(address: str, _settings: Settings) -> Ledger:
    return ledger.open_ledger(_settings)


def prepared_snapshot(settings: Settings) -> Snapshot:
    """The newest snapshot of a store that is made or brought up to date on the first visit."""
    _prepare_once(str(settings.home.resolve()), settings)
    return facts.lease(settings)


@st.cache_resource(show_spinner=False)
def _prepare_once(home: str, _settings: Settings) -> None:
    facts.prepare(_settings)

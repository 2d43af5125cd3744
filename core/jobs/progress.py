"""How long work says how far it is."""

from __future__ import annotations

import sys
from typing import Protocol, TextIO

from core import i18n
from core.errors import Message


class Progress(Protocol):
    """Called by the work: share done (0 to 1) and what is happening now."""

    def __call__(self, share: float, message: Message) -> None: ...


def silent(share: float, message: Message) -> None:
    """Tells nobody."""


def part(progress: Progress, begins: float, ends: float) -> Progress:
    """Progress of one part of the whole: its 0 is `begins`, its 1 is `ends`."""

    def tell(share: float, message: Message) -> None:
        progress(begins + (ends - begins) * share, message)

    return tell


class Terminal:
    """Writes what is happening to a terminal, one line per new sentence."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._last = ""

    def __call__(self, share: float, message: Message) -> None:
        words = i18n.render(message)
        if words != self._last:
            self._stream.write(f"{min(max(share, 0.0), 1.0):4.0%}  {words}\n")
            self._stream.flush()
            self._last = words

    def waiting(self, message: Message) -> None:
        """Say what this run waits for."""
        self(0.0, message)

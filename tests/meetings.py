"""Where a process of a test waits in the middle of its work until the test has looked."""

from __future__ import annotations

import socket
from pathlib import Path

PATIENCE_SECONDS = 20


class Meeting:
    """Where a job in the middle of its work waits for the test."""

    def __init__(self, folder: Path) -> None:
        self.path = str(folder / "m")
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(PATIENCE_SECONDS)
        self._socket.bind(self.path)
        self._socket.listen()
        self._line: socket.socket | None = None

    def wait_for_job(self) -> str:
        self._line, _ = self._socket.accept()
        self._line.settimeout(PATIENCE_SECONDS)
        return self._line.recv(100).decode()

    def let_go(self) -> None:
        for line in filter(None, (self._line, self._socket)):
            line.close()

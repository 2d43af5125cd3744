"""The secret with which personal values are hashed; it stays on this machine, beside the store."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

KEY_BYTES = 32


def customer_key(home: Path) -> bytes:
    """The key of this installation, made at first use. The same e-mail gives the same customer only under the
    same key."""
    path = home / "keys" / "customers.key"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(handle, "wb") as out:
        out.write(secrets.token_bytes(KEY_BYTES))
    return path.read_bytes()

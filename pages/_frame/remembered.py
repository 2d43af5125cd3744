"""What is remembered of visitors between visits: who was here last, and the language that each person chose.

Files beside the store, because nobody decides anything here; a lock lets two processes write at once. The
browsers of visitors from other machines remember these themselves.
"""

from __future__ import annotations

import fcntl
import ipaddress
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote

from core.settings import Settings

COOKIE = "abacus_person"
_LAST, _LANGUAGES, _LOCK = "last_person.txt", "languages.json", "remembered.lock"


def is_elsewhere(address: object, forwarded_for: object) -> bool:
    """Whether a visitor sits at another machine than this one, as far as can be told.

    address: of the connection, None on this machine. forwarded_for: what a proxy says of whom it asks for;
    behind one everybody seems to be here.

    >>> is_elsewhere(None, None), is_elsewhere("127.0.0.1", ""), is_elsewhere("192.168.1.7", None)
    (False, False, True)
    >>> is_elsewhere(None, "203.0.113.9")
    True
    """
    told = (str(forwarded_for).split(",")[0] if isinstance(forwarded_for, str) else "").strip()
    return any(not _is_here(each) for each in (told, address) if isinstance(each, str) and each)


def _is_here(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return (mapped or found).is_loopback


def last_person(settings: Settings) -> str:
    """The name that was given last at this machine, '' for none."""
    path = settings.root / _LAST
    return path.read_text(encoding="utf-8").strip() if path.exists() else ""


def remember_person(settings: Settings, name: str) -> None:
    """Greet this person when somebody at this machine comes again."""
    with _writing(settings):
        _replace(settings.root / _LAST, name)


def cookie_of(name: str) -> str:
    """What a browser is told to remember a name for a year, in letters that need no quoting.

    >>> cookie_of("Zoë").split(";")[0]
    'abacus_person=Zo%C3%AB'
    """
    return f"{COOKIE}={quote(name, safe='')}; path=/; max-age=31536000; samesite=lax"


def name_in(cookie: object) -> str:
    """The name that a browser remembered, '' for none."""
    return unquote(cookie) if isinstance(cookie, str) else ""


def language_of(settings: Settings, name: str) -> str:
    """The language that a person chose, '' for none."""
    return _languages(settings).get(name, "")


def remember_language(settings: Settings, name: str, code: str) -> None:
    """Greet this person in this language from now on."""
    with _writing(settings):
        kept = json.dumps(_languages(settings) | {name: code}, ensure_ascii=False)
        _replace(settings.root / _LANGUAGES, kept)


def _languages(settings: Settings) -> dict[str, str]:
    path = settings.root / _LANGUAGES
    kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return kept


@contextmanager
def _writing(settings: Settings) -> Iterator[None]:
    """The only one who writes now, in this process or another."""
    settings.root.mkdir(parents=True, exist_ok=True)
    with (settings.root / _LOCK).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _replace(path: Path, text: str) -> None:
    """Readers see the old text or the new one, never a part."""
    written = path.with_suffix(f".{os.getpid()}.new")
    written.write_text(text, encoding="utf-8")
    written.replace(path)

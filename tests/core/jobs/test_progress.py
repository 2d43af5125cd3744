"""What a terminal shows of long work."""

from __future__ import annotations

import io

from core import i18n, jobs
from core.errors import Message


def test_a_terminal_gets_one_line_per_new_sentence() -> None:
    stream = io.StringIO()
    progress = jobs.Terminal(stream)
    for share in (0.1, 0.2):
        progress(share, Message("Reading {file}", {"file": "a.csv"}))
    progress(1.2, Message("Ready"))
    assert stream.getvalue() == " 10%  Reading a.csv\n100%  Ready\n"


def test_silence_is_silent() -> None:
    with i18n.language("zh-Hant"):
        jobs.silent(0.5, Message("Ready"))

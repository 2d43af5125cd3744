"""Which encoding a text file is in: byte order mark, strict UTF-8, UTF-16, GB18030, cp932, cp1252, in that
order.

Most encodings accept bytes of another one, so GB18030 and cp932 count only when what they give makes sense:
a Western "Jürgen" is also legal Chinese, and cp1252 accepts nearly everything and must come last.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from core.errors import InputError
from core.i18n import N_
from core.ingest.plain_text import check
from core.ingest.unpack import looks_like_utf16
from core.ingest.words import has_chinese, has_kana, known_words, plain

_CHUNK = 1 << 20
_SAMPLE = 1 << 17
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_CHINESE_RUN = re.compile(r"[\u3400-\u9fff]+")
_CELL_ENDS = re.compile(r"[,;\t|\r\n]+")
_TOLERATED = 0.001
"""Share of broken characters in a text that is otherwise clearly UTF-8."""


def detect(path: Path, name: str) -> str:
    """The encoding's name for `open`; utf-8-sig stands for UTF-8 with or without a mark.

    Raises InputError where no encoding gives a sensible text.
    """
    with path.open("rb") as stream:
        head = stream.read(_SAMPLE)
    found = _unicode(path, head) or _legacy(path, head)
    if found is None:
        raise InputError(
            N_(
                "The characters of {file} cannot be read: it is neither UTF-8, Chinese (GB18030), Japanese "
                "nor Western text. Choose its encoding, or save it again as CSV UTF-8."
            ),
            file=name,
        )
    return found


def _unicode(path: Path, head: bytes) -> str | None:
    """By its mark, by the zero bytes of unmarked UTF-16, else UTF-8 with at most a few damaged characters."""
    marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)
    if marked is not None:
        return marked
    if looks_like_utf16(head):
        return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"
    return "utf-8-sig" if is_valid(path, "utf-8") or _nearly_utf8(head) else None


def _legacy(path: Path, head: bytes) -> str | None:
    """The encodings of Chinese, Japanese and Western spreadsheets, where what they give makes sense."""
    if is_valid(path, "gb18030") and reads_as_chinese(_decode(head, "gb18030")):
        return "gb18030"
    if is_valid(path, "cp932") and reads_as_japanese(_decode(head, "cp932")):
        return "cp932"
    return "cp1252" if reads_as_western(head) else None


def is_valid(path: Path, encoding: str) -> bool:
    """Whether a whole file is legal in an encoding; a character cut off at the very end is forgiven."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                check(decoder, chunk)
    except UnicodeDecodeError:
        return False
    return True


def reads_as_chinese(text: str) -> bool:
    """Whether decoded bytes look like Chinese: known Chinese headers, else Chinese in runs and not inside
    Latin words."""
    header = _first_rows(text)
    if any(has_chinese(cell) and plain(cell) in known_words() for cell in header):
        return True
    runs = _CHINESE_RUN.findall(text)
    if not runs:
        return False
    long_runs = sum(len(run) >= 2 for run in runs)
    common = sum("\u4e00" <= char <= "\u9fff" and _in_gb2312_level_1(char) for run in runs for char in run)
    return long_runs > 0.8 * len(runs) and common > 0.7 * sum(map(len, runs)) and "�" not in text


def reads_as_japanese(text: str) -> bool:
    """Full-width kana or known words; half-width kana alone is what Western accents turn into."""
    header = _first_rows(text)
    return any(has_kana(cell) for cell in header) or any(
        has_chinese(c) and plain(c) in known_words() for c in header
    )


def reads_as_western(head: bytes) -> bool:
    """Text with few bytes above ASCII, and none in runs of three, as Western words have them."""
    try:
        text = head.decode("cp1252")
    except UnicodeDecodeError:
        return False
    high = [char for char in text if ord(char) >= 0x80]
    in_runs = sum(len(run) for run in re.findall(r"[^\x00-\x7f]{3,}", text))
    return len(high) < 0.2 * len(text) and in_runs <= 0.2 * len(high)


def _nearly_utf8(head: bytes) -> bool:
    """A UTF-8 text in which a few characters were damaged, by a cut or by a careless tool."""
    text = head.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(ord(char) >= 0x80 for char in text) - broken
    return whole > 20 * broken and broken <= max(3, _TOLERATED * len(text))


def _first_rows(text: str) -> list[str]:
    return [cell for row in text.splitlines()[:50] for cell in _CELL_ENDS.split(row)]


def _in_gb2312_level_1(char: str) -> bool:
    try:
        code = char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return 0xB0 <= code[0] <= 0xD7


def _decode(head: bytes, encoding: str) -> str:
    return codecs.getincrementaldecoder(encoding)("replace").decode(head)

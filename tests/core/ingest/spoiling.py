"""Files as they should not be: real layouts, spoilt in ways that people, tools and disks spoil them."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb

from core.errors import DashboardError
from core.ingest.choices import Choices
from core.ingest.prepare import build, matches, together
from tests.core.ingest.exports import (
    NOW,
    Imported,
    retail,
    shopify_order,
    table,
    taobao_detail,
    taobao_list,
    workbook,
)  # fmt: skip

STRAY = (b'"', b"\0", b"\r", b"\n\n", b",,", b";", b"\t", b"\xff", b'""')
Spoil = Callable[[bytes, random.Random], bytes]
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "cp932", "cp1252", "utf-32")
ODD_CELLS = (
    "", "null", "-1", "1e9", "1,5", "3.55E+18", "31/12/2026", "2026-02-30", '"', "合计", "=1+1", "\x00", "\t",
    " ", "９９", "1.234,50", "(1,234.50)", "12-", "1.2万", "45384.348", "'0012", "x" * 3000,
)  # fmt: skip


def a_spoilt_file(folder: Path, seed: int) -> Path:
    """A small export of a known layout after one to three accidents; the same for the same seed."""
    chance = random.Random(seed)
    data, suffix = chance.choice(_SOURCES)(folder)
    for _accident in range(chance.randint(1, 3)):
        data = chance.choice(_ACCIDENTS)(data, chance)
    if chance.random() < 0.1:
        data, suffix = _packed(data, chance)
    path = folder / f"spoilt-{seed}{suffix}"
    path.write_bytes(data)
    return path


def outcome(folder: Path, path: Path) -> str:
    """ "refused" with a sentence, or "read" with every row accounted for; anything else raises."""
    chosen = Choices(channel="c", currency="CNY", timezone="UTC", default_location="L")
    try:
        for group in together([match for match, _said in matches(path, folder, chosen)]):
            with duckdb.connect(config={"threads": 1}) as connection:
                accounted(Imported(build(connection, group, chosen, key=b"k" * 32, now=NOW), connection))
    except DashboardError:
        return "refused"
    return "read"


def accounted(done: Imported) -> None:
    """Every row of the files is staged somewhere, rejected, or skipped, and never two of them."""
    batch = done.prepared.batch
    staged = " UNION ".join(
        f"SELECT file_no, source_row FROM {s.relation} WHERE source_row IS NOT NULL" for s in batch.staged
    )
    count = done.connection.execute(f"SELECT count(*) FROM ({staged})").fetchone() if staged else (0,)
    assert count is not None
    assert batch.rows_read == count[0] + batch.rejected + batch.skipped


def _retail(_folder: Path) -> tuple[bytes, str]:
    rows = [(str(n % 3), f"A{n % 2}", "x", n - 2, f"{n}.5") for n in range(8)]
    return retail(*rows, ("C9", "A1", "x", -2, "1.5")).encode(), ".csv"


def _shopify(_folder: Path) -> tuple[bytes, str]:
    rows = [row for n in range(4) for row in shopify_order(f"#{n}", ("A", 1, "10.00"), ("B", 2, "5.00"))]
    return table(rows, headers=list(rows[0])).encode(), ".csv"


def _stock(_folder: Path) -> tuple[bytes, str]:
    rows = [
        {"sku": f"S{n % 5}", "location": "L", "on_hand": str(n), "snapshot_at": "2026-05-01 10:00", "lot": ""}
        for n in range(8)
    ]
    return table(rows, delimiter=";").encode(), ".csv"


def _detail(folder: Path) -> tuple[bytes, str]:
    rows = ((f"35534980174480{n:05}", "A", "杯子", n, "9.9") for n in range(12))
    return taobao_detail(folder, *rows).read_bytes(), ".csv"


def _list(folder: Path) -> tuple[bytes, str]:
    rows = ({"订单编号": f"35534980174480{n:05}"} for n in range(6))
    return taobao_list(folder, *rows).read_bytes(), ".csv"


def _book(folder: Path) -> tuple[bytes, str]:
    rows = [["sku", "location", "on_hand", "snapshot_at"], *(["S", "L", n, "2026-05-01"] for n in range(6))]
    return workbook(folder / "book.xlsx", {"stock": rows}).read_bytes(), ".xlsx"


_SOURCES = (_retail, _shopify, _stock, _detail, _list, _book)


def _lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True) or [b""]


def _cut(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.randrange(200) :]


def _cut_off(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _noise(data: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _byte in range(chance.randint(1, 20) if spoilt else 0):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def _put(data: bytes, chance: random.Random, piece: bytes) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + piece + data[place:]


def _stray(data: bytes, chance: random.Random) -> bytes:
    return _put(data, chance, chance.choice(STRAY))


def _odd_cell(data: bytes, chance: random.Random) -> bytes:
    rows = [line.split(b",") for line in _lines(data)]
    row = chance.choice(rows)
    row[chance.randrange(len(row))] = chance.choice(ODD_CELLS).encode()
    return b"".join(b",".join(cells) for cells in rows)


def _swapped(data: bytes, chance: random.Random) -> bytes:
    rows = [line.rstrip(b"\r\n").split(b",") for line in _lines(data)]
    one, other = (chance.randrange(len(rows[0])) for _side in range(2))
    for row in rows:
        if max(one, other) < len(row):
            row[one], row[other] = row[other], row[one]
    return b"\r\n".join(b",".join(row) for row in rows)


def _recoded(data: bytes, chance: random.Random) -> bytes:
    return data.decode("utf-8", errors="replace").encode(chance.choice(ENCODINGS), errors="replace")


def _doubled_delimiters(data: bytes, _chance: random.Random) -> bytes:
    return data.replace(b",", b",,")


def _ragged(data: bytes, chance: random.Random) -> bytes:
    return b"".join(
        line.rstrip(b"\r\n") + b"," * chance.randrange(3) + b"x" * chance.randrange(2) + b"\n"
        for line in _lines(data)
    )


def _mixed_ends(data: bytes, chance: random.Random) -> bytes:
    return b"".join(line.rstrip(b"\r\n") + chance.choice([b"\n", b"\r\n", b"\r"]) for line in _lines(data))


def _emptied(_data: bytes, _chance: random.Random) -> bytes:
    return b""


def _header_only(data: bytes, _chance: random.Random) -> bytes:
    return _lines(data)[0]


def _header_twice(data: bytes, _chance: random.Random) -> bytes:
    first, *rest = _lines(data)
    return b"".join(line.rstrip(b"\r\n") + b"," + line for line in (first, *rest))


def _wide(data: bytes, _chance: random.Random) -> bytes:
    extra = b"," + b",".join(b"h%d" % n for n in range(5000))
    return b"".join(
        line.rstrip(b"\r\n") + (extra if n == 0 else b"," * 5000) + b"\n"
        for n, line in enumerate(_lines(data))
    )


def _huge_cell(data: bytes, chance: random.Random) -> bytes:
    return _put(data, chance, b"y" * chance.choice([70_000, 1_200_000]))


def _binary(_data: bytes, chance: random.Random) -> bytes:
    heads = (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b\x08", b"<table><tr><td>")
    return chance.choice(heads) + chance.randbytes(900)


def _shuffled_lines(data: bytes, chance: random.Random) -> bytes:
    lines = _lines(data)
    chance.shuffle(lines)
    return b"".join(lines)


def _repeated(data: bytes, chance: random.Random) -> bytes:
    return data + b"".join(chance.choices(_lines(data), k=3))


_ACCIDENTS: tuple[Spoil, ...] = (
    _cut, _cut_off, _noise, _stray, _stray, _odd_cell, _odd_cell, _odd_cell, _swapped, _recoded, _ragged,
    _doubled_delimiters, _mixed_ends, _emptied, _header_only, _header_twice, _wide, _huge_cell, _binary,
    _shuffled_lines, _repeated,
)  # fmt: skip


def _packed(data: bytes, chance: random.Random) -> tuple[bytes, str]:
    if chance.random() < 0.5:
        return gzip.compress(data), ".csv.gz"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", data)
        archive.writestr("empty.csv" if chance.random() < 0.3 else "b.csv", data[: len(data) // 2])
    return out.getvalue(), ".zip"

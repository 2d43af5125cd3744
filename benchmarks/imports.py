"""How fast a file becomes published facts, beside DuckDB that merely stores it as text.

    python -m benchmarks.imports retail DATA_FOLDER
    python -m benchmarks.imports orders [ROWS] [ROWS_OF_THE_BASE]

DATA_FOLDER holds online_retail.csv.gz; the orders are invented, a million lines onto nothing and onto a base
of ten million unless said otherwise. Each step runs in a process of its own, so that its time and its largest
memory are its own; the first line is the yardstick. Prints a table for benchmarks/README.md.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

BARE = """
import duckdb, sys
connection = duckdb.connect(sys.argv[2])
connection.execute("SET threads = 2")
connection.execute("CREATE TABLE rows AS FROM read_csv(?, all_varchar = true, header = true)", [sys.argv[1]])
connection.execute("CHECKPOINT")
"""
FIGURES = ["kpis", "--from", "2010-12-01", "--to", "2011-12-09", "--json"]


@dataclass(frozen=True)
class Step:
    """What one process took: seconds on the clock and of processors, most resident memory in MB, output."""

    name: str
    seconds: float
    processor: float
    memory_mb: float
    output: str


def main() -> None:
    kind, first, second = [*sys.argv[1:], "", "", ""][:3]
    with tempfile.TemporaryDirectory(prefix="abacus-benchmark-") as folder:
        if kind == "orders":
            _measure_orders(Path(folder), int(first or 1_000_000), int(second or 10_000_000))
        elif kind == "retail" and (source := Path(first) / "online_retail.csv.gz").exists():
            _measure(source, Path(folder))
        else:
            sys.exit("Say retail and the folder that holds online_retail.csv.gz, or orders.")


def _measure_orders(folder: Path, rows: int, base: int) -> None:
    """One file onto an empty store, and the same number of new and repeated lines onto a large one."""
    file, large, later = folder / "orders.csv", folder / "base.csv", folder / "later.csv"
    _write_orders(file, rows)
    bare = _bare(file, folder)
    _core(folder / "home", "prepare", ["prepare"])
    choices = ["--channel", "us", "--currency", "USD", "--timezone", "America/New_York", "--location", "main"]
    choices += ["--prices-include-tax", "no", "--json"]
    steps = [bare, _core(folder / "home", f"{rows:,} rows onto nothing", ["import", str(file), *choices])]
    shutil.rmtree(folder / "home")
    if base:
        _write_orders(large, base)
        _write_orders(later, rows, first=base // 2 - rows // 20)
        _core(folder / "home", "prepare", ["prepare"])
        for name, path in ((f"{base:,} rows onto nothing", large), (f"{rows:,} rows onto them", later)):
            steps.append(_core(folder / "home", name, ["import", str(path), *choices]))
    sys.stdout.write("\n".join(_table(steps)) + "\n")


def _write_orders(path: Path, rows: int, first: int = 0) -> None:
    """In a process of its own: the memory of this one would count in those that it starts."""
    command = [sys.executable, "-m", "benchmarks.order_exports", str(path), str(rows), str(first)]
    subprocess.run(command, check=True)


def _table(steps: Sequence[Step]) -> list[str]:
    lines = [
        "| step | seconds | x bare DuckDB | x its processor time | memory, MB |",
        "| --- | --- | --- | --- | --- |",
    ]
    for step in steps:
        ratio, cpu = step.seconds / steps[0].seconds, step.processor / steps[0].processor
        lines.append(f"| {step.name} | {step.seconds:.1f} | {ratio:.1f} | {cpu:.1f} | {step.memory_mb:.0f} |")
    return lines


def _bare(file: Path, folder: Path) -> Step:
    return _run(
        "bare DuckDB, all columns as text, checkpointed",
        [sys.executable, "-c", BARE, str(file), str(folder / "bare.db")],
        folder / "home",
    )


def _measure(source: Path, folder: Path) -> None:
    file = folder / "online_retail.csv"
    with gzip.open(source) as packed, file.open("wb") as plain:
        shutil.copyfileobj(packed, plain)
    home = folder / "home"
    choices = [
        "--channel",
        "uk",
        "--currency",
        "GBP",
        "--timezone",
        "Europe/London",
        "--location",
        "main",
        "--json",
    ]
    _core(home, "prepare", ["prepare"])
    steps = [_bare(file, folder)]
    steps.append(_core(home, "import with history, marts, rejects", ["import", str(file), *choices]))
    before = _core(home, "every figure", FIGURES)
    steps += [before, _core(home, "the same file again", ["import", str(file), *choices])]
    again = _core(home, "every figure, again", FIGURES)
    steps.append(_core(home, "undo", ["undo", "1", "--json"]))
    steps.append(_core(home, "import after undo", ["import", str(file), *choices]))
    last = _core(home, "every figure, at last", FIGURES)
    lines = _table(steps)
    first, second, third = (json.loads(step.output)["figures"] for step in (before, again, last))
    lines += [
        f"every figure equal after the second import: {first == second}",
        f"every figure equal after undo and import: {first == third}",
        f"the import said: {steps[1].output.strip()[:2000]}",
    ]
    sys.stdout.write("\n".join(lines) + "\n")


def _core(home: Path, name: str, command: list[str]) -> Step:
    return _run(name, [sys.executable, "-m", "core", *command], home)


def _run(name: str, command: list[str], home: Path) -> Step:
    environment = os.environ | {"ABACUS_HOME": str(home)}
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        started = time.perf_counter()
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=errors, text=True)
        _pid, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode != 0:
            sys.exit(f"{name} failed:\n{errors.read()}")
        processor = used.ru_utime + used.ru_stime
        return Step(name, seconds, processor, used.ru_maxrss / 1024, output.read())


if __name__ == "__main__":
    main()

"""How fast a file becomes published facts, beside DuckDB that merely stores it as text.

    python -m benchmarks.imports DATA_FOLDER

DATA_FOLDER holds online_retail.csv.gz. Each step runs in a process of its own, so that its time and its
largest memory are its own; the first line is the yardstick. Prints a table for benchmarks/README.md.
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
    """What one process took: seconds on the clock, largest resident memory in MB, what it printed."""

    name: str
    seconds: float
    memory_mb: float
    output: str


def main() -> None:
    if len(sys.argv) != 2 or not (source := Path(sys.argv[1]) / "online_retail.csv.gz").exists():
        sys.exit("Give the folder that holds online_retail.csv.gz.")
    with tempfile.TemporaryDirectory(prefix="abacus-benchmark-") as folder:
        _measure(source, Path(folder))


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
    bare = _run(
        "bare DuckDB, all columns as text, checkpointed",
        [sys.executable, "-c", BARE, str(file), str(folder / "bare.db")],
        home,
    )
    steps = [bare, _core(home, "import with history, marts, rejects", ["import", str(file), *choices])]
    before = _core(home, "every figure", FIGURES)
    steps += [before, _core(home, "the same file again", ["import", str(file), *choices])]
    again = _core(home, "every figure, again", FIGURES)
    steps.append(_core(home, "undo", ["undo", "1", "--json"]))
    steps.append(_core(home, "import after undo", ["import", str(file), *choices]))
    last = _core(home, "every figure, at last", FIGURES)
    lines = ["| step | seconds | x bare DuckDB | memory, MB |", "| --- | --- | --- | --- |"]
    for step in steps:
        ratio = step.seconds / bare.seconds
        lines.append(f"| {step.name} | {step.seconds:.1f} | {ratio:.1f} | {step.memory_mb:.0f} |")
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
        return Step(name, seconds, used.ru_maxrss / 1024, output.read())


if __name__ == "__main__":
    main()

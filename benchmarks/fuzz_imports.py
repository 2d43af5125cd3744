"""Spoilt files, by the thousand: each is refused with a sentence, or every row of it is accounted for.

    python -m benchmarks.fuzz_imports [COUNT] [FIRST_SEED]

Prints how many were refused and read, and the seed of each that failed with its last line.
"""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections import Counter
from pathlib import Path

from tests.core.ingest.spoiling import a_spoilt_file, outcome


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    seen: Counter[str] = Counter(_outcome(seed) for seed in range(first, first + count))
    sys.stdout.write("\n".join(f"{told}: {number}" for told, number in seen.most_common()) + "\n")
    sys.exit(1 if set(seen) - {"refused", "read"} else 0)


def _outcome(seed: int) -> str:
    with tempfile.TemporaryDirectory(prefix="abacus-fuzz-") as name:
        folder = Path(name)
        try:
            return outcome(folder, a_spoilt_file(folder, seed))
        except Exception:  # noqa: BLE001 - whatever escapes is what this looks for
            return f"seed {seed}: {traceback.format_exc().strip().splitlines()[-1][:200]}"


if __name__ == "__main__":
    main()

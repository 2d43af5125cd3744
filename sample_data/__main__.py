"""Write the sample shop's files: python -m sample_data FOLDER."""

from __future__ import annotations

import argparse
from pathlib import Path

from sample_data import files, world


def main() -> None:
    """Write every file into the named folder and say what was written."""
    parser = argparse.ArgumentParser(prog="python -m sample_data", description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    made = files.write(world.build(), folder)
    files.write_second_source(world.build(), folder)
    size = sum(path.stat().st_size for path in folder.iterdir())
    print(f"{len(made) + 1} files, {size / 1e6:.1f} MB, in {folder}")  # noqa: T201 - a command that answers


if __name__ == "__main__":
    main()

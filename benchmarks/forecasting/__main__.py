# ruff: noqa: T201 - a program that prints
"""Our panel forecast against statsforecast and statsmodels, in one run on one machine.

    python -m benchmarks.forecasting DATA_FOLDER [--panel NAME] [--extra LONG.csv --freq W] [--cache FOLDER]

DATA_FOLDER holds the files that benchmarks/README.md names; what is missing is skipped with a message. Slow
rivals run on a sample of the series and ours is scored on the same ones. Ratios are ours / rival: below 1
ours is better. --cache keeps the rivals' answers in a folder, so that a change of the engine is measured in
seconds; times of cached answers are those of the run that made them.
"""

from __future__ import annotations

import argparse
import platform
from pathlib import Path

from benchmarks.forecasting.panels import chosen_panels
from benchmarks.forecasting.race import race
from benchmarks.forecasting.tables import class_table, geometric_means, panel_table

SAMPLE_CELLS = 60_000
"""Series x periods that slow rivals get when nothing else is said."""


def main() -> None:
    """Run what the folder allows and print Markdown tables."""
    options = _options()
    print(f"{platform.machine()}, {platform.python_version()}, one process per method, one core for rivals")
    verdicts = {}
    for name, panel in chosen_panels(
        options.folder,
        options.panel,
        extra=options.extra,
        freq=options.freq,
        horizon=options.horizon,
        n_origins=options.origins,
    ):
        if panel is None:
            print(f"\n{name}: its file is not in {options.folder}: skipped")
            continue
        found = race(
            panel,
            sample=options.sample or max(100, SAMPLE_CELLS // panel.demand.shape[1]),
            cache=options.cache,
            only=tuple(options.rival),
            slow=not options.no_slow,
        )
        text, verdicts[name] = panel_table(found)
        print(text, flush=True)
        if options.classes:
            print(class_table(found), flush=True)
    print(geometric_means(verdicts))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--panel", action="append", default=[], help="a panel's name; all when left out")
    parser.add_argument("--extra", action="append", type=Path, default=[], help="a long CSV unique_id,ds,y")
    parser.add_argument("--freq", choices=("D", "W", "M"), default="W", help="of the extra panels")
    parser.add_argument("--horizon", type=int, help="periods; each panel has its own when left out")
    parser.add_argument("--origins", type=int, help="scored origins, 3 when left out")
    parser.add_argument(
        "--sample", type=int, help="series for slow rivals; fewer the longer they are, if left out"
    )
    parser.add_argument("--rival", action="append", default=[], help="only this rival")
    parser.add_argument("--no-slow", action="store_true", help="leave the slow rivals out")
    parser.add_argument("--classes", action="store_true", help="also by Syntetos-Boylan class")
    parser.add_argument("--cache", type=Path, help="folder for the rivals' answers, outside the repository")
    return parser.parse_args()


if __name__ == "__main__":
    main()

# ruff: noqa: T201 - a program that prints
"""How often the quantiles of cumulative demand hold, class by class, over many origins.

    python -m benchmarks.forecasting.calibration DATA_FOLDER [--panel NAME] [--extra LONG.csv --freq W]

One-sided quantiles of the demand over the whole horizon. The interval behind a share is two standard errors
from the spread between origins, because all series of an origin share its luck. Origins are a horizon apart
where the history allows it. The histogram is that of the
randomised probability integral transform: ten shares, 0.1 each when the distribution is right.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.forecasting import ours
from benchmarks.forecasting.panels import BenchmarkPanel, chosen_panels
from benchmarks.forecasting.scores import Truth, joined_truth, truth_at
from models.forecasting import DEMAND_CLASSES
from models.forecasting.accuracy import randomised_pit

Array = NDArray[np.float64]
SHOWN = (0.8, 0.9, 0.95)
GRID = tuple(float(level) for level in np.round(np.arange(0.01, 1.0, 0.01), 2))
MIN_ROWS = 300


def usual_step(panel: BenchmarkPanel) -> int:
    """Periods between origins: a horizon (windows do not overlap), or what half of the history allows."""
    n_periods = int(panel.demand.shape[1])
    room = (n_periods - panel.horizon - n_periods // 2) // max(panel.n_origins - 1, 1)
    return max(1, min(panel.horizon, room))


def measured(panel: BenchmarkPanel, step: int) -> tuple[Truth, Array]:
    """What came and the quantiles at GRID of the sum, one row per series and origin."""
    truths, quantiles = [], []
    for number, origin in enumerate(panel.origins(step=step)):
        rows = panel.usable(origin)
        found = ours.engine(panel, origin, rows)
        truths.append(truth_at(panel.demand, origin, horizon=panel.horizon, rows=rows, number=number))
        quantiles.append(ours.sum_quantiles(found, GRID, panel.horizon))
    return joined_truth(truths), np.concatenate(quantiles)


def table(panel: BenchmarkPanel, step: int) -> str:
    """Coverage and PIT histogram of every class with enough rows, and of all."""
    truth, quantiles = measured(panel, step)
    n_origins = np.unique(truth.origin).size
    total = truth.actual.sum(axis=1)
    chances = np.random.default_rng(0).random(total.size)
    pit = randomised_pit(total, quantiles, GRID, chances=chances)
    lines = [
        f"\n### {panel.name}: {n_origins} origins {step} {panel.freq} apart, {panel.horizon} ahead",
        "",
        "| class | rows | 80 % | 90 % | 95 % | PIT histogram |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for name in ("all", *DEMAND_CLASSES):
        inside = truth.demand_class == DEMAND_CLASSES.index(name) if name != "all" else total >= 0
        if inside.sum() < MIN_ROWS:
            continue
        shares = [
            _held(total[inside] <= quantiles[inside, GRID.index(level)] + 1e-9, truth.origin[inside])
            for level in SHOWN
        ]
        histogram = np.histogram(pit[inside], bins=10, range=(0.0, 1.0))[0] / inside.sum()
        bars = " ".join(f"{share:.3f}" for share in histogram)
        lines.append(f"| {name} | {int(inside.sum())} | {' | '.join(shares)} | {bars} |")
    return "\n".join(lines)


def _held(held: NDArray[np.bool_], origin: NDArray[np.int64]) -> str:
    by_origin = np.array([held[origin == code].mean() for code in np.unique(origin)])
    error = by_origin.std(ddof=1) / np.sqrt(by_origin.size) if by_origin.size > 1 else float("nan")
    return f"{held.mean():.3f} ± {2 * error:.3f}"


def main() -> None:
    """Run what the folder allows and print Markdown tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--panel", action="append", default=[])
    parser.add_argument("--extra", action="append", type=Path, default=[])
    parser.add_argument("--freq", choices=("D", "W", "M"), default="W")
    parser.add_argument("--horizon", type=int)
    parser.add_argument("--origins", type=int, default=12)
    parser.add_argument("--step", type=int, help="periods between origins")
    options = parser.parse_args()
    panels = chosen_panels(
        options.folder,
        options.panel,
        extra=options.extra,
        freq=options.freq,
        horizon=options.horizon,
        n_origins=options.origins,
    )
    for name, panel in panels:
        if panel is None:
            print(f"\n{name}: its file is not in {options.folder}: skipped")
        else:
            print(table(panel, options.step or usual_step(panel)), flush=True)


if __name__ == "__main__":
    main()

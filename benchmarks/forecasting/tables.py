"""Races as Markdown: figures of each method, ours as a ratio to each, and the verdict against the best."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from benchmarks.forecasting.race import Entrant, Race
from benchmarks.forecasting.scores import RATIOS, Scores, scores
from models.forecasting import DEMAND_CLASSES

Verdict = dict[str, list[float]]
"""For each measure: ours / best rival on all series, and on the sample where slow rivals ran."""
MIN_ROWS = 60


def panel_table(found: Race) -> tuple[str, Verdict]:
    """A table of one panel, and ours over the best single rival in hindsight."""
    panel = found.panel
    lines = [
        (
            f"\n### {panel.name}: {len(panel.keys)} series x {panel.demand.shape[1]} {panel.freq}, "
            f"{panel.horizon} ahead, {np.unique(found.truth.origin).size} origins, "
            f"{found.truth.series.size} rows, rivals' season {panel.season}"
        ),
        "",
        _header(),
    ]
    verdict: Verdict = {name: [] for name in RATIOS}
    for on_sample in (False, True):
        group = [each for each in found.rivals if (each.rows.all() != on_sample)]
        rows = group[0].rows if group and on_sample else np.ones(found.truth.series.size, dtype=bool)
        if on_sample and not group:
            continue
        everyone = [each for each in found.rivals if each.rows.all() or on_sample]
        mine = scores(found.truth.of(rows), found.ours.answer.of(rows))
        label = f"Abacus, {int(rows.sum())} rows" if on_sample else "Abacus"
        lines.append(_line(label, mine, None, found.ours))
        measured = {each.name: _on(found, each, rows) for each in everyone}
        lines += [_line(each.name, measured[each.name], mine, each) for each in group]
        for name in RATIOS:
            best = min((getattr(value, name) for value in measured.values()), default=float("nan"))
            verdict[name].append(getattr(mine, name) / best)
    lines += ["", "ours / best rival in hindsight (all series, sample): " + _worded(verdict)]
    return "\n".join(lines), verdict


def class_table(found: Race) -> str:
    """Ratios ours / rival by Syntetos-Boylan class, pinball loss of the sum and RMSSE."""
    lines = ["", "| class | rows | " + " | ".join(each.name for each in found.rivals) + " |"]
    lines.append("| --- " * (len(found.rivals) + 2) + "|")
    for code, name in enumerate(DEMAND_CLASSES):
        inside = found.truth.demand_class == code
        if inside.sum() < MIN_ROWS:
            continue
        cells = []
        for each in found.rivals:
            rows = inside & each.rows
            if rows.sum() < MIN_ROWS:
                cells.append("few")
                continue
            mine = scores(found.truth.of(rows), found.ours.answer.of(rows))
            other = scores(found.truth.of(rows), each.answer.of(rows[each.rows]))
            cells.append(f"{mine.pinball / other.pinball:.3f}, {mine.rmsse / other.rmsse:.3f}")
        lines.append(f"| {name} | {int(inside.sum())} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def geometric_means(verdicts: dict[str, Verdict]) -> str:
    """Ours over the best rival of each panel, geometric mean over panels (the stricter of all and sample)."""
    if not verdicts:
        return "\nno panel"
    parts = [
        f"{name} {np.exp(np.mean([np.log(max(each[name])) for each in verdicts.values()])):.3f}"
        for name in RATIOS
    ]
    return f"\ngeometric mean over {len(verdicts)} panels, ours / best rival: " + ", ".join(parts)


def _on(found: Race, each: Entrant, rows: NDArray[np.bool_]) -> Scores:
    return scores(found.truth.of(rows), each.answer.of(rows[each.rows]))


def _header() -> str:
    names = (
        "method",
        "RMSSE",
        "cum. RMSSE",
        "bias",
        "WAPE",
        "pinball",
        "scaled",
        "80 / 90 / 95 %",
        "quantiles",
    )
    return f"| {' | '.join(names)} | ms a series | MB |\n{'| --- ' * (len(names) + 2)}|"


def _line(label: str, each: Scores, mine: Scores | None, entrant: Entrant) -> str:
    def figure(name: str) -> str:
        value = getattr(each, name)
        return f"{value:.3f}" if mine is None else f"{value:.3f} ({getattr(mine, name) / value:.3f})"

    covered = f"{each.covered_80:.3f} / {each.covered_90:.3f} / {each.covered_95:.3f}"
    cost = entrant.cost
    cells = (
        label,
        figure("rmsse"),
        figure("cumulative_rmsse"),
        f"{each.bias:+.3f}",
        figure("wape"),
        figure("pinball"),
        figure("pinball_scaled"),
        covered,
        entrant.intervals,
        f"{1000 * cost.seconds / max(cost.n_series, 1):.2f}",
        "-" if np.isnan(cost.megabytes) else f"{cost.megabytes:.0f}",
    )
    return f"| {' | '.join(cells)} |"


def _worded(verdict: Verdict) -> str:
    return "; ".join(
        f"{name} {', '.join(f'{value:.3f}' for value in found)}" for name, found in verdict.items()
    )

"""What the engine does with a calendar: which origins, seasons, lags and windows a panel is judged with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.arrays import FloatArray, IntArray
from models.forecasting.panel import Panel, Season

N_ORIGINS = 26
# A round of fewer periods repeats so often that each series learns its own; longer ones are pooled, too.
LONG_ROUND = 12
# Ratios of short rounds are taken to a level over this many periods at least.
SHORT_LEVEL_PERIODS = 28
# What the pooled index is worth beside a series' own ratios, in sure ratios: short and long rounds.
SHORT_WORTH, LONG_WORTH = 4.0, 2.0
# Rounds with more places than this borrow from neighbouring places.
SMOOTH_PLACES = 26
LOOK_BACK = 104
MIN_KNOWN = 2
# Rounds that a long season must have been seen before it may compete.
MIN_ROUNDS = 1.5


@dataclass(frozen=True)
class Setup:
    """How the series of a panel are judged; the same for every chunk of it.

    modes: (sets, seasons): 0 a season is not used, 1 as pooled, 2 as the series' own.
    rounds: (seasons,) periods of one round. ratio_windows, worths, spreads: (seasons,) see
        `compiled.seasonal`.
    lags: (seasons,) periods back to the same place of the last round. windows: of the moving averages.
    snapshots: (B,) period indices at which pooled figures are kept. stride: periods between origins.
    """

    seasons: tuple[Season, ...]
    modes: IntArray
    rounds: IntArray
    ratio_windows: IntArray
    worths: FloatArray
    spreads: FloatArray
    lags: IntArray
    windows: IntArray
    snapshots: IntArray
    stride: int
    look_back: int

    def arrays(self) -> tuple[object, ...]:
        """The same as the kernels take it."""
        width = self.seasons[0].positions.size if self.seasons else 0
        places = [season.positions for season in self.seasons]
        return (
            self.modes,
            np.array(places, dtype=np.int64).reshape(len(places), width),
            self.lengths(),
            self.ratio_windows,
            self.worths,
            self.spreads,
            self.snapshots,
            self.lags,
            self.windows,
            self.look_back,
        )

    def lengths(self) -> IntArray:
        """Places in one round of each season, (seasons,)."""
        return np.array([season.length for season in self.seasons], dtype=np.int64)


def setup_of(panel: Panel, *, n_origins: int) -> Setup:
    """How a panel is judged: by its length, horizon and seasons alone.

    >>> setup_of(Panel.build([[1.0] * 60], horizon=4), n_origins=26).stride
    1
    """
    rounds = [_round_periods(season) for season in panel.seasons]
    short = [periods for periods in rounds if periods < LONG_ROUND]
    longest = max(rounds, default=1)
    stride = _stride(panel.n_periods, longest, short, n_origins)
    return Setup(
        seasons=panel.seasons,
        modes=_modes(rounds, panel.n_periods),
        rounds=np.array(rounds, dtype=np.int64),
        ratio_windows=np.array([_ratio_window(periods) for periods in rounds], dtype=np.int64),
        worths=np.array([SHORT_WORTH if periods < LONG_ROUND else LONG_WORTH for periods in rounds]),
        spreads=np.array([1.0 if season.length > SMOOTH_PLACES else 0.0 for season in panel.seasons]),
        lags=np.array([_lag(periods, short) for periods in rounds], dtype=np.int64),
        windows=np.array(_windows(longest), dtype=np.int64),
        snapshots=_snapshots(panel.n_periods, panel.horizon, stride, n_origins),
        stride=stride,
        look_back=min(panel.n_periods, max(2 * longest, LOOK_BACK)),
    )


def origins_of(panel: Panel, *, n_origins: int = N_ORIGINS) -> IntArray:
    """The rolling origins of each series, oldest first, (n, n_origins); -1 where its history does not reach.

    An origin stands at the end of a period. The newest is the last one whose decision window has ended; long
    histories are judged over a whole round of the calendar, so origins may be several periods apart.
    """
    stride = setup_of(panel, n_origins=n_origins).stride
    newest = -(-np.ceil(panel.decision_periods).astype(np.int64) // stride)
    back = (newest[:, None] + np.arange(n_origins - 1, -1, -1)) * stride
    origins = panel.n_periods - 1 - back
    seen = np.cumsum(~np.isnan(panel.demand), axis=1)
    enough = np.take_along_axis(seen, np.maximum(origins, 0), axis=1) >= MIN_KNOWN
    return np.where((origins >= 0) & enough, origins, -1).astype(np.int64)


def method_names(setup: Setup) -> tuple[str, ...]:
    """The candidates in the order of the kernels; own_ and shared_ mark whose index is used."""
    lagged = [
        f"{kind}_{season.name}"
        for season in setup.seasons
        for kind in ("seasonal_naive", "scaled_seasonal_naive")
    ]
    core = (
        *(f"ses_{alpha}" for alpha in ALPHAS),
        "ses_best",
        *(f"moving_average_{window}" for window in setup.windows),
        "damped_trend",
        "theta",
    )
    sets = [_set_name(setup, row) for row in setup.modes]
    return (*PLAIN_NAMES, *lagged, *(f"{name}{marked}" for marked in sets for name in core))


PLAIN_NAMES = ("naive", "mean", "sba", "tsb", "tsb_slow", "imapa")
ALPHAS = (0.03, 0.08, 0.15, 0.3, 0.5)


def _set_name(setup: Setup, modes: IntArray) -> str:
    used = zip(setup.seasons, modes, strict=True)
    return "".join(f"+{('', 'shared', 'own')[mode]}_{season.name}" for season, mode in used if mode)


def _round_periods(season: Season) -> int:
    wraps = np.flatnonzero(np.diff(season.positions) < 0)
    return int(np.round(np.median(np.diff(wraps)))) if wraps.size > 1 else season.length


def _modes(rounds: list[int], n_periods: int) -> IntArray:
    short = [place for place, periods in enumerate(rounds) if periods < LONG_ROUND]
    # Before, no origin has seen a round end, so nothing could tell a season from growth and chance.
    judged = [periods >= LONG_ROUND and n_periods >= MIN_ROUNDS * periods for periods in rounds]
    long = [(place, mode) for place, is_judged in enumerate(judged) if is_judged for mode in (1, 2)]
    rows = []
    for with_short in (0, 2) if short else (0,):
        for place, mode in [(-1, 0), *long]:
            row = [with_short if other in short else 0 for other in range(len(rounds))]
            if place >= 0:
                row[place] = mode
            rows.append(row)
    return np.array(rows, dtype=np.int64).reshape(len(rows), len(rounds))


def _ratio_window(periods: int) -> int:
    return periods * max(1, -(-SHORT_LEVEL_PERIODS // periods)) if periods < LONG_ROUND else periods


def _lag(periods: int, short: list[int]) -> int:
    # A year of days is 52 whole weeks back, so that a Monday repeats a Monday.
    inner = max(short, default=1)
    return max(1, round(periods / inner)) * inner if periods > inner else periods


def _windows(longest: int) -> tuple[int, ...]:
    if longest >= 300 or longest == 7:
        return 7, 14, 28, 84
    return (4, 8, 13, 26) if longest >= 40 or longest < LONG_ROUND else (3, 6, 12, 24)


def _stride(n_periods: int, longest: int, short: list[int], n_origins: int) -> int:
    stride = max(1, min(longest, n_periods // 2) // n_origins)
    return stride - 1 if stride > 1 and any(stride % periods == 0 for periods in short) else stride


def _snapshots(n_periods: int, horizon: int, stride: int, n_origins: int) -> IntArray:
    back = np.arange(-(-horizon // stride) + n_origins, -1, -1)
    return np.unique(np.maximum(n_periods - 1 - back * stride, 0)).astype(np.int64)

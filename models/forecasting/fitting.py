"""The first pass: a pool from the chunks of a catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import reduce

import numpy as np

from models.arrays import BoolArray, FloatArray, IntArray
from models.forecasting import effects
from models.forecasting.calibration import Drift
from models.forecasting.classes import DEMAND_CLASSES, classes_until
from models.forecasting.drift import level_factor, level_sums
from models.forecasting.inputs import N_CLASSES, inputs_of
from models.forecasting.kernels import in_blocks, kernel
from models.forecasting.panel import Extra, Panel
from models.forecasting.passes import predicted
from models.forecasting.pool import POOL_VERSION, Pool
from models.forecasting.pooling import Offers, SharedSpread, offers, said_level
from models.forecasting.seasons import pooled_indices
from models.forecasting.setup import N_ORIGINS, Setup, method_names, setup_of

SAMPLE, OFFERING_SAMPLE = 4000, 2000
"""Series whose errors judge the methods and whose misses are lent, drawn by their keys: more say no more."""
FIXED = 65536.0
# Origins that the catalogue's record is worth beside that of a class.
CATALOGUE_WORTH = 500.0
RIDGE = 1e-3
CLASS_ROUNDS = 3000
# Money is counted by its logarithm: quarters of a doubling, from 2^-40 units of money.
MONEY_STEPS, MONEY_FROM, MONEY_BINS = 4, -40, 400
Sums = tuple[IntArray, ...]


def fit_pool(
    chunks: Panel | Iterable[Panel],
    *,
    n_origins: int = N_ORIGINS,
    extras: tuple[Extra, ...] = (),
    threads: int | None = None,
) -> Pool:
    """The pool of a catalogue: one panel, or a list (or what can be gone through again) of its chunks.

    Chunks must agree in periods, horizon, seasons and kinds of events; any split gives the same bits.
    extras: candidates of other models for a single panel, aligned with `origins_of`.
    threads: None = one for each processor. Raises ValueError without any chunk.
    """
    parts = [chunks] if isinstance(chunks, Panel) else chunks
    first = next(iter(parts), None)
    if first is None:
        raise ValueError("chunks must hold at least one panel")
    setup = setup_of(first, n_origins=n_origins)
    n_groups = max(int(part.group.max(initial=-1)) for part in parts) + 1
    seen = _added(_first_sums(part, setup, n_groups, threads) for part in parts)
    pool = _without_records(first, setup, seen, n_origins, extras)
    if pool.lifts.shape[2]:
        lifts = effects.catalogue_lifts(*_added(_lift_sums(part, setup, pool) for part in parts))
        rests = _added(_rest_sums(part, setup, pool, lifts) for part in parts)
        pool = replace(pool, lifts=effects.lifts_by_group(lifts, *rests))
    median_money, n_series = _median_money(seen[3]), int(seen[3].sum())
    judged = (
        _judged(part, setup, pool, median_money=median_money, extras=some, threads=threads)
        for part, some in _samples(parts, n_series, extras, SAMPLE)
    )
    records, weights = class_weights(*_added(judged))
    pool = replace(pool, records=records, weights=weights)
    levels = _added(
        _levels(part, setup, pool, median_money=median_money, extras=some, threads=threads)
        for part, some in _samples(parts, n_series, extras, OFFERING_SAMPLE)
    )
    pool = replace(pool, level_factor=level_factor(*levels, rounds=setup.stride / first.horizon))
    offered = (
        _offers(part, setup, pool, some, threads)
        for part, some in _samples(parts, n_series, extras, OFFERING_SAMPLE)
    )
    return replace(pool, spread=reduce(lambda some, more: some.merge(more), offered).shared())


def class_weights(products: IntArray, counts: IntArray) -> tuple[FloatArray, FloatArray]:
    """Mean products of errors (classes, M, M) and the best mix of candidates (classes, M) of each class.

    products, counts: sums of integers by `compiled.passes.judge`. A class is drawn to the catalogue's record.
    Source: stacked regressions with weights >= 0 of sum 1, Breiman (1996).
    """
    best_weights = kernel("stacking", "best_weights")
    lower = products / FIXED
    whole = lower + np.swapaxes(np.tril(lower, -1), 1, 2)
    n_methods = whole.shape[1]
    everybody = whole.sum(axis=0) / max(counts.sum() / FIXED, 1e-9)
    worth = counts[:, None, None] / FIXED
    records = (whole + CATALOGUE_WORTH * everybody) / (worth + CATALOGUE_WORTH)
    weights = np.full((whole.shape[0], n_methods), 1.0 / n_methods)
    for record, mix in zip(records, weights, strict=True):
        best_weights(
            record + RIDGE * np.trace(record) / n_methods * np.eye(n_methods), mix, CLASS_ROUNDS, 1e-7
        )
    return records, weights


def _added(parts: Iterable[Sums]) -> Sums:
    return reduce(lambda some, more: tuple(a + b for a, b in zip(some, more, strict=True)), parts)


def _first_sums(panel: Panel, setup: Setup, n_groups: int, threads: int | None) -> Sums:
    """Seasonal ratios, launches by age, launches by level, series by money."""
    add_ratios = kernel("seasonal", "add_ratios")
    places = int(setup.lengths().max(initial=1))
    shape = (len(setup.seasons), setup.snapshots.size, n_groups + 1, places, 2)
    positions = setup.arrays()[1]
    quiet = _untouched(panel)

    def ratios(rows: IntArray) -> IntArray:
        sums = np.zeros(shape, dtype=np.int64)
        calendar = (positions, setup.ratio_windows)
        add_ratios(quiet[rows], panel.group[rows], calendar, setup.snapshots, sums)
        return sums

    found = sum(in_blocks(ratios, panel.n_series, threads=threads), np.zeros(shape, dtype=np.int64))
    return (found, *effects.launch_sums(panel.demand, panel.group, n_groups), _money_counts(panel))


def _untouched(panel: Panel) -> FloatArray:
    touched = touched_periods(panel)
    return panel.demand if touched is None else np.where(touched, np.nan, panel.demand)


def touched_periods(panel: Panel) -> BoolArray | None:
    """Where an event or an unusual price touches the past, (n, T); None where there is neither."""
    if not effects.n_columns(panel):
        return None
    touched = np.zeros(panel.demand.shape, dtype=bool)
    if panel.relative_price is not None:
        with np.errstate(invalid="ignore"):
            touched |= np.abs(np.log(panel.relative_price[:, : panel.n_periods])) > effects.SMALL_TOUCH
    if panel.events is not None:
        events = panel.events
        past = (events.period >= 0) & (events.period < panel.n_periods) & (events.share > effects.SMALL_TOUCH)
        for everybody in (True, False):
            here = past & ((events.series < 0) == everybody)
            rows = slice(None) if everybody else events.series[here]
            touched[rows, events.period[here]] = True
    return touched


def _without_records(
    panel: Panel, setup: Setup, seen: Sums, n_origins: int, extras: tuple[Extra, ...]
) -> Pool:
    names = (*method_names(setup), *(extra.name for extra in extras))
    ratios, launches, levels, _ = seen
    columns = effects.n_columns(panel)
    return Pool(
        version=POOL_VERSION,
        n_origins=n_origins,
        season_names=tuple(season.name for season in setup.seasons),
        event_kinds=panel.events.kinds if panel.events is not None else (),
        method_names=names,
        snapshots=setup.snapshots + panel.first_period,
        index=pooled_indices(ratios, setup.lengths()),
        lifts=np.zeros((levels.shape[0], setup.snapshots.size, columns)),
        launch=effects.launch_curve(launches),
        launch_level=effects.launch_levels(levels),
        level_factor=1.0,
        records=np.zeros((N_CLASSES, len(names), len(names))),
        weights=np.full((N_CLASSES, len(names)), 1.0 / len(names)),
        spread=_no_spread(panel.horizon),
    )


def _no_spread(horizon: int) -> SharedSpread:
    """Stands in until the misses are known."""
    groups = len(DEMAND_CLASSES)
    still = np.ones((groups, horizon))
    none = Drift(np.zeros((groups, 0, 0), dtype=np.int64), np.zeros(0, dtype=np.int64), still, still)
    return SharedSpread(np.full((groups, 2), np.nan), np.zeros((groups, 0, horizon)), none)


def _lift_sums(panel: Panel, setup: Setup, pool: Pool) -> Sums:
    _n_groups, n_snapshots, columns = pool.lifts.shape
    products = np.zeros((n_snapshots, columns, columns), dtype=np.int64)
    targets, sure = np.zeros((2, n_snapshots, columns), dtype=np.int64)
    kernel("touched", "add_lifts")(*_touched(panel, setup, pool), products, targets, sure)
    return products, targets, sure


def _rest_sums(panel: Panel, setup: Setup, pool: Pool, lifts: FloatArray) -> Sums:
    n_groups, n_snapshots, columns = pool.lifts.shape
    sums = np.zeros((n_snapshots, n_groups, columns, 3), dtype=np.int64)
    kernel("touched", "add_rests")(*_touched(panel, setup, pool), lifts, sums)
    return (sums,)


def _touched(panel: Panel, setup: Setup, pool: Pool) -> tuple[object, ...]:
    return (
        panel.demand,
        effects.entries_of(panel),
        effects.prices_of(panel),
        panel.group,
        usual_indices(setup, pool, panel.n_periods),
        setup.snapshots,
    )


def usual_indices(setup: Setup, pool: Pool, n_periods: int) -> FloatArray:
    """The newest pooled index of each period, all seasons together, (groups + 1, T)."""
    usual = np.ones((pool.index.shape[2], n_periods))
    for number, season in enumerate(setup.seasons):
        usual *= pool.index[number, -1][:, season.positions[:n_periods]]
    return usual


def _judged(
    panel: Panel,
    setup: Setup,
    pool: Pool,
    *,
    median_money: float,
    extras: tuple[Extra, ...],
    threads: int | None,
) -> Sums:
    judge = kernel("passes", "judge")
    given = inputs_of(panel, setup, pool, extras=extras, median_money=median_money)
    n_methods = len(pool.method_names)

    def block(rows: IntArray) -> Sums:
        products = np.zeros((N_CLASSES, n_methods, n_methods), dtype=np.int64)
        counts = np.zeros(N_CLASSES, dtype=np.int64)
        judge(rows, *given.arrays(), products, counts)
        return products, counts

    return _added(in_blocks(block, panel.n_series, threads=threads))


def _samples(
    parts: Iterable[Panel], n_series: int, extras: tuple[Extra, ...], sample: int
) -> Iterator[tuple[Panel, tuple[Extra, ...]]]:
    for part in parts:
        if n_series <= sample:
            yield part, extras
            continue
        # Fibonacci hashing spreads keys that somebody numbered in order.
        spread = part.keys * np.uint64(0x9E3779B97F4A7C15)
        rows = (spread >> np.uint64(11)) < np.uint64(sample / n_series * 2.0**53)
        yield (
            part.of(rows),
            tuple(Extra(extra.name, extra.backtest[rows], extra.mean[rows]) for extra in extras),
        )


def _levels(
    panel: Panel,
    setup: Setup,
    pool: Pool,
    *,
    median_money: float,
    extras: tuple[Extra, ...],
    threads: int | None,
) -> Sums:
    given = inputs_of(panel, setup, pool, extras=extras)
    residual_paths = predicted(given, pool, threads=threads).residual_paths
    weight = panel.value / median_money
    return level_sums(_untouched(panel), given.origins[:, :-1], residual_paths, weight, panel.keys)


def _offers(panel: Panel, setup: Setup, pool: Pool, extras: tuple[Extra, ...], threads: int | None) -> Offers:
    given = inputs_of(panel, setup, pool, extras=extras)
    origins = given.origins[:, :-1]
    residual_paths = predicted(given, pool, threads=threads).residual_paths
    return offers(
        given.demand,
        residual_paths,
        said_level(given.demand, residual_paths, origins),
        origins=origins,
        group=classes_until(given.demand, origins),
        n_groups=len(DEMAND_CLASSES),
        keys=panel.keys,
    )


def _money_counts(panel: Panel) -> IntArray:
    money = np.maximum(panel.value * np.nan_to_num(_mean(panel.demand)), 1e-300)
    bins = np.rint(MONEY_STEPS * (np.log2(money) - MONEY_FROM)).astype(np.int64)
    return np.bincount(np.clip(bins, 0, MONEY_BINS - 1), minlength=MONEY_BINS).astype(np.int64)


def _median_money(counts: IntArray) -> float:
    # Series that never sold are in the lowest bin and do not count.
    sold = counts.copy()
    sold[0] = 0
    middle = int(np.searchsorted(np.cumsum(sold), (sold.sum() + 1) // 2))
    return float(2.0 ** (middle / MONEY_STEPS + MONEY_FROM))


def _mean(demand: FloatArray) -> FloatArray:
    known = (~np.isnan(demand)).sum(axis=1)
    mean: FloatArray = np.nansum(demand, axis=1) / np.maximum(known, 1)
    return mean

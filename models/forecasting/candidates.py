"""The methods that compete for a series, simplest first: equal errors go to the one named first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from models.arrays import FloatArray
from models.forecasting.intermittent import sba, tsb
from models.forecasting.methods import expanding_mean, moving_average, naive, simple_exponential_smoothing

SEASONAL_NAIVE = "seasonal_naive"
MEAN = "mean"
ZERO = "zero"
FALLBACK_SES = "ses_0.2"
WINDOWS = (4, 8, 13, 26)
ALPHAS = (0.05, 0.1, 0.2, 0.3, 0.5)


@dataclass(frozen=True)
class Candidate:
    """One competing method.

    name: what is shown and stored.
    levels: flat method, panel -> levels (n_series, n_periods); None for the seasonal naive method.
    intermittent_only: competes only where demand is rare (ADI at or above 1.32).
    """

    name: str
    levels: Callable[[FloatArray], FloatArray] | None
    intermittent_only: bool = False


def default_candidates() -> tuple[Candidate, ...]:
    """The competing methods in order of simplicity; seasonal naive and smoothing are always among them.

    >>> default_candidates()[0].name
    'naive'
    """
    return (
        Candidate("naive", naive),
        Candidate(MEAN, expanding_mean),
        Candidate(SEASONAL_NAIVE, None),
        *(Candidate(f"moving_average_{size}", partial(moving_average, window=size)) for size in WINDOWS),
        *(Candidate(f"ses_{alpha}", _smoothing(alpha)) for alpha in ALPHAS),
        Candidate("sba", sba, intermittent_only=True),
        Candidate("tsb", tsb, intermittent_only=True),
    )


def _smoothing(alpha: float) -> Callable[[FloatArray], FloatArray]:
    return partial(simple_exponential_smoothing, alpha=alpha, start="discounted")

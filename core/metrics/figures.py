"""The registry of figures: each once, in the order in which they are shown."""

from __future__ import annotations

from core.errors import NotFound
from core.i18n import N_
from core.metrics.figure import Figure
from core.metrics.sales_figures import SALES_FIGURES
from core.metrics.stock_figures import STOCK_FIGURES

FIGURES: dict[str, Figure] = {figure.name: figure for figure in (*SALES_FIGURES, *STOCK_FIGURES)}
"""Every figure by name."""


def figure(name: str) -> Figure:
    """The figure of this name. Raises NotFound for one that does not exist."""
    if name not in FIGURES:
        raise NotFound(N_("There is no figure called {name}."), name=name)
    return FIGURES[name]

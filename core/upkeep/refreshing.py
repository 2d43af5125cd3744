"""Everything that is computed from facts and decisions, in the order in which one rests on the other."""

from __future__ import annotations

from core import marketing, purchasing
from core.demand import Refreshed
from core.jobs import Progress, part
from core.ledger import Ledger
from core.settings import Settings


def refresh(
    settings: Settings, book: Ledger, *, force: bool = False, progress: Progress
) -> tuple[Refreshed, ...]:
    """Forecasts, segments and suggestions anew where they are not current; what came of each.

    force: also what is current.
    """
    revision = book.revision
    return (
        purchasing.refresh_forecasts(settings, book, force=force, progress=part(progress, 0.0, 0.7)),
        marketing.refresh(settings, ledger_revision=revision, force=force, progress=part(progress, 0.7, 0.8)),
        purchasing.refresh(settings, book, force=force, progress=part(progress, 0.8, 1.0)),
    )

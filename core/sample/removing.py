"""Take the sample shop away: its store, its ledger, its jobs, everything that was done with it."""

from __future__ import annotations

import shutil

from core import facts, jobs, settings
from core.security import COMMAND_LINE, Actor, Permission, require
from core.settings import Settings


def remove(own: Settings, actor: Actor = COMMAND_LINE) -> bool:
    """Show one's own desk again as it was; whether a sample was shown. Work that runs on it is ended."""
    require(actor, Permission.UPLOAD)
    shown = settings.desk(own)
    if not shown.is_sample:
        return False
    for job in jobs.recent(shown):
        if not job.is_over:
            jobs.cancel(shown, job.id, COMMAND_LINE)
    facts.forget_leases()
    shutil.rmtree(shown.sample_folder)
    return True

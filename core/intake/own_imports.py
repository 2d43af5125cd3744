"""Imports of what people said here and no file told: listed, traced and undone like those of files."""

from __future__ import annotations

import hashlib

from core import facts
from core.ingest.run import utc_now
from core.security import Actor


def own_import(
    report: str, subject: str, content: object, actor: Actor, staged: facts.StagedTable
) -> facts.ImportBatch:
    """One table as an import of now. subject: what stands for the file's name. content: what was said."""
    now = utc_now()
    named = hashlib.sha256(f"{subject} {content} {now}".encode()).hexdigest()
    return facts.ImportBatch(
        report=report,
        platform="",
        channel="",
        exported_at=now,
        who=actor.name,
        files=(facts.ImportFile(subject, named, 0),),
        staged=(staged,),
    )

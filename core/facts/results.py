"""What a refresh computes and publishes: each set of results stamped with what it was computed from."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class ResultRun:
    """The stamp of one set of results.

    kind: forecasts, segments or suggestions. snapshot_id: the lake's version that was read.
    """

    kind: str
    snapshot_id: int
    ledger_revision: int
    engine_version: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    run_id: int = 0
    computed_at: dt.datetime | None = None

    def as_row(self, run_id: int) -> dict[str, Any]:
        return {
            "run_id": run_id,
            "kind": self.kind,
            "computed_at": dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0),
            "snapshot_id": self.snapshot_id,
            "ledger_revision": self.ledger_revision,
            "engine_version": self.engine_version,
            "parameters": json.dumps(dict(self.parameters), default=str),
        }

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> ResultRun:
        return cls(**{**row, "parameters": json.loads(row["parameters"])})

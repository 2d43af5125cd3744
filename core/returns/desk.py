"""Everything that the page of returns asks, worked out once per version of the facts."""

from __future__ import annotations

from dataclasses import dataclass

from core.facts import Snapshot
from core.ledger import Ledger
from core.returns.events import Event, events
from core.returns.exposure import Exposure, exposure
from core.returns.findings import Finding, findings
from core.returns.reading import Returns, read_returns


@dataclass(frozen=True)
class ReturnsDesk:
    """returns, exposed: what was shipped and came back. findings: what stands out. events: told apart."""

    returns: Returns
    exposed: Exposure
    findings: tuple[Finding, ...]
    events: tuple[Event, ...]

    @property
    def has_goods(self) -> bool:
        """Whether any return says which goods came back; without that there are no rates."""
        return len(self.returns.shipped) > 0


def read_desk(snapshot: Snapshot, _ledger: Ledger | None = None) -> ReturnsDesk:
    """The desk of this version of the facts."""
    returns = read_returns(snapshot)
    exposed = exposure(returns)
    if returns.shipped.empty:
        return ReturnsDesk(returns, exposed, (), ())
    return ReturnsDesk(returns, exposed, findings(returns, exposed), events(exposed))

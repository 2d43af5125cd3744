"""How much service the shop wants: the parameters that people may change."""

from __future__ import annotations

import math
from dataclasses import dataclass

from core import ledger as decisions
from core.errors import InputError
from core.i18n import N_
from core.ledger import Ledger
from core.security import Actor

_KEY = "purchasing.policy"
LOWEST_SERVICE, HIGHEST_SERVICE = 0.5, 0.999


@dataclass(frozen=True)
class Policy:
    """cycle_service_level: chance of no stock-out per order cycle, 0.5 to 0.999.

    review_period_days: days between two looks at a supplier of whom nobody said it.
    """

    cycle_service_level: float = 0.95
    review_period_days: int = 7

    def __post_init__(self) -> None:
        level = self.cycle_service_level
        if not (math.isfinite(level) and LOWEST_SERVICE <= level <= HIGHEST_SERVICE):
            raise InputError(
                N_("The service level is {found}; it must be from {least} to {most}."),
                found=level,
                least=LOWEST_SERVICE,
                most=HIGHEST_SERVICE,
            )
        if not 1 <= self.review_period_days <= 365:
            raise InputError(
                N_("The review period is {found} days; it must be from 1 to 365."),
                found=self.review_period_days,
            )


def read_policy(ledger: Ledger) -> Policy:
    """The policy in force."""
    kept = decisions.get_setting(ledger, _KEY)
    return Policy(**kept) if isinstance(kept, dict) else Policy()


def set_policy(ledger: Ledger, actor: Actor, command_id: str, policy: Policy) -> None:
    """Put a policy in force for everybody."""
    content = {
        "cycle_service_level": policy.cycle_service_level,
        "review_period_days": policy.review_period_days,
    }
    decisions.set_setting(ledger, actor, command_id, _KEY, content)

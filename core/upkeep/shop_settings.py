"""What the team decides for all: the currency in which amounts are shown."""

from __future__ import annotations

from babel.numbers import list_currencies

from core import facts, ledger
from core.errors import InputError
from core.facts import Snapshot, Workspace
from core.i18n import N_
from core.ledger import Ledger
from core.security import Actor, Permission, require

DISPLAY_CURRENCY = "display_currency"
_CHOSEN = "chosen_currency"


def currencies_in_use(snapshot: Snapshot) -> list[str]:
    """The currencies of the shops."""
    found = snapshot.frame("SELECT DISTINCT currency FROM lake.current.channels ORDER BY currency")
    return [str(code) for code in found["currency"]]


def currencies_without_rate(snapshot: Snapshot, currency: str) -> list[str]:
    """Currencies of shops whose amounts could not be shown in this one, for want of any rate."""
    found = snapshot.frame(
        """SELECT DISTINCT currency FROM lake.current.channels WHERE currency <> $1 AND currency NOT IN (
            SELECT currency FROM lake.current.exchange_rates WHERE base = $1) ORDER BY currency""",
        [currency],
    )
    return [str(code) for code in found["currency"]]


def set_display_currency(ws: Workspace, book: Ledger, actor: Actor, command_id: str, currency: str) -> None:
    """Show every amount in this currency; all figures are computed anew."""
    require(actor, Permission.ADMINISTER)
    if currency not in list_currencies():
        raise InputError(N_("{code} is no currency. Write it like EUR, USD or CNY."), code=currency)
    facts.set_parameter(ws, _CHOSEN, currency)
    ledger.set_setting(book, actor, command_id, DISPLAY_CURRENCY, currency)

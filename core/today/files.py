"""What waits with files: old ones, missing ones, and rows that were not taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from core import i18n, intake, purchasing
from core.facts import Snapshot
from core.i18n import N_, _, ngettext
from core.ledger import Ledger
from core.purchasing import Task
from core.today.item import Item

_FRESH_DAYS = 7
_ASKED = {
    "forecasts": N_("The forecasts are not up to date"),
    "supplier_products": N_("No file says who supplies what"),
    "default_location": N_("Orders do not name their location"),
    "returned_nowhere": N_("Returns do not name their location"),
    "old_stock": N_("Stock was counted long ago"),
}
"""Tasks of purchasing that belong here, and their short titles; the task's own words say why."""
_MOST_LEAD_TIMES = 3
_WITHOUT_RATE = """
SELECT c.currency, count(*) AS lines FROM lake.current.order_lines l JOIN lake.current.channels c USING
(channel)
WHERE c.currency <> $1 AND c.currency NOT IN (SELECT currency FROM lake.current.exchange_rates WHERE base =
$1)
GROUP BY c.currency ORDER BY lines DESC
"""


def to_hand_in(snapshot: Snapshot, ledger: Ledger, today: dt.date) -> Iterator[Item]:
    """Files and answers that the figures wait for."""
    if snapshot.as_of is None:
        return
    age = (today - snapshot.as_of).days
    if age > _FRESH_DAYS:
        why = _("Everything here is as of {date}. Upload newer order files.")
        yield Item(
            "old_orders",
            "warning",
            _("The newest order is {days} days old").format(days=i18n.number(age)),
            why.format(date=i18n.date(snapshot.as_of)),
            _("Upload order files"),
            "data",
        )
    tasks = purchasing.readiness(snapshot, ledger).tasks
    yield from (_asked(task) for task in tasks if task.code in _ASKED)
    yield from _lead_times([task for task in tasks if task.code == "lead_time"])
    yield from _rejected(snapshot)
    yield from _without_rate(snapshot)


def _asked(task: Task) -> Item:
    return Item(task.code, "warning", _(_ASKED[task.code]), i18n.render(task.message), _("Open Data"), "data")


def _lead_times(tasks: list[Task]) -> Iterator[Item]:
    # A supplier is asked once for all its locations.
    tasks = list({task.supplier_id: task for task in reversed(tasks)}.values())[::-1]
    if len(tasks) > _MOST_LEAD_TIMES:
        words = _("Confirm the lead times of {count} suppliers: no file says them")
        said, choices = words.format(count=i18n.number(len(tasks))), _to_supplier(tasks[0])
        yield _lead_time(said, choices)
        return
    for task in tasks:
        yield _lead_time(i18n.render(task.message), _to_supplier(task))


def _to_supplier(task: Task) -> dict[str, str]:
    """Choices of the page Replenishment at this supplier; "-" stands for goods without a named one."""
    return {"view": "order", "supplier": task.supplier_id or "-"}


def _lead_time(said: str, choices: dict[str, str]) -> Item:
    why = _("Nothing is suggested for these SKUs until somebody says how long a delivery takes.")
    return Item("lead_time", "warning", said, why, _("Confirm the lead time"), "replenishment", choices)


def _rejected(snapshot: Snapshot) -> Iterator[Item]:
    found = intake.rejected_imports(snapshot)
    waiting = found[found["open"] > 0]
    if waiting.empty:
        return
    rows = int(waiting["open"].sum())
    what = ngettext("{count} row was not taken", "{count} rows were not taken", rows)
    yield Item(
        "rejected",
        "warning",
        what.format(count=i18n.number(rows)),
        _("Each has its reason and what to do. Mend them in the file and upload it again."),
        _("See the rejected rows"),
        "data",
        {"section": "rejects"},
    )


def _without_rate(snapshot: Snapshot) -> Iterator[Item]:
    """Shops whose money is in no figure, because nobody has said what their currency is worth."""
    for row in snapshot.frame(_WITHOUT_RATE, [snapshot.currency]).to_dict("records"):
        what = _("Sales in {currency} are in no amount. Order lines without an exchange rate: {count}")
        yield Item(
            "exchange_rate",
            "danger",
            what.format(currency=row["currency"], count=i18n.number(row["lines"])),
            _("Upload exchange rates to {currency}, one row a month is enough.").format(
                currency=snapshot.currency
            ),
            _("Upload exchange rates"),
            "data",
        )

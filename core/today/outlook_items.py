"""Forecasts that have been off on one side for weeks."""

from __future__ import annotations

from collections.abc import Iterator

from core import outlook
from core.errors import NotReady
from core.facts import Snapshot
from core.i18n import _
from core.ledger import Ledger
from core.today.item import Item, skus


def off_for_weeks(snapshot: Snapshot, ledger: Ledger) -> Iterator[Item]:
    """One thing for all of them, with the money of their usual misses."""
    try:
        table = outlook.read_catalogue(snapshot, ledger).table
    except NotReady:
        return
    off = table[table["is_biased"]]
    if len(off):
        yield Item(
            "biased_forecasts",
            "info",
            _("{skus} have been forecast too high or too low for weeks").format(
                skus=skus(off["sku"].nunique())
            ),
            _("Something changed that the model has not learned. Change what you know better."),
            _("Look at the forecasts"),
            "forecasts",
            {"only": "biased"},
        )

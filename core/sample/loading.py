"""Bring the sample shop: its files through everybody's importer, into a store and a ledger of its own."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from core import facts, ingest, ledger, marketing, purchasing, settings
from core.errors import InputError, Message, NotReady
from core.i18n import N_
from core.ingest import Choices
from core.ingest.run import Notebook
from core.jobs.progress import Progress, silent
from core.security import COMMAND_LINE, Actor
from core.settings import Settings

_SHOPS = {
    "买家应付邮费": "tmall",
    "外部系统编号": "tmall",
    "主订单编号": "douyin",
    "Lineitem sku": "shopify_eu",
}
"""A header of each platform's file, and the sample's shop on it."""
_ZONES = {"shopify_eu": "Europe/Berlin"}
_STOCK_AGE_DAYS = 7


def is_offered(own: Settings, snapshot: facts.Snapshot) -> bool:
    """Whether the sample may be shown: on one's own desk, and only while nothing was loaded there."""
    return not own.is_sample and facts.import_list(snapshot).empty


def load(own: Settings, actor: Actor = COMMAND_LINE, *, progress: Progress = silent) -> Settings:
    """Show the sample shop and give its desk; until the last step is done nothing of it can be seen.

    The person is known there as well, and the terms of every supplier are confirmed as stated.
    Raises NotReady on a desk that has files of its own, or that shows the sample already.
    """
    facts.prepare(own)
    if not is_offered(settings.desk(own), facts.lease(settings.desk(own))):
        raise NotReady(N_("The sample shop is shown on an empty desk only; this one has data."))
    name = secrets.token_hex(6)
    apart = settings.sample_desk(own, name).model_copy(update={"is_sample": False})
    try:
        _fill(apart, actor, progress)
    except BaseException:
        shutil.rmtree(apart.home, ignore_errors=True)
        raise
    facts.forget_leases()
    (own.sample_folder / settings.SHOWN).write_text(name, encoding="utf-8")
    return settings.desk(own)


def _fill(apart: Settings, actor: Actor, progress: Progress) -> None:
    progress(0.02, Message(N_("Inventing the shop")))
    facts.prepare(apart)
    folder = apart.work_folder / "sample"
    paths = _written(folder)
    progress(0.25, Message(N_("Importing its files")))
    _import(apart, paths, actor, _part(progress, 0.25, 0.75))
    shutil.rmtree(folder)
    with closing(ledger.open_ledger(apart)) as book:
        person = ledger.register_person(book, actor.name) if actor is not COMMAND_LINE else actor
        _confirm_terms(apart, book, person)
        purchasing.refresh_forecasts(apart, book, progress=_part(progress, 0.75, 0.92))
        marketing.refresh(apart, ledger_revision=book.revision, progress=_part(progress, 0.92, 0.96))
        purchasing.refresh(apart, book, progress=_part(progress, 0.96, 1.0))


def _written(folder: Path) -> list[Path]:
    from sample_data import files, world  # takes a second to import, and only this job needs it

    return [folder / made.name for made in files.write(world.build(), folder)]


def _import(apart: Settings, paths: Sequence[Path], actor: Actor, progress: Progress) -> None:
    results = ingest.run(
        apart, paths, Choices(), who=actor.name, progress=progress, notebook=Notebook(recall=_shop_of)
    )
    wrong = next((result for result in results if result.error is not None or result.rejected), None)
    if wrong is not None:
        raise InputError(N_("The sample shop's file {file} could not be read whole."), file=wrong.file)


def _shop_of(headers: Sequence[str]) -> Choices:
    names = {header.strip() for header in headers}
    shop = next((shop for header, shop in _SHOPS.items() if header in names), None)
    return Choices(channel=shop, timezone=_ZONES.get(shop or "", "Asia/Shanghai"))


def _confirm_terms(apart: Settings, book: ledger.Ledger, person: Actor) -> None:
    stated = facts.lease(apart).frame(_TERMS)
    for row in stated.itertuples():
        terms = ledger.SupplierTerms(
            str(row.supplier_id), "", int(str(row.lead_time_days)), int(str(row.review_period_days)),
            on_order_source="purchase_order_lines", stock_age_accepted_days=_STOCK_AGE_DAYS,
        )  # fmt: skip
        ledger.confirm_supplier(book, person, f"sample terms of {row.supplier_id}", terms)


_TERMS = """
SELECT supplier_id, max(lead_time_days) AS lead_time_days, max(review_period_days) AS review_period_days
FROM lake.current.suppliers JOIN lake.current.supplier_products USING (supplier_id) GROUP BY ALL ORDER BY ALL
"""


def _part(progress: Progress, begins: float, ends: float) -> Progress:
    def tell(share: float, message: Message) -> None:
        progress(begins + (ends - begins) * share, message)

    return tell

"""Bring the sample shop: its files through everybody's importer, into a store and a ledger of its own."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from core import facts, ingest, ledger, settings, upkeep
from core.errors import Message, NotReady
from core.facts.lock import writer_lock
from core.i18n import N_
from core.ingest import Choices
from core.ingest.run import Notebook
from core.jobs import Progress, part, silent
from core.sample.deciding import decide
from core.security import COMMAND_LINE, SAMPLE_SHOP, Actor, Permission, require
from core.settings import Settings

if TYPE_CHECKING:
    from sample_data.past import PastDecision

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

    The person is known there as well, the terms of every supplier are confirmed as stated, and six past
    decisions stand there with what came of them.
    Nobody else writes to either desk meanwhile. Raises NotReady on a desk that has files of its own, or that
    shows the sample already.
    """
    require(actor, Permission.UPLOAD)
    facts.prepare(own)
    with writer_lock(own, doing=Message(N_("showing the sample shop"))):
        if not is_offered(settings.desk(own), facts.lease(settings.desk(own))):
            raise NotReady(N_("The sample shop is shown on an empty desk only; this one has data."))
        shutil.rmtree(own.sample_folder, ignore_errors=True)  # what a killed attempt left
        name = secrets.token_hex(6)
        try:
            _fill(settings.sample_desk(own, name).model_copy(update={"is_sample": False}), actor, progress)
        except BaseException:
            shutil.rmtree(own.sample_folder, ignore_errors=True)
            raise
        (own.sample_folder / settings.SHOWN).write_text(name, encoding="utf-8")
    return settings.desk(own)


def _fill(apart: Settings, actor: Actor, progress: Progress) -> None:
    folder = apart.work_folder / "sample"
    progress(0.02, Message(N_("Inventing the shop")))
    # While its lists are imported here, a process beside this one invents two years of trade.
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as beside:
        lists, records = beside.submit(_write_lists, folder), beside.submit(_write_records, folder)
        facts.prepare(apart)
        for paths, begin, end in ((lists, 0.1, 0.25), (records, 0.3, 0.7)):
            _import(apart, paths.result(), actor, part(progress, begin, end))
        past = beside.submit(_past_decisions).result()
    shutil.rmtree(folder)
    progress(0.7, Message(N_("Adding up the days")))
    with facts.workspace(apart) as ws:
        facts.make_marts(ws)
    with closing(ledger.open_ledger(apart)) as book:
        if actor is not COMMAND_LINE:
            ledger.register_person(book, actor.name)
        _confirm_terms(apart, book)
        decide(book, past, facts.lease(apart).id)
        upkeep.refresh(apart, book, progress=part(progress, 0.75, 1.0))
    facts.forget_leases()


def _write_lists(folder: Path) -> list[Path]:
    from sample_data import files, world  # takes a second to import, and only the process beside needs it

    return [folder / file.name for file in files.write_lists(world.build(), folder, compressed=False)]


def _write_records(folder: Path) -> list[Path]:
    from sample_data import files, world

    shop = world.build()
    made = [*files.write_records(shop, folder, compressed=False), files.write_second_source(shop, folder)]
    return [folder / file.name for file in made]


def _past_decisions() -> list[PastDecision]:
    from sample_data import decisions, world

    return decisions.past_decisions(world.build())


def _import(apart: Settings, paths: Sequence[Path], actor: Actor, progress: Progress) -> None:
    results = ingest.run(
        apart, paths, Choices(), who=actor.name, progress=progress, notebook=Notebook(recall=_shop_of),
        makes_marts_later=True,
    )  # fmt: skip
    wrong = next((result for result in results if result.error is not None or result.rejected), None)
    if wrong is not None:
        raise RuntimeError(f"the sample's {wrong.file}: {wrong.error or wrong.rejects[:3]}")


def _shop_of(headers: Sequence[str]) -> Choices:
    names = {header.strip() for header in headers}
    shop = next((shop for header, shop in _SHOPS.items() if header in names), None)
    return Choices(channel=shop, timezone=_ZONES.get(shop or "", "Asia/Shanghai"))


def _confirm_terms(apart: Settings, book: ledger.Ledger) -> None:
    stated = facts.lease(apart).frame(_TERMS)
    for row in stated.itertuples():
        terms = ledger.SupplierTerms(
            str(row.supplier_id), "", int(str(row.lead_time_days)), int(str(row.review_period_days)),
            on_order_source="purchase_order_lines", stock_age_accepted_days=_STOCK_AGE_DAYS,
        )  # fmt: skip
        ledger.confirm_supplier(book, SAMPLE_SHOP, f"sample terms of {row.supplier_id}", terms)


_TERMS = """
SELECT supplier_id, max(lead_time_days) AS lead_time_days, max(review_period_days) AS review_period_days
FROM lake.current.suppliers JOIN lake.current.supplier_products USING (supplier_id) GROUP BY ALL ORDER BY ALL
"""

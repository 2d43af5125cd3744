"""Files as people hand them in, and the jobs of the Data page run to their end."""

from __future__ import annotations

import io
from contextlib import closing
from dataclasses import replace

from core import facts, intake, jobs, ledger
from core.cli import main
from core.jobs.state import folder_of, new_id, utc_now, write_json
from core.settings import Settings
from tests.homes import PERSON

SHOP = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,"
    "Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Refunded Amount,Id\n"
)
"""Headers of a Shopify order export, as far as a test needs them."""

UNKNOWN = (
    "Voucher;Article;Pieces;Each;Sold on\n"
    "V-1;TEA-1;2;10.00;2026-03-01 10:00:00\n"
    "V-2;TEA-2;1;7.50;2026-03-02 11:00:00\n"
)
"""A till's export that no report knows."""


def shop_orders(*orders: tuple[str, str, int, str]) -> str:
    """A Shopify order export: (name, SKU, quantity, price as text) each, all paid."""
    lines = [
        f"{name},a@example.com,paid,2026-03-01 10:00:00 +0000,fulfilled,EUR,{goods},0.00,0.00,{goods},"
        f"2026-03-01 10:00:00 +0000,{quantity},Tea,{price},{sku},0.00,{number}"
        for number, (name, sku, quantity, price) in enumerate(orders, start=1)
        for goods in [f"{quantity * float(price):.2f}" if price.replace(".", "").isdigit() else "0.00"]
    ]
    return SHOP + "\n".join(lines) + "\n"


def handed(settings: Settings, **files: str) -> intake.HandIn:
    """Uploaded files: name (without ending) -> content."""
    kept = [intake.keep(settings, f"{name}.csv", io.BytesIO(text.encode())) for name, text in files.items()]
    return intake.HandIn(tuple(upload.path for upload in kept))


def job_done(settings: Settings, kind: str, arguments: list[str], *, who: str = PERSON) -> str:
    """The id of a job that has run to its end, in this process."""
    job_id = _new_job(settings, kind, arguments, who)
    main([kind, *arguments, "--job", job_id], settings)
    assert jobs.find(settings, job_id).is_over
    return job_id


def load_done(settings: Settings, hand_in: intake.HandIn, **said: str) -> str:
    """The id of a job that has loaded the first report of a hand-in, without the refresh that follows one.

    said: what is answered about it, such as channel="web".
    """
    found = jobs.result(settings, job_done(settings, "preview", hand_in.arguments()))
    (preview, *_others) = intake.previews_from_json(found)
    answered = hand_in.answered(preview.keys[0], replace(hand_in.about(preview.keys), **said))  # type: ignore[arg-type]
    job_id = _new_job(settings, "load", answered.arguments(), PERSON)
    with jobs.attend(settings, job_id) as attendance, closing(ledger.open_ledger(settings)) as book:
        results = intake.load(settings, answered, ledger.actor_of(book, PERSON), progress=attendance)
        attendance.done({"imports": [result.as_json() for result in results], "refresh": ""})
    return job_id


def undo_done(settings: Settings, import_id: int) -> str:
    """The id of a job that has undone an import, without the refresh that follows one."""
    job_id = _new_job(settings, "undo", [str(import_id)], PERSON)
    with (
        jobs.attend(settings, job_id) as attendance,
        facts.workspace(settings) as ws,
        closing(ledger.open_ledger(settings)) as book,
    ):
        intake.take_back(ws, book, ledger.actor_of(book, PERSON), import_id)
        attendance.done({"import_id": import_id, "refresh": ""})
    return job_id


def _new_job(settings: Settings, kind: str, arguments: list[str], who: str) -> str:
    job_id = new_id(utc_now())
    folder = folder_of(settings, job_id)
    folder.mkdir(parents=True)
    about = {"kind": kind, "arguments": arguments, "who": who, "language": "en", "created_at": utc_now()}
    write_json(folder / "job.json", about)
    return job_id

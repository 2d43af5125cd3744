"""`import FILE...`: read exports into the store; every rejected row is explained."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from core.cli.command import Command, Context, Outcome
from core.errors import InputError
from core.i18n import N_, _

if TYPE_CHECKING:
    from core.ingest import Choices, ColumnMapping
    from core.settings import Settings

_YES_NO: dict[str | None, bool] = {"yes": True, "no": False}
_AS_TYPED = (
    "table", "channel", "platform", "report", "currency", "timezone", "default_location", "decimal_sign",
    "date_order", "encoding", "delimiter", "header_row", "all_or_nothing", "keep_personal",
)  # fmt: skip
"""Choices that are options of the same name."""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help=_("CSV, Excel or zip file"))
    parser.add_argument("--table", help=_("what the file holds, such as order_lines or stock"))
    parser.add_argument("--channel", help=_("your name for the shop the file is from"))
    parser.add_argument("--platform", help=_("platform the file is from, such as taobao"))
    parser.add_argument("--report", help=_("preset to read the file by"))
    parser.add_argument("--mapping", help=_("mapping of headers to columns, as JSON or a file of it"))
    parser.add_argument("--dry-run", action="store_true", help=_("show what would happen; write nothing"))
    parser.add_argument("--all-or-nothing", action="store_true", help=_("one bad row refuses the whole file"))
    parser.add_argument(
        "--keep-personal",
        action="store_true",
        help=_("keep columns such as birthday that are left out otherwise"),
    )
    parser.add_argument("--currency", help=_("currency of the amounts, such as CNY"))
    parser.add_argument("--timezone", help=_("time zone of the times, such as Asia/Shanghai"))
    parser.add_argument("--location", dest="default_location", help=_("location where the file names none"))
    parser.add_argument(
        "--snapshot-at",
        type=datetime.fromisoformat,
        help=_("when the stock was counted, as 2026-03-31T18:00"),
    )
    parser.add_argument("--exported-at", type=datetime.fromisoformat, help=_("when the file was exported"))
    parser.add_argument("--full-list", choices=["yes", "no"], help=_("whether a stock file lists everything"))
    parser.add_argument("--prices-include-tax", choices=["yes", "no"], help=_("whether prices contain tax"))
    parser.add_argument("--decimal-sign", choices=[".", ","], help=_("sign before the decimals"))
    parser.add_argument(
        "--date-order", choices=["dmy", "mdy"], help=_("for dates that can be read both ways")
    )
    parser.add_argument("--encoding", help=_("encoding, where it is recognised wrongly"))
    parser.add_argument("--delimiter", help=_("sign between columns: comma, semicolon, tab, pipe"))
    parser.add_argument(
        "--header-row", type=int, metavar="ROW", help=_("row with the headers, as the spreadsheet counts it")
    )
    parser.add_argument(
        "--sheet", dest="sheets", nargs="+", metavar="NAME", help=_("the only sheets of a workbook to read")
    )


def _utc(moment: datetime | None, zone: str) -> datetime | None:
    """A typed time as UTC without zone, as the store keeps it; one without a zone is the shop's clock."""
    if moment is None:
        return None
    local = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC).replace(tzinfo=None)


def _zone(typed: Namespace, settings: Settings) -> str:
    """The time zone that typed times are in: --timezone, else the shop's, else the one of all shops, else
    UTC."""
    from core import facts
    from core.ingest.zones import checked_zone

    if typed.timezone:
        return checked_zone(typed.timezone)
    shops = facts.lease(settings).frame("SELECT channel, timezone FROM lake.current.channels")
    zones = dict(zip(shops["channel"], shops["timezone"], strict=True))
    shared = set(zones.values())
    return str(zones.get(typed.channel) or (shared.pop() if len(shared) == 1 else "UTC"))


def _choices(typed: Namespace, settings: Settings) -> Choices:
    from core.ingest import Choices

    zone = _zone(typed, settings)
    return Choices(
        **{name: getattr(typed, name) for name in _AS_TYPED},
        snapshot_at=_utc(typed.snapshot_at, zone),
        exported_at=_utc(typed.exported_at, zone),
        sheets=tuple(typed.sheets) if typed.sheets else None,
        full_list=_YES_NO.get(typed.full_list),
        prices_include_tax=_YES_NO.get(typed.prices_include_tax),
        mapping=_mapping(typed.mapping),
    )


def _mapping(text: str | None) -> ColumnMapping | None:
    from core.ingest import ColumnMapping

    if not text:
        return None
    file = Path(text)
    return ColumnMapping.from_json(file.read_text(encoding="utf-8-sig") if file.is_file() else text)


def _run(typed: Namespace, context: Context) -> Outcome:
    from core import facts, ingest, intake
    from core import ledger as decisions
    from core.ingest.run import Notebook
    from core.security import Permission, require

    require(context.actor, Permission.UPLOAD)
    if missing := [path.name for path in typed.files if not path.is_file()]:
        raise InputError(
            N_("There is no file {names}. Check the folder and the name."), names=", ".join(missing)
        )
    facts.prepare(context.settings)
    with closing(decisions.open_ledger(context.settings)) as ledger:
        is_told = typed.mapping or typed.table or typed.report
        recall = ingest.no_memory if is_told else partial(intake.recalled, ledger)
        results = ingest.run(
            context.settings,
            typed.files,
            _choices(typed, context.settings),
            who=context.actor.name,
            dry_run=typed.dry_run,
            progress=context.progress,
            notebook=Notebook(recall, partial(intake.remember_match, ledger, context.actor)),
        )
    lines = [line for result in results for line in intake.result_lines(result)]
    failed = any(result.error is not None for result in results)
    return Outcome([result.as_json() for result in results], lines, failed=failed)


COMMAND = Command("import", N_("Read exports into the store"), _arguments, _run)

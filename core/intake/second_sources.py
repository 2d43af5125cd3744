"""Orders that several sources bring to one shop: what is held, decided on, and which source counts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import pandas as pd

from core import facts, i18n
from core.errors import InputError
from core.facts import Snapshot, Workspace
from core.facts.lock import Waiting
from core.facts.sources import CHOSEN
from core.i18n import N_, _
from core.intake.decided import Decision, carried_out
from core.security import Actor, Permission, require
from core.settings import Settings

OWN_FILES = "own"
"""Stands for files without a platform where a source must have a name."""
OWN = N_("your own files")
_NAMED = 20
"""Order numbers that the audit trail keeps of one decision."""


@dataclass(frozen=True)
class HeldImport:
    """The held orders of one import. amount, counting: their worth here and as it counts, per currency."""

    import_id: int
    orders: int
    counts: str
    amount: str
    counting: str


@dataclass(frozen=True)
class ShopSources:
    """A shop with orders of several sources. counts: the one that counts; usual: without a choice."""

    channel: str
    sources: tuple[str, ...]
    counts: str
    usual: str
    is_chosen: bool


def held_imports(snapshot: Snapshot) -> list[HeldImport]:
    """The imports with held orders, the newest first."""
    found = facts.held_orders(snapshot)
    return [
        HeldImport(
            import_id=int(str(number)),
            orders=len(own),
            counts=", ".join(sorted({source_title(str(name or "")) for name in own["counts"]})),
            amount=_sums(own, "amount"),
            counting=_sums(own, "counting_amount"),
        )
        for number, own in found.groupby("import_id", sort=False)
    ]


def held_of(snapshot: Snapshot, import_id: int, search: str = "") -> pd.DataFrame:
    """facts.HELD_ORDERS of an import whose numbers, or shop, hold the text; name: shop and number."""
    found = facts.held_orders(snapshot)
    own = found[found["import_id"] == import_id]
    own = own.assign(name=own["channel"].str.cat(own["order_id"], sep=":"))
    words = own["order_id"].str.cat(own[["number", "channel"]].fillna(""), sep=" ").str.lower()
    return own[words.str.contains(search.strip().lower(), regex=False)].reset_index(drop=True)


def _sums(orders: pd.DataFrame, column: str) -> str:
    """The sum of each currency, in the reader's language."""
    known = orders[column].astype(float).groupby(orders["currency"].fillna("").astype(str))
    totals = {str(currency): Decimal(str(round(total, 4))) for currency, total in known.sum().items()}
    return ", ".join(
        i18n.money(total, currency) if currency else i18n.number(total, 2)
        for currency, total in totals.items()
    )


def source_title(source: str) -> str:
    """A source as people call it: its platform, or their own files."""
    return source or _(OWN)


def shop_sources(snapshot: Snapshot) -> list[ShopSources]:
    """The shops that have orders of several sources."""
    found = snapshot.frame(
        """WITH brought AS (
            SELECT DISTINCT channel, import_id FROM lake.history.orders WHERE NOT absent
            UNION SELECT DISTINCT channel, import_id FROM lake.history.order_lines WHERE NOT absent)
        SELECT channel, to_json(list(DISTINCT lower(platform) ORDER BY lower(platform))) AS sources,
            any_value(c.record) AS usual
        FROM brought JOIN (SELECT import_id, platform FROM lake.meta.imports) USING (import_id)
        JOIN (SELECT channel, lower(trim(coalesce(nullif(system_of_record, ''), platform, ''))) AS record
            FROM lake.current.channels) c USING (channel)
        GROUP BY channel HAVING count(DISTINCT lower(platform)) > 1 ORDER BY channel"""
    )
    chosen = {n.removeprefix(CHOSEN): v for n, v in snapshot.parameters.items() if n.startswith(CHOSEN)}
    return [
        ShopSources(
            channel=str(row["channel"]),
            sources=tuple(json.loads(row["sources"])),
            counts=chosen.get(str(row["channel"]), str(row["usual"])),
            usual=str(row["usual"]),
            is_chosen=str(row["channel"]) in chosen,
        )
        for row in found.to_dict("records")
    ]


def decide_held(
    ws: Workspace, settings: Settings, actor: Actor, import_id: int, *,
    verdict: Literal["release", "discard"], orders: Sequence[str], command_id: str,
) -> int:  # fmt: skip
    """Let held orders count, or forget them; how many. The audit trail keeps who, when and which.

    orders: numbers, or names as `held_of` gives them where shops have the same number; none: all.
    """
    require(actor, Permission.UNDO_IMPORT)
    held = held_of(facts.lease(settings), import_id)
    if orders:
        held = held[held["order_id"].isin(orders) | held["name"].isin(orders)]
    if held.empty:
        return 0
    decide = facts.release if verdict == "release" else facts.discard
    which = list(held[["channel", "order_id"]].itertuples(index=False, name=None))
    told = {"orders": len(which), "numbers": held["order_id"].tolist()[:_NAMED]}
    decision = Decision(f"{verdict}_held", f"import {import_id}", told)
    return carried_out(
        settings, actor, decision,
        lambda: decide(ws, import_id, who=actor.name, orders=which), command_id=command_id,
    )  # fmt: skip


def choose_source(
    settings: Settings, actor: Actor, channel: str, source: str | None, *, command_id: str,
    waiting: Waiting | None = None,
) -> None:  # fmt: skip
    """Let a source count for a shop; None: as the shop's own row says. Kept in the audit trail.

    Raises InputError for a source that brought the shop no orders.
    """
    require(actor, Permission.UNDO_IMPORT)
    snapshot = facts.lease(settings)
    before = snapshot.parameters.get(f"{CHOSEN}{channel}")
    if before == source:
        return
    if source is not None:
        _refuse_unknown(snapshot, channel, source)
    decision = Decision("set_source", channel, {"source": source}, before={"source": before})
    with facts.workspace(settings, waiting=waiting) as ws:
        carried_out(
            settings, actor, decision, lambda: facts.choose_source(ws, channel, source), command_id=command_id
        )


def _refuse_unknown(snapshot: Snapshot, channel: str, source: str) -> None:
    known = next((shop.sources for shop in shop_sources(snapshot) if shop.channel == channel), ())
    if source.strip().lower() not in known:
        raise InputError(
            N_("{shop} has no orders of {source} beside others. Sources to choose from: {known}."),
            shop=channel,
            source=source_title(source),
            known=", ".join(source_title(name) for name in known) or "–",
        )

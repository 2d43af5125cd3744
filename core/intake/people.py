"""One person with accounts in several shops: joined by a key that the user names, from a day, as an import.

An account whose key is a phone number or an e-mail is known by its keyed hash, so the same one has the same
account name in every shop; a member number of one's own is the same there too. Joining writes `identities`
as an import: it is listed, dated, and undone like any other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from core import facts, schema
from core.errors import InputError
from core.facts import Snapshot, Workspace
from core.i18n import N_
from core.intake.own_imports import own_import
from core.security import Actor, Permission, require

REPORT = "joined_accounts"
KEYS = {
    "hidden": N_("the same phone number or e-mail (kept as a keyed hash)"),
    "member": N_("the same member number"),
}
"""What two accounts may have in common."""

SHARED = ("key", "first_channel", "second_channel", "accounts")
"""One row per kind of key and pair of shops: how many account names both have."""

_ACCOUNTS = """
SELECT DISTINCT channel, customer_id,
    CASE WHEN regexp_full_match(customer_id, 'h-[0-9a-f]{24}') THEN 'hidden' ELSE 'member' END AS key
FROM (SELECT channel, customer_id FROM lake.current.orders UNION SELECT channel, customer_id
    FROM lake.current.members) WHERE customer_id IS NOT NULL AND customer_id <> ''
"""


@dataclass(frozen=True)
class Joining:
    """What is asked for: accounts of these shops with the same key are one person from a day on."""

    key: str
    channels: tuple[str, ...]
    valid_from: dt.date


def shared_accounts(snapshot: Snapshot) -> pd.DataFrame:
    """SHARED, the pairs with the most accounts first."""
    return snapshot.frame(
        f"""WITH accounts AS ({_ACCOUNTS})
        SELECT a.key, a.channel AS first_channel, b.channel AS second_channel, count(*) AS accounts
        FROM accounts a JOIN accounts b ON a.customer_id = b.customer_id AND a.channel < b.channel
        GROUP BY ALL ORDER BY accounts DESC, 1, 2, 3"""
    )


def join_accounts(ws: Workspace, actor: Actor, asked: Joining) -> facts.ImportRecord:
    """Write who is one person, as an import. Raises InputError where no account is in two of the shops."""
    require(actor, Permission.UPLOAD)
    if asked.key not in KEYS or len(set(asked.channels)) < 2:
        raise InputError(N_("Name a key and at least two shops whose accounts it joins."))
    relation, people = _stage(ws, asked)
    if not people:
        raise InputError(
            N_("No account is in two of these shops by this key. Load the orders or members that carry it."),
        )
    said = f"{asked.key} {sorted(asked.channels)} {asked.valid_from}"
    staged = facts.StagedTable(schema.IDENTITIES, relation)
    return facts.publish(ws, own_import(REPORT, ", ".join(asked.channels), said, actor, staged))


def _stage(ws: Workspace, asked: Joining) -> tuple[str, int]:
    """The identities as a staged table, and how many people they are."""
    ws.connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE staged_identities AS
        WITH accounts AS (SELECT * FROM ({_ACCOUNTS}) WHERE key = $1 AND list_contains($2, channel)),
        several AS (SELECT customer_id FROM accounts GROUP BY 1 HAVING count(DISTINCT channel) > 1)
        SELECT channel, customer_id, $3::DATE AS valid_from,
            'p-' || sha256($1 || ':' || customer_id)[1:20] AS person_id, $1 AS reason,
            0 AS file_no, NULL::BIGINT AS source_row, 0 AS repeat_no, false AS absent
        FROM accounts SEMI JOIN several USING (customer_id)""",
        [asked.key, list(asked.channels), asked.valid_from],
    )
    row = ws.connection.execute("SELECT count(DISTINCT person_id) FROM staged_identities").fetchone()
    return "staged_identities", int(row[0]) if row else 0


def people_joined(snapshot: Snapshot) -> int:
    """How many people have accounts in several shops, by identities."""
    found = snapshot.value(
        """SELECT count(*) FROM (SELECT person_id FROM lake.current.identities GROUP BY 1
        HAVING count(DISTINCT channel) > 1)"""
    )
    return int(found or 0)


def channels_of(shared: pd.DataFrame, key: str) -> Sequence[str]:
    """The shops that share accounts by a key."""
    of_key = shared[shared["key"] == key]
    return sorted({*of_key["first_channel"], *of_key["second_channel"]})

"""A file that names its shops as people call them: each is the channel that is known under that name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import duckdb

from core.ingest.stage import Loaded


def resolve(
    connection: duckdb.DuckDBPyConnection, parts: Iterable[Loaded], channels: Mapping[str, Mapping[str, Any]]
) -> None:
    """Put the channel in place of its display name, where that is the name of one channel only.

    channels: by name, each with `shop`, its display name. A cell that is a channel's own name stays.
    """
    names = _by_shop(channels)
    for part in parts if names else ():
        preset = part.match.preset
        for field in {"channel", preset.suggest.get("channel_field", "")} & set(part.match.columns):
            cell = f"c{part.match.columns[field]}"
            for shop, channel in names.items():
                connection.execute(
                    f"UPDATE {part.raw} SET {cell} = ? WHERE text_of({cell}) = ?", [channel, shop]
                )


def share(connection: duckdb.DuckDBPyConnection, parts: Sequence[Loaded]) -> None:
    """Give lines that name no shop the shop that another report of the same import names for their order."""
    naming = [part for part in parts if {"channel", "order_id"} <= set(part.match.columns)]
    orders = " UNION ALL ".join(
        f'SELECT "order_id", "channel" FROM {part.typed} WHERE skip_reason IS NULL' for part in naming
    )
    for part in parts if naming else ():
        fields = {field.name for field in part.match.preset.fields}
        if "channel" in fields - set(part.match.columns) and "order_id" in part.match.columns:
            connection.execute(
                f"""UPDATE {part.typed} SET "channel" = o."channel" FROM (
                    SELECT "order_id", any_value("channel") AS "channel" FROM ({orders})
                    GROUP BY 1 HAVING count(DISTINCT "channel") = 1) o
                WHERE {part.typed}."order_id" = o."order_id" """
            )


def _by_shop(channels: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    named: dict[str, list[str]] = {}
    for channel, row in channels.items():
        if row.get("shop"):
            named.setdefault(str(row["shop"]), []).append(channel)
    return {shop: found[0] for shop, found in named.items() if len(found) == 1 and shop not in channels}

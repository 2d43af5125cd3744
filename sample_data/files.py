"""The files that the invented shop's people would hand in: its platforms' own exports, and templates for the rest.

`write` gives the same bytes on every run. Everything but small files is gzipped, unless asked otherwise.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from sample_data import plan, platforms
from sample_data.templates import TEMPLATES
from sample_data.world import World


@dataclass(frozen=True)
class SampleFile:
    """One file to hand in, in the order in which to do it. channel: the shop it is of, "" for all. with_previous: handed in together with the one before."""

    name: str
    channel: str = ""
    with_previous: bool = False


def write(world: World, folder: Path, *, compressed: bool = True) -> list[SampleFile]:
    """The files in a folder, in the order to hand them in. Not compressed, they are made in half the time."""
    folder.mkdir(parents=True, exist_ok=True)
    ending = "" if compressed else ".gz"
    made = [_template(world, folder, name.removesuffix(ending), rows) for name, rows in TEMPLATES.items()]
    stamp = f"{platforms.EXPORTED + dt.timedelta(hours=8):%Y%m%d%H%M}"
    for name, channel, paired, rows, encoding in (
        (f"ExportOrderList{stamp}.csv.gz", plan.TMALL, False, platforms.taobao_list, "gb18030"),
        (f"ExportOrderDetailList{stamp}.csv.gz", plan.TMALL, True, platforms.taobao_detail, "gb18030"),
        (f"{int(platforms.EXPORTED.timestamp())}_orders.csv.gz", plan.DOUYIN, False, platforms.douyin, "utf-8-sig"),
        ("orders_export.csv.gz", plan.SHOPIFY, False, platforms.shopify, "utf-8"),
        ("store_orders.csv.gz", plan.STORE, False, platforms.store_orders, "utf-8-sig"),
        ("store_order_lines.csv.gz", plan.STORE, True, platforms.store_lines, "utf-8-sig"),
    ):  # fmt: skip
        _save(folder / name.removesuffix(ending), rows(world), encoding)
        made.append(SampleFile(name.removesuffix(ending), channel, paired))
    return [*made, _template(world, folder, "returns.csv.gz".removesuffix(ending), platforms.returns)]


def write_second_source(world: World, folder: Path) -> SampleFile:
    """Fifty of the first shop's orders once more, as its ERP exports them: to be held, never counted twice."""
    name = "jushuitan_orders.csv"
    _save(folder / name, platforms.erp(world), "utf-8-sig")
    return SampleFile(name, plan.TMALL)


def _template(world: World, folder: Path, name: str, rows: Callable[[World], pd.DataFrame]) -> SampleFile:
    _save(folder / name, rows(world), "utf-8-sig")
    return SampleFile(name)


def _save(path: Path, table: pd.DataFrame, encoding: str) -> None:
    text = io.StringIO()
    table.to_csv(text, index=False, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    data = text.getvalue().encode(encoding)
    # No time of writing inside, so that the bytes are the same on every run.
    path.write_bytes(gzip.compress(data, 6, mtime=0) if path.suffix == ".gz" else data)

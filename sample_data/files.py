"""The files that the invented shop's people would hand in: its platforms' own exports, and templates for the rest.

`write` gives the same bytes on every run. Everything but small files is gzipped, unless asked otherwise.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from sample_data import plan, platforms
from sample_data.templates import LISTS, RECORDS, Tables
from sample_data.world import World


@dataclass(frozen=True)
class SampleFile:
    """One file to hand in, in the order in which to do it. channel: the shop it is of, "" for all. with_previous: handed in together with the one before."""

    name: str
    channel: str = ""
    with_previous: bool = False


def write(world: World, folder: Path, *, compressed: bool = True) -> list[SampleFile]:
    """The files in a folder, in the order to hand them in. Not compressed, they are made in half the time."""
    lists = write_lists(world, folder, compressed=compressed)
    return [*lists, *write_records(world, folder, compressed=compressed)]


def write_lists(world: World, folder: Path, *, compressed: bool = True) -> list[SampleFile]:
    """What the shop has and whom it knows: the files for which no day of trade has to be invented."""
    return _templates(world, folder, LISTS, compressed=compressed)


def write_records(world: World, folder: Path, *, compressed: bool = True) -> list[SampleFile]:
    """What happened: purchases, stock, orders and returns."""
    made = _templates(world, folder, RECORDS, compressed=compressed)
    stamp = f"{platforms.EXPORTED + dt.timedelta(hours=8):%Y%m%d%H%M}"
    for name, channel, paired, rows, encoding in (
        (f"ExportOrderList{stamp}.csv.gz", plan.TMALL, False, platforms.taobao_list, "gb18030"),
        (f"ExportOrderDetailList{stamp}.csv.gz", plan.TMALL, True, platforms.taobao_detail, "gb18030"),
        (f"{int(platforms.EXPORTED.timestamp())}_orders.csv.gz", plan.DOUYIN, False, platforms.douyin, "utf-8-sig"),
        ("orders_export.csv.gz", plan.SHOPIFY, False, platforms.shopify, "utf-8"),
        ("store_orders.csv.gz", plan.STORE, False, platforms.store_orders, "utf-8-sig"),
        ("store_order_lines.csv.gz", plan.STORE, True, platforms.store_lines, "utf-8-sig"),
    ):  # fmt: skip
        plain = _named(name, compressed=compressed)
        _save(folder / plain, rows(world), encoding)
        made.append(SampleFile(plain, channel, paired))
    return [*made, *_templates(world, folder, {"returns.csv.gz": platforms.returns}, compressed=compressed)]


def write_second_source(world: World, folder: Path) -> SampleFile:
    """Fifty of the first shop's orders once more, as its ERP exports them: to be held, never counted twice."""
    name = "jushuitan_orders.csv"
    _save(folder / name, platforms.erp(world), "utf-8-sig")
    return SampleFile(name, plan.TMALL)


def _templates(world: World, folder: Path, tables: Tables, *, compressed: bool) -> list[SampleFile]:
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name, rows in tables.items():
        plain = _named(name, compressed=compressed)
        _save(folder / plain, rows(world), "utf-8-sig")
        made.append(SampleFile(plain))
    return made


def _named(name: str, *, compressed: bool) -> str:
    return name if compressed else name.removesuffix(".gz")


def _save(path: Path, table: pd.DataFrame, encoding: str) -> None:
    text = io.StringIO()
    table.to_csv(text, index=False, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    data = text.getvalue().encode(encoding)
    # No time of writing inside, so that the bytes are the same on every run.
    path.write_bytes(gzip.compress(data, 6, mtime=0) if path.suffix == ".gz" else data)

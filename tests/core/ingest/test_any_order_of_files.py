"""The law of imports, on real files and a real store: the order of loading and undoing leaves no trace."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pandas as pd
import pytest

from core import facts, ingest
from core.ingest import Choices
from core.settings import Settings
from tests.core.ingest.exports import shopify, shopify_order
from tests.core.ingest.exports_cn import qianniu_items, qianniu_orders
from tests.homes import prepare
from tests.plain_lake import settings_of

TABLES = (
    "current.channels", "current.locations", "current.orders", "current.order_lines", "current.returns",
    "mart.sales_days", "mart.customers",
)  # fmt: skip
FILES = (
    (shopify_order("#1", ("A", 1, "60.00")), shopify_order("#2", ("B", 2, "20.00"))),
    (shopify_order("#1", ("A", 3, "60.00")), shopify_order("#3", ("C", 1, "5.00"))),
    (shopify_order("#2", ("B", 2, "20.00"), **{"Refunded Amount": "20.00"}),),
)
"""Three overlapping exports of one shop, oldest first."""


def load(home: Settings, folder: Path, number: int) -> int:
    """The number of the import that a file became."""
    folder.mkdir(parents=True, exist_ok=True)
    said = Choices(channel="us", currency="USD", exported_at=dt.datetime(2026, 9, 3 + number))
    (result,) = ingest.run(home, [shopify(folder, *FILES[number])], said, who="Ada")
    assert result.import_id is not None
    return result.import_id


def content(home: Settings) -> dict[str, pd.DataFrame]:
    snapshot = facts.lease(home)
    return {
        name: snapshot.frame(f"SELECT * EXCLUDE (import_id) FROM lake.{name} ORDER BY ALL")
        if name.startswith("current")
        else snapshot.frame(f"SELECT * FROM lake.{name} ORDER BY ALL")
        for name in TABLES
    }


@pytest.mark.parametrize(("loaded", "undone"), [((0, 1, 2), (0,)), ((2, 1, 0), (1, 2)), ((2, 0, 1), ())])
def test_any_order_equals_loading_only_what_remains(
    settings: Settings, tmp_path: Path, loaded: tuple[int, ...], undone: tuple[int, ...]
) -> None:
    prepare(settings)
    numbers = {number: load(settings, tmp_path / "files", number) for number in loaded}
    with facts.workspace(settings) as ws:
        for number in undone:
            facts.undo(ws, numbers[number], who="Ada")
    plain = settings_of(tmp_path / "plain")
    prepare(plain)
    shutil.copytree(settings.home / "keys", plain.home / "keys")
    for number in sorted(set(loaded) - set(undone)):
        load(plain, tmp_path / "files", number)
    expected = content(plain)
    for name, rows in content(settings).items():
        pd.testing.assert_frame_equal(rows, expected[name])


PARTS = {"orders": {}, "items": {}, "later items": {"订单状态": "卖家已发货，等待买家确认"}}
"""The order report of Qianniu, with 8 of postage, and two reports of its sub-orders, which know none."""


def load_part(home: Settings, folder: Path, name: str) -> int:
    build = qianniu_orders if name == "orders" else qianniu_items
    folder.mkdir(parents=True, exist_ok=True)
    said = Choices(channel="tmall", exported_at=dt.datetime(2026, 9, 10 + list(PARTS).index(name)))
    (result,) = ingest.run(home, [build(folder, PARTS[name])], said, who="Ada")
    assert result.import_id is not None
    return result.import_id


def money(home: Settings) -> tuple[object, ...]:
    rows = facts.lease(home).frame(
        """SELECT state, shipping_charged, completed_on, paid_amount
        FROM lake.current.orders JOIN lake.mart.order_facts USING (channel, order_id, state)"""
    )
    return tuple(rows.iloc[0].tolist())


@pytest.mark.parametrize(
    "loaded", [("orders", "items"), ("items", "orders"), ("orders", "later items", "items")]
)
def test_the_postage_of_an_order_survives_its_sub_orders_in_any_order(
    settings: Settings, tmp_path: Path, loaded: tuple[str, ...]
) -> None:
    prepare(settings)
    numbers = {name: load_part(settings, tmp_path / "files", name) for name in loaded}
    if "later items" in loaded:
        assert money(settings)[:2] == ("shipped", 8)
        with facts.workspace(settings) as ws:
            facts.undo(ws, numbers["later items"], who="Ada")
    state, postage, completed, paid = money(settings)
    assert (state, postage, str(completed)[:10], paid) == ("completed", 8, "2026-09-07", 79)
    # What the file said already changes nothing when it comes again.
    said = Choices(channel="tmall", exported_at=dt.datetime(2026, 9, 20))
    (again,) = ingest.run(settings, [qianniu_items(tmp_path, {})], said, who="Ada")
    assert (again.loaded, again.unchanged) == (0, 1)
    assert money(settings)[1] == 8
    with facts.workspace(settings) as ws:
        facts.undo(ws, numbers["orders"], who="Ada")
    assert pd.isna(money(settings)[1])


def test_a_later_report_that_takes_the_postage_back_is_believed(settings: Settings, tmp_path: Path) -> None:
    prepare(settings)
    for day, row in enumerate(({}, {"买家应付邮费": None, "总金额": 79, "买家实付金额": 79})):
        said = Choices(channel="tmall", exported_at=dt.datetime(2026, 9, 10 + day))
        ingest.run(settings, [qianniu_orders(tmp_path, row)], said, who="Ada")
    load_part(settings, tmp_path / "files", "later items")
    assert pd.isna(money(settings)[1])

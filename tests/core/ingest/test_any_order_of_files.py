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
from tests.homes import prepare

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
    plain = Settings(home=tmp_path / "plain", _env_file=None)  # type: ignore[call-arg]
    prepare(plain)
    shutil.copytree(settings.home / "keys", plain.home / "keys")
    for number in sorted(set(loaded) - set(undone)):
        load(plain, tmp_path / "files", number)
    expected = content(plain)
    for name, rows in content(settings).items():
        pd.testing.assert_frame_equal(rows, expected[name])

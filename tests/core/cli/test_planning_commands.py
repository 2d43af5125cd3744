"""Refresh, suggest, segments and forecast as scripts call them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pandas as pd
import pytest

from core.cli import main
from core.settings import Settings
from tests.handing_in import an_order, hand_in, orders_file
from tests.homes import prepare


def _json(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_a_refresh_computes_everything_once(
    planned_shop: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["refresh", "--json", "--force"], planned_shop) == 0
    first = _json(capsys)["refreshed"]
    assert isinstance(first, list)
    assert [(part["kind"], part["was_current"]) for part in first] == [
        ("forecasts", False), ("segments", False), ("suggestions", False),
    ]  # fmt: skip
    assert main(["refresh", "--json"], planned_shop) == 0
    again = _json(capsys)["refreshed"]
    assert isinstance(again, list)
    assert all(part["was_current"] for part in again)


def test_suggest_writes_every_sku_with_every_input(
    planned_shop: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["refresh"], planned_shop)
    capsys.readouterr()
    out = tmp_path / "suggestions.csv"
    assert main(["suggest", "--json", "--out", str(out), "--budget", "500"], planned_shop) == 0
    result = _json(capsys)
    assert (result["lines"], result["within_budget"], result["currency"]) == (2, 1, "CNY")
    rows = pd.read_csv(out).set_index("sku")
    assert sorted(rows.index) == ["A", "B", "C"]
    assert {"lead_time_days", "order_up_to", "physical", "pack_multiple", "within_budget"} <= set(
        rows.columns
    )
    assert rows.loc["B", "code"] == "enough_stock"


def test_suggest_knows_what_was_known_on_an_earlier_day(
    planned_shop: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["refresh"], planned_shop)
    capsys.readouterr()
    assert main(["suggest", "--json", "--as-of", "2026-02-15"], planned_shop) == 0
    result = _json(capsys)
    assert (result["as_of"], result["lines"]) == ("2026-02-15", 0)
    assert result["nothing"] == {"no_stock_figure": 3}


def test_segments_have_a_row_for_every_member(
    planned_shop: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "segments.csv"
    assert main(["segments", "--json", "--out", str(out)], planned_shop) == 0
    assert _json(capsys)["members"] == len(pd.read_csv(out)) == 40


def test_the_shops_own_demand_is_forecast_by_week(
    planned_shop: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "forecasts.csv"
    assert main(["forecast", "--freq", "W", "--horizon", "2", "--out", str(out)], planned_shop) == 0
    rows = pd.read_csv(out)
    assert rows["ds"].tolist()[:2] == ["2026-03-02", "2026-03-09"]
    weekly = rows.groupby("unique_id")["mean"].first().to_dict()
    assert weekly == pytest.approx({"A@WH": 70, "B@WH": 7, "C@WH": 35})
    assert main(["forecast", "--freq", "D", "--horizon", "2", "--out", str(out)], planned_shop) == 0
    assert pd.read_csv(out)["ds"].tolist()[:2] == ["2026-03-02", "2026-03-03"]


def test_a_refresh_without_orders_says_what_is_missing(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["refresh"], settings) == 0
    assert "no orders yet" in capsys.readouterr().out


def test_a_members_name_runs_no_formula_in_a_spreadsheet(settings: Settings, tmp_path: Path) -> None:
    prepare(settings)
    order = an_order("1", lines={"A": (1, 10)}, customer_id="=HYPERLINK(1)")
    hand_in(settings, dt.datetime(2026, 3, 1), orders_file(order))
    out = tmp_path / "segments.csv"
    assert main(["segments", "--out", str(out)], settings) == 0
    content = out.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert b",'=HYPERLINK(1)" in content

"""What counts as demand, in which week, of which SKU; and which weeks nobody can know."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest

from core import facts
from core.demand import DemandPanel, forecast_all, read_panel
from core.settings import Settings
from tests.core.demand.shops import count
from tests.handing_in import hand_in
from tests.homes import prepare
from tests.plain_lake import settings_of

MONDAY = dt.date(2026, 1, 5)
AS_OF = dt.date(2026, 2, 18)
"""A Wednesday: the week of 16 February is not complete."""

_EVER = dt.date(1900, 1, 1)


def _sale(sku: str, day: dt.date, units: float = 5, **order: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    number = f"{sku}-{day}"
    at = dt.datetime.combine(day, dt.time(12))
    head = {
        "channel": "shop", "order_id": number, "order_type": "normal", "state": "completed", "placed_at": at,
        "paid_at": at, "currency": "CNY", "location": "WH", **order,
    }  # fmt: skip
    line = {
        "channel": "shop",
        "order_id": number,
        "line_id": "1",
        "sku": sku,
        "quantity": units,
        "unit_price": 10,
    }
    return head, line


def _count(sku: str, day: dt.date, on_hand: float, **row: Any) -> dict[str, Any]:
    """A count of the morning."""
    return count(sku, day, on_hand, snapshot_at=dt.datetime.combine(day, dt.time(6)), **row)


def _weekly(sku: str, *weeks: int, **order: Any) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [_sale(sku, MONDAY + dt.timedelta(weeks=week, days=2), **order) for week in weeks]


_CHANNEL = {
    "channel": "shop",
    "platform": "t",
    "currency": "CNY",
    "timezone": "UTC",
    "prices_include_tax": False,
}


def _rows() -> dict[str, list[dict[str, Any]]]:
    late = _sale("PRE", MONDAY, order_type="presale", deposit_paid_at=dt.datetime(2026, 1, 5))
    late[0]["paid_at"] = dt.datetime(2026, 1, 21)
    sales = [
        *_weekly("A", 0, 1, 2, 3, 4, 5, 6), *_weekly("LATE", 2, 4), *_weekly("SET", 1, 3, units=1), late,
        *_weekly("OLD", 0, 1), *_weekly("NEW", 4, 5), *_weekly("OUT", 0, 1, 2, 3, 5),
        *_weekly("GONE", 0, 1, 4), *_weekly("SEND", 0, 1, 2), *_weekly("POST", 1),
        *_weekly("BRUSH", 1, order_type="brushing"),
        *_weekly("REPL", 2, order_type="replacement"), *_weekly("UNPAID", 2, state="placed", paid_at=None),
    ]  # fmt: skip
    return {
        "channels": [_CHANNEL],
        "orders": [head for head, _line in sales],
        "order_lines": [line for _head, line in sales],
        "products": [
            {"sku": "NEW", "name": "New", "replaces_sku": "OLD", "launched_on": dt.date(2026, 2, 1)},
            {"sku": "POST", "name": "Postage", "kind": "service"},
            {"sku": "SEND", "name": "Sent by the maker", "fulfilment": "dropship"},
        ],
        "bundle_components": [
            {"bundle_sku": "SET", "component_sku": "CUP", "quantity": 2, "valid_from": _EVER},
            {"bundle_sku": "SET", "component_sku": "CUP", "quantity": 6, "valid_from": dt.date(2026, 1, 20)},
        ],
        "stock": [
            _count("OUT", dt.date(2026, 1, 22), 0),
            _count("GONE", dt.date(2026, 1, 6), 10),
            _count("SEND", dt.date(2026, 1, 15), 0),
            _count("A", dt.date(2026, 1, 15), 0, condition="defective"),
        ],
    }  # fmt: skip


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> DemandPanel:
    made = settings_of(tmp_path_factory.mktemp("demand") / "var")
    prepare(made)
    hand_in(made, dt.datetime(2026, 2, 20), _rows())
    return read_panel(facts.lease(made), as_of=AS_OF)


def _units(panel: DemandPanel, sku: str) -> list[float | None]:
    """Units by week; None where they are not known."""
    row = panel.keys.index[panel.keys["sku"] == sku]
    assert panel.keys.loc[row, "location"].tolist() == ["WH"]
    return [None if np.isnan(value) else float(value) for value in panel.units[row[0]]]


def _out(panel: DemandPanel, sku: str) -> list[bool]:
    """Weeks in which the SKU was out of stock for a day or more."""
    row = panel.keys.index[panel.keys["sku"] == sku]
    return [bool(flag) for flag in panel.stock_outs[row[0]]]


def test_weeks_run_from_monday_to_sunday_and_only_complete_ones_count(panel: DemandPanel) -> None:
    assert (panel.first_day, panel.next_day) == (MONDAY, dt.date(2026, 2, 16))
    assert _units(panel, "PRE") == [None, None, 5, 0, 0, 0]


def test_a_count_of_defective_goods_only_is_a_stock_out(panel: DemandPanel) -> None:
    assert _out(panel, "A") == [False, True, True, False, False, False]


def test_a_sale_from_an_empty_shelf_means_that_the_count_no_longer_holds(panel: DemandPanel) -> None:
    """Counted empty on 22 January, sold again in the next week: the quiet week after is zero, not unknown."""
    assert _units(panel, "OUT")[4] == 0
    assert _out(panel, "OUT") == [False, False, True, True, False, False]


def test_history_begins_with_the_first_sale_and_then_a_week_without_sale_is_zero(panel: DemandPanel) -> None:
    assert _units(panel, "LATE") == [None, None, 5, 0, 5, 0]


def test_a_bundle_is_demand_for_its_parts_by_the_list_of_that_day(panel: DemandPanel) -> None:
    assert "SET" not in panel.keys["sku"].tolist()
    assert _units(panel, "CUP") == [None, 2, 0, 6, 0, 0]


def test_a_presale_is_demand_when_its_balance_is_paid(panel: DemandPanel) -> None:
    assert _units(panel, "PRE") == [None, None, 5, 0, 0, 0]


def test_a_successor_takes_over_the_history(panel: DemandPanel) -> None:
    assert "OLD" not in panel.keys["sku"].tolist()
    assert _units(panel, "NEW") == [5, 5, 0, 0, 5, 5]


def test_what_was_sold_stays_apart_from_what_was_wanted(panel: DemandPanel) -> None:
    """Counted empty on a Thursday: 5 were sold by then, and more would have been."""
    row = panel.keys.index[panel.keys["sku"] == "OUT"][0]
    assert _units(panel, "OUT")[:2] == [5, 5]
    assert 5 < panel.units[row, 2] < 10
    assert panel.sold[row].tolist() == [5, 5, 5, 5, 0, 5]


def test_a_week_after_everything_was_sold_is_unknown_demand(panel: DemandPanel) -> None:
    """10 counted, 10 sold in two weeks: the two weeks after are empty; then somebody sold again."""
    assert _units(panel, "GONE")[2:4] == [None, None]
    assert _out(panel, "GONE") == [False, True, True, True, True, False]


def test_what_others_send_is_never_out_of_our_stock(panel: DemandPanel) -> None:
    assert _units(panel, "SEND") == [5, 5, 5, 0, 0, 0]


def test_services_brushing_and_unpaid_orders_are_no_demand_replacements_are(panel: DemandPanel) -> None:
    skus = set(panel.keys["sku"])
    assert not skus & {"POST", "BRUSH", "UNPAID"}
    assert _units(panel, "REPL") == [None, None, 5, 0, 0, 0]


def test_money_at_stake_is_the_net_sales_of_the_last_year(panel: DemandPanel) -> None:
    row = panel.keys.index[panel.keys["sku"] == "LATE"][0]
    assert panel.yearly_net_sales[row] == 100


def test_a_stock_out_does_not_lower_the_forecast(panel: DemandPanel) -> None:
    table = forecast_all(panel)
    rows = table.table.set_index("sku")
    assert rows.loc["OUT", "recent_known_weeks"] == 6
    assert rows.loc["OUT", "recent_units"] == 25


def test_a_shop_without_orders_has_an_empty_panel(settings: Settings) -> None:
    prepare(settings)
    empty = read_panel(facts.lease(settings))
    assert empty.keys.empty
    assert forecast_all(empty).table.empty

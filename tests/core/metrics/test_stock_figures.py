"""Stock figures and what a shop without this or that file is told."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal

import pandas as pd
import pytest

from core import facts
from core.facts.result_columns import RESULTS
from core.metrics import FIGURES, Filters, Value, compute, kpis, rows, series
from core.settings import Settings
from tests.builders import Shop
from tests.core.metrics.known import KnownShop
from tests.homes import prepare
from tests.plain_lake import settings_of

MONDAYS = [dt.datetime(2026, 3, day, 1) for day in (2, 9, 16, 23)]
MARCH = Filters(dt.date(2026, 3, 1), dt.date(2026, 3, 31))


def a_stocked_shop() -> KnownShop:
    """A: 60 at 5.00, never out, 1 a day. B: 20 without cost, left out of the list of 9 March. C: ended."""
    shop = KnownShop()
    shop.channel("shop", default_location="WH")
    for sku, more in (("A", {}), ("B", {}), ("C", {"status": "ended"})):
        shop.add("products", sku=sku, name=sku, kind="goods", category="Tea" if sku == "A" else None, **more)
    shop.add("standard_costs", sku="A", valid_from=dt.date(2026, 1, 1), unit_cost=5)
    for moment in MONDAYS:
        counted = {"A": 60, "C": 0} if moment.day == 9 else {"A": 60, "B": 20, "C": 0}
        for sku, units in counted.items():
            shop.add(
                "stock",
                location="WH",
                snapshot_at=moment,
                sku=sku,
                lot="",
                condition="sellable",
                on_hand=units,
                reserved=4 if sku == "A" else 0,
                full_list=True,
            )
    for day in range(1, 24):
        shop.order(
            "shop",
            f"{day}",
            dt.date(2026, 3, day),
            {"sku": "A", "unit_price": 10, "buyer_paid": 10, "shipped_on": dt.date(2026, 3, day)},
        )
    return shop


def stocked(settings: Settings) -> Shop:
    prepare(settings)
    return a_stocked_shop().handed_in(settings)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return stocked(settings_of(tmp_path_factory.mktemp("stocked") / "var"))


@pytest.fixture(scope="module")
def snapshot(shop: Shop) -> facts.Snapshot:
    """The shop before any forecast."""
    return shop.snapshot


@pytest.fixture(scope="module")
def forecast(shop: Shop, snapshot: facts.Snapshot) -> facts.Snapshot:
    """The same shop after a refresh that expects 14 A and 7 B a week."""
    weekly = {"A": 14.0, "B": 7.0}
    forecasts = pd.DataFrame(
        {
            "sku": list(weekly),
            "location": "WH",
            "first_week": dt.date(2026, 2, 2),
            "history": [[v, 0.0, math.nan] for v in weekly.values()],
            "stock_out_weeks": [[False, True, False]] * 2,
            "mean": [[v] * 13 for v in weekly.values()],
        }
    )
    for name in set(RESULTS["forecasts"]) - {"run_id", *forecasts.columns}:
        forecasts[name] = None
    with facts.workspace(shop.settings) as ws:
        facts.publish_results(
            ws, facts.ResultRun("forecasts", snapshot.id, 0, "test"), {"forecasts": forecasts}
        )
    return shop.snapshot


def value(snapshot: facts.Snapshot, name: str, filters: Filters = MARCH) -> Value:
    return compute(snapshot, [name], filters)[name]


def test_stock_value_leaves_out_what_has_no_cost_and_says_so(snapshot: facts.Snapshot) -> None:
    found = value(snapshot, "stock_value")
    assert found.value == 300
    assert "25.0% of the units have no known cost and are not in the value." in map(str, found.notes)


def test_days_of_supply_take_the_last_four_weeks_while_there_is_no_forecast(snapshot: facts.Snapshot) -> None:
    found = value(snapshot, "days_of_supply")
    assert found.value == pytest.approx(Decimal(76 * 28) / 23)  # 23 orders in the 28 days to 23 March
    assert any("mean of the last 28 days" in str(note) for note in found.notes)


def test_days_of_supply_take_the_forecast_once_there_is_one(forecast: facts.Snapshot) -> None:
    assert value(forecast, "days_of_supply").value == pytest.approx(Decimal(76) / 3)


def test_a_product_missing_from_a_full_list_is_out_of_stock_and_an_ended_one_is_not_counted(
    snapshot: facts.Snapshot,
) -> None:
    found = value(snapshot, "stock_out_days_share")
    assert (found.numerator, found.denominator) == (1, 8)
    assert found.is_thin


def test_the_stock_out_rate_is_plain_without_a_forecast_and_says_so(snapshot: facts.Snapshot) -> None:
    found = value(snapshot, "stock_out_rate")
    assert found.value == Decimal("0.125")
    assert "There is no forecast yet: this is the plain share of SKU-days." in map(str, found.notes)


def test_the_stock_out_rate_weighs_by_expected_money(forecast: facts.Snapshot) -> None:
    found = value(forecast, "stock_out_rate")
    assert found.value == 0  # B, which was out, has never been sold: no price, no money lost
    assert "The plain share of SKU-days is 12.5%." in str(found.notes[0])
    assert found.denominator == 4 * 2 * 10  # four days of A, two units a day at 10.00


def test_the_stock_out_days_open_to_the_snapshots(snapshot: facts.Snapshot) -> None:
    behind = rows(snapshot, "stock_out_days_share", MARCH).frame
    assert behind[["sku", "location", "amount"]].values.tolist() == [["B", "WH", 1.0]]
    assert str(behind["day"].iloc[0])[:10] == "2026-03-09"


def test_a_day_without_a_stock_file_has_no_stock_out_rate(snapshot: facts.Snapshot) -> None:
    days = series(snapshot, "stock_out_days_share", MARCH, "day").set_index("label")["value"]
    assert days["2026-03-09"] == 0.5
    assert days["2026-03-10":"2026-03-15"].isna().all()


def test_a_channel_filter_does_not_reach_stock_and_that_is_said(snapshot: facts.Snapshot) -> None:
    found = value(snapshot, "stock_units", Filters(MARCH.start, MARCH.end, channels=("elsewhere",)))
    assert found.value == 80
    assert "those filters do not apply" in str(found.notes[-1])


def test_a_category_filter_reaches_stock(snapshot: facts.Snapshot) -> None:
    assert value(snapshot, "stock_units", Filters(MARCH.start, MARCH.end, categories=("Tea",))).value == 60


def test_without_a_returns_file_there_is_no_refund_rate_and_net_sales_say_so(
    snapshot: facts.Snapshot,
) -> None:
    found = value(snapshot, "refund_rate")
    assert found.value is None
    assert found.missing is not None
    assert str(found.missing) == "Needs a file of returns and refunds."
    assert "There is no returns file: refunds are not taken off." in map(
        str, value(snapshot, "net_sales").notes
    )


def test_without_customer_codes_there_are_no_buyers(snapshot: facts.Snapshot) -> None:
    assert str(value(snapshot, "buyers").missing) == "Needs order files with a customer code."


def test_an_empty_store_has_no_figure_at_all_and_names_the_file_for_each(settings: Settings) -> None:
    prepare(settings)
    found = compute(facts.lease(settings), list(FIGURES), MARCH)
    assert all(value.value is None and value.missing is not None for value in found.values())


def test_scripts_get_every_figure_with_unit_and_count(snapshot: facts.Snapshot) -> None:
    printed = kpis(snapshot, MARCH)
    assert list(printed) == ["from", "to", "as_of", "currency", "figures"]
    assert list(printed["figures"]) == list(FIGURES)
    assert printed["figures"]["gmv_paid"] == {"value": 230, "unit": "money", "n": 23}
    assert printed["figures"]["refund_rate"] == {"value": None, "unit": "share", "n": 0}


def test_without_a_stock_list_of_the_days_the_rate_says_what_it_lacks(snapshot: facts.Snapshot) -> None:
    found = value(snapshot, "stock_out_rate", Filters(dt.date(2024, 1, 1), dt.date(2024, 1, 31)))
    assert found.value is None
    assert found.missing is not None
    assert found.missing.template == "No stock list is of these days."
    assert found.notes == ()

"""What the forecasts find of the sample shop's truths: its demand is known to the day, to the end of 2026."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from functools import cache

import numpy as np
import pandas as pd
import pytest

from core import facts
from core.demand import Forecasts, forecast_all, read_forecasts, read_panel
from core.demand.panel import DemandPanel
from core.demand.words import fallback_reason
from core.facts import Snapshot
from core.settings import Settings
from sample_data import plan, world
from sample_data.catalogue import bundle_components, promoted
from sample_data.demand import day_number

WEEK = dt.timedelta(days=7)
FAIR = dt.date(2026, 11, 9)
BEFORE_FESTIVAL = dt.date(2026, 1, 11)
BEFORE_FAIR = dt.date(2026, 9, 28)


@pytest.fixture(scope="module")
def snapshot(sample_shop: Settings) -> Snapshot:
    return facts.lease(sample_shop)


@pytest.fixture(scope="module")
def published(snapshot: Snapshot) -> Forecasts:
    return read_forecasts(snapshot)


@pytest.fixture(scope="module")
def panel(snapshot: Snapshot) -> DemandPanel:
    return read_panel(snapshot)


@pytest.fixture(scope="module")
def spells(snapshot: Snapshot) -> pd.DataFrame:
    return snapshot.results("stock_out_spells")


@cache
def _said(snapshot: Snapshot, as_of: dt.date) -> tuple[DemandPanel, Forecasts]:
    """What the engine would have said at the end of an earlier day."""
    then = read_panel(snapshot, as_of=as_of)
    return then, forecast_all(then, horizon_weeks=8)


def _truth(
    skus: Collection[str], first: dt.date, days: int, channels: Collection[str] = plan.CHANNELS
) -> int:
    """Units wanted, bundles as they are bought."""
    built = world.build()
    rows = [number for number, product in enumerate(built.products) if product.sku in skus]
    shops = [plan.CHANNELS.index(channel) for channel in channels]
    begin = day_number(first)
    return int(built.wanted[np.ix_(rows, shops)][:, :, begin : begin + days].sum())


def _expected(forecasts: Forecasts, skus: Collection[str], first: dt.date, days: int) -> float:
    ahead = (first - forecasts.next_week).days
    return float(forecasts.daily_means(ahead + days)[_rows(forecasts, skus), ahead:].sum())


def _rows(forecasts: Forecasts, skus: Collection[str], place: str = "") -> np.ndarray:
    table = forecasts.table
    chosen = table["sku"].isin(list(skus)) & (table["location"].eq(place) if place else True)
    return np.flatnonzero(chosen.to_numpy())


def _a_day(forecasts: Forecasts, sku: str) -> float:
    """Mean units of a day of the next eight weeks."""
    return float(forecasts.mean[_rows(forecasts, [sku], plan.HANGZHOU), :8].mean()) / 7


def _by_week(forecasts: Forecasts, skus: Collection[str], weeks: int) -> np.ndarray:
    return forecasts.mean[_rows(forecasts, skus), :weeks].sum(axis=0)


def _true_weeks(skus: Collection[str], first: dt.date, weeks: int) -> np.ndarray:
    return np.array([_truth(skus, first + step * WEEK, 7) for step in range(weeks)])


class TestStockOuts:
    def test_t1_what_a_stock_out_lost_is_told(self, spells: pd.DataFrame) -> None:
        (spell,) = spells[spells["sku"] == "HM-001"].to_dict("records")
        assert 140 <= spell["lost_units"] <= 200
        assert spell["evidence"] == "counted"

    def test_t1_a_stock_out_does_not_lower_the_level(self, published: Forecasts) -> None:
        assert _a_day(published, "HM-001") == pytest.approx(_a_day(published, plan.TWIN), rel=0.1)

    def test_t1_what_is_still_out_keeps_its_level(self, published: Forecasts) -> None:
        assert _a_day(published, "HM-003") >= 7.2

    def test_t1_a_gap_without_counts_is_inferred(self, spells: pd.DataFrame) -> None:
        (spell,) = spells[spells["sku"] == plan.NO_STOCK_ROWS].to_dict("records")
        assert spell["evidence"] == "inferred"
        assert (spell["from_day"].date(), spell["to_day"].date()) == (
            dt.date(2026, 6, 1),
            dt.date(2026, 6, 10),
        )

    def test_t1_an_inferred_gap_is_marked_as_weak(self, panel: DemandPanel) -> None:
        (row,) = np.flatnonzero(panel.keys["sku"] == plan.NO_STOCK_ROWS)
        assert panel.inferred[row].sum() == 2
        assert (panel.stock_outs[row] == panel.inferred[row]).all()

    def test_t1_two_stock_outs_in_september_are_no_season(self, published: Forecasts) -> None:
        row = published.table.iloc[_rows(published, ["HM-002"])[0]]
        season = np.asarray(row["season_factor"])
        twin = np.asarray(published.table.iloc[_rows(published, [plan.TWIN])[0]]["season_factor"])
        assert np.abs(season / twin - 1).max() < 0.1

    def test_t1_september_is_forecast_like_august_after_an_empty_september(self, snapshot: Snapshot) -> None:
        _then, said = _said(snapshot, dt.date(2026, 8, 30))
        september = _expected(said, ["HM-002"], dt.date(2026, 9, 7), 14)
        assert september == pytest.approx(14 * plan.STOCK_OUT_RATE, rel=0.12)


class TestSeasons:
    def test_t3_winter_goods_are_forecast_for_winter(self, published: Forecasts) -> None:
        said = _expected(published, plan.WINTER, dt.date(2026, 11, 1), 61)
        assert said == pytest.approx(_truth(plan.WINTER, dt.date(2026, 11, 1), 61), rel=0.2)

    def test_t3_new_winter_goods_borrow_the_winter_of_their_like(self, published: Forecasts) -> None:
        said = _expected(published, plan.NEW_WINTER, dt.date(2026, 11, 1), 61)
        assert said == pytest.approx(_truth(plan.NEW_WINTER, dt.date(2026, 11, 1), 61), rel=0.2)

    def test_t3_summer_goods_rest_in_winter(self, published: Forecasts) -> None:
        july = _truth(plan.SUMMER, dt.date(2026, 7, 1), 31) / 31
        assert _expected(published, plan.SUMMER, dt.date(2026, 11, 1), 61) / 61 <= 0.4 * july


GIFTS = tuple(f"GF-{number:02}" for number in range(1, 41))


class TestSpringFestival:
    """Gifts sell five units a week each: of one, chance alone is worth 30 percent, so all count together."""

    def test_t4_gifts_follow_the_festival_that_moved(self, snapshot: Snapshot) -> None:
        _then, said = _said(snapshot, BEFORE_FESTIVAL)
        truth = _true_weeks(GIFTS, said.next_week, 5)
        assert np.abs(_by_week(said, GIFTS, 5) - truth).sum() <= 0.25 * truth.sum()

    def test_t4_last_year_s_weeks_miss_twice_as_much(self, snapshot: Snapshot) -> None:
        then, said = _said(snapshot, BEFORE_FESTIVAL)
        truth = _true_weeks(GIFTS, said.next_week, 5)
        last_year = np.nansum(then.sold[_rows(said, GIFTS), -52:][:, :5], axis=0)
        missed = np.abs(last_year - truth).sum()
        assert missed >= 2 * np.abs(_by_week(said, GIFTS, 5) - truth).sum()

    def test_t4_the_holiday_is_quiet_for_everything(self, snapshot: Snapshot) -> None:
        _then, said = _said(snapshot, BEFORE_FESTIVAL)
        everything = [product.sku for product in world.build().products]
        weeks = _by_week(said, everything, 6)
        assert weeks[5] == pytest.approx(_truth(everything, said.next_week + 5 * WEEK, 7), rel=0.15)
        assert weeks[5] < 0.6 * weeks[:3].mean()


class TestPromotions:
    def test_t5_the_week_of_the_eleventh_is_forecast(self, published: Forecasts) -> None:
        rows = _rows(published, promoted(), plan.HANGZHOU)
        step = (FAIR - published.next_week).days // 7
        base = published.table["level"].to_numpy(dtype=np.float64)[rows].sum()
        assert published.mean[rows, step].sum() / base == pytest.approx(2.19, rel=0.15)
        truth = _truth(promoted(), FAIR, 7, plan.ONLINE_CHINA)
        assert published.mean[rows, step].sum() == pytest.approx(truth, rel=0.15)

    def test_t5_the_event_is_seen_six_weeks_ahead(self, snapshot: Snapshot) -> None:
        _then, said = _said(snapshot, BEFORE_FAIR)
        rows = _rows(said, promoted(), plan.HANGZHOU)
        factor = np.array(said.table["event_factor"].to_list())[rows, (FAIR - said.next_week).days // 7]
        assert np.median(factor) > 1.8

    def test_t5_an_event_that_nobody_knew_yet_is_not_forecast(self, snapshot: Snapshot) -> None:
        _then, said = _said(snapshot, dt.date(2026, 9, 13))
        rows = _rows(said, promoted(), plan.HANGZHOU)
        factor = np.array(said.table["event_factor"].to_list())[rows, -1]
        assert said.next_week + 7 * WEEK == dt.date(2026, 11, 2)
        assert np.median(factor) == pytest.approx(1.0, abs=0.05)

    def test_t5_black_friday_lifts_europe_and_not_china(self, published: Forecasts) -> None:
        step = (dt.date(2026, 11, 23) - published.next_week).days // 7
        factor = np.array(published.table["event_factor"].to_list())[:, step]
        at = published.table["location"].to_numpy()
        assert np.median(factor[at == plan.EUROPE]) > 1.6
        others = _rows(published, {f"HM-{n:03}" for n in range(60, 90)}, plan.HANGZHOU)
        assert np.median(factor[others]) == pytest.approx(1.0, abs=0.05)


class TestEndsAndBeginnings:
    def test_t6_what_is_dead_is_forecast_at_nothing(self, published: Forecasts) -> None:
        assert _a_day(published, plan.DEAD) < 0.01

    def test_t6_what_could_not_be_bought_is_not_taken_for_dead(self, published: Forecasts) -> None:
        assert _a_day(published, plan.UNKNOWN) > 0.05

    def test_t6_a_successor_takes_over_the_history(self, published: Forecasts) -> None:
        assert _a_day(published, plan.SUCCESSOR) == pytest.approx(plan.SUCCESSION_RATE, rel=0.15)
        assert not len(_rows(published, [plan.REPLACED]))

    def test_t7_a_launch_is_forecast_at_what_it_has_reached(self, published: Forecasts) -> None:
        said = _expected(published, [plan.LAUNCHED], published.next_week, 28)
        assert said == pytest.approx(_truth([plan.LAUNCHED], published.next_week, 28), rel=0.25)

    def test_t7_what_comes_on_monday_borrows_the_level_of_similar_launches(
        self, published: Forecasts
    ) -> None:
        (row,) = _rows(published, [plan.COMING])
        assert published.mean[row, 0] == 0
        said, truth = published.mean[row, 1:5].sum(), _truth([plan.COMING], published.next_week + WEEK, 28)
        assert 0.5 * truth <= said <= 1.5 * truth
        low, high = published.of([row]).demand_quantiles(35.0, [0.05, 0.95])[0]
        assert low < truth < high

    def test_t7_of_a_launch_with_hardly_a_like_a_similar_product_is_asked_for(
        self, published: Forecasts
    ) -> None:
        (row,) = _rows(published, [plan.COMING])
        words = str(fallback_reason(published.table["fallback"][row]))
        assert "Choose a similar product" in words

    def test_t7_nothing_is_wanted_before_the_launch(self, published: Forecasts) -> None:
        (row,) = _rows(published, [plan.COMING])
        assert published.of([row]).demand_quantiles(7.0, [0.5, 0.99]).max() == 0


class TestTraps:
    def test_open_presale_is_promised_and_not_sold(self, panel: DemandPanel) -> None:
        assert panel.commitments["units"].sum() == plan.PRESALE_UNITS
        rows = panel.keys["sku"].isin(set(panel.commitments["sku"])) & (
            panel.keys["location"] == plan.HANGZHOU
        )
        last = panel.sold[rows.to_numpy(), -1].sum()
        truth = _truth(set(panel.commitments["sku"]), dt.date(2026, 10, 19), 7, plan.ONLINE_CHINA)
        assert last == pytest.approx(truth, rel=0.02)

    def test_what_sold_is_what_was_bought_and_nothing_else(self, panel: DemandPanel) -> None:
        """No brushing order, no open pre-sale, and the order number of two shops in both."""
        parts = set(bundle_components()["component_sku"]) | {plan.SUCCESSOR, plan.LIVESTREAM_SKU}
        built = world.build()
        chosen = [
            number
            for number, one in enumerate(built.products)
            if one.kind == "goods" and one.sku not in parts and one.sku != plan.REPLACED
        ]
        begin = day_number(panel.first_day)
        until = begin + 7 * panel.sold.shape[1]
        bought = built.sold[chosen][:, :, begin:until].sum()
        names = {built.products[number].sku for number in chosen}
        assert np.nansum(panel.sold[panel.keys["sku"].isin(names).to_numpy()]) == bought

    def test_a_bundle_is_demand_for_its_parts(self, panel: DemandPanel) -> None:
        (row,) = np.flatnonzero((panel.keys["sku"] == plan.TWIN) & (panel.keys["location"] == plan.HANGZHOU))
        last = dt.date(2026, 10, 25)
        first = last - dt.timedelta(days=181)
        own, bundles = _truth([plan.TWIN], first, 182), _truth([plan.BUNDLE], first, 182)
        assert bundles > 100
        assert np.nansum(panel.sold[row, -26:]) == own + bundles
        assert not (panel.keys["sku"] == plan.BUNDLE).any()

    def test_a_livestream_makes_no_level(self, published: Forecasts, panel: DemandPanel) -> None:
        assert _a_day(published, plan.LIVESTREAM_SKU) < 1.2
        (found,) = panel.findings[panel.findings["sku"] == plan.LIVESTREAM_SKU].to_dict("records")
        assert (found["day"].date(), found["units"]) == (plan.LIVESTREAM, plan.LIVESTREAM_UNITS)
        assert not found["is_counted"]

    def test_services_are_no_goods_to_forecast(self, published: Forecasts) -> None:
        assert not published.table["sku"].str.startswith("SV-").any()

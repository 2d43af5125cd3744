"""Every planted number, computed again from the files that the shop hands in."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from sample_data import plan, world
from sample_data.demand import day_number
from tests.sample_data import shop


def _wanted(
    skus: tuple[str, ...] | list[str],
    first: dt.date,
    last: dt.date,
    channels: tuple[str, ...] = plan.CHANNELS,
) -> int:
    built = world.build()
    rows = [number for number, product in enumerate(built.products) if product.sku in skus]
    shops = [plan.CHANNELS.index(channel) for channel in channels]
    return int(built.wanted[np.ix_(rows, shops)][:, :, day_number(first) : day_number(last) + 1].sum())


class TestShop:
    def test_the_shop_is_the_same_on_every_run(self) -> None:
        again = world.build.__wrapped__()
        assert (again.sold == world.build().sold).all()
        pd.testing.assert_frame_equal(again.orders.orders, world.build().orders.orders)
        pd.testing.assert_frame_equal(again.supply.receipts, world.build().supply.receipts)

    def test_the_files_are_small(self) -> None:
        assert sum(path.stat().st_size for path in shop.folder().iterdir()) < 8_000_000

    def test_stock_is_never_below_nothing(self) -> None:
        assert world.build().supply.on_hand.min() == 0

    def test_opening_receipts_and_returns_less_sales_are_closing_stock(self) -> None:
        """The stock of one SKU, followed through the files from its first list to the last."""
        listed = shop.stock().query("sku == 'HM-010' and location == 'WH-HZ'").sort_values("day")
        first, last = listed["day"].iloc[0], listed["day"].iloc[-1]
        orders = shop.table("purchase_order_lines")
        orders = orders[(orders["sku"] == "HM-010") & (orders["location"] == "WH-HZ")]
        came = shop.table("receipts").merge(orders[["po_id", "line_id"]], on=["po_id", "line_id"])
        came = (
            came[pd.to_datetime(came["received_on"]).between(first + pd.Timedelta(days=1), last)]["quantity"]
            .astype(int)
            .sum()
        )
        back = shop.table("returns")
        back = back[
            (back["sku"] == "HM-010")
            & pd.to_datetime(back["refunded_at"]).between(
                first + pd.Timedelta(days=1), last + pd.Timedelta(days=1)
            )
        ]
        gone = shop.sold("HM-010", first.date() + dt.timedelta(days=1), last.date(), *plan.ONLINE_CHINA)
        restocked = back["restocked_quantity"].astype(int).sum()
        assert listed["on_hand"].iloc[0] + came + restocked - gone == listed["on_hand"].iloc[-1]


class TestStockOuts:
    def test_t1_loses_what_its_rate_says(self) -> None:
        span = plan.STOCK_OUTS["HM-001"][0]
        assert 140 <= _wanted(["HM-001"], span.first, span.last) <= 200
        assert shop.sold("HM-001", span.first, span.last) == 0
        assert shop.stock().query("sku == 'HM-001' and day >= '2026-03-09' and day <= '2026-03-29'").empty

    def test_t1_the_one_that_is_still_out_has_no_stock(self) -> None:
        assert shop.stock().query("sku == 'HM-003' and day > '2026-10-12'").empty
        assert shop.sold("HM-003", dt.date(2026, 10, 12)) == 0

    def test_t1_the_uncounted_one_has_no_stock_rows_and_a_gap(self) -> None:
        assert shop.stock().query("sku == 'HM-005'").empty
        assert shop.sold("HM-005", dt.date(2026, 6, 1), dt.date(2026, 6, 10)) == 0
        assert shop.sold("HM-005", dt.date(2026, 5, 22), dt.date(2026, 5, 31)) > 50

    def test_t1_the_twin_sells_at_the_same_rate_bundles_included(self) -> None:
        spring = (dt.date(2026, 3, 30), dt.date(2026, 10, 11))
        of_twin = shop.sold(plan.TWIN, *spring) + shop.sold(plan.BUNDLE, *spring)
        assert of_twin == pytest.approx(shop.sold("HM-001", *spring), rel=0.06)


class TestSuppliers:
    def _lines(self) -> pd.DataFrame:
        orders, receipts = shop.table("purchase_order_lines"), shop.table("receipts")
        came = receipts.assign(
            quantity=receipts["quantity"].astype(int), received_on=pd.to_datetime(receipts["received_on"])
        )
        whole = came.groupby(["po_id", "line_id"]).agg(
            quantity_received=("quantity", "sum"),
            received_on=("received_on", "max"),
            parts=("quantity", "size"),
        )
        joined = orders.join(whole, on=["po_id", "line_id"])
        for name in ("ordered_on", "promised_on"):
            joined[name] = pd.to_datetime(joined[name])
        return joined.assign(
            quantity=joined["quantity"].astype(int), cancelled=joined["cancelled_quantity"].astype(int) > 0
        )

    def test_t2_has_its_48_lines_with_their_peculiarities(self) -> None:
        late = self._lines().query("supplier_id == 'SUP-07' and promised_on <= '2026-10-31'")
        assert len(late) == plan.LATE_LINES
        assert (late["parts"] == 2).sum() == 3
        assert late["cancelled"].sum() == 1
        assert ((late["quantity_received"] / late["quantity"]).round(2) == 1.05).sum() == 1

    def test_t2_is_late_by_twelve_days_and_the_slow_one_is_not(self) -> None:
        done = self._lines().dropna(subset=["received_on"])
        delay = (done["received_on"] - done["promised_on"]).dt.days
        since = done["ordered_on"] >= pd.Timestamp(plan.LATE_SINCE)
        assert 10 <= delay[(done["supplier_id"] == "SUP-07") & since].median() <= 14
        assert abs(delay[done["supplier_id"] == "SUP-03"].median()) <= 1

    def test_t2_others_keep_their_word_and_it_has_not_for_a_year(self) -> None:
        done = self._lines().query("not cancelled and promised_on <= '2026-10-31'")
        in_time = (done["received_on"] - done["promised_on"]).dt.days <= 3
        full = done["quantity_received"] >= done["quantity"]
        is_late = done["supplier_id"] == plan.LATE_SUPPLIER
        assert (in_time & full)[is_late & (done["promised_on"] >= "2025-11-01")].mean() < 0.2
        assert (in_time & full)[~is_late].groupby(done["supplier_id"]).mean().min() > 0.85
        assert 0.9 <= (in_time & full)[~is_late].mean() <= 0.97


class TestSeasonsAndEvents:
    def test_t3_summer_goods_sell_seven_times_more_in_july_than_in_january(self) -> None:
        july = sum(shop.sold(sku, dt.date(2026, 7, 1), dt.date(2026, 7, 31)) for sku in plan.SUMMER)
        january = sum(shop.sold(sku, dt.date(2026, 1, 1), dt.date(2026, 1, 31)) for sku in plan.SUMMER)
        assert july / january == pytest.approx(2.2 / 0.3, rel=0.15)

    def test_t3_new_winter_goods_have_no_winter_behind_them(self) -> None:
        assert all(shop.sold(sku, plan.FIRST_DAY, dt.date(2026, 5, 3)) == 0 for sku in plan.NEW_WINTER)

    def test_t4_gifts_peak_before_the_festival(self) -> None:
        gifts = [f"GF-{number:02}" for number in range(1, 41)]
        peak = _wanted(gifts, dt.date(2026, 2, 3), dt.date(2026, 2, 9)) / 7
        usual = _wanted(gifts, dt.date(2026, 3, 9), dt.date(2026, 4, 5)) / 28
        assert peak / usual == pytest.approx(2.2, rel=0.1)

    def test_t4_january_and_february_grow_together(self) -> None:
        found = shop.lines()
        paid = found[
            found["paid"]
            & found["channel"].isin(plan.CHINESE)
            & ~found["sku"].isin(["HM-091", "HM-092", "HM-090", "HM-190"])
        ]
        units = {
            year: paid.loc[(paid["day"] >= f"{year}-01-01") & (paid["day"] < f"{year}-03-01"), "units"].sum()
            for year in (2025, 2026)
        }
        assert units[2026] / units[2025] - 1 == pytest.approx(0.08, abs=0.03)

    def test_t5_the_week_of_eleven_eleven_is_2_19_times_the_base(self) -> None:
        from sample_data.catalogue import promoted

        week = _wanted(list(promoted()), dt.date(2026, 11, 9), dt.date(2026, 11, 15), plan.ONLINE_CHINA)
        base = _wanted(list(promoted()), dt.date(2026, 9, 7), dt.date(2026, 10, 4), plan.ONLINE_CHINA) / 4
        assert len(promoted()) == plan.PROMOTED_SKUS
        assert week / base == pytest.approx(2.19, rel=0.12)

    def test_t5_black_friday_lifts_europe_only(self) -> None:
        found = shop.lines()
        day = found[found["paid"]].groupby(["channel", "day"])["units"].sum()
        ratio = {
            channel: day[channel]["2025-11-28":"2025-12-01"].mean()
            / day[channel]["2025-10-06":"2025-10-19"].mean()  # type: ignore[misc]
            for channel in (plan.SHOPIFY, plan.STORE)
        }
        assert ratio[plan.SHOPIFY] == pytest.approx(3.5, rel=0.25)
        assert ratio[plan.STORE] == pytest.approx(1.0, rel=0.25)


class TestLivesOfProducts:
    def test_t6_the_dead_one_lies_there_and_the_unknown_one_is_gone(self) -> None:
        on_hand = shop.last_stock("WH-HZ")
        assert on_hand[plan.DEAD] == plan.DEAD_ON_HAND
        assert plan.UNKNOWN not in on_hand
        found = shop.lines()
        for sku in (plan.DEAD, plan.UNKNOWN):
            assert found.loc[found["sku"].eq(sku) & found["paid"], "day"].max() == pd.Timestamp(
                plan.LAST_SALE
            )

    def test_t6_the_successor_takes_over_at_five_a_day(self) -> None:
        assert shop.sold(plan.SUCCESSOR, dt.date(2026, 3, 9)) / 237 == pytest.approx(5, rel=0.06)
        assert shop.sold(plan.REPLACED, plan.SUCCESSION) == 0

    def test_t7_the_launch_went_as_planted(self) -> None:
        weeks = [
            shop.sold(
                plan.LAUNCHED,
                plan.LAUNCHED_ON + dt.timedelta(weeks=number),
                plan.LAUNCHED_ON + dt.timedelta(weeks=number, days=6),
            )
            for number in range(6)
        ]
        assert weeks == list(plan.LAUNCH_WEEKS[:6])
        assert shop.last_stock("WH-HZ")[plan.LAUNCHED] == plan.LAUNCH_ON_HAND

    def test_t8_demand_answers_the_price_with_the_planted_elasticity(self) -> None:
        def ratio(skus: tuple[str, ...]) -> float:
            before = sum(shop.sold(sku, dt.date(2025, 3, 3), dt.date(2026, 1, 15)) for sku in skus) / 319
            after = sum(shop.sold(sku, dt.date(2026, 3, 9), dt.date(2026, 10, 31)) for sku in skus) / 237
            return after / before

        effect = np.log(ratio(plan.REPRICED) / ratio(plan.NOT_REPRICED)) / np.log(
            plan.NEW_PRICE / plan.OLD_PRICE
        )
        assert effect == pytest.approx(plan.ELASTICITY, abs=0.25)


class TestMembers:
    def _days(self) -> pd.Series[object]:
        found = shop.lines()
        return (
            found[(found["channel"] == plan.TMALL) & found["paid"]]
            .groupby("customer")["day"]
            .agg(lambda days: sorted(set(days)))
        )

    def test_t9_as_many_bought_as_planted(self) -> None:
        found = shop.lines()
        inside = found[
            (found["channel"] == plan.TMALL)
            & found["paid"]
            & found["day"].between("2026-08-05", "2026-09-03")
        ]
        bought = set(inside["customer"])
        people = world.build().members[plan.TMALL]
        ids = people.table["customer_id"].to_numpy()
        for campaign in plan.CAMPAIGNS:
            for part, n, buyers in (
                ("treated", campaign.treated, campaign.treated_buyers),
                ("held", campaign.held, campaign.held_buyers),
            ):
                group = set(ids[people.groups[f"{campaign.name} {part}"]])
                assert (len(group), len(group & bought)) == (n, buyers)

    def test_t10_the_leavers_stop_and_the_others_do_not(self) -> None:
        people, days = world.build().members[plan.TMALL], self._days()
        ids = people.table["customer_id"].to_numpy()
        for name, n in (("leavers", plan.LEAVERS), ("stayers", plan.STAYERS), ("controls", plan.CONTROLS)):
            group = days[list(ids[people.groups[name]])]
            assert len(group) == n
            assert min(len(each) for each in group) >= 6
            last = max(each[-1] for each in group)
            assert (last <= pd.Timestamp(2026, 7, 3)) == (name == "leavers")

    def test_t10_the_decoys_buy_once_a_year(self) -> None:
        people, days = world.build().members[plan.TMALL], self._days()
        group = days[list(people.table["customer_id"].to_numpy()[people.groups["once_a_year"]])]
        assert {len(each) for each in group} == {2}
        assert {each[0].year for each in group} == {2024}


class TestReturnsAndCounts:
    def test_t11_size_m_comes_back_since_the_bad_receipt(self) -> None:
        back = shop.table("returns")
        back = back.assign(quantity=back["quantity"].astype(int))
        bad = back[
            back["sku"].str.startswith("DR-10")
            & back["sku"].str.endswith("-M")
            & (back["requested_at"] >= "2026-07-20")
        ]
        assert (bad["reason"] == "尺码偏小").mean() == pytest.approx(0.8, abs=0.08)
        skus = [f"DR-10-{colour}-M" for colour in ("BLK", "WHT", "BLU", "GRN")]
        orders = (
            shop.lines()
            .query("paid and channel != 'store_sh'")
            .drop_duplicates("order_id")
            .set_index("order_id")["day"]
        )
        sold_on = back["order_id"].map(orders)
        matured = back[back["sku"].isin(skus) & sold_on.between("2026-07-06", "2026-09-30")]["quantity"].sum()
        sold = sum(
            shop.sold(sku, dt.date(2026, 7, 6), dt.date(2026, 9, 30), *plan.ONLINE_CHINA) for sku in skus
        )
        assert matured / sold == pytest.approx(plan.BAD_RETURN_RATE, abs=0.06)

    def test_t11_the_bad_receipt_is_named(self) -> None:
        orders = shop.table("purchase_order_lines").query("po_id == 'PO-2026-0612'")
        assert set(orders["supplier_id"]) == {plan.BAD_SUPPLIER}
        assert set(shop.table("receipts").query("po_id == 'PO-2026-0612'")["received_on"]) == {"2026-07-06"}

    def test_t12_thirty_four_of_forty_counts_are_right(self) -> None:
        counts = shop.table("stocktakes")
        counted, booked = counts["counted"].astype(int), counts["booked"].astype(int)
        accurate = (
            ((counted - booked).abs() / booked <= 0.02).groupby(counts["counted_on"]).agg(["sum", "size"])
        )
        assert accurate.to_numpy().tolist() == [[34, 40], [34, 40]]

    def test_t12_the_books_said_what_was_booked(self) -> None:
        counts = shop.table("stocktakes")
        level = dict(zip(world.build().supply.places, world.build().supply.on_hand, strict=True))
        for row in counts.itertuples():
            assert level[str(row.sku), plan.SHANGHAI][
                day_number(dt.date.fromisoformat(str(row.counted_on)))
            ] == int(str(row.booked))


class TestTraps:
    def test_presale_orders_have_no_payment(self) -> None:
        presale = shop.lines().query("note == '定金已付，尾款未付'")
        assert presale["order_id"].nunique() == plan.PRESALE_ORDERS
        assert (presale["units"].sum(), presale["paid"].any()) == (plan.PRESALE_UNITS, False)

    def test_brushing_orders_are_flagged(self) -> None:
        brushed = shop.lines().query("note == '紫旗'")
        assert brushed["order_id"].nunique() == plan.BRUSHING_ORDERS
        assert brushed["day"].between("2026-05-01", "2026-05-31").all()

    def test_the_livestream_sold_three_thousand_and_half_came_back(self) -> None:
        assert shop.sold(plan.LIVESTREAM_SKU, plan.LIVESTREAM, plan.LIVESTREAM) >= plan.LIVESTREAM_UNITS
        back = shop.table("returns").query("sku == 'LV-01'")["quantity"].astype(int).sum()
        assert back / plan.LIVESTREAM_UNITS == pytest.approx(plan.LIVESTREAM_RETURN_RATE, abs=0.04)

    def test_an_order_number_stands_in_two_shops(self) -> None:
        found = shop.lines().query("order_id == @plan.SHARED_ORDER_ID")
        assert set(found["channel"]) == {plan.TMALL, plan.STORE}

    def test_the_erp_sends_fifty_orders_again(self) -> None:
        again = shop.table("jushuitan_orders")
        assert again["线上订单号"].nunique() == plan.TWICE_SENT_ORDERS
        assert set(again["线上订单号"]) <= set(shop.lines().query("channel == 'tmall'")["order_id"])

"""What comes back: rates by cohort, causes named once, and what must not be named."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from core.returns import Finding, by_part, span_of
from core.returns.cohorts import cohorts
from core.returns.events import events
from core.returns.exposure import Exposure, exposure
from core.returns.findings import evidence, findings, next_step, sentences
from core.returns.overview import overview
from core.returns.product import product_returns
from core.returns.reading import Returns
from tests.returned_goods import AS_OF, Sold, products, returned

JANUARY, JULY = dt.date(2026, 1, 1), dt.date(2026, 7, 1)
DRESSES = products(
    D_S=("Apparel", "D", "S"), D_M=("Apparel", "D", "M"), D_L=("Apparel", "D", "L"), T_M=("Apparel", "T", "M")
)


def usual(sku: str, **more: object) -> Sold:
    """Two of ten a day come back, all year."""
    return Sold(sku, JANUARY, 300, back=2, **more)  # type: ignore[arg-type]


def with_a_bad_receipt(reason: str = "尺码偏小") -> Returns:
    """D-M comes back twice as often from the receipt of July on; all else is as ever."""
    before = Sold("D-M", JANUARY, 181, back=2, po_id="PO-1", supplier="SUP-5")
    bad = Sold("D-M", JULY, 120, back=5, po_id="PO-2", supplier="SUP-5", reason=reason)
    return returned([before, bad, usual("D-S"), usual("D-L"), usual("T-M")], DRESSES)


def found_in(shop: Returns) -> tuple[Finding, ...]:
    return findings(shop, exposure(shop))


class TestCohorts:
    def test_a_return_counts_in_the_month_in_which_its_goods_were_shipped(self) -> None:
        table = cohorts(exposure(returned([Sold("D-S", dt.date(2026, 3, 31), 1, back=4)], DRESSES)), "month")
        assert table[["day", "units", "came_units", "rate"]].values.tolist() == [
            [pd.Timestamp("2026-03-01"), 10.0, 4.0, 0.4]
        ]

    def test_a_young_month_is_expected_and_not_measured(self) -> None:
        """All come back after 20 days: of October's ten days may be known, two thirds are to come."""
        shop = returned([Sold("D-S", JANUARY, 304, back=2, lag_days=20)], DRESSES)
        october = cohorts(exposure(shop), "month").iloc[-1]
        assert not october["is_complete"]
        assert october["came_units"] / october["units"] < 0.1
        assert october["rate"] == pytest.approx(0.2, abs=0.01)
        assert october["low"] < 0.2 < october["high"]

    def test_cancelled_money_without_goods_is_no_return(self) -> None:
        shop = returned([usual("D-S"), Sold("D-M", JANUARY, 300, back=3, kind="refund_only")], DRESSES)
        table = cohorts(exposure(shop), "month")
        assert table["rate"].iloc[0] == pytest.approx(0.1)

    def test_a_shop_whose_returns_name_no_goods_is_outside_the_rates(self) -> None:
        shop = returned([usual("D-S"), Sold("D-S", JANUARY, 300, channel="silent")], DRESSES)
        assert shop.silent_channels == ("silent",)
        assert cohorts(exposure(shop), "month")["rate"].iloc[0] == pytest.approx(0.2)

    def test_a_day_of_bulk_sales_is_told_apart_and_not_in_the_rates(self) -> None:
        stream = Sold("T-M", JULY, 1, lines=3000, back=1650)
        shop = returned([usual("D-S"), Sold("T-M", JANUARY, 100, lines=3), stream], DRESSES)
        exposed = exposure(shop)
        (event,) = events(exposed)
        assert (event.sku, event.day, event.rate) == ("T-M", JULY, 0.55)
        months = cohorts(exposed, "month").set_index("day")
        assert months.loc["2026-07-01", "rate"] == pytest.approx(0.2)
        assert not findings(shop, exposed)


class TestFindings:
    def test_the_size_the_receipt_and_the_supplier_are_named_once(self) -> None:
        (finding,) = found_in(with_a_bad_receipt())
        assert dict(finding.cell.keys)["po_id"] == "PO-2"
        assert finding.supplier == "SUP-5"
        assert finding.cell.rate == pytest.approx(0.5, abs=0.01)
        assert finding.before == pytest.approx(0.2, abs=0.01)
        assert finding.reason == "尺码偏小"
        assert finding.reason_share == 1.0
        assert "SUP-5" in finding.title

    def test_what_lasts_over_several_receipts_is_one_cause_since_the_first(self) -> None:
        receipts = [
            Sold(
                "D-M",
                JULY + dt.timedelta(days=30 * number),
                30,
                back=5,
                po_id=f"PO-{number + 2}",
                supplier="SUP-5",
            )
            for number in range(4)
        ]
        before = Sold("D-M", JANUARY, 181, back=2, po_id="PO-1", supplier="SUP-5")
        (finding,) = found_in(
            returned([before, *receipts, usual("D-S"), usual("D-L"), usual("T-M")], DRESSES)
        )
        assert "since receipt PO-2 of SUP-5" in finding.title
        assert finding.came_on == JULY
        assert finding.before == pytest.approx(0.2, abs=0.01)

    def test_what_to_do_depends_on_the_reason(self) -> None:
        (small,), (broken,) = found_in(with_a_bad_receipt()), found_in(with_a_bad_receipt("质量问题"))
        assert "size advice" in next_step(small)
        assert "size advice" not in next_step(broken)

    def test_the_evidence_adds_up_to_the_finding(self) -> None:
        shop = with_a_bad_receipt()
        exposed = exposure(shop)
        (finding,) = findings(shop, exposed)
        rows = evidence(shop, exposed, finding.code)
        assert rows["units"].sum() == finding.cell.came_units
        assert rows["refund"].sum() == pytest.approx(finding.cell.refund)
        assert f"{finding.cell.came_units:.0f} units" in " ".join(sentences(finding, "CNY"))

    def test_goods_that_come_back_as_ever_raise_nothing(self) -> None:
        assert not found_in(returned([usual(sku) for sku in DRESSES["sku"]], DRESSES))

    def test_young_shipments_raise_no_alarm(self) -> None:
        """The same bad receipt, twelve days before the data end: its returns have only begun to come."""
        young = Sold("D-M", AS_OF - dt.timedelta(days=11), 12, back=8, po_id="PO-3", supplier="SUP-5")
        old = Sold("D-M", JANUARY, 280, back=2, po_id="PO-1", supplier="SUP-5")
        assert not found_in(returned([old, young, usual("D-S"), usual("D-L"), usual("T-M")], DRESSES))

    def test_a_handful_of_returns_is_not_a_cause(self) -> None:
        few = Sold("D-M", JULY, 1, lines=10, back=4, po_id="PO-2", supplier="SUP-5")
        assert not found_in(returned([few, usual("D-S"), usual("D-L"), usual("T-M")], DRESSES))

    def test_products_that_differ_by_nature_are_not_named(self) -> None:
        """Twelve goods without a style come back from 0 to 5 of 20, as goods do."""
        names = {f"H_{number}": ("Home", None, None) for number in range(12)}
        sold = [Sold(f"H-{number}", JANUARY, 300, lines=20, back=number % 6) for number in range(12)]
        assert not found_in(returned(sold, products(**names)))

    def test_without_order_numbers_causes_are_not_looked_for(self) -> None:
        shop = with_a_bad_receipt()
        loose = Returns(
            shop.shipped,
            shop.back,
            shop.products,
            shop.as_of,
            shop.currency,
            has_orders=False,
            silent_channels=(),
        )
        assert not findings(loose, exposure(loose))


class TestParts:
    def test_reasons_add_up_to_the_whole(self) -> None:
        shop = with_a_bad_receipt()
        exposed = exposure(shop)
        span = span_of("365", shop, exposed)
        reasons, whole = (by_part(shop, exposed, by, span) for by in ("reason", "category"))
        assert reasons["rate"].sum() == pytest.approx(whole["rate"].iloc[0])
        assert reasons["refund"].sum() == pytest.approx(whole["refund"].sum())

    def test_the_span_ends_where_returns_begin_to_be_unknown(self) -> None:
        shop = returned([usual("D-S", lag_days=10)], DRESSES)
        assert span_of("90", shop, exposure(shop)).last == AS_OF - dt.timedelta(days=10)

    def test_a_part_stands_beside_the_time_before(self) -> None:
        early = Sold("D-S", dt.date(2026, 1, 1), 150, back=1)
        late = Sold("D-S", dt.date(2026, 8, 1), 91, back=3)
        shop = returned([early, late], DRESSES)
        exposed = exposure(shop)
        (row,) = by_part(shop, exposed, "sku", span_of("90", shop, exposed)).to_dict("records")
        assert row["rate"] == pytest.approx(0.3, abs=0.01)
        assert row["low"] < row["rate"] < row["high"]

    def test_one_product_shows_its_sizes_in_their_order_and_its_rows(self) -> None:
        shop = with_a_bad_receipt()
        exposed = exposure(shop)
        product = product_returns(shop, exposed, "D-M", span_of("365", shop, exposed))
        assert set(product.sizes["key"]) == {"S", "M", "L"}
        assert list(product.receipts["key"]) == ["PO-2", "PO-1"]
        assert product.rows["units"].sum() == product.came_units


class TestOverview:
    def test_the_answer_is_the_newest_complete_month_and_the_first_cause(self) -> None:
        shop = with_a_bad_receipt()
        exposed = exposure(shop)
        shown = overview(shop, exposed, findings(shop, exposed), span_of("365", shop, exposed))
        assert shown is not None
        assert shown.month == "Sep 2026"
        assert "PO-2 of SUP-5" in shown.answer
        assert shown.days.value == 10
        assert shown.restocked.value == 1.0

    def test_nothing_is_said_of_a_shop_without_a_complete_month(self) -> None:
        shop = returned([Sold("D-S", dt.date(2026, 10, 20), 12, back=2)], DRESSES)
        exposed = exposure(shop)
        assert overview(shop, exposed, (), span_of("365", shop, exposed)) is None

    def test_nothing_is_said_of_a_shop_that_sold_on_one_great_day_only(self) -> None:
        first = [Sold("D-S", JANUARY + dt.timedelta(days=number), 1, lines=1) for number in range(3)]
        shop = returned([*first, Sold("D-S", JULY, 1, lines=500, back=5)], DRESSES)
        exposed = exposure(shop)
        calm = exposed.table[exposed.table["is_event"]]
        only = Exposure(calm, exposed.lag_days, exposed.matures_days)
        assert overview(shop, only, (), span_of("365", shop, only)) is None

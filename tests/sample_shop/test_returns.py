"""T11: a bad receipt of one size is named, and nothing else is."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from core import facts, metrics, returns
from core.metrics import Filters
from core.returns.cohorts import cohorts
from core.returns.events import Event
from core.settings import Settings


@pytest.fixture(scope="module")
def desk(sample_shop: Settings) -> returns.ReturnsDesk:
    return returns.read_desk(facts.lease(sample_shop))


class TestBadReceipt:
    def test_t11_the_size_the_receipt_and_the_supplier_are_named(self, desk: returns.ReturnsDesk) -> None:
        (finding,) = desk.findings
        assert dict(finding.cell.keys) == {"style": "DR-10", "size": "M", "po_id": "PO-2026-0612"}
        assert finding.supplier == "SUP-05"
        assert finding.came_on == dt.date(2026, 7, 6)

    def test_t11_the_rates_before_and_since_are_the_planted_ones(self, desk: returns.ReturnsDesk) -> None:
        (finding,) = desk.findings
        assert finding.low <= 0.45 <= finding.high
        assert finding.before == pytest.approx(0.18, abs=0.03)
        assert finding.siblings == pytest.approx(0.18, abs=0.03)

    def test_t11_the_reason_is_that_it_is_too_small(self, desk: returns.ReturnsDesk) -> None:
        (finding,) = desk.findings
        assert finding.reason == "尺码偏小"
        assert finding.reason_share == pytest.approx(0.8, abs=0.08)
        assert finding.usual_reason_share < 0.25

    def test_t11_the_evidence_is_all_of_one_size_receipt_and_supplier(
        self, desk: returns.ReturnsDesk
    ) -> None:
        (finding,) = desk.findings
        rows = returns.evidence(desk.returns, desk.exposed, finding.code)
        assert set(rows["size"]) == {"M"}
        assert set(rows["supplier_id"]) == {"SUP-05"}
        assert rows["units"].sum() == finding.cell.came_units

    def test_t11_nine_in_ten_are_put_back_after_a_fortnight(self, desk: returns.ReturnsDesk) -> None:
        span = returns.span_of("365", desk.returns, desk.exposed)
        shown = returns.overview(desk.returns, desk.exposed, desk.findings, span)
        assert shown is not None
        assert shown.restocked.value == pytest.approx(0.9, abs=0.02)
        assert shown.days.value == pytest.approx(15, abs=1)
        assert shown.month == "Sep 2026"

    def test_t11_october_is_not_complete_and_expected_as_ever(self, desk: returns.ReturnsDesk) -> None:
        months = cohorts(desk.exposed, "month").set_index("day")
        october = months.loc[pd.Timestamp("2026-10-01")]
        assert not october["is_complete"]
        assert october["came_units"] / october["units"] < 0.02, "so far"
        assert october["low"] < months.loc[pd.Timestamp("2026-09-01"), "rate"] < october["high"]
        assert months.loc[pd.Timestamp("2026-09-01"), "is_complete"]

    @pytest.mark.parametrize("as_of", ["2025-09-30", "2026-01-31", "2026-06-30"])
    def test_t11_nothing_is_named_before_it_came(self, desk: returns.ReturnsDesk, as_of: str) -> None:
        """The whole catalogue is as ever until July 2026: what the page would have said then."""
        from core.returns.exposure import exposure
        from core.returns.findings import findings
        from core.returns.reading import prepared

        day = pd.Timestamp(as_of)
        shop = desk.returns
        then = prepared(
            shop.shipped[shop.shipped["day"] <= day].reset_index(drop=True),
            shop.back[shop.back["known_on"] <= day].drop(
                columns=["is_goods", "po_id", "supplier_id", "came_on"]
            ),
            shop.products,
            as_of=day.date(),
            currency=shop.currency,
        )
        assert findings(then, exposure(then)) == ()


def test_the_livestream_is_told_as_an_event(desk: returns.ReturnsDesk) -> None:
    (stream,) = desk.events
    assert isinstance(stream, Event)
    assert (stream.sku, stream.day) == ("LV-01", dt.date(2026, 8, 20))
    assert stream.rate == pytest.approx(0.55, abs=0.02)
    august = cohorts(desk.exposed, "month").set_index("day").loc[pd.Timestamp("2026-08-01")]
    assert august["rate"] < 0.05


def test_shops_whose_returns_name_no_goods_are_outside_the_rates(desk: returns.ReturnsDesk) -> None:
    assert {"shopify_eu", "store_sh"} <= set(desk.returns.silent_channels)
    assert {"tmall", "douyin"}.isdisjoint(desk.returns.silent_channels)


def test_the_money_of_the_rows_is_the_figure_of_the_registry(
    desk: returns.ReturnsDesk, sample_shop: Settings
) -> None:
    """September's refunds by the day of the refund, goods and money alone together."""
    september = Filters(dt.date(2026, 9, 1), dt.date(2026, 9, 30))
    value = metrics.compute(facts.lease(sample_shop), ("refunds",), september)["refunds"].value
    back = desk.returns.back
    inside = back["refunded_on"].between(pd.Timestamp(september.start), pd.Timestamp(september.end))
    assert back.loc[inside, "refund"].sum() == pytest.approx(float(value or 0), abs=0.01)

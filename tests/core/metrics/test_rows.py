"""Every figure opens to its rows, and they add up to it."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from core.facts import Snapshot
from core.metrics import COLUMNS, FIGURES, Filters, compute, export_rows, rows
from tests.core.metrics.asked import ALL_DAYS, FILTERS

PAGE = 60


@settings(max_examples=9, deadline=None)
@given(
    filters=FILTERS, name=st.sampled_from(list(FIGURES)), side=st.sampled_from(["numerator", "denominator"])
)
def test_the_rows_of_all_pages_add_up_to_the_figure_exactly(
    snapshot: Snapshot, filters: Filters, name: str, side: str
) -> None:
    value = compute(snapshot, [name], filters)[name]
    first = rows(snapshot, name, filters, page_size=PAGE, side=side)
    pages = [
        rows(snapshot, name, filters, page=page, page_size=PAGE, side=side)
        for page in range(1, -(-first.total_rows // PAGE))
    ]
    amounts = [Decimal(str(amount)) for page in (first, *pages) for amount in page.frame["amount"]]
    assert len(amounts) == first.total_rows
    assert sum(amounts, Decimal(0)) == first.total == (getattr(value, side) or 0)


def test_the_export_holds_the_rows_of_all_pages_in_their_order(snapshot: Snapshot) -> None:
    all_rows = export_rows(snapshot, "net_sales", ALL_DAYS)
    second = rows(snapshot, "net_sales", ALL_DAYS, page=1, page_size=50).frame
    assert tuple(all_rows.columns) == COLUMNS
    assert len(all_rows) == rows(snapshot, "net_sales", ALL_DAYS).total_rows
    assert second["amount"].tolist() == all_rows["amount"].iloc[50:100].tolist()


def test_every_row_of_a_sale_names_its_file(snapshot: Snapshot) -> None:
    assert (export_rows(snapshot, "gmv_placed", ALL_DAYS)["file"] == "test.csv").all()


def test_a_sum_has_no_rows_below_the_line(snapshot: Snapshot) -> None:
    assert rows(snapshot, "gmv_paid", ALL_DAYS, side="denominator").total_rows == 0

"""The sample exports beside the project, where they are there: their documented totals."""

from __future__ import annotations

import contextlib
from decimal import Decimal
from pathlib import Path

import pytest

from core.errors import InputError
from tests.core.ingest.exports import imported

SAMPLES = Path(__file__).parents[4] / "shared" / "exports" / "samples"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample exports are not beside the project")


def test_shopify_orders_have_their_documented_totals(tmp_path: Path) -> None:
    done = imported(tmp_path, SAMPLES / "shopify_orders_export.csv", channel="us")
    totals = done.prepared.totals
    assert (totals["total"], totals["refunded_amount"]) == (Decimal("1406.08"), Decimal("129.37"))
    assert (totals["lines_before_discounts"], totals["quantity"], totals["orders"]) == (
        Decimal("1272.40"),
        55,
        22,
    )
    assert len(done.rows("order_lines", "sku")) == 34


def test_taobao_lines_are_all_there_and_the_damaged_list_is_refused(tmp_path: Path) -> None:
    done = imported(tmp_path, SAMPLES / "taobao_ExportOrderDetailList202610010900.csv", channel="tmall")
    assert (done.prepared.totals["lines"], done.prepared.totals["quantity"]) == (34, 55)
    with pytest.raises(InputError, match="22 of 22 rows"):
        imported(tmp_path, SAMPLES / "taobao_ExportOrderList_resaved_by_excel_DAMAGED.csv")


@pytest.mark.parametrize(
    "name", sorted(p.name for p in SAMPLES.glob("*.*") if p.suffix != ".md") if SAMPLES.is_dir() else []
)
def test_every_sample_is_read_or_explained(name: str, tmp_path: Path) -> None:
    with contextlib.suppress(InputError):
        done = imported(tmp_path, SAMPLES / name, channel="c", currency="USD", date_order="dmy")
        assert done.prepared.batch.rows_read > 0

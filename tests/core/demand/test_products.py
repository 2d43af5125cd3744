"""What looks like postage, a fee or a correction, and what is goods."""

from __future__ import annotations

import pytest

from core.demand.products import seems_no_goods


@pytest.mark.parametrize(
    ("sku", "name"),
    [("POST", "POSTAGE"), ("M", "Manual"), ("C2", "CARRIAGE"), ("X1", "Bank charges"), ("SV-03", "补差价"),
     ("gift_0001_20", "Voucher"), ("Y", "运费补拍")],
)  # fmt: skip
def test_postage_fees_and_corrections_are_seen(sku: str, name: str) -> None:
    assert seems_no_goods(sku, name)


@pytest.mark.parametrize(
    ("sku", "name"),
    [("85123A", "WHITE HANGING HEART T-LIGHT HOLDER"), ("POSTER-1", "Poster, red"), ("M-01", "Mug"),
     ("22423", "CREAM COFFEE SET"), ("GF-01", "茶点礼盒 · Tea and sweets box"), ("C200", "Card case")],
)  # fmt: skip
def test_goods_are_left_alone(sku: str, name: str) -> None:
    assert not seems_no_goods(sku, name)

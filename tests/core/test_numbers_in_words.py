"""Numbers as a reader sees them."""

from __future__ import annotations

import pytest

from core import i18n


@pytest.mark.parametrize(("value", "decimals"), [(-0.04, 1), (0.04, 1), (-0.4, 0)])
def test_what_rounds_to_zero_has_no_sign(value: float, decimals: int) -> None:
    assert float(i18n.number(value, decimals)) == 0
    assert not i18n.number(value, decimals).startswith("-")
    assert not i18n.percent(value / 100, decimals).startswith("-")


def test_a_difference_of_shares_is_told_in_points() -> None:
    assert (i18n.points(0.0325), i18n.points(-0.04, 2), i18n.points(None)) == ("3.2", "-4.00", "–")

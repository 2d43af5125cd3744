"""How figures are said: short, with their unit, and compared in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core import i18n, phrases


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (Decimal("1234567.8"), "money", "CN¥1.23M"),
        (Decimal("0.0834"), "share", "8.3%"),
        (1234, "count", "1,234"),
        (1234567, "units", "1.23M"),
        (Decimal("2.5"), "units", "2.5"),
        (1, "days", "1 day"),
        (Decimal("12.4"), "days", "12 days"),
        (None, "money", "–"),
        (float("nan"), "units", "–"),
    ],
)
def test_an_amount_has_its_unit(value: float | Decimal | None, unit: str, shown: str) -> None:
    assert phrases.amount(value, unit, "CNY") == shown


def test_an_amount_can_be_said_exactly() -> None:
    assert phrases.amount(Decimal("1234567.8"), "money", "CNY", is_compact=False) == "CN¥1,234,567.80"


@pytest.mark.parametrize(
    ("value", "before", "said"),
    [
        (150, 100, "50% above March"),
        (95, 100, "5.0% below March"),
        (100, 100, "the same as March"),
        (5, 0, "no comparison: March had none"),
        (0, 0, ""),
        (None, 100, ""),
    ],
)
def test_a_difference_is_said_in_words(value: int | None, before: int, said: str) -> None:
    assert phrases.difference(value, before, "money", against="March") == said


@pytest.mark.parametrize(
    ("value", "before", "said"),
    [
        (676, -58_940, "€59.6K above March"),
        (-100, -50, "€50 below March"),
        (-100, -100, "the same as March"),
    ],
)
def test_the_difference_from_a_loss_is_money_and_no_percentage(value: int, before: int, said: str) -> None:
    assert phrases.difference(value, before, "money", against="March", currency="EUR") == said


def test_shares_differ_in_points() -> None:
    assert (
        phrases.difference(Decimal("0.315"), Decimal("0.30"), "share", against="March")
        == "1.5 points above March"
    )


@pytest.mark.parametrize(("value", "before", "way"), [(2, 1, 1), (1, 2, -1), (1, 1, 0), (None, 1, 0)])
def test_the_direction_is_up_for_more(value: int | None, before: int, way: int) -> None:
    assert phrases.direction(value, before) == way


def test_large_numbers_are_short_in_chinese_too() -> None:
    with i18n.language("zh-Hans"):
        assert phrases.amount(1234567, "units") == "123.5万"


def test_a_short_amount_in_chinese_has_no_loose_digits() -> None:
    with i18n.language("zh-Hans"):
        assert i18n.compact_money(6031.7256, "CNY") == "¥6,032"
        assert i18n.compact_money(Decimal("60317.256"), "CNY") == "¥6.03万"


def test_what_is_the_same_in_words_points_nowhere() -> None:
    assert phrases.difference(0.02601, 0.02602, "share", against="last week") == "the same as last week"
    assert phrases.direction(0.02601, 0.02602, "share") == 0


def test_sentences_stand_apart_only_where_the_language_has_spaces() -> None:
    assert i18n.sentences("One.", "", "Two.") == "One. Two."
    with i18n.language("zh-Hans"):
        assert i18n.sentences("一。", "", "二。") == "一。二。"

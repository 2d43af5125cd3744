"""What a product that was never sold borrows from those that were."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.forecasting.launches import Borrowed, Traits, borrowed, levels_of

NAN = float("nan")


def traits(*own: tuple[int, int, float]) -> Traits:
    """Category, supplier and price of each product."""
    category, supplier, price = zip(*own, strict=True)
    return Traits(np.array(category), np.array(supplier), np.log(np.array(price, dtype=np.float64)))


LIKE, OTHER = (0, 0, 10.0), (1, 1, 10.0)


def asked(
    *known: tuple[int, int, float],
    level: Sequence[float],
    launched: Sequence[bool] | None = None,
    age: Sequence[float] | None = None,
) -> Borrowed:
    """What a product like LIKE borrows from the known ones, launches of today where nothing else is said."""
    return borrowed(
        traits(LIKE),
        traits(*known),
        level=np.array(level, dtype=np.float64),
        launched=np.array([True] * len(known) if launched is None else launched),
        age_years=np.zeros(len(known)) if age is None else np.array(age, dtype=np.float64),
    )


def test_launches_of_the_same_category_count_before_all_others() -> None:
    assert asked(LIKE, OTHER, level=[50, 2]).level[0] > 45


def test_what_costs_as_much_teaches_more_than_what_costs_three_times_as_much() -> None:
    assert asked(LIKE, (0, 0, 30.0), level=[50, 2]).level[0] > 45


def test_the_supplier_speaks_where_category_and_price_are_the_same() -> None:
    assert asked(LIKE, (0, 5, 10.0), level=[30, 0]).level[0] == pytest.approx(20)


def test_a_launch_of_last_year_weighs_half_of_one_of_today() -> None:
    assert asked(LIKE, LIKE, level=[30, 0], age=[0, 1]).level[0] == pytest.approx(20)


def test_all_established_products_together_weigh_like_one_launch() -> None:
    many = [LIKE] * 101
    found = asked(*many, level=[30] + [10] * 100, launched=[True] + [False] * 100)
    assert found.level[0] == pytest.approx(20)
    assert found.worth[0] == pytest.approx(1)


def test_the_fewer_and_the_more_uneven_the_launches_the_wider_the_range() -> None:
    one, many = asked(LIKE, level=[10]), asked(*[LIKE] * 20, level=[10] * 20)
    uneven = asked(*[LIKE] * 20, level=[0] * 10 + [20] * 10)
    assert one.spread[0] == pytest.approx(10), "one launch may miss by all of its level"
    assert uneven.spread[0] >= one.spread[0] > many.spread[0] > 0


def test_without_anything_to_learn_from_nothing_is_made_up() -> None:
    found = asked(LIKE, level=[NAN])
    assert np.isnan(found.level).all()
    assert found.worth.tolist() == [0]


def test_what_is_unknown_of_a_product_makes_it_neither_like_nor_unlike() -> None:
    unknown = (-1, -1, NAN)
    assert asked(unknown, level=[10]).level[0] == pytest.approx(10)
    assert asked(LIKE, level=[10]).worth[0] > asked(unknown, level=[10]).worth[0] > 0


def test_the_level_of_a_launch_is_its_first_half_year_that_of_others_their_last() -> None:
    grows = np.arange(60.0)[None, :]
    assert levels_of(grows, np.array([True])).tolist() == [12.5]
    assert levels_of(grows, np.array([False])).tolist() == [46.5]
    assert np.isnan(levels_of(np.array([[NAN, 5.0, 5.0]]), np.array([True]))).all()


def test_an_age_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="age_years"):
        asked(LIKE, level=[1], age=[-1])


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.floats(1, 100)), min_size=1, max_size=8))
def test_a_borrowed_level_lies_between_the_smallest_and_the_largest_known(
    known: list[tuple[int, int, float]],
) -> None:
    level = np.arange(1.0, len(known) + 1)
    found = asked(*known, level=level.tolist()).level[0]
    assert level.min() - 1e-9 <= found <= level.max() + 1e-9

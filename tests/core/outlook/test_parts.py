"""What a forecast is made of: bars that add up as they are shown, and sentences in each language."""

from __future__ import annotations

import pandas as pd
import pytest

from core import i18n
from core.errors import Message
from core.outlook import methods_apart
from core.outlook.parts import Step, in_one_sentence, shown_steps


def _steps(*units: float) -> list[Step]:
    names = ("Level", "Trend", "Season", "Events", "Rest")
    return [Step(name, one, name.lower()) for name, one in zip(names, units, strict=True)]


@pytest.mark.parametrize(
    "units",
    [(102.4, 103.6, 90.5, 120.4, 118.5), (10.04, 10.06, 10.11, 9.96, 9.87), (0.0, 0.0, 0.0, 0.0, 0.0)],
)
def test_the_bars_add_up_to_the_total_as_they_are_shown(units: tuple[float, ...]) -> None:
    for decimals in (0, 1):
        shown = [value for _label, value, _is_total, _words in shown_steps(_steps(*units), decimals)]
        assert sum(shown) == pytest.approx(round(units[-1], decimals))


def test_what_is_too_small_to_see_is_in_the_rest() -> None:
    shown = [(label, value) for label, value, *_ in shown_steps(_steps(1000, 1003, 1023, 1026, 1026), 0)]
    assert shown == [("Level", 1000), ("Season", 20), ("Rest", 6)]


def test_parts_are_joined_as_the_language_joins_them() -> None:
    parts = pd.DataFrame({"words": ["a", "b", "", "c"]})
    assert in_one_sentence(parts) == "a, b, and c"
    with i18n.language("zh-Hans"):
        assert in_one_sentence(parts) == "a、b和c"


def test_methods_without_a_share_stand_apart() -> None:
    methods = pd.DataFrame(
        {"title": [Message("mix"), Message("naive"), Message("trend")], "weight": [1.0, 1.0, 0.0]}
    )
    used, others = methods_apart(methods)
    assert (list(used["title"]), list(others["title"])) == (["mix", "naive"], ["trend"])

"""What every chart keeps to: zero for bars, few marks, the reader's words, colours that can be read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import altair as alt
import pandas as pd
import pytest

from core import charts, i18n
from core.charts import DARK, LIGHT, Measure, Theme, words
from core.charts.marks import DARK_INK, LIGHT_INK

SALES = Measure("Net sales", "CNY", 2)
DAYS = [dt.date(2026, 3, number) for number in (1, 2)]
TABLES = {
    "line": pd.DataFrame({"day": DAYS, "value": [1.0, 2.0], "series": ["This month", "This month"]}),
    "band": pd.DataFrame(
        {
            "day": DAYS, "actual": [3.0, None], "middle": [None, 4.0],
            "low": [None, 2.0], "high": [None, 7.0], "low_inner": [None, 3.0], "high_inner": [None, 5.0],
        }
    ),
    "bars": pd.DataFrame({"label": ["A", "B"], "value": [Decimal("2.5"), 1], "is_marked": [True, False]}),
    "cohort_bars": pd.DataFrame(
        {
            "day": pd.to_datetime(["2026-09-01", "2026-10-01"]), "value": [0.04, 0.05],
            "until": pd.to_datetime(["2026-10-01", "2026-11-01"]), "low": [None, 0.03], "high": [None, 0.06],
            "is_complete": [True, False], "words": ["complete", "45% can be known"],
        }
    ),
    "waterfall": pd.DataFrame(
        {"label": ["Need", "On hand", "Order"], "value": [300, -60, 240], "is_total": [True, False, True]}
    ),
    "heatmap": pd.DataFrame({"row": ["Jan", "Jan"], "column": ["0", "1"], "value": [1.0, 0.4]}),
}  # fmt: skip
Build = Callable[[pd.DataFrame, Measure, Theme], charts.Spec]
BUILDERS: dict[str, Build] = {
    "line": charts.line,
    "band": charts.band,
    "bars": charts.bars,
    "cohort_bars": charts.cohort_bars,
    "waterfall": charts.waterfall,
    "heatmap": lambda t, m, look: charts.heatmap(t, m, look, row_title="Month", column_title="Months later"),
}


def _texts(part: Any) -> list[str]:
    if isinstance(part, dict):
        return [text for value in part.values() for text in _texts(value)]
    if isinstance(part, list):
        return [text for value in part for text in _texts(value)]
    return [part] if isinstance(part, str) else []


@pytest.fixture(params=sorted(BUILDERS))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
def test_a_chart_is_a_valid_specification(kind: str, language: str, look: Theme) -> None:
    with i18n.language(language):
        alt.Chart.from_dict(BUILDERS[kind](TABLES[kind], SALES, look)).to_dict()


def test_a_chart_of_nothing_is_still_a_chart(kind: str) -> None:
    spec = BUILDERS[kind](TABLES[kind].iloc[:0], SALES, LIGHT)
    assert spec["data"]["values"] == []


def test_too_many_marks_are_refused(kind: str) -> None:
    many = pd.concat([TABLES[kind]] * 1501, ignore_index=True)
    with pytest.raises(ValueError, match=r"marks; aggregate to at most 3000"):
        BUILDERS[kind](many, SALES, LIGHT)


def test_a_missing_column_is_named(kind: str) -> None:
    first = TABLES[kind].columns[0]
    with pytest.raises(ValueError, match=first):
        BUILDERS[kind](TABLES[kind].drop(columns=first), SALES, LIGHT)


def test_tooltips_carry_the_unit(kind: str) -> None:
    assert any("CNY" in text for text in _texts(BUILDERS[kind](TABLES[kind], SALES, LIGHT)["layer"]))


@pytest.mark.parametrize("kind", ["line", "band", "bars", "waterfall"])
def test_amounts_start_at_zero(kind: str) -> None:
    spec = BUILDERS[kind](TABLES[kind], SALES, LIGHT)
    scales = [
        e.get("scale", {}) for layer in spec["layer"] for e in layer["encoding"].values() if "scale" in e
    ]
    assert all(scale["zero"] for scale in scales if "zero" in scale)
    assert any("zero" in scale for scale in scales)


def test_a_fourth_line_is_refused_because_it_cannot_be_labelled() -> None:
    four = pd.DataFrame({"day": DAYS[:1] * 4, "value": [1.0] * 4, "series": list("ABCD")})
    with pytest.raises(ValueError, match="at most 3"):
        charts.line(four, SALES, LIGHT)


def test_a_line_is_named_at_its_last_known_value() -> None:
    gap = pd.DataFrame({"day": DAYS, "value": [1.0, None], "series": ["A", "A"]})
    rows = charts.line(gap, SALES, LIGHT)["data"]["values"]
    assert [row["day"] for row in rows if row.get("is_last")] == ["2026-03-01"]


def test_steps_lead_from_need_to_order() -> None:
    rows = charts.waterfall(TABLES["waterfall"], SALES, LIGHT)["data"]["values"]
    assert [(row["start"], row["stop"]) for row in rows] == [(0.0, 300.0), (300.0, 240.0), (0.0, 240.0)]


def test_steps_say_their_amounts_in_short_where_there_is_no_room_for_the_whole() -> None:
    steps = pd.DataFrame(
        {"label": ["Then", "Less", "More", "Now"], "value": [910_365, -5_000, 46_852, 952_217]}
    ).assign(is_total=[True, False, False, True])
    rows = charts.waterfall(steps, Measure("Net sales"), LIGHT)["data"]["values"]
    assert [row["exact"] for row in rows] == ["910,365", "−5,000", "+46,852", "952,217"]
    assert [row["brief"] for row in rows] == ["910.4K", "−5,000", "+46.9K", "952.2K"]


def test_a_line_alone_needs_no_name_at_its_end() -> None:
    alone = pd.DataFrame({"day": DAYS, "value": [1.0, 2.0], "series": ["A", "A"]})
    both = pd.DataFrame({"day": DAYS, "value": [1.0, 2.0], "series": ["A", "B"]})
    named = [
        any(layer["mark"]["type"] == "text" for layer in charts.line(table, SALES, LIGHT)["layer"])
        for table in (alone, both)
    ]
    assert named == [False, True]


def test_a_bar_can_be_clicked_where_it_has_something_to_choose() -> None:
    table = pd.DataFrame({"label": ["Tea"], "value": [1.0]})
    plain, chosen = (charts.bars(t, SALES, LIGHT)["layer"][0] for t in (table, table.assign(cell="S1")))
    assert "params" not in plain
    assert chosen["params"][0]["name"] == charts.CLICKED


def test_an_earlier_forecast_is_named_where_it_begins() -> None:
    ends = ("middle", "low_95", "low_80", "low_50", "high_50", "high_80", "high_95")
    weeks = pd.DataFrame({"day": DAYS, "actual": [1.0, 2.0]}).reindex(columns=["day", "actual", *ends])
    named = str(charts.fan(weeks.assign(earlier=[None, 3.0]), SALES, LIGHT))
    assert "'value': 'Said then'" in named
    assert "Said then" not in str(charts.fan(weeks, SALES, LIGHT))


def test_a_missing_value_is_a_gap_not_a_zero() -> None:
    rows = charts.band(TABLES["band"], SALES, LIGHT)["data"]["values"]
    assert rows[1]["actual"] is None


@pytest.mark.parametrize(
    ("language", "steps"),
    [
        ("en", [(1000, "K"), (1_000_000, "M")]),
        ("zh-Hans", [(10_000, "万"), (100_000_000, "亿")]),
        ("zh-Hant", [(10_000, "萬"), (100_000_000, "億")]),
    ],
)
def test_axis_numbers_are_shortened_in_the_readers_way(language: str, steps: list[tuple[int, str]]) -> None:
    with i18n.language(language):
        for size, suffix in steps:
            assert f"datum.value / {size}," in words.compact_label()
            assert suffix in words.compact_label()


def test_months_are_in_the_readers_language() -> None:
    with i18n.language("zh-Hans"):
        assert words.locale_config()["time"]["shortMonths"][10] == "11月"


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    """Source: W3C, WCAG 2.2, contrast ratio."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["text", "quiet_text", "accent", "warning", "danger", "good"])
def test_text_can_be_read_on_its_background(look: Theme, ink: str) -> None:
    assert _contrast(getattr(look, ink), look.background) >= 4.5


@pytest.mark.parametrize("grey", range(0, 256, 5))
def test_one_of_the_two_inks_can_be_read_on_any_cell(grey: int) -> None:
    cell = f"#{grey:02x}{grey:02x}{grey:02x}"
    assert max(_contrast(cell, LIGHT_INK), _contrast(cell, DARK_INK)) >= 4.5


def test_amounts_leave_cells_that_are_too_narrow_for_them() -> None:
    words = charts.heatmap(TABLES["heatmap"], Measure("Lines"), LIGHT, row_title="", column_title="")[
        "layer"
    ][1]
    assert words["mark"]["fontSize"] == {"expr": "width / 2 > 13 ? 11 : width / 2 > 11 ? 9 : 0"}


def test_a_young_cohort_is_an_outline_that_says_so() -> None:
    made = charts.cohort_bars(TABLES["cohort_bars"], SALES, LIGHT)
    assert [row["note"] for row in made["data"]["values"]] == ["", "not complete yet"]
    old, young = made["layer"][:2]
    assert "strokeDash" in young["mark"]
    assert "strokeDash" not in old["mark"]
    assert (old["encoding"]["y2"], young["encoding"]["y2"]) == ({"datum": 0}, {"datum": 0})

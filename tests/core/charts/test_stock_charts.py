"""Charts of stock: valid in every language and theme, and true to their rows."""

from __future__ import annotations

import datetime as dt

import altair as alt
import pandas as pd
import pytest

from core import charts, i18n
from core.charts import DARK, LIGHT, Measure, Theme

DAYS = [dt.date(2026, 3, 2), dt.date(2026, 3, 9)]
SPANS = pd.DataFrame(
    {
        "label": ["TEA", "CUP"],
        "first_day": DAYS,
        "last_day": DAYS,
        "kind": ["open", "weak"],
        "title": ["", ""],
    }
)
KINDS = {"known": "counts", "weak": "inferred", "open": "still out"}
ROWS, COLUMNS = {"A": "A: most"}, {"X": "X: steady", "Z": "Z: erratic"}
CELLS = pd.DataFrame(
    {
        "row": ["A", "A"], "column": ["X", "Z"], "cell": ["AX", "AZ"], "title": ["AX", "AZ"],
        "first": ["3 products", ""], "second": ["", ""], "third": ["", ""], "value": [0.7, 0.3],
        "words": ["keep much", "decide by hand"],
    }
)  # fmt: skip
COURSE = pd.DataFrame({"day": DAYS, "stock": [5.0, None], "sold": [3.0, None], "expected": [None, 4.0]})
OUTS = pd.DataFrame({"first_day": DAYS[:1], "last_day": DAYS[1:], "title": ["3 units lost"]})
ARRIVALS = pd.DataFrame({"day": DAYS[1:], "title": ["10 units on order"]})


def spans(table: pd.DataFrame, look: Theme) -> charts.Spec:
    days = (DAYS[0].isoformat(), DAYS[1].isoformat())
    return charts.spans(table, look, description="Days without stock", kinds=KINDS, days=days)


def matrix(table: pd.DataFrame, look: Theme, chosen: str = "") -> charts.Spec:
    return charts.matrix(table, look, description="Nine cells", rows=ROWS, columns=COLUMNS, chosen=chosen)


def course(table: pd.DataFrame, look: Theme) -> charts.Spec:
    return charts.course(table, Measure("Units"), look, outs=OUTS, arrivals=ARRIVALS)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
def test_charts_of_stock_are_valid_specifications(language: str, look: Theme) -> None:
    with i18n.language(language):
        for spec in (spans(SPANS, look), matrix(CELLS, look), course(COURSE, look)):
            alt.Chart.from_dict(spec).to_dict()


def test_a_chart_of_nothing_is_still_a_chart() -> None:
    for spec in (spans(SPANS[:0], LIGHT), matrix(CELLS[:0], LIGHT), course(COURSE[:0], LIGHT)):
        assert spec["data"]["values"] == []


def test_a_weak_spell_is_only_outlined_and_an_open_one_has_a_sign() -> None:
    bar, sign = spans(SPANS, LIGHT)["layer"]
    assert bar["encoding"]["fill"]["condition"]["test"] == "datum.kind === 'weak'"
    assert sign["mark"]["text"] == "✕"


def test_the_axis_holds_the_whole_time_asked_for() -> None:
    scale = spans(SPANS, LIGHT)["layer"][0]["encoding"]["x"]["scale"]
    assert scale["domainMin"] == {"expr": "utc(2026, 2, 2)"}, "March is 2 in Vega"
    assert scale["domainMax"] == {"expr": "utc(2026, 2, 9)"}


def test_a_click_names_the_cell_and_the_chosen_one_is_framed() -> None:
    spec = matrix(CELLS, LIGHT, chosen="AX")
    (parameter,) = spec["layer"][0]["params"]
    assert (parameter["name"], parameter["select"]["fields"]) == (charts.CLICKED, ["cell"])
    assert [row["is_chosen"] for row in spec["data"]["values"]] == [True, False]


def test_a_bar_of_sales_is_as_wide_as_its_week() -> None:
    rows = course(COURSE, LIGHT)["data"]["values"]
    assert [row["week_end"] for row in rows] == ["2026-03-08", "2026-03-15"]


def test_without_stock_outs_and_orders_only_the_course_is_drawn() -> None:
    bare = charts.course(COURSE, Measure("Units"), LIGHT, outs=OUTS[:0], arrivals=ARRIVALS[:0])
    assert len(bare["layer"]) == len(course(COURSE, LIGHT)["layer"]) - 2

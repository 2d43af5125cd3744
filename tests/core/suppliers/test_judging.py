"""When a supplier kept its word: the rules of the scorecard, one by one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from core.purchasing.expected import usual_days
from core.suppliers import judged, scorecard, window_of
from core.suppliers.judging import window_before
from tests.core.suppliers.ordered import AS_OF, Line, day, ordered, our_lines, our_receipts


def one(line: Line, *, grace: int = 3, months: int = 0) -> dict[str, Any]:
    """What is judged of a single line."""
    table = judged(ordered(line), window_of(months, AS_OF, grace))
    return {str(name): value for name, value in table.iloc[0].items()}


def test_a_line_that_came_whole_on_the_promised_day_is_kept_without_any_grace() -> None:
    found = one(Line(came=[(10, 100)]), grace=0)
    assert (found["is_kept"], found["delay_days"], found["lead_days"]) == (True, 0, 10)


def test_grace_decides_what_is_late() -> None:
    line = Line(came=[(13, 100)])
    assert one(line, grace=3)["is_kept"]
    assert not one(line, grace=2)["is_kept"]


def test_an_early_line_has_a_delay_below_zero() -> None:
    assert one(Line(came=[(6, 100)]))["delay_days"] == -4


def test_a_line_that_is_not_yet_due_is_outside() -> None:
    assert not one(Line(promised=100))["is_due"], "its grace is not over"
    assert one(Line(promised=97))["is_due"]


def test_a_line_promised_before_the_window_is_outside() -> None:
    assert not one(Line(came=[(10, 100)]), months=3)["is_due"]
    assert one(Line(came=[(10, 100)]), months=6)["is_due"]


def test_a_line_that_we_cancelled_is_outside() -> None:
    assert not one(Line(cancelled=100))["is_due"]
    assert not one(Line(state="cancelled"))["is_due"]


def test_of_a_partly_cancelled_line_the_rest_counts() -> None:
    assert one(Line(cancelled=40, came=[(9, 60)]))["is_kept"]
    assert not one(Line(cancelled=40, came=[(9, 59)]))["is_in_full"]


def test_a_split_delivery_is_on_time_only_when_the_whole_is() -> None:
    found = one(Line(came=[(9, 60), (24, 40)]))
    assert (found["is_on_time"], found["is_in_full"], found["units_on_time"]) == (False, True, 60)
    assert found["delay_days"] == 14, "the day on which all of it was in"
    assert one(Line(came=[(8, 60), (10, 40)]))["is_kept"]


def test_more_than_was_ordered_never_counts_above_the_whole() -> None:
    found = one(Line(came=[(9, 130)]))
    assert (found["is_kept"], found["units_on_time"]) == (True, 100)


def test_a_short_line_that_is_closed_is_on_time_but_not_in_full() -> None:
    found = one(Line(came=[(9, 80)], state="closed"))
    assert (found["is_on_time"], found["is_in_full"], found["is_kept"]) == (True, False, False)


def test_a_line_of_which_nothing_came_is_late_now() -> None:
    found = one(Line())
    assert (found["is_due"], found["is_on_time"], found["is_late_now"], found["late_days"]) == (
        True,
        False,
        True,
        90,
    )
    assert found["delay_days"] == 90, "so far"


def test_what_came_before_it_was_ordered_is_a_data_fault_and_left_out() -> None:
    found = one(Line(ordered=5, promised=15, came=[(3, 100)]))
    assert found["is_fault"]
    assert not found["is_due"]
    assert pd.isna(found["lead_days"]), "never below zero"


def test_received_without_a_receipt_is_a_data_fault() -> None:
    found = one(Line(state="received"))
    assert found["is_fault"]
    assert not found["is_due"]


def test_a_grace_outside_the_choices_is_refused() -> None:
    with pytest.raises(ValueError, match="grace_days"):
        window_of(12, AS_OF, 8)


def test_a_window_of_three_months_begins_the_day_after_three_months_ago() -> None:
    assert window_of(3, dt.date(2026, 10, 31)).first == dt.date(2026, 8, 1)


def test_an_order_of_ours_counts_until_a_file_tells_about_it() -> None:
    mine = our_lines({})
    came = our_receipts({"received_on": day(9)})
    alone = judged(ordered(ours=mine, receipts=came), window_of(0, AS_OF))
    assert alone[["source", "is_kept"]].to_numpy().tolist() == [["ledger", True]]
    told = ordered(Line(external="PO-1", came=[(20, 100)]), ours=mine, receipts=came)
    both = judged(told, window_of(0, AS_OF))
    assert both[["order_id", "source", "is_kept"]].to_numpy().tolist() == [["PO-1", "file", False]]


def test_few_lines_get_no_score() -> None:
    table = scorecard(ordered(*[Line(came=[(9, 100)])] * 4), window_of(0, AS_OF)).table
    assert table["verdict"].tolist() == ["few"]
    assert table["kept_share"].isna().all()


def test_five_of_five_lines_are_not_surely_a_hundred_percent() -> None:
    table = scorecard(ordered(*[Line(came=[(9, 100)])] * 5), window_of(0, AS_OF)).table
    assert table["kept_share"].tolist() == [1.0]
    assert 0.5 < table["kept_low"].iloc[0] < 0.6


def test_lines_of_one_order_are_one_case() -> None:
    lines = [Line(came=[(9, 100)], po="P1", sku=f"A{number}") for number in range(20)]
    together = ordered(*lines).lines
    assert together["order_id"].nunique() == 1
    table = scorecard(ordered(*lines), window_of(0, AS_OF)).table
    assert table["kept_low"].iloc[0] < 0.3


def test_late_units_are_told_in_money_of_the_display_currency() -> None:
    table = scorecard(ordered(Line(came=[(9, 40)], cost=2.0, currency="EUR")), window_of(0, AS_OF)).table
    assert table[["late_lines", "late_units", "late_amount"]].to_numpy().tolist() == [[1, 60, 60 * 2 * 8]]


def test_an_unknown_rate_is_counted_and_not_guessed() -> None:
    table = scorecard(ordered(Line(currency="USD")), window_of(0, AS_OF)).table
    assert table["late_without_cost"].tolist() == [1]


def test_rejected_units_are_a_share_of_what_arrived() -> None:
    table = scorecard(ordered(Line(came=[(9, 90, 10)])), window_of(0, AS_OF)).table
    assert table["rejected_share"].tolist() == [0.1]


def test_a_dearer_price_is_told_as_a_share_and_in_money() -> None:
    lines = [Line(cost=2.0, came=[(9, 100)]), Line(ordered=20, promised=30, cost=2.2, came=[(29, 100)])]
    table = scorecard(ordered(*lines), window_of(0, AS_OF)).table
    assert table["price_change"].iloc[0] == pytest.approx(0.1)
    assert table["price_change_amount"].iloc[0] == pytest.approx(20.0)


def test_nothing_ordered_is_an_empty_scorecard() -> None:
    assert scorecard(ordered(), window_of(12, AS_OF)).table.empty


@effort(max_examples=40, deadline=None)
@given(
    lines=st.lists(
        st.builds(
            Line,
            came=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 130)), max_size=3),
            cancelled=st.integers(0, 100),
            state=st.sampled_from(["open", "received", "closed", "cancelled"]),
        ),
        min_size=1,
        max_size=8,
    ),
    grace=st.integers(0, 7),
)
def test_kept_is_never_more_than_on_time_or_in_full(lines: list[Line], grace: int) -> None:
    table = judged(ordered(*lines), window_of(0, AS_OF, grace))
    assert (table["is_kept"] <= table["is_on_time"]).all()
    assert (table["is_kept"] <= table["is_in_full"]).all()
    assert (table["units_on_time"] <= table["wanted_units"]).all()
    assert not (table["lead_days"] < 0).any()


def test_the_shares_add_up_from_the_lines_behind_them() -> None:
    lines = [Line(came=[(9, 100)])] * 4 + [Line(came=[(30, 100)])]
    card = scorecard(ordered(*lines), window_of(0, AS_OF))
    due = card.lines[card.lines["is_due"]]
    assert card.table["kept_share"].iloc[0] == due["is_kept"].mean() == 0.8


def test_the_window_before_ends_where_the_window_begins() -> None:
    now = window_of(3, dt.date(2026, 10, 31))
    before = window_before(now, 3)
    assert before is not None
    assert (before.first, before.last) == (dt.date(2026, 5, 1), dt.date(2026, 7, 31))
    assert window_before(window_of(0, AS_OF), 0) is None


def shut(line: Line, *closed: tuple[int, int], others: tuple[Line, ...] = ()) -> dict[str, Any]:
    """What is judged of a line of S1, which was closed from one day to another."""
    known = ordered(line, *others, closed=[("S1", first, last) for first, last in closed])
    table = judged(known, window_of(0, AS_OF))
    return {str(name): value for name, value in table.iloc[0].items()}


def test_a_promise_inside_a_closure_is_due_on_the_first_open_day_after_it() -> None:
    late = Line(came=[(32, 100)])
    assert not shut(late)["is_kept"]
    found = shut(late, (8, 29))
    assert (found["is_kept"], found["due_on"], found["delay_days"]) == (True, day(30), 2)


def test_a_promise_before_a_closure_is_late_for_all_its_days() -> None:
    found = shut(Line(came=[(32, 100)]), (11, 29))
    assert (found["is_kept"], found["delay_days"]) == (False, 22)


def test_a_closure_in_which_goods_came_excuses_nothing() -> None:
    meanwhile = Line(came=[(20, 100)], promised=20)
    assert not shut(Line(came=[(32, 100)]), (8, 29), others=(meanwhile,))["is_kept"]


def test_a_short_closure_is_no_part_of_the_lead_time() -> None:
    assert shut(Line(came=[(20, 100)]), (8, 9))["lead_days"] == 18


def test_a_long_closure_measures_no_lead_time() -> None:
    assert pd.isna(shut(Line(came=[(40, 100)]), (8, 29))["lead_days"])


def test_a_lead_time_is_measured_on_five_lines_without_a_long_closure_between() -> None:
    plain = [Line(((8, 100),)) for _ in range(4)]
    shut = Line(((40, 100),), ordered=20, promised=None)
    assert usual_days(ordered(*plain, shut, closed=[("S1", 22, 38)])).empty
    assert usual_days(ordered(*plain, Line(((8, 100),)), closed=[("S1", 22, 38)]))["S1"] == 8

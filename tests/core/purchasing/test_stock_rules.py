"""Rules of stock that other systems broke, one test each: suggestions that nobody can explain."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from core.i18n import render
from core.ledger import DECISIONS
from core.purchasing import explain, inputs_of, suggest, weeks_ahead, why_nothing
from tests.purchases import TODAY, Item, known, reason, suggested, terms, units


def _day(days: int) -> dt.date:
    return TODAY + dt.timedelta(days=days)


def test_the_shown_forecast_and_the_quantity_look_at_the_same_days() -> None:
    """Expected demand, safety stock and order cycle of one horizon are all the arithmetic of the quantity."""
    line = suggested(Item(on_hand=100)).lines.iloc[0]
    assert line["protection_days"] == 21
    assert line["expected_demand"] == pytest.approx(210)
    assert line["units"] == line["order_up_to"] - 100
    assert line["order_up_to"] == pytest.approx(210 + line["safety_stock"] + 70)


def test_below_the_reorder_point_there_is_a_suggestion_or_a_reason() -> None:
    items = [Item("A"), Item("B", lead_time_days=None), Item("C", per_day=0), Item("D", on_hand=None)]
    found = suggested(*items)
    answered = {*found.lines["sku"], *found.nothing["sku"]}
    assert answered == {"A", "B", "C", "D"}
    assert all(render(why_nothing(row)) for row in found.nothing.to_dict("records"))


def test_stock_on_order_is_not_ordered_again() -> None:
    wanted = units(Item(on_hand=0))
    assert wanted > 0
    assert units(Item(on_hand=0, arrivals=[(wanted, _day(14))])) == 0


def test_the_same_facts_give_the_same_suggestions_however_often() -> None:
    first, second = suggested(Item("A"), Item("B", on_hand=30)), suggested(Item("A"), Item("B", on_hand=30))
    pd.testing.assert_frame_equal(first.lines, second.lines)


def test_the_quantity_reaches_the_order_up_to_level_not_the_reorder_point() -> None:
    line = suggested(Item(on_hand=60)).lines.iloc[0]
    assert 60 + line["units"] == line["order_up_to"] > line["reorder_point"]


def test_a_minimum_order_is_no_minimum_stock() -> None:
    """Far above the reorder point a minimum order of 500 orders nothing."""
    assert units(Item(on_hand=400, moq=500)) == 0
    assert reason(Item(on_hand=400, moq=500)) == "enough_stock"


def test_an_order_due_far_in_the_future_does_not_hide_a_coming_stock_out() -> None:
    late = Item(on_hand=50, arrivals=[(1000, _day(90))])
    line = suggested(late).lines.iloc[0]
    assert line["units"] > 0
    assert line["stock_out_on"].date() == _day(6)
    assert any("1,000 units on order" in render(note) for note in explain(line.to_dict()).notes)


def test_a_supplier_with_a_minimum_keeps_its_place_and_its_lead_time() -> None:
    line = suggested(Item(moq=10_000, lead_time_days=30)).lines.iloc[0]
    assert (line["supplier_id"], line["lead_time_days"]) == ("S1", 30)
    assert line["arrives_on"].date() == _day(30)


def test_choosing_a_supplier_with_a_minimum_proposes_nothing_without_demand() -> None:
    assert reason(Item(per_day=0, on_hand=0, moq=200)) == "no_demand"


def test_rounding_shows_what_is_needed_and_what_is_ordered() -> None:
    line = suggested(Item(on_hand=3, pack=24)).lines.iloc[0]
    assert line["units"] % 24 == 0
    assert line["raw_units"] + line["pack_added_units"] == line["units"]
    assert 0 <= line["pack_added_units"] < 24


def test_a_minimum_says_what_it_adds_in_units_days_and_money() -> None:
    line = suggested(Item(on_hand=0, moq=600)).lines.iloc[0]
    added = 600 - line["raw_units"]
    notes = [render(note) for note in explain(line.to_dict()).notes]
    assert (
        f"The minimum adds {added} units = {added // 10} days of extra cover, CN¥{added * 8:,.2f}." in notes
    )


@pytest.mark.parametrize("pack", [0, -6, 2.5, None])
@pytest.mark.parametrize("moq", [0, -1, 7.3, None])
def test_one_bad_item_never_stops_the_rest_and_units_are_whole(pack: float | None, moq: float | None) -> None:
    found = suggested(
        Item("A", pack=pack, moq=moq), Item("B"), Item("C", unit_cost=None), Item("D", on_hand=2.4)
    )
    assert sorted(found.lines["sku"]) == ["A", "B", "C", "D"]
    assert found.lines["units"].dtype == "int64"


def test_a_minimum_order_quantity_is_met() -> None:
    assert units(Item(on_hand=0, moq=900)) == 900
    assert units(Item(on_hand=0, moq=901, pack=100)) == 1000


def test_a_snooze_holds_for_the_sku_at_its_location_through_new_runs() -> None:
    for run in ("monday", "tuesday"):
        snoozed = {"snoozes": [("A", "WH", _day(10))], "run": run}
        assert reason(Item(), **snoozed) == "snoozed"
        assert units(Item(location="EU"), **snoozed) > 0


def test_a_snooze_ends_on_its_day() -> None:
    assert reason(Item(), snoozes=[("A", "WH", _day(1))]) == "snoozed"
    assert reason(Item(), snoozes=[("A", "WH", _day(0))]) == ""


def test_a_lead_time_is_never_assumed() -> None:
    assert reason(Item(lead_time_days=None)) == "lead_time_unknown"
    assert reason(Item(supplier="")) == "supplier_unknown"


def test_goods_without_a_named_supplier_are_suggested_once_their_lead_time_is_confirmed() -> None:
    assert units(Item(supplier="", lead_time_days=None), confirmed=terms(supplier="", lead=14)) > 0


def test_goods_without_a_named_supplier_are_ordered_once_their_terms_are_confirmed() -> None:
    assert units(Item(supplier=""), confirmed=terms(supplier="", lead=20)) == units(Item(lead_time_days=20))


def test_a_confirmed_lead_time_wins_over_the_file() -> None:
    line = suggested(Item(lead_time_days=14), confirmed=terms(lead=40)).lines.iloc[0]
    assert (line["lead_time_days"], line["lead_time_source"], line["is_confirmed"]) == (40, "confirmed", True)


def test_terms_of_the_location_win_over_terms_for_everywhere() -> None:
    both = pd.concat([terms(lead=40), terms(location="WH", lead=5)], ignore_index=True)
    assert suggested(Item(), confirmed=both).lines["lead_time_days"].iloc[0] == 5
    assert suggested(Item(location="EU"), confirmed=both).lines["lead_time_days"].iloc[0] == 40


def test_the_supplier_of_the_lowest_rank_is_chosen() -> None:
    from tests.purchases import offers_of

    second = offers_of(Item(supplier="S0", offer={"rank": 2}))
    offers = pd.concat([offers_of(Item(supplier="S9")), second], ignore_index=True)
    assert suggested(Item(), offers=offers).lines["supplier_id"].tolist() == ["S9"]


def test_promised_units_are_not_there_for_the_next_buyer() -> None:
    assert units(Item(on_hand=120, reserved=20)) == units(Item(on_hand=100))


def test_oversold_units_are_ordered_even_without_demand() -> None:
    assert units(Item(per_day=0, on_hand=-3)) == 3


@pytest.mark.parametrize(
    ("product", "code"),
    [
        ({"kind": "service"}, "kind_not_stocked"),
        ({"is_bundle": True}, "bundle"),
        ({"fulfilment": "dropship"}, "not_stocked_by_us"),
        ({"replaced_by": "A2"}, "replaced"),
        ({"status": "ended"}, "discontinued"),
        ({"status": "paused"}, "not_on_sale"),
        ({"ends_on": dt.date(2026, 3, 5)}, "ends_before_arrival"),
        ({"ends_on": dt.date(2026, 2, 5)}, "discontinued"),
    ],
)
def test_what_is_not_bought_says_why(product: dict[str, object], code: str) -> None:
    found = suggested(Item(product=product))
    assert found.nothing["code"].tolist() == [code]
    assert render(why_nothing(found.nothing.iloc[0].to_dict()))


def test_a_sku_that_was_out_of_stock_for_months_is_unknown_not_dead() -> None:
    nan = float("nan")
    assert reason(Item(weekly=[70.0] * 30 + [nan] * 26)) == "demand_unknown"
    assert reason(Item(weekly=[70.0] * 30 + [0.0] * 26)) == "no_demand"


def test_a_product_that_was_never_sold_in_a_whole_week_has_no_forecast() -> None:
    assert reason(Item(weekly=[])) == "no_forecast"


def test_without_a_stock_figure_nothing_is_guessed() -> None:
    assert reason(Item(on_hand=None)) == "no_stock_figure"


def test_what_is_on_order_says_how_many_and_when() -> None:
    found = suggested(Item(on_hand=0, arrivals=[(500, _day(9))])).nothing.iloc[0]
    assert render(why_nothing(found.to_dict())) == "Already on order: 500, the next due on Mar 10, 2026."


def test_enough_stock_says_until_when() -> None:
    found = suggested(Item(on_hand=700)).nothing.iloc[0]
    words = render(why_nothing(found.to_dict()))
    assert words.startswith("Enough stock: 700 last until May 11, 2026; an order is due at ")


def test_a_rejected_suggestion_stays_away_while_nothing_changes() -> None:
    line = suggested(Item()).lines.iloc[0]
    answer = {"kind": "rejected", "suggestion_id": line["suggestion_id"], "version": line["version"]}
    rejected = pd.DataFrame([answer | {"decided_by": "Lin", "reason": "too dear"}], columns=list(DECISIONS))
    assert reason(Item(), decisions=rejected) == "rejected"
    assert reason(Item(), decisions=rejected, run="another run of the same facts") == "rejected"
    assert reason(Item(on_hand=5), decisions=rejected, run="new facts") == ""


def test_a_version_names_every_input() -> None:
    versions = {
        suggested(item).lines["version"].iloc[0]
        for item in (
            Item(),
            Item(on_hand=1),
            Item(reserved=1),
            Item(moq=2),
            Item(unit_cost=9),
            Item(lead_time_days=15),
        )
    }
    assert len(versions) == 6


def test_the_id_is_of_the_run_the_sku_the_place_and_the_supplier_only() -> None:
    same, other = suggested(Item(on_hand=0)), suggested(Item(on_hand=7))
    assert same.lines["suggestion_id"].tolist() == other.lines["suggestion_id"].tolist()
    assert suggested(Item(), run="x").lines["suggestion_id"].tolist() != same.lines["suggestion_id"].tolist()


def test_what_runs_out_first_stands_first() -> None:
    found = suggested(Item("A", on_hand=200), Item("B", on_hand=0), Item("C", on_hand=40))
    assert found.lines[["sku", "urgency"]].to_numpy().tolist() == [["B", "out"], ["C", "late"], ["A", "due"]]


def test_larger_orders_get_the_cost_of_their_price_break() -> None:
    breaks = Item(on_hand=0, offer={"price_breaks": "100:7.50;5000:6; nonsense"})
    line = suggested(breaks).lines.iloc[0]
    assert line["unit_cost"] == 7.5
    assert line["amount"] == pytest.approx(7.5 * line["units"])


def test_the_decision_keeps_every_number_it_was_made_from() -> None:
    kept = inputs_of(suggested(Item(on_hand=33, moq=50)).lines.iloc[0].to_dict())
    assert (kept["physical"], kept["moq"], kept["lead_time_days"], kept["as_of"]) == (
        33,
        50,
        14,
        "2026-03-01",
    )


def test_where_the_stock_figure_comes_from_is_said() -> None:
    given = known(Item(on_hand=40))
    table = given.position.table.assign(
        on_hand=50.0, received_since=5.0, shipped_since=12.0, adjusted_since=-3.0, same_day=7.0
    )
    told = suggest(replace(given, position=replace(given.position, table=table))).lines.iloc[0]
    notes = [render(note) for note in explain(told.to_dict()).notes]
    moves = "+ 5 received, − 12 shipped, and − 3 by movements, transfers and write-offs"
    assert f"In stock now: 50 counted on Mar 1, 2026; since then {moves}." in notes
    assert any(note.startswith("7 units came on the day of the count") for note in notes)


def _notes(item: Item) -> list[str]:
    return [render(note) for note in explain(suggested(item).lines.iloc[0].to_dict()).notes]


def test_why_more_than_one_cycle_is_ordered_is_said() -> None:
    words = "the next order can be placed in 7 days and arrives 21 days from now"
    assert any(words in note for note in _notes(Item(on_hand=100)))


def test_days_without_stock_are_part_of_the_need_and_that_is_said() -> None:
    """50 units last five days, the order comes on day 14."""
    words = "Until it arrives there is nothing to sell for 8 days: the 80 units wanted on them are part of"
    assert any(words in note for note in _notes(Item(on_hand=50)))
    assert not any("nothing to sell" in note for note in _notes(Item(on_hand=180)))


def test_past_weeks_without_stock_are_marked_and_their_zero_is_no_figure() -> None:
    weeks = pd.date_range("2026-01-05", periods=3, freq="7D")
    past = pd.DataFrame({"week": weeks, "units": [5.0, 0.0, 2.0], "stock_out": [False, True, True]})
    names = ["week", "mean", "q05", "q95", "q25", "q75"]
    shown = weeks_ahead(past, pd.DataFrame([[pd.Timestamp("2026-01-26"), 4, 1, 9, 2, 6]], columns=names))
    assert shown["actual"].fillna(-1).tolist() == [5, -1, 2, -1]
    assert shown["out"].fillna(-1).tolist() == [-1, 0, 0, -1]

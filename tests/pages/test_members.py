"""Members: what is missing when nobody is known, else who they are, who moved, whom to win back."""

from __future__ import annotations

from core.settings import Settings
from tests import small_shop
from tests.pages.conftest import OpenApp


def test_orders_without_buyers_are_told_what_to_export(open_app: OpenApp, home: Settings) -> None:
    small_shop.sell(home, with_buyers=False)
    app = open_app("members", home=home)
    assert not app.exception
    assert app.subheader[0].value == "No order says who bought"


def test_members_are_scored_at_a_click(open_app: OpenApp, home: Settings) -> None:
    small_shop.sell(home)
    app = open_app("members", home=home)
    assert not app.exception
    assert [button.label for button in app.button if button.key == "score_members"] == [
        "Score the members now"
    ]


def test_every_view_answers_by_its_link(open_app: OpenApp, home: Settings) -> None:
    small_shop.open_shop(home)
    app = open_app("members", home=home)
    assert not app.exception
    assert not app.error
    assert app.text[0].value.startswith("20 members; ")
    assert len(app.dataframe[-1].value) == 20
    app.text_input(key="choice_find_member").set_value("buyer-17").run()
    assert list(app.dataframe[-1].value["customer_id"]) == ["buyer-17"]
    assert app.query_params["find_member"] == "buyer-17"

    app.segmented_control(key="choice_view").set_value("moves").run()
    assert not app.exception
    assert "members fell away" in app.text[0].value
    assert len(app.get("vega_lite_chart")) == 2

    app.segmented_control(key="choice_view").set_value("win_back").run()
    assert not app.exception
    assert app.text[0].value == "All 20 regulars keep to their rhythm."


def test_a_link_opens_one_member(open_app: OpenApp, home: Settings) -> None:
    small_shop.open_shop(home)
    app = open_app("members", home=home, member="shop:buyer-17", segment="champions")
    assert not app.exception
    assert any("4 orders since" in text.value for text in app.text)


def test_the_segment_of_a_link_is_shown_and_can_be_changed(open_app: OpenApp, home: Settings) -> None:
    small_shop.open_shop(home)
    app = open_app("members", home=home, segment="champions")
    box = next(box for box in app.selectbox if box.label == "Segment")
    assert box.value == "champions"
    box.set_value("").run()
    assert "segment" not in app.query_params
    assert len(app.dataframe[-1].value) == 20
    app.query_params["segment"] = "champions"
    app.run()
    assert next(box for box in app.selectbox if box.label == "Segment").value == "champions"

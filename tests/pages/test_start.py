"""First steps: each role sees its questions, the files they wait for, and where to get them."""

from __future__ import annotations

from core.settings import Settings
from tests import small_shop
from tests.pages.conftest import OpenApp


def test_an_empty_desk_is_told_what_to_upload_and_offered_the_sample(
    open_app: OpenApp, home: Settings
) -> None:
    app = open_app("start", home=home, role="planner")
    assert not app.exception
    assert app.text[0].value == "0 of 6 questions of this role are answered with what is loaded."
    assert "sample_show" in [button.key for button in app.button]
    assert any("One row for each order" in part.value for part in app.caption)


def test_a_loaded_desk_leads_from_each_question_to_its_page(open_app: OpenApp, home: Settings) -> None:
    small_shop.open_shop(home)
    app = open_app("start", home=home, role="manager")
    assert not app.exception
    assert [link.proto.label for link in app.get("page_link")].count("See the answer") == 2
    assert "sample_show" not in [button.key for button in app.button]


def test_menus_are_named_as_the_platform_names_them(open_app: OpenApp, home: Settings) -> None:
    app = open_app("start", home=home, role="manager", lang="zh-Hans")
    assert not app.exception
    assert app.dataframe[1].value["menu"].str.contains("已卖出的宝贝").any()

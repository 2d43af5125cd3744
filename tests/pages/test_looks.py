"""Pages and charts share one look."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from core import charts

CONFIG = tomllib.loads(Path(".streamlit/config.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("look", [charts.LIGHT, charts.DARK], ids=["light", "dark"])
def test_pages_have_the_colours_of_the_charts(look: charts.Theme) -> None:
    configured = CONFIG["theme"][look.name]
    assert configured["primaryColor"] == configured["linkColor"] == look.accent
    assert (configured["backgroundColor"], configured["textColor"]) == (look.background, look.text)
    assert (configured["orangeTextColor"], configured["redTextColor"]) == (look.warning, look.danger)
    assert configured["greenTextColor"] == look.good


def test_pages_have_the_type_of_the_charts_and_nothing_is_downloaded() -> None:
    assert CONFIG["theme"]["font"] == charts.FONT
    assert not CONFIG["browser"]["gatherUsageStats"]


def test_the_server_is_for_this_machine_only_and_shows_no_traceback() -> None:
    assert CONFIG["server"]["address"] == "127.0.0.1"
    assert CONFIG["client"]["showErrorDetails"] == "none"

"""Pages without a browser: the whole app as it is, at a page and in a language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest

from core import settings as configuration
from core.settings import Settings
from tests.homes import new_home

_APP = Path(__file__).parents[2] / "app.py"
_PATIENCE_SECONDS = 30

OpenApp = Callable[..., AppTest]


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    """An Abacus without data, known to one person. Override it in a module that needs data."""
    return new_home(tmp_path)


@lru_cache(maxsize=1)
def _components() -> BidiComponentManager:
    """What Streamlit finds in all installed packages: a server looks once, its test runner for every app."""
    found = BidiComponentManager()
    found.discover_and_register_components(start_file_watching=False)
    return found


@pytest.fixture
def open_app(monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenApp]:
    """`open_app("sales", home=settings, lang="zh-Hans", **query)`: the app after its first run at that page.

    The app runs from a folder of its own, so that Streamlit's test runner does not take `pages/` for the
    older way of many pages (it would at every run; a server does so only once, which a browser test watches).
    """

    def open_at(page: str = "", *, home: Settings, lang: str = "en", **query: str) -> AppTest:
        monkeypatch.setenv("ABACUS_HOME", str(home.home))
        configuration.load.cache_clear()
        app = AppTest.from_string(_APP.read_text(encoding="utf-8"), default_timeout=_PATIENCE_SECONDS)
        app._bidi_component_manager = _components()
        if page:
            app.switch_page(str(_APP.with_name("pages") / f"{page}.py"))
        for name, value in {"lang": lang, **query}.items():
            app.query_params[name] = value
        return app.run()

    yield open_at
    configuration.load.cache_clear()
    st.cache_data.clear()
    st.cache_resource.clear()

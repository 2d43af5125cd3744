"""A shop to plan for, made once per run and copied where a test folder writes to it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.settings import Settings
from tests.plain_lake import settings_of
from tests.purchases import a_planned_shop


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of an Abacus that nobody has used yet, whose lake is a plain file."""
    return settings_of(tmp_path / "var")


@pytest.fixture(scope="session")
def planned_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the planned shop as it was handed in; nobody may write to it."""
    made = settings_of(tmp_path_factory.mktemp("planned") / "var")
    a_planned_shop(made)
    return made.home


@pytest.fixture(scope="module")
def planned_shop(planned_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The planned shop for one module of tests, without forecasts."""
    home = tmp_path_factory.mktemp("shop") / "var"
    shutil.copytree(planned_home, home)
    return settings_of(home)

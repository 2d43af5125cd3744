"""One random shop for all tests of figures: what varies is what is asked of it."""

from __future__ import annotations

import pytest

from core import facts
from core.settings import Settings
from tests.builders import Shop, a_shop
from tests.core.metrics.plain import PlainShop
from tests.homes import prepare


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    settings = Settings(home=tmp_path_factory.mktemp("shop") / "var", _env_file=None)  # type: ignore[call-arg]
    prepare(settings)
    return a_shop(settings, seed=7, orders=220)


@pytest.fixture(scope="session")
def snapshot(shop: Shop) -> facts.Snapshot:
    return shop.snapshot


@pytest.fixture(scope="session")
def plain(shop: Shop) -> PlainShop:
    return PlainShop(shop)

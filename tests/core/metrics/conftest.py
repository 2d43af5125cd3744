"""One random shop for all tests of figures: what varies is what is asked of it."""

from __future__ import annotations

import pytest

from core import facts
from tests.builders import Shop, a_shop
from tests.core.metrics.plain import PlainShop
from tests.homes import prepare
from tests.plain_lake import settings_of


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    settings = settings_of(tmp_path_factory.mktemp("shop") / "var")
    prepare(settings)
    return a_shop(settings, seed=7, orders=220)


@pytest.fixture(scope="session")
def snapshot(shop: Shop) -> facts.Snapshot:
    return shop.snapshot


@pytest.fixture(scope="session")
def plain(shop: Shop) -> PlainShop:
    return PlainShop(shop)

"""An ERP names shops as people call them: the known shop of that name is meant."""

from __future__ import annotations

from pathlib import Path

from core import facts, ingest
from core.ingest import Choices
from core.settings import Settings
from tests.core.ingest.exports import taobao_list, write
from tests.core.ingest.exports_cn import ORDER, jushuitan_orders
from tests.homes import prepare

SHOPS = "channel,platform,shop,currency,timezone\n"


def _channels_of_orders(settings: Settings, folder: Path, shops: str) -> list[str]:
    prepare(settings)
    listed = write(folder / "channels.csv", SHOPS + shops)
    for path in (listed, jushuitan_orders(folder, {})):
        (result,) = ingest.run(settings, [path], Choices(), who="Lin")
        assert result.error is None
    return list(facts.lease(settings).frame("SELECT channel FROM lake.current.orders")["channel"])


def test_a_shop_is_known_by_its_display_name(settings: Settings, tmp_path: Path) -> None:
    assert _channels_of_orders(settings, tmp_path, "tmall,taobao,示例旗舰店,CNY,Asia/Shanghai\n") == ["tmall"]


def test_a_name_that_two_shops_share_stays_as_the_file_says(settings: Settings, tmp_path: Path) -> None:
    shops = "tmall,taobao,示例旗舰店,CNY,Asia/Shanghai\ntmall2,taobao,示例旗舰店,CNY,Asia/Shanghai\n"
    assert _channels_of_orders(settings, tmp_path, shops) == ["示例旗舰店"]


def test_the_orders_that_an_erp_brings_once_more_are_held(settings: Settings, tmp_path: Path) -> None:
    prepare(settings)
    listed = taobao_list(tmp_path, {"订单编号": ORDER})
    for path in (listed, jushuitan_orders(tmp_path, {"店铺名称": "tmall"})):
        (result,) = ingest.run(settings, [path], Choices(channel="tmall"), who="Lin")
    assert result.held == 1

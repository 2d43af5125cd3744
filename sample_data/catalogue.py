"""What the shop sells, and who supplies it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from sample_data import plan
from sample_data.chance import chance

STYLES = (
    ("DR-10", "印花连衣裙", "Printed dress", 239), ("TS-11", "有机棉T恤", "Organic cotton tee", 89),
    ("SH-12", "亚麻衬衫", "Linen shirt", 169), ("JK-13", "轻薄外套", "Light jacket", 329),
    ("TR-14", "直筒长裤", "Straight trousers", 199), ("KN-15", "美利奴针织衫", "Merino knit", 279),
)  # fmt: skip
COLOURS = (
    ("BLK", "黑色", "black"),
    ("WHT", "白色", "white"),
    ("BLU", "蓝色", "blue"),
    ("GRN", "绿色", "green"),
)
SIZES = ("S", "M", "L", "XL")
_HOME = (
    ("粗陶马克杯", "Stoneware mug"), ("亚麻桌布", "Linen tablecloth"), ("香薰蜡烛", "Scented candle"), ("竹制托盘", "Bamboo tray"),
    ("棉质盖毯", "Cotton throw"), ("陶瓷花瓶", "Ceramic vase"), ("玻璃水瓶", "Glass carafe"), ("收纳篮", "Storage basket"),
    ("浴巾", "Bath towel"), ("木质砧板", "Wooden board"),
)  # fmt: skip
_TEA = (
    ("龙井", "Longjing"),
    ("铁观音", "Tieguanyin"),
    ("普洱", "Pu'er"),
    ("白毫银针", "Silver needle"),
    ("茉莉花茶", "Jasmine tea"),
)
_GIFTS = (
    ("新春礼盒", "New Year gift box"),
    ("茶点礼盒", "Tea and sweets box"),
    ("香薰礼盒", "Fragrance gift box"),
    ("福字挂件", "Fortune pendant"),
)
_ACCESSORIES = (("帆布袋", "Canvas bag"), ("丝巾", "Silk scarf"), ("皮质卡包", "Leather card case"))


@dataclass(frozen=True)
class Product:
    """One SKU. rate: units a day of all its channels at the start of 2026, before seasons and events.

    shares: of the rate by channel. seasonal: "summer", "winter" or "". since, until: first and last day it can be bought.
    """

    sku: str
    name: str
    category: str
    price: float
    cost: float
    supplier: str
    rate: float
    shares: dict[str, float]
    kind: str = "goods"
    style: str = ""
    colour: str = ""
    size: str = ""
    seasonal: str = ""
    since: date = plan.FIRST_DAY
    until: date | None = None
    replaces: str = ""
    fulfilment: str = "stocked"
    shelf_life_days: int | None = None
    moq: int = 20
    pack: int = 1

    def rate_in(self, channel: str) -> float:
        return self.rate * self.shares.get(channel, 0.0)


def products() -> list[Product]:
    """All SKUs of the shop, 400 of them, in the order of their groups."""
    return [
        *_apparel(), *_home(), *_tea(), *_gifts(), *_seasonal(), *_accessories(), *_bundles(), *_services(), *_special(),
    ]  # fmt: skip


def bundle_components() -> pd.DataFrame:
    """bundle_components (schema), two components a bundle; the first bundle eats the stock of HM-004."""
    first = [(plan.BUNDLE, plan.TWIN, 1), (plan.BUNDLE, "AC-10", 1)]
    rest = [
        (f"BD-{number:02}", component, 1)
        for number in range(2, 15)
        for component in (f"TE-{number:02}", f"HM-{number + 10:03}")
    ]
    return pd.DataFrame([*first, *rest], columns=["bundle_sku", "component_sku", "quantity"]).assign(
        revenue_share=0.5
    )


def promoted() -> tuple[str, ...]:
    """The 120 SKUs of the great promotions."""
    apparel = [product.sku for product in _apparel()][:60]
    home = [f"HM-{number:03}" for number in range(20, 60)]
    return (*apparel, *home, *(f"AC-{number:02}" for number in range(11, 31)))


_ONLINE = {plan.TMALL: 0.62, plan.DOUYIN: 0.38}
_WITH_STORE = {plan.TMALL: 0.5, plan.DOUYIN: 0.28, plan.STORE: 0.22}
_WITH_EUROPE = {plan.TMALL: 0.45, plan.DOUYIN: 0.2, plan.SHOPIFY: 0.35}


def _rates(group: str, n: int, typical: float) -> np.ndarray:
    return np.round(chance(f"rates {group}").lognormal(np.log(typical), 0.7, n), 3)


def _prices(group: str, n: int, low: float, high: float) -> np.ndarray:
    return np.round(chance(f"prices {group}").uniform(low, high, n))


def _apparel() -> list[Product]:
    rates = iter(_rates("apparel", 96, 0.22))
    weight = {"S": 0.8, "M": 1.3, "L": 1.2, "XL": 0.7}
    return [
        Product(
            f"{style}-{code}-{size}", f"{chinese} {colour} {size} · {english} {tint} {size}", "服饰 Apparel", price, round(price * 0.36, 2),
            "SUP-05" if style == plan.STYLE else "SUP-04", (0.9 if style == plan.STYLE else next(rates)) * weight[size], _WITH_STORE,
            style=style, colour=colour, size=size, moq=10,
        )
        for style, chinese, english, price in STYLES
        for code, colour, tint in COLOURS
        for size in SIZES
    ]  # fmt: skip


def _home() -> list[Product]:
    rates, prices = _rates("home", 119, 0.25), _prices("home", 119, 29, 189)
    made = [
        _home_product(number, float(rates[number - 1]), float(prices[number - 1])) for number in range(1, 120)
    ]
    follower = Product(
        plan.SUCCESSOR, "香薰蜡烛 新款 · Scented candle II", "家居 Home", 69, 26, "SUP-01", plan.SUCCESSION_RATE, _ONLINE,
        since=plan.SUCCESSION, replaces=plan.REPLACED,
    )  # fmt: skip
    return [*made, follower]


def _home_product(number: int, rate: float, price: float) -> Product:
    sku = f"HM-{number:03}"
    chinese, english = _HOME[number % len(_HOME)]
    name = f"{chinese} {number} · {english} {number}"
    if sku in plan.STOCK_OUTS or sku == plan.TWIN:
        # The twin's stock also leaves inside bundles: both together make the rate.
        own = plan.STOCK_OUT_RATE - (plan.BUNDLE_RATE if sku == plan.TWIN else 0.0)
        fulfilment = "dropship" if sku == plan.NO_STOCK_ROWS else "stocked"
        return Product(sku, name, "家居 Home", 59, 21, "SUP-01", own, _ONLINE, fulfilment=fulfilment)
    if sku in (plan.DEAD, plan.UNKNOWN):
        return Product(
            sku,
            name,
            "家居 Home",
            99,
            plan.DEAD_UNIT_COST,
            "SUP-02",
            8.0,
            _ONLINE,
            until=plan.LAST_SALE,
            moq=plan.DEAD_MOQ,
        )
    if sku == plan.REPLACED:
        last = date.fromordinal(plan.SUCCESSION.toordinal() - 1)
        return Product(sku, name, "家居 Home", 65, 26, "SUP-01", plan.SUCCESSION_RATE, _ONLINE, until=last)
    if sku in plan.LATE_SKUS:
        return Product(
            sku, name, "家居 Home", price, round(price * 0.4, 2), plan.LATE_SUPPLIER, 1.5, _ONLINE, moq=30
        )
    supplier = plan.SLOW_SUPPLIER if 60 <= number < 80 else "SUP-06" if number >= 80 else "SUP-01"
    shares = _WITH_EUROPE if number % 3 == 0 else _ONLINE
    return Product(sku, name, "家居 Home", price, round(price * 0.4, 2), supplier, rate, shares)


def _tea() -> list[Product]:
    rates, prices = _rates("tea", 60, 0.25), _prices("tea", 60, 48, 298)
    return [
        Product(
            f"TE-{number:02}", f"{_TEA[number % 5][0]} {number} · {_TEA[number % 5][1]} {number}", "茶 Tea",
            float(prices[number - 1]), round(float(prices[number - 1]) * 0.42, 2), "SUP-08", float(rates[number - 1]),
            _WITH_STORE if number <= 40 else _WITH_EUROPE, shelf_life_days=540, moq=24, pack=6,
        )
        for number in range(1, 61)
    ]  # fmt: skip


def _gifts() -> list[Product]:
    prices = _prices("gifts", 40, 88, 398)
    return [
        Product(
            f"GF-{number:02}", f"{_GIFTS[number % 4][0]} {number} · {_GIFTS[number % 4][1]} {number}", "礼品 Gifts",
            float(prices[number - 1]), round(float(prices[number - 1]) * 0.45, 2), "SUP-09", 0.7, _WITH_STORE, moq=12,
        )
        for number in range(1, 41)
    ]  # fmt: skip


def _seasonal() -> list[Product]:
    summer = [
        Product(
            sku,
            f"防晒凉感 {sku[-2:]} · Summer cooler {sku[-2:]}",
            "季节 Seasonal",
            79,
            30,
            "SUP-10",
            2.0,
            _ONLINE,
            seasonal="summer",
        )
        for sku in plan.SUMMER
    ]
    winter = [
        Product(
            sku, f"羊毛保暖 {sku[-2:]} · Winter warmer {sku[-2:]}", "季节 Seasonal", 119, 45, "SUP-10", 2.0, _ONLINE, seasonal="winter",
            since=plan.NEW_WINTER_SINCE if sku in plan.NEW_WINTER else plan.FIRST_DAY,
        )
        for sku in plan.WINTER
    ]  # fmt: skip
    return [*summer, *winter]


def _accessories() -> list[Product]:
    rates, prices = _rates("accessories", 30, 0.3), _prices("accessories", 30, 25, 149)
    shares = {plan.TMALL: 0.4, plan.DOUYIN: 0.2, plan.SHOPIFY: 0.2, plan.STORE: 0.2}
    return [
        Product(
            f"AC-{number:02}", f"{_ACCESSORIES[number % 3][0]} {number} · {_ACCESSORIES[number % 3][1]} {number}", "配饰 Accessories",
            float(prices[number - 1]), round(float(prices[number - 1]) * 0.38, 2), "SUP-11", float(rates[number - 1]), shares,
        )
        for number in range(1, 31)
    ]  # fmt: skip


def _bundles() -> list[Product]:
    first = Product(
        plan.BUNDLE,
        "家居组合 1 · Home set 1",
        "组合 Bundles",
        99,
        0,
        "",
        plan.BUNDLE_RATE,
        {plan.TMALL: 1.0},
        kind="bundle",
    )
    rest = [
        Product(
            f"BD-{number:02}",
            f"茶礼组合 {number} · Tea set {number}",
            "组合 Bundles",
            158,
            0,
            "",
            0.12,
            _ONLINE,
            kind="bundle",
        )
        for number in range(2, 15)
    ]
    return [first, *rest]


def _services() -> list[Product]:
    services = (
        ("SV-01", "礼品包装 · Gift wrapping", 10),
        ("SV-02", "加急发货 · Express", 15),
        ("SV-03", "补差价 · Price difference", 1),
    )
    gifts = (
        ("GW-01", "赠品小样 · Sample"),
        ("GW-02", "赠品贺卡 · Greeting card"),
        ("GW-03", "赠品袋 · Gift bag"),
    )
    return [
        *(Product(sku, name, "服务 Service", price, 0, "", 0.15, {plan.TMALL: 1.0}, kind="service") for sku, name, price in services),
        *(Product(sku, name, "赠品 Giveaways", 0.01, 2, "SUP-06", 0.1, {plan.TMALL: 1.0}, kind="gift") for sku, name in gifts),
    ]  # fmt: skip


def _special() -> list[Product]:
    priced = [
        Product(
            sku,
            f"保温杯 {sku[-2:]} · Thermos {sku[-2:]}",
            "家居 Home",
            plan.OLD_PRICE,
            40,
            "SUP-02",
            plan.RATE_BEFORE_PRICE,
            _ONLINE,
        )
        for sku in (*plan.REPRICED, *plan.NOT_REPRICED)
    ]
    return [
        *priced,
        Product(
            plan.LAUNCHED, "无线香薰机 · Wireless diffuser", "家居 Home", 159, 62, "SUP-02", 0.0, _ONLINE, since=plan.LAUNCHED_ON,
            moq=plan.LAUNCH_MOQ,
        ),
        Product(
            plan.COMING, "无线香薰机 迷你 · Mini diffuser", "家居 Home", 129, 50, "SUP-02", plan.COMING_RATE, _ONLINE, since=plan.COMING_ON,
            moq=plan.LAUNCH_MOQ,
        ),
        Product(plan.LIVESTREAM_SKU, "直播爆款面膜 · Livestream mask", "美妆 Beauty", 59, 18, "SUP-06", 0.6, {plan.DOUYIN: 1.0}),
        Product("DD-01", "旧款挂钟 · Old wall clock", "家居 Home", 139, 60, "SUP-06", 0.15, _ONLINE, until=date(2025, 9, 30)),
    ]  # fmt: skip

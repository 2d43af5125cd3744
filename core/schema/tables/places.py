"""Places and channels: where we sell, where goods lie, in what money."""

from __future__ import annotations

from core.i18n import N_
from core.schema.tables import _shared as shared
from core.schema.tables._shared import seen, spell
from core.schema.types import Column, Kind, Table

# One column in two or three lines reads as a table; ruff would give it ten.
# fmt: off

CHANNELS = Table(
    name="channels",
    title=N_("Channels"),
    purpose=N_("Your shops: one row for each shop on each platform, with its currency and time zone."),
    group="places",
    key=("channel",),
    columns=(
        Column("channel", Kind.ID,
               meaning=N_("Your name for one shop on one platform, used in every other file."),
               headers=seen("channel name, sales channel, store name, 店铺, 店铺账号, 网店, 渠道, "
                            "渠道名称, 销售渠道")),
        Column("platform", Kind.TEXT,
               meaning=N_("The platform or till system the shop runs on."),
               headers=seen("platform name, marketplace, 平台, 销售平台, 所属平台")),
        Column("shop", Kind.TEXT,
               meaning=N_("The shop's own name on the platform."),
               headers=seen("shop name, shop title, seller name, 店铺名称, 店铺标题, 店铺全称")),
        Column("currency", Kind.TEXT, unit=shared.CURRENCY_CODE, required=True,
               meaning=N_("The currency in which the shop sells."),
               headers=shared.CURRENCY),
        Column("timezone", Kind.TEXT, required=True,
               meaning=N_("The time zone that decides where the shop's day begins, such as Asia/Shanghai."),
               headers=seen("time zone, tz, 时区")),
        Column("country", Kind.TEXT, unit=shared.COUNTRY_CODE,
               meaning=N_("The country in which the shop sells."),
               headers=shared.COUNTRY),
        Column("prices_include_tax", Kind.FLAG,
               meaning=N_("Whether the shop's prices contain sales tax or VAT."),
               headers=seen("tax included, prices incl. tax, 含税, 价格含税, 是否含税")),
        Column("fee_rate", Kind.SHARE, unit=shared.SHARE,
               meaning=N_("The platform's fee as a share of what the buyer pays."),
               headers=seen("commission rate, fee share, 佣金率, 扣点, 平台费率")),
        Column("default_location", Kind.ID,
               meaning=N_("The location that ships the shop's orders when the file names none."),
               headers=seen("default warehouse, 默认仓库, 默认发货仓")),
        Column("system_of_record", Kind.TEXT,
               meaning=N_("The one source whose order files count for this shop; the same orders from "
                          "another source are held back."),
               headers=seen("source of truth, order source, 数据来源, 订单来源系统")),
        Column("may_contact", Kind.FLAG,
               meaning=N_("Whether buyers of this shop may be sent messages at all."),
               headers=seen("contact allowed, 允许联系, 可营销")),
    ),
)

LOCATIONS = Table(
    name="locations",
    title=N_("Locations"),
    purpose=N_("Warehouses, stores and other places that hold stock."),
    group="places",
    key=("location",),
    columns=(
        Column("location", Kind.ID,
               meaning=N_("Your code for the place, used in every other file."),
               headers=seen("location code, location id, warehouse, warehouse code, warehouse id, 仓库, "
                            "仓库编码, 仓库编号, 仓库代码")),
        Column("name", Kind.TEXT,
               meaning=N_("The place's name as people say it."),
               headers=seen("location name, warehouse name, store name, 仓库名称, 门店名称, 名称")),
        Column("kind", Kind.CODE,
               meaning=N_("What sort of place it is."),
               headers=seen("type, location type, 仓库类型, 类型"),
               allowed=("warehouse", "store", "fba", "3pl", "supplier", "consignment", "returns"),
               words=spell({"warehouse": "own warehouse, 仓库, 自有仓, 总仓, 分仓",
                            "store": "shop, retail store, 门店, 店铺", "fba": "amazon fba, 亚马逊仓, 平台仓",
                            "3pl": "third party, third-party logistics, 三方仓, 第三方仓, 云仓",
                            "supplier": "vendor, 供应商, 供应商仓", "consignment": "consigned, 寄售, 代销仓",
                            "returns": "return, 退货仓, 残次仓"})),
        Column("owned", Kind.FLAG,
               meaning=N_("Whether the stock at this place belongs to us."),
               headers=seen("own stock, 自有, 是否自有")),
        Column("sellable", Kind.FLAG,
               meaning=N_("Whether stock at this place can be sold and shipped from there."),
               headers=seen("for sale, 可售, 是否可售")),
        Column("country", Kind.TEXT, unit=shared.COUNTRY_CODE,
               meaning=N_("The country in which the place lies."),
               headers=shared.COUNTRY),
        Column("currency", Kind.TEXT, unit=shared.CURRENCY_CODE,
               meaning=N_("The currency in which costs at this place are kept."),
               headers=shared.CURRENCY),
    ),
)

LOCATION_LINKS = Table(
    name="location_links",
    title=N_("Location links"),
    purpose=N_("How goods can be moved between your locations: how long it takes and what it costs."),
    group="places",
    key=("from_location", "to_location"),
    columns=(
        Column("from_location", Kind.ID,
               meaning=N_("The location that sends."),
               headers=seen("from, source location, from warehouse, 调出仓, 调出仓库, 发出仓库")),
        Column("to_location", Kind.ID,
               meaning=N_("The location that receives."),
               headers=seen("to, destination, to warehouse, 调入仓, 调入仓库, 收货仓库")),
        Column("days", Kind.DAYS, unit=shared.DAYS,
               meaning=N_("Days from sending to being ready for sale at the other place."),
               headers=seen("transit days, transfer days, 在途天数, 调拨天数, 天数")),
        Column("cost_per_unit", Kind.PRICE, unit=N_("currency of the sending location"),
               meaning=N_("What moving one unit costs."),
               headers=seen("transfer cost, 单位运费, 单件调拨费")),
        Column("order_weekdays", Kind.TEXT,
               meaning=N_("Weekdays on which goods are sent, 1 for Monday to 7 for Sunday, separated by "
                          "commas; empty means any day."),
               headers=seen("weekdays, 调拨日, 发货日")),
    ),
)

CHANNEL_LOCATIONS = Table(
    name="channel_locations",
    title=N_("Channel locations"),
    purpose=N_("Which locations ship the orders of which shop, and in what order or share."),
    group="places",
    key=("channel", "location", "valid_from"),
    columns=(
        Column("channel", Kind.ID,
               meaning=N_("The shop whose orders are shipped."),
               headers=shared.CHANNEL),
        Column("location", Kind.ID,
               meaning=N_("The location that ships them."),
               headers=shared.LOCATION),
        Column("valid_from", Kind.DATE, default=shared.SINCE_EVER,
               meaning=N_("First day on which this holds; empty means since ever."),
               headers=shared.VALID_FROM),
        Column("share", Kind.SHARE, unit=shared.SHARE,
               meaning=N_("The share of the shop's demand that this location serves."),
               headers=seen("share of orders, 占比, 比例, 发货占比")),
        Column("priority", Kind.COUNT,
               meaning=N_("1 is asked first, 2 when the first has no stock, and so on."),
               headers=seen("rank, 优先级, 顺序")),
    ),
)

EXCHANGE_RATES = Table(
    name="exchange_rates",
    title=N_("Exchange rates"),
    purpose=N_("What one unit of a currency is worth in another on a day."),
    group="places",
    key=("currency", "base", "day"),
    columns=(
        Column("currency", Kind.TEXT, unit=shared.CURRENCY_CODE,
               meaning=N_("The currency that is converted."),
               headers=seen("from currency, currency code, 币种, 货币, 外币")),
        Column("base", Kind.TEXT, unit=shared.CURRENCY_CODE,
               meaning=N_("The currency it is converted into."),
               headers=seen("base currency, to currency, 本位币, 基准货币, 目标货币")),
        Column("day", Kind.DATE,
               meaning=N_("The day from which the rate holds, until the next one given."),
               headers=seen("date, 日期, 汇率日期")),
        Column("rate", Kind.RATE, unit=N_("base currency per unit of currency"), required=True,
               meaning=N_("How much of the base currency one unit of the currency is worth."),
               headers=seen("exchange rate, 汇率")),
    ),
)

"""Spellings and unit words that several tables share."""

from __future__ import annotations

from collections.abc import Mapping

from core.i18n import N_

BASE_UNITS = N_("base units")
ORDER_CURRENCY = N_("order currency")
ROW_CURRENCY = N_("currency of the row")
CHANNEL_CURRENCY = N_("currency of the channel")
SUPPLIER_CURRENCY = N_("currency of the supplier")
DAYS = N_("days")
SHARE = N_("share, 0 to 1")
LOCAL_TIME = N_("local time, kept in UTC")
LOCAL_DAY = N_("local business day")
CURRENCY_CODE = N_("three letters, ISO 4217")
COUNTRY_CODE = N_("two letters, ISO 3166")

SINCE_EVER = "1900-01-01"
"""Start of validity where a file gives none."""


def seen(spellings: str) -> tuple[str, ...]:
    """Spellings seen in files, written as one line with commas between them.

    >>> seen("qty, 数量")
    ('qty', '数量')
    """
    return tuple(spelling.strip() for spelling in spellings.split(","))


def spell(words: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """(spelling, allowed value) pairs from one line of spellings for each allowed value.

    >>> spell({"list": "msrp, 吊牌价"})
    (('msrp', 'list'), ('吊牌价', 'list'))
    """
    return tuple((spelling, value) for value, line in words.items() for spelling in seen(line))


CHANNEL = seen("shop, shop name, store name, 店铺, 店铺名称, 店铺账号, 网店, 渠道, 渠道名称, 销售渠道")
SKU = seen("sku code, sku id, item code, item number, product code, variant sku, internal reference, "
           "商品编码, 商品代码, "
           "商家编码, 规格编码, 货号, 物料编码, 存货编码, sku编码")  # fmt: skip
ORDER_ID = seen("order number, order no, order #, receipt number, receipt no, invoice number, invoice no, "
                "订单编号, 订单号, 交易号, 主订单编号, 线上订单号, 单号, 销售单号, 小票号, "
                "单据编号")  # fmt: skip
CUSTOMER_ID = seen("customer number, customer no, buyer, buyer id, user id, member id, member number, "
                   "member no, "
                   "会员编号, 会员id, 会员号, 会员卡号, 客户编号, 用户id, 买家会员名, 买家账号, "
                   "买家id, 买家昵称, 买家")  # fmt: skip
LOCATION = seen(
    "warehouse, warehouse name, warehouse code, store, 仓库, 仓库名称, 仓库编码, 仓库编号, 发货仓库, 发货仓"
)
SUPPLIER_ID = seen("supplier, supplier code, supplier number, vendor, vendor id, vendor code, "
                   "供应商, 供应商编号, 供应商编码, 供应商代码")  # fmt: skip
PO_ID = seen("po, po number, po no, po #, purchase order, purchase order number, "
             "采购单号, 采购单编号, 采购订单号, 采购订单编号")  # fmt: skip
LINE_ID = seen("line, line number, line no, line item id, 行号, 明细行号, 明细编号, 序号")
QUANTITY = seen("qty, units, pieces, number of items, 数量, 件数")
UNIT_COST = seen("cost, cost price, unit price, purchase price, cost per item, "
                 "成本, 成本价, 单位成本, 采购价, 采购单价, 进价, 进货价, 单价")  # fmt: skip
CURRENCY = seen("currency code, 币种, 货币, 币别")
COUNTRY = seen("country code, country / region, 国家, 国家/地区, 国家代码")
REGION = seen("province, province / state, state / province, 省份, 省, 地区, 区域")
LOT = seen("batch, lot number, batch number, lot no, batch no, 批次, 批次号, 批号, 生产批次")
EXPIRES_ON = seen(
    "expiry date, expiration date, best before, use by, 到期日, 到期日期, 有效期至, 失效日期, 保质期至"
)
VALID_FROM = seen("from, start date, effective from, effective date, 生效日期, 生效时间, 开始日期, 有效期从")
VALID_TO = seen("to, end date, effective to, until, 失效日期, 结束日期, 截止日期")
REASON = seen("cause, note, 原因, 备注")

ORDER_STATES = ("placed", "paid", "shipped", "completed", "cancelled", "closed")
"""From the order to its end; cancelled was called off, closed ended without a sale."""

STATE_WORDS = spell({
    "placed": "pending, unpaid, awaiting payment, 待付款, 待支付, 等待买家付款, 等待买家付尾款, 未付款",
    "paid": "processing, unfulfilled, awaiting shipment, to ship, 待发货, 买家已付款, 已付款, 已支付, "
            "等待卖家发货, 备货中, 部分发货",
    "shipped": "fulfilled, in transit, dispatched, 已发货, 卖家已发货, 待收货, 等待买家确认收货, 运输中",
    "completed": "complete, delivered, finished, 交易成功, 交易完成, 已完成, 已签收, 已收货, 完成",
    "cancelled": "canceled, voided, 已取消, 取消, 作废",
    "closed": "expired, failed, 交易关闭, 已关闭, 关闭",
})  # fmt: skip

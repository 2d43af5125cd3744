"""Orders: when buyers ordered, paid and received, and the money of the whole order."""

from __future__ import annotations

from core.i18n import N_
from core.schema.tables import _shared as shared
from core.schema.tables._shared import seen, spell
from core.schema.types import Column, Kind, Table

# One column in two or three lines reads as a table; ruff would give it ten.
# fmt: off

ORDERS = Table(
    name="orders",
    title=N_("Order list"),
    purpose=N_("One row for each order of a shop: its times, state, buyer and order-level money."),
    group="orders",
    key=("channel", "order_id"),
    columns=(
        Column("channel", Kind.ID, fallback="asked",
               meaning=N_("The shop that took the order."),
               headers=shared.CHANNEL),
        Column("order_id", Kind.ID,
               meaning=N_("The order's number in the shop."),
               headers=shared.ORDER_ID),
        Column("order_type", Kind.CODE, default="normal",
               meaning=N_("What sort of order it is; brushing, test and distribution orders are no "
                          "sales, replacements only take stock."),
               headers=seen("type, 订单类型, 交易类型"),
               allowed=("normal", "presale", "replacement", "wholesale", "brushing", "test", "distribution"),
               words=spell({"normal": "standard, regular, 普通, 普通订单, 一般订单, 正常, 销售订单",
                            "presale": "pre-sale, preorder, 预售, 预售订单",
                            "replacement": "exchange, reshipment, 补发, 换货, 补发订单, 换货订单",
                            "wholesale": "b2b, 批发, 批发订单, 大宗", "brushing": "刷单, 补单, 特殊单",
                            "test": "测试, 测试订单", "distribution": "dropship for others, 分销, 分销订单, "
                                    "供销"})),
        Column("exclusion_rule", Kind.TEXT,
               meaning=N_("Why the order was taken out of sales, such as a flag colour or a rule's name."),
               headers=seen("excluded because, 排除原因, 剔除原因")),
        Column("state", Kind.CODE,
               meaning=N_("How far the order has come."),
               headers=seen("status, order status, 订单状态, 状态, 交易状态"),
               allowed=shared.ORDER_STATES,
               words=shared.STATE_WORDS),
        Column("platform_state", Kind.TEXT,
               meaning=N_("The state in the platform's own word."),
               headers=seen("platform status, 平台状态, 平台订单状态")),
        Column("placed_at", Kind.TIMESTAMP, unit=shared.LOCAL_TIME, required=True,
               meaning=N_("When the buyer placed the order."),
               headers=seen("placed on, order date, order time, ordered at, ordered on, created at, "
                            "created time, date created, purchase date, date, sale date, 日期, "
                            "交易日期, 交易时间, 销售日期, 成交时间, 下单时间, 下单日期, 订单创建时间, "
                            "订单时间, 拍下时间, 订单日期, 订单提交时间")),
        Column("placed_on", Kind.DATE, unit=shared.LOCAL_DAY, derived=True,
               meaning=N_("The shop's local day on which the order was placed.")),
        Column("deposit_paid_at", Kind.TIMESTAMP, unit=shared.LOCAL_TIME,
               meaning=N_("When the deposit of a pre-sale order was paid."),
               headers=seen("deposit time, 定金付款时间, 定金支付时间")),
        Column("deposit_paid_on", Kind.DATE, unit=shared.LOCAL_DAY, derived=True,
               meaning=N_("The shop's local day on which the deposit was paid.")),
        Column("deposit_amount", Kind.MONEY, unit=shared.ORDER_CURRENCY,
               meaning=N_("The deposit of a pre-sale order."),
               headers=seen("deposit, 定金, 定金金额")),
        Column("paid_at", Kind.TIMESTAMP, unit=shared.LOCAL_TIME,
               meaning=N_("When the order was paid; for a pre-sale order, when the balance was paid."),
               headers=seen("paid on, payment time, payment date, date paid, paid time, 付款时间, "
                            "订单付款时间, 支付时间, 付款日期, 支付完成时间, 买家付款时间")),
        Column("paid_on", Kind.DATE, unit=shared.LOCAL_DAY, derived=True,
               meaning=N_("The shop's local day on which the order was paid.")),
        Column("shipped_at", Kind.TIMESTAMP, unit=shared.LOCAL_TIME,
               meaning=N_("When the first parcel of the order left."),
               headers=seen("shipped on, ship date, shipping date, date shipped, fulfilled at, shipped "
                            "time, 发货时间, 发货日期")),
        Column("shipped_on", Kind.DATE, unit=shared.LOCAL_DAY, derived=True,
               meaning=N_("The shop's local day on which the first parcel left.")),
        Column("completed_at", Kind.TIMESTAMP, unit=shared.LOCAL_TIME,
               meaning=N_("When the order was delivered or confirmed by the buyer."),
               headers=seen("completed on, delivered at, completion time, delivered time, 确认收货时间, "
                            "完成时间, 订单完成时间, 交易完成时间")),
        Column("completed_on", Kind.DATE, unit=shared.LOCAL_DAY, derived=True,
               meaning=N_("The shop's local day on which the order was completed.")),
        Column("cancelled_at", Kind.TIMESTAMP, unit=shared.LOCAL_TIME,
               meaning=N_("When the order was cancelled."),
               headers=seen("canceled at, cancelled on, cancellation date, cancelled time, 取消时间, "
                            "关闭时间, 订单取消时间")),
        Column("cancelled_on", Kind.DATE, unit=shared.LOCAL_DAY, derived=True,
               meaning=N_("The shop's local day on which the order was cancelled.")),
        Column("promised_ship_at", Kind.TIMESTAMP, unit=shared.LOCAL_TIME,
               meaning=N_("The latest time at which the order has to leave, as promised to the buyer."),
               headers=seen("ship by, ship by date, latest ship date, 承诺发货时间, 最晚发货时间, "
                            "应发货时间")),
        Column("promised_ship_on", Kind.DATE, unit=shared.LOCAL_DAY, derived=True,
               meaning=N_("The shop's local day by which the order has to leave.")),
        Column("customer_id", Kind.ID,
               meaning=N_("The shop's stable code for the buyer; never a masked name."),
               headers=shared.CUSTOMER_ID),
        Column("country", Kind.TEXT, unit=shared.COUNTRY_CODE,
               meaning=N_("The country the order is sent to."),
               headers=shared.COUNTRY + seen("shipping country, ship country, 收货国家")),
        Column("region", Kind.TEXT,
               meaning=N_("The province or state the order is sent to."),
               headers=shared.REGION + seen("shipping province, shipping state, 收货省份, 收货人省份")),
        Column("location", Kind.ID,
               meaning=N_("The location that ships the order."),
               headers=shared.LOCATION),
        Column("fulfilment", Kind.TEXT,
               meaning=N_("Who ships the order in the source's own word, such as merchant, FBA or "
                          "dropship."),
               headers=seen("fulfillment, fulfillment type, fulfilment channel, fulfillment channel, "
                            "发货方式, 配送方式, 履约方式")),
        Column("currency", Kind.TEXT, unit=shared.CURRENCY_CODE, required=True, fallback="asked",
               meaning=N_("The currency of the order's money."),
               headers=shared.CURRENCY + seen("order currency")),
        Column("goods_amount", Kind.MONEY, unit=shared.ORDER_CURRENCY,
               meaning=N_("The order's goods after all discounts, shipping excluded."),
               headers=seen("subtotal, order subtotal, 商品金额, 货款, 货款金额, 商品实付金额")),
        Column("shipping_charged", Kind.MONEY, unit=shared.ORDER_CURRENCY,
               meaning=N_("Shipping that the buyer paid."),
               headers=seen("shipping, shipping fee, shipping amount, 运费, 邮费, 买家应付邮费, 运费金额")),
        Column("discount_code", Kind.TEXT,
               meaning=N_("The coupon or code used on the order."),
               headers=seen("coupon, coupon code, voucher, voucher code, promo code, 优惠码, 优惠券, "
                            "优惠券码, 优惠券名称")),
        Column("promoter_id", Kind.ID,
               meaning=N_("The affiliate, live streamer or shop assistant who brought the order."),
               headers=seen("promoter, affiliate, affiliate id, 推广员, 达人, 达人id, 主播, 主播id, 导购, "
                            "导购员")),
        Column("source_order_id", Kind.ID,
               meaning=N_("The order's number in the system it first came from, such as the platform "
                          "order behind an ERP order."),
               headers=seen("source order number, original order id, parent order id, 来源单号, 原始单号, "
                            "原始线上订单号, 平台单号")),
        Column("state_at", Kind.TIMESTAMP, unit=shared.LOCAL_TIME,
               meaning=N_("When the order last changed, by the source."),
               headers=seen("updated at, last updated, last updated date, modified at, 更新时间, "
                            "修改时间, 最后更新时间")),
    ),
)

"""Order lines and returns: what was ordered, paid and sent back, product by product."""

from __future__ import annotations

from core.i18n import N_
from core.schema.tables import _shared as shared
from core.schema.tables._shared import seen, spell
from core.schema.types import Column, Kind, Table

# One column in two or three lines reads as a table; ruff would give it ten.
# fmt: off

ORDER_LINES = Table(
    name="order_lines",
    title=N_("Order lines"),
    purpose=N_("One row for each product in an order: quantity, prices, discounts, cost."),
    group="orders",
    key=("channel", "order_id", "line_id"),
    unit=("channel", "order_id"),
    columns=(
        Column("channel", Kind.ID, fallback="asked",
               meaning=N_("The shop that took the order."),
               headers=shared.CHANNEL),
        Column("order_id", Kind.ID,
               meaning=N_("The order's number in the shop."),
               headers=shared.ORDER_ID),
        Column("line_id", Kind.ID, fallback="made",
               meaning=N_("The line's own number; where the file has none it is made from SKU, price and "
                          "position."),
               headers=shared.LINE_ID + seen("order item id, order line id, transaction id, 子订单编号, "
                                             "子订单号, 线上子订单编号, 商品行号")),
        Column("sku", Kind.ID,
               meaning=N_("Your own code for the product; where a file has only the platform's code, "
                          "fill that one in."),
               headers=shared.SKU + seen("lineitem sku, line item sku")),
        Column("channel_sku", Kind.ID,
               meaning=N_("The platform's code for what was sold; listings say which SKU it is."),
               headers=seen("platform sku, seller sku, listing sku, 平台sku, 平台商品编码, 线上商品编码, "
                            "平台规格编码")),
        Column("product_name", Kind.TEXT,
               meaning=N_("The product's name in the order."),
               headers=seen("title, product, product title, item, item name, item title, lineitem name, "
                            "line item name, description, 商品名称, 商品标题, 宝贝标题, 宝贝名称, "
                            "产品名称, 品名, 商品")),
        Column("category", Kind.TEXT,
               meaning=N_("The product's category in the order."),
               headers=seen("product category, 类目, 品类, 分类, 商品分类, 商品类目")),
        Column("quantity", Kind.QUANTITY, unit=shared.BASE_UNITS, required=True,
               meaning=N_("How many were ordered; negative in files that write returns as lines."),
               headers=shared.QUANTITY + seen("lineitem quantity, line item quantity, quantity ordered, "
                                              "items sold, 购买数量, 销售数量, 订购数量, 商品数量, "
                                              "宝贝数量")),
        Column("unit_price", Kind.PRICE, unit=shared.ORDER_CURRENCY, minimum=-1e9,
               meaning=N_("The price of one unit before discounts."),
               headers=seen("price, item price, price per unit, lineitem price, line item price, 单价, "
                            "销售单价, 商品单价, 商品价格, 价格, 售价")),
        Column("gross_amount", Kind.MONEY, unit=shared.ORDER_CURRENCY,
               meaning=N_("Unit price times quantity, before all discounts."),
               headers=seen("gross, gross sales, subtotal before discount, line gross, 商品总价, "
                            "商品总额, 应付货款, 买家应付货款, 原价金额")),
        Column("seller_discount", Kind.MONEY, unit=shared.ORDER_CURRENCY,
               meaning=N_("What the shop itself took off this line, as a positive amount."),
               headers=seen("discount, discounts, discount amount, lineitem discount, line item discount, "
                            "优惠金额, 折扣金额, 商家优惠, 店铺优惠, 卖家优惠")),
        Column("platform_discount", Kind.MONEY, unit=shared.ORDER_CURRENCY,
               meaning=N_("What the platform took off and pays to the shop, as a positive amount."),
               headers=seen("platform coupon, platform voucher, 平台优惠, 平台补贴, 平台优惠金额, "
                            "平台承担优惠")),
        Column("promoter_discount", Kind.MONEY, unit=shared.ORDER_CURRENCY,
               meaning=N_("What a promoter or live streamer took off and pays, as a positive amount."),
               headers=seen("affiliate discount, 达人优惠, 主播优惠, 达人补贴")),
        Column("buyer_paid", Kind.MONEY, unit=shared.ORDER_CURRENCY,
               meaning=N_("What the buyer paid for this line's goods, shipping excluded."),
               headers=seen("paid, paid amount, amount paid, item total, line total, net amount, "
                            "实付金额, 支付金额, 实际支付金额, 买家实付金额, 买家实际支付金额, 实付, "
                            "付款金额, 实际成交金额, 成交金额, 商品实际成交金额, 实收金额, 实收")),
        Column("merchant_receivable", Kind.MONEY, unit=shared.ORDER_CURRENCY,
               meaning=N_("What the shop gets for this line: buyer's payment plus what platform and "
                          "promoter pay."),
               headers=seen("merchant amount, seller receivable, 商家实收金额, 商家应收, 卖家实收, "
                            "商家应收金额")),
        Column("tax_amount", Kind.MONEY, unit=shared.ORDER_CURRENCY,
               meaning=N_("Sales tax or VAT of this line."),
               headers=seen("tax, taxes, vat, item tax, 税额, 税费, 税金")),
        Column("tax_included", Kind.FLAG,
               meaning=N_("Whether this line's amounts contain the tax; empty means as the shop's "
                          "setting says."),
               headers=seen("tax incl, 含税, 是否含税")),
        Column("commission", Kind.MONEY, unit=shared.ORDER_CURRENCY,
               meaning=N_("The platform's or promoter's fee on this line, as a positive amount."),
               headers=seen("fee, platform fee, selling fee, 佣金, 平台佣金, 服务费, 扣点金额")),
        Column("unit_cost", Kind.PRICE, unit=shared.ORDER_CURRENCY,
               meaning=N_("What one unit cost you, before tax."),
               headers=seen("cost, cost price, cost per item, 成本, 成本价, 单位成本, 采购价, 进价")),
        Column("is_gift", Kind.FLAG,
               meaning=N_("Whether the line was given for free: it takes stock but is no sale."),
               headers=seen("gift, free gift, 是否赠品, 赠品")),
        Column("line_state", Kind.CODE,
               meaning=N_("How far this line has come, where lines differ within an order."),
               headers=seen("line status, item status, 子订单状态, 商品状态, 行状态"),
               allowed=shared.ORDER_STATES,
               words=shared.STATE_WORDS),
        Column("shipped_on", Kind.DATE, unit=shared.LOCAL_DAY,
               meaning=N_("The local day on which this line left, where lines differ within an order."),
               headers=seen("line ship date, item ship date, 商品发货日期, 子订单发货时间")),
    ),
)

RETURNS = Table(
    name="returns",
    title=N_("Returns and refunds"),
    purpose=N_("What was sent back, refunded or compensated, one row for each refund of a line."),
    group="orders",
    key=("channel", "return_id", "line_id"),
    unit=("channel", "return_id"),
    columns=(
        Column("channel", Kind.ID, fallback="asked",
               meaning=N_("The shop that took the order."),
               headers=shared.CHANNEL),
        Column("return_id", Kind.ID,
               meaning=N_("The number of the return or refund."),
               headers=seen("refund id, return number, rma, rma number, refund number, 退款编号, "
                            "退款单号, 售后单号, 售后编号, 退货单号")),
        Column("line_id", Kind.ID, fallback="made",
               meaning=N_("The line in the return."),
               headers=shared.LINE_ID),
        Column("order_id", Kind.ID,
               meaning=N_("The order that is refunded."),
               headers=shared.ORDER_ID),
        Column("order_line_id", Kind.ID,
               meaning=N_("The line of the order that is refunded; may be empty."),
               headers=seen("order item id, order line, 子订单编号, 子订单号, 线上子订单编号")),
        Column("sku", Kind.ID,
               meaning=N_("The product that comes back or is refunded."),
               headers=shared.SKU),
        Column("customer_id", Kind.ID,
               meaning=N_("The shop's stable code for the buyer, where the order is not known; never a "
                          "masked name."),
               headers=shared.CUSTOMER_ID),
        Column("kind", Kind.CODE,
               meaning=N_("What happens: money only, money for goods, exchange, compensation, or "
                          "cancelled before shipment."),
               headers=seen("type, return type, refund type, 售后类型, 退款类型, 类型"),
               allowed=("refund_only", "return_refund", "exchange", "compensation",
                        "cancellation_before_shipment"),
               words=spell({"refund_only": "refund, refund only, 仅退款, 退款",
                            "return_refund": "return, return and refund, 退货退款, 退货",
                            "exchange": "replacement, 换货",
                            "compensation": "partial refund, goodwill, 补偿, 赔付, 补差价",
                            "cancellation_before_shipment": "cancellation, cancel, cancelled, 未发货退款, "
                                                            "未发货仅退款, 取消"})),
        Column("requested_at", Kind.TIMESTAMP, unit=shared.LOCAL_TIME,
               meaning=N_("When the buyer asked for it."),
               headers=seen("requested on, request date, return date, created at, 申请时间, 退款申请时间, "
                            "售后申请时间, 退款创建时间")),
        Column("requested_on", Kind.DATE, unit=shared.LOCAL_DAY, derived=True,
               meaning=N_("The shop's local day on which the buyer asked for it.")),
        Column("refunded_at", Kind.TIMESTAMP, unit=shared.LOCAL_TIME,
               meaning=N_("When the money went back to the buyer."),
               headers=seen("refunded on, refund date, refund time, 退款时间, 退款完成时间, 退款成功时间, "
                            "完结时间, 退款日期, 退货日期")),
        Column("refunded_on", Kind.DATE, unit=shared.LOCAL_DAY, derived=True,
               meaning=N_("The shop's local day on which the money went back.")),
        Column("received_at", Kind.TIMESTAMP, unit=shared.LOCAL_TIME,
               meaning=N_("When the goods came back."),
               headers=seen("received on, goods received at, 收货时间, 退货入库时间, 退货签收时间")),
        Column("received_on", Kind.DATE, unit=shared.LOCAL_DAY, derived=True,
               meaning=N_("The shop's local day on which the goods came back.")),
        Column("quantity", Kind.QUANTITY, unit=shared.BASE_UNITS,
               meaning=N_("How many are refunded or sent back, as a positive number."),
               headers=shared.QUANTITY + seen("returned quantity, refunded quantity, 退货数量, 退款数量, "
                                              "申请数量")),
        Column("restocked_quantity", Kind.QUANTITY, unit=shared.BASE_UNITS,
               meaning=N_("How many of them went back into sellable stock."),
               headers=seen("restocked, quantity restocked, 入库数量, 实退数量, 良品数量")),
        Column("amount", Kind.MONEY, unit=shared.ORDER_CURRENCY,
               meaning=N_("The money refunded for goods, as a positive amount."),
               headers=seen("refund amount, refunded amount, refund, 退款金额, 实退金额, 退款总额")),
        Column("reason", Kind.TEXT,
               meaning=N_("Why, in the source's own words."),
               headers=seen("return reason, refund reason, 退款原因, 退货原因, 售后原因, 原因")),
        Column("handling_cost", Kind.MONEY, unit=shared.ORDER_CURRENCY,
               meaning=N_("What the return cost you in freight and handling."),
               headers=seen("return cost, reverse freight, 退货成本, 逆向物流成本, 退货运费")),
    ),
)

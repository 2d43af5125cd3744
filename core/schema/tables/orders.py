"""Orders: what buyers ordered, paid and sent back."""

from __future__ import annotations

from core.i18n import N_
from core.schema.tables import _shared as shared
from core.schema.types import Column, Kind, Table

ORDER_STATES = ("placed", "paid", "shipped", "completed", "cancelled", "closed")
"""From the order to its end; cancelled was never delivered, closed ended without a sale."""

_STATE_WORDS = shared.spell({
    "placed": ("pending", "unpaid", "awaiting payment", "待付款", "等待买家付款", "未付款"),
    "paid": ("processing", "unfulfilled", "awaiting shipment", "to ship", "待发货", "买家已付款", "已付款", "等待卖家发货", "备货中"),
    "shipped": ("fulfilled", "in transit", "dispatched", "已发货", "卖家已发货", "待收货", "等待买家确认收货"),
    "completed": ("complete", "delivered", "finished", "交易成功", "已完成", "已签收", "已收货", "完成"),
    "cancelled": ("canceled", "voided", "已取消", "取消", "作废"),
    "closed": ("expired", "failed", "交易关闭", "已关闭", "关闭"),
})


def _local_day(name: str, meaning: str) -> Column:
    return Column(name, Kind.DATE, meaning, unit=shared.LOCAL_DAY, derived=True)


ORDERS = Table(
    name="orders",
    title=N_("Orders"),
    purpose=N_("One row for each order of a shop: its times, state, buyer and order-level money."),
    group="orders",
    key=("channel", "order_id"),
    columns=(
        Column("channel", Kind.ID, N_("The shop that took the order."), shared.CHANNEL, fallback="asked"),
        Column("order_id", Kind.ID, N_("The order's number in the shop."), shared.ORDER_ID),
        Column(
            "order_type", Kind.CODE, N_("What sort of order it is; brushing, test and distribution orders are no sales, replacements only take stock."), ("type", "订单类型", "交易类型"),
            allowed=("normal", "presale", "replacement", "wholesale", "brushing", "test", "distribution"), default="normal",
            words=shared.spell({
                "normal": ("standard", "regular", "普通", "普通订单", "一般订单", "正常", "销售订单"), "presale": ("pre-sale", "preorder", "预售", "预售订单"),
                "replacement": ("exchange", "reshipment", "补发", "换货", "补发订单", "换货订单"), "wholesale": ("b2b", "批发", "批发订单", "大宗"),
                "brushing": ("刷单", "补单", "特殊单"), "test": ("测试", "测试订单"), "distribution": ("dropship for others", "分销", "分销订单", "供销"),
            }),
        ),
        Column("exclusion_rule", Kind.TEXT, N_("Why the order was taken out of sales, such as a flag colour or a rule's name."), ("excluded because", "排除原因", "剔除原因")),
        Column("state", Kind.CODE, N_("How far the order has come."), ("status", "order status", "订单状态", "状态", "交易状态"), allowed=ORDER_STATES, words=_STATE_WORDS),
        Column("platform_state", Kind.TEXT, N_("The state in the platform's own word."), ("platform status", "平台状态", "平台订单状态")),
        Column("placed_at", Kind.TIMESTAMP, N_("When the buyer placed the order."), ("placed on", "order date", "order time", "ordered at", "ordered on", "created at", "created time", "date created", "purchase date", "下单时间", "下单日期", "订单创建时间", "订单时间", "拍下时间", "订单日期", "订单提交时间"), unit=shared.UTC, required=True),
        _local_day("placed_on", N_("The shop's local day on which the order was placed.")),
        Column("deposit_paid_at", Kind.TIMESTAMP, N_("When the deposit of a pre-sale order was paid."), ("deposit time", "定金付款时间", "定金支付时间"), unit=shared.UTC),
        _local_day("deposit_paid_on", N_("The shop's local day on which the deposit was paid.")),
        Column("deposit_amount", Kind.MONEY, N_("The deposit of a pre-sale order."), ("deposit", "定金", "定金金额"), unit=shared.ORDER_CURRENCY),
        Column("paid_at", Kind.TIMESTAMP, N_("When the order was paid; for a pre-sale order, when the balance was paid."), ("paid on", "payment time", "payment date", "date paid", "paid time", "付款时间", "订单付款时间", "支付时间", "付款日期", "支付完成时间", "买家付款时间"), unit=shared.UTC),
        _local_day("paid_on", N_("The shop's local day on which the order was paid.")),
        Column("shipped_at", Kind.TIMESTAMP, N_("When the first parcel of the order left."), ("shipped on", "ship date", "shipping date", "date shipped", "fulfilled at", "shipped time", "发货时间", "发货日期"), unit=shared.UTC),
        _local_day("shipped_on", N_("The shop's local day on which the first parcel left.")),
        Column("completed_at", Kind.TIMESTAMP, N_("When the order was delivered or confirmed by the buyer."), ("completed on", "delivered at", "completion time", "delivered time", "确认收货时间", "完成时间", "订单完成时间", "交易完成时间"), unit=shared.UTC),
        _local_day("completed_on", N_("The shop's local day on which the order was completed.")),
        Column("cancelled_at", Kind.TIMESTAMP, N_("When the order was cancelled."), ("canceled at", "cancelled on", "cancellation date", "cancelled time", "取消时间", "关闭时间", "订单取消时间"), unit=shared.UTC),
        _local_day("cancelled_on", N_("The shop's local day on which the order was cancelled.")),
        Column("promised_ship_at", Kind.TIMESTAMP, N_("The latest time at which the order has to leave, as promised to the buyer."), ("ship by", "ship by date", "latest ship date", "承诺发货时间", "最晚发货时间", "应发货时间"), unit=shared.UTC),
        _local_day("promised_ship_on", N_("The shop's local day by which the order has to leave.")),
        Column("customer_id", Kind.ID, N_("The shop's stable code for the buyer; never a masked name."), shared.CUSTOMER_ID),
        Column("country", Kind.TEXT, N_("The country the order is sent to."), (*shared.COUNTRY, "shipping country", "ship country", "收货国家"), unit=shared.COUNTRY_CODE),
        Column("region", Kind.TEXT, N_("The province or state the order is sent to."), (*shared.REGION, "shipping province", "shipping state", "收货省份", "收货人省份")),
        Column("location", Kind.ID, N_("The location that ships the order."), shared.LOCATION),
        Column("fulfilment", Kind.TEXT, N_("Who ships the order in the source's own word, such as merchant, FBA or dropship."), ("fulfillment", "fulfillment type", "fulfilment channel", "fulfillment channel", "发货方式", "配送方式", "履约方式")),
        Column("currency", Kind.TEXT, N_("The currency of the order's money."), (*shared.CURRENCY, "order currency"), unit=shared.CURRENCY_CODE, required=True, fallback="asked"),
        Column("goods_amount", Kind.MONEY, N_("The order's goods after all discounts, shipping excluded."), ("subtotal", "order subtotal", "商品金额", "货款", "货款金额", "商品实付金额"), unit=shared.ORDER_CURRENCY),
        Column("shipping_charged", Kind.MONEY, N_("Shipping that the buyer paid."), ("shipping", "shipping fee", "shipping amount", "运费", "邮费", "买家应付邮费", "运费金额"), unit=shared.ORDER_CURRENCY),
        Column("discount_code", Kind.TEXT, N_("The coupon or code used on the order."), ("coupon", "coupon code", "voucher", "voucher code", "promo code", "优惠码", "优惠券", "优惠券码", "优惠券名称"),),
        Column("promoter_id", Kind.ID, N_("The affiliate, live streamer or shop assistant who brought the order."), ("promoter", "affiliate", "affiliate id", "推广员", "达人", "达人id", "主播", "主播id", "导购", "导购员")),
        Column("source_order_id", Kind.ID, N_("The order's number in the system it first came from, such as the platform order behind an ERP order."), ("source order number", "original order id", "parent order id", "来源单号", "原始单号", "原始线上订单号", "平台单号")),
        Column("state_at", Kind.TIMESTAMP, N_("When the order last changed, by the source."), ("updated at", "last updated", "last updated date", "modified at", "更新时间", "修改时间", "最后更新时间"), unit=shared.UTC),
    ),
)  # fmt: skip

ORDER_LINES = Table(
    name="order_lines",
    title=N_("Order lines"),
    purpose=N_("One row for each product in an order: quantity, prices, discounts, cost."),
    group="orders",
    key=("channel", "order_id", "line_id"),
    unit=("channel", "order_id"),
    columns=(
        Column("channel", Kind.ID, N_("The shop that took the order."), shared.CHANNEL, fallback="asked"),
        Column("order_id", Kind.ID, N_("The order's number in the shop."), shared.ORDER_ID),
        Column("line_id", Kind.ID, N_("The line's own number; where the file has none it is made from SKU, price and position."), (*shared.LINE_ID, "order item id", "order line id", "transaction id", "子订单编号", "子订单号", "线上子订单编号", "商品行号"), fallback="made"),
        Column("sku", Kind.ID, N_("Your own code for the product; where a file has only the platform's code, fill that one in."), (*shared.SKU, "lineitem sku", "line item sku")),
        Column("channel_sku", Kind.ID, N_("The platform's code for what was sold; listings say which SKU it is."), ("platform sku", "seller sku", "listing sku", "平台sku", "平台商品编码", "线上商品编码", "平台规格编码")),
        Column("product_name", Kind.TEXT, N_("The product's name in the order."), ("title", "product", "product title", "item", "item name", "item title", "lineitem name", "line item name", "description", "商品名称", "商品标题", "宝贝标题", "宝贝名称", "产品名称", "品名", "商品")),
        Column("category", Kind.TEXT, N_("The product's category in the order."), ("product category", "类目", "品类", "分类", "商品分类", "商品类目")),
        Column("quantity", Kind.QUANTITY, N_("How many were ordered; negative in files that write returns as lines."), (*shared.QUANTITY, "lineitem quantity", "line item quantity", "quantity ordered", "items sold", "购买数量", "销售数量", "订购数量", "商品数量", "宝贝数量"), unit=shared.BASE_UNITS, required=True),
        Column("unit_price", Kind.PRICE, N_("The price of one unit before discounts."), ("price", "item price", "price per unit", "lineitem price", "line item price", "单价", "销售单价", "商品单价", "商品价格", "价格", "售价"), unit=shared.ORDER_CURRENCY, minimum=-1e9),
        Column("gross_amount", Kind.MONEY, N_("Unit price times quantity, before all discounts."), ("gross", "gross sales", "subtotal before discount", "line gross", "商品总价", "商品总额", "应付货款", "买家应付货款", "原价金额"), unit=shared.ORDER_CURRENCY),
        Column("seller_discount", Kind.MONEY, N_("What the shop itself took off this line, as a positive amount."), ("discount", "discounts", "discount amount", "lineitem discount", "line item discount", "优惠金额", "折扣金额", "商家优惠", "店铺优惠", "卖家优惠"), unit=shared.ORDER_CURRENCY),
        Column("platform_discount", Kind.MONEY, N_("What the platform took off and pays to the shop, as a positive amount."), ("platform coupon", "platform voucher", "平台优惠", "平台补贴", "平台优惠金额", "平台承担优惠"), unit=shared.ORDER_CURRENCY),
        Column("promoter_discount", Kind.MONEY, N_("What a promoter or live streamer took off and pays, as a positive amount."), ("affiliate discount", "达人优惠", "主播优惠", "达人补贴"), unit=shared.ORDER_CURRENCY),
        Column("buyer_paid", Kind.MONEY, N_("What the buyer paid for this line's goods, shipping excluded."), ("paid", "paid amount", "amount paid", "item total", "line total", "net amount", "实付金额", "支付金额", "实际支付金额", "买家实付金额", "买家实际支付金额", "实付", "付款金额"), unit=shared.ORDER_CURRENCY),
        Column("merchant_receivable", Kind.MONEY, N_("What the shop gets for this line: buyer's payment plus what platform and promoter pay."), ("merchant amount", "seller receivable", "商家实收金额", "商家应收", "卖家实收", "商家应收金额"), unit=shared.ORDER_CURRENCY),
        Column("tax_amount", Kind.MONEY, N_("Sales tax or VAT of this line."), ("tax", "taxes", "vat", "item tax", "税额", "税费", "税金"), unit=shared.ORDER_CURRENCY),
        Column("tax_included", Kind.FLAG, N_("Whether this line's amounts contain the tax; empty means as the shop's setting says."), ("tax incl", "含税", "是否含税")),
        Column("commission", Kind.MONEY, N_("The platform's or promoter's fee on this line, as a positive amount."), ("fee", "platform fee", "selling fee", "佣金", "平台佣金", "服务费", "扣点金额"), unit=shared.ORDER_CURRENCY),
        Column("unit_cost", Kind.PRICE, N_("What one unit cost you, before tax."), ("cost", "cost price", "cost per item", "成本", "成本价", "单位成本", "采购价", "进价"), unit=shared.ORDER_CURRENCY),
        Column("is_gift", Kind.FLAG, N_("Whether the line was given for free: it takes stock but is no sale."), ("gift", "free gift", "是否赠品", "赠品")),
        Column("line_state", Kind.CODE, N_("How far this line has come, where lines differ within an order."), ("line status", "item status", "子订单状态", "商品状态", "行状态"), allowed=ORDER_STATES, words=_STATE_WORDS),
        Column("shipped_on", Kind.DATE, N_("The local day on which this line left, where lines differ within an order."), ("line ship date", "item ship date", "商品发货日期", "子订单发货时间"), unit=shared.LOCAL_DAY),
    ),
)  # fmt: skip

RETURNS = Table(
    name="returns",
    title=N_("Returns and refunds"),
    purpose=N_("What was sent back, refunded or compensated, one row for each refund of a line."),
    group="orders",
    key=("channel", "return_id", "line_id"),
    unit=("channel", "return_id"),
    columns=(
        Column("channel", Kind.ID, N_("The shop that took the order."), shared.CHANNEL, fallback="asked"),
        Column("return_id", Kind.ID, N_("The number of the return or refund."), ("refund id", "return number", "rma", "rma number", "refund number", "退款编号", "退款单号", "售后单号", "售后编号", "退货单号")),
        Column("line_id", Kind.ID, N_("The line in the return."), shared.LINE_ID, fallback="made"),
        Column("order_id", Kind.ID, N_("The order that is refunded."), shared.ORDER_ID),
        Column("order_line_id", Kind.ID, N_("The line of the order that is refunded; may be empty."), ("order item id", "order line", "子订单编号", "子订单号", "线上子订单编号")),
        Column("sku", Kind.ID, N_("The product that comes back or is refunded."), shared.SKU),
        Column(
            "kind", Kind.CODE, N_("What happens: money only, money for goods, exchange, compensation, or cancelled before shipment."), ("type", "return type", "refund type", "售后类型", "退款类型", "类型"),
            allowed=("refund_only", "return_refund", "exchange", "compensation", "cancellation_before_shipment"),
            words=shared.spell({
                "refund_only": ("refund", "refund only", "仅退款", "退款"), "return_refund": ("return", "return and refund", "退货退款", "退货"),
                "exchange": ("replacement", "换货"), "compensation": ("partial refund", "goodwill", "补偿", "赔付", "补差价"),
                "cancellation_before_shipment": ("cancellation", "cancel", "cancelled", "未发货退款", "未发货仅退款", "取消"),
            }),
        ),
        Column("requested_at", Kind.TIMESTAMP, N_("When the buyer asked for it."), ("requested on", "request date", "return date", "created at", "申请时间", "退款申请时间", "售后申请时间", "退款创建时间"), unit=shared.UTC),
        _local_day("requested_on", N_("The shop's local day on which the buyer asked for it.")),
        Column("refunded_at", Kind.TIMESTAMP, N_("When the money went back to the buyer."), ("refunded on", "refund date", "refund time", "退款时间", "退款完成时间", "退款成功时间", "完结时间"), unit=shared.UTC),
        _local_day("refunded_on", N_("The shop's local day on which the money went back.")),
        Column("received_at", Kind.TIMESTAMP, N_("When the goods came back."), ("received on", "goods received at", "收货时间", "退货入库时间", "退货签收时间"), unit=shared.UTC),
        _local_day("received_on", N_("The shop's local day on which the goods came back.")),
        Column("quantity", Kind.QUANTITY, N_("How many are refunded or sent back, as a positive number."), (*shared.QUANTITY, "returned quantity", "refunded quantity", "退货数量", "退款数量", "申请数量"), unit=shared.BASE_UNITS),
        Column("restocked_quantity", Kind.QUANTITY, N_("How many of them went back into sellable stock."), ("restocked", "quantity restocked", "入库数量", "实退数量", "良品数量"), unit=shared.BASE_UNITS),
        Column("amount", Kind.MONEY, N_("The money refunded for goods, as a positive amount."), ("refund amount", "refunded amount", "refund", "退款金额", "实退金额", "退款总额"), unit=shared.ORDER_CURRENCY),
        Column("reason", Kind.TEXT, N_("Why, in the source's own words."), ("return reason", "refund reason", "退款原因", "退货原因", "售后原因", "原因")),
        Column("handling_cost", Kind.MONEY, N_("What the return cost you in freight and handling."), ("return cost", "reverse freight", "退货成本", "逆向物流成本", "退货运费"), unit=shared.ORDER_CURRENCY),
    ),
)  # fmt: skip

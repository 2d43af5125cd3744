"""Suppliers and purchasing: from whom we buy, on what terms, what is on its way."""

from __future__ import annotations

from core.i18n import N_
from core.schema.tables import _shared as shared
from core.schema.tables._shared import seen, spell
from core.schema.types import Column, Kind, Table

# One column in two or three lines reads as a table; ruff would give it ten.
# fmt: off

SUPPLIERS = Table(
    name="suppliers",
    title=N_("Suppliers"),
    purpose=N_("From whom you buy, and on what terms."),
    group="purchasing",
    key=("supplier_id",),
    columns=(
        Column("supplier_id", Kind.ID,
               meaning=N_("Your code for the supplier, used in every other file."),
               headers=seen("supplier code, supplier number, vendor id, vendor code, 供应商编号, "
                            "供应商编码, 供应商代码")),
        Column("name", Kind.TEXT,
               meaning=N_("The supplier's name."),
               headers=seen("supplier, supplier name, vendor, vendor name, company, 供应商, 供应商名称, "
                            "名称")),
        Column("country", Kind.TEXT, unit=shared.COUNTRY_CODE,
               meaning=N_("The country from which the supplier ships; its public holidays count."),
               headers=shared.COUNTRY),
        Column("currency", Kind.TEXT, unit=shared.CURRENCY_CODE,
               meaning=N_("The currency in which the supplier is paid."),
               headers=shared.CURRENCY),
        Column("language", Kind.TEXT,
               meaning=N_("The language in which orders to the supplier are written: en, zh-Hans or "
                          "zh-Hant."),
               headers=seen("语言, 语种")),
        Column("min_order_value", Kind.MONEY, unit=shared.SUPPLIER_CURRENCY, minimum=0,
               meaning=N_("The smallest order the supplier takes, in money."),
               headers=seen("minimum order value, minimum order amount, mov, 最低订货金额, 起订金额")),
        Column("review_period_days", Kind.DAYS, unit=shared.DAYS,
               meaning=N_("How many days lie between two of your orders to the supplier."),
               headers=seen("review period, order cycle, 订货周期, 补货周期, 下单周期")),
        Column("order_weekdays", Kind.TEXT,
               meaning=N_("Weekdays on which you order, 1 for Monday to 7 for Sunday, separated by "
                          "commas; empty means any day."),
               headers=seen("weekdays, order days, 下单日, 订货日")),
        Column("payment_terms_days", Kind.DAYS, unit=shared.DAYS,
               meaning=N_("Days after delivery until the supplier must be paid; 0 for payment on "
                          "delivery."),
               headers=seen("payment terms, payment days, 账期, 账期天数, 付款账期")),
        Column("cost_includes_tax", Kind.FLAG,
               meaning=N_("Whether the supplier's prices contain tax."),
               headers=seen("tax included, 含税, 是否含税, 报价含税")),
        Column("contract_ends_on", Kind.DATE,
               meaning=N_("Last day of the contract with the supplier."),
               headers=seen("contract end, contract end date, 合同到期日, 合同截止日期")),
    ),
)

SUPPLIER_CLOSURES = Table(
    name="supplier_closures",
    title=N_("Supplier closures"),
    purpose=N_("Days on which a supplier neither makes nor ships, such as Spring Festival."),
    group="purchasing",
    key=("supplier_id", "starts_on"),
    columns=(
        Column("supplier_id", Kind.ID,
               meaning=N_("The supplier that is closed."),
               headers=shared.SUPPLIER_ID),
        Column("starts_on", Kind.DATE,
               meaning=N_("First closed day."),
               headers=seen("start date, from, closed from, 开始日期, 停工日期, 放假开始")),
        Column("ends_on", Kind.DATE,
               meaning=N_("Last closed day; empty means one day."),
               headers=seen("end date, to, closed to, 结束日期, 复工日期前, 放假结束")),
        Column("reason", Kind.TEXT,
               meaning=N_("Why the supplier is closed."),
               headers=shared.REASON),
    ),
)

SUPPLIER_PRODUCTS = Table(
    name="supplier_products",
    title=N_("Supplier products"),
    purpose=N_("Who supplies which product, at what cost, minimum, pack and lead time."),
    group="purchasing",
    key=("supplier_id", "sku", "valid_from"),
    columns=(
        Column("supplier_id", Kind.ID,
               meaning=N_("The supplier."),
               headers=shared.SUPPLIER_ID),
        Column("sku", Kind.ID,
               meaning=N_("The product as you stock it."),
               headers=shared.SKU),
        Column("valid_from", Kind.DATE, default=shared.SINCE_EVER,
               meaning=N_("First day on which these terms hold; empty means since ever."),
               headers=shared.VALID_FROM),
        Column("supplier_sku", Kind.ID,
               meaning=N_("The supplier's own code for the product."),
               headers=seen("vendor sku, supplier item number, supplier code for item, 供应商货号, "
                            "供应商商品编码, 厂家货号, 供方货号")),
        Column("rank", Kind.COUNT,
               meaning=N_("1 for the supplier to buy from first, 2 for the next one."),
               headers=seen("priority, 优先级, 供应商顺序")),
        Column("share", Kind.SHARE, unit=shared.SHARE,
               meaning=N_("The share of your purchases of this product that goes to the supplier."),
               headers=seen("share of purchases, 供货占比, 采购占比, 占比")),
        Column("unit_cost", Kind.PRICE, unit=shared.ROW_CURRENCY,
               meaning=N_("What the supplier charges for one base unit."),
               headers=shared.UNIT_COST),
        Column("currency", Kind.TEXT, unit=shared.CURRENCY_CODE,
               meaning=N_("The currency of the cost; empty means the supplier's."),
               headers=shared.CURRENCY),
        Column("moq", Kind.QUANTITY, unit=shared.BASE_UNITS, minimum=0,
               meaning=N_("The smallest quantity the supplier accepts in one order."),
               headers=seen("minimum order quantity, minimum quantity, min order qty, 起订量, 最小起订量, "
                            "最小订货量")),
        Column("moq_scope", Kind.CODE, default="sku",
               meaning=N_("What the smallest quantity counts together: one SKU, all sizes of a colour, a "
                          "style, or the whole order."),
               headers=seen("moq per, minimum per, 起订量口径, 起订范围"),
               allowed=("sku", "colour", "style", "order"),
               words=spell({"sku": "item, 单品, 按sku", "colour": "color, 颜色, 按色", "style": "款, 款式, "
                                   "按款",
                            "order": "purchase order, 整单, 订单, 按单"})),
        Column("purchase_unit", Kind.TEXT,
               meaning=N_("The unit in which the supplier sells, such as carton."),
               headers=seen("order unit, 采购单位, 进货单位")),
        Column("pack_multiple", Kind.QUANTITY, unit=shared.BASE_UNITS, minimum=0,
               meaning=N_("Orders must be a multiple of this quantity, such as the contents of a carton."),
               headers=seen("pack size, case pack, units per pack, carton quantity, order multiple, 箱规, "
                            "装箱数, 装箱量, 包装数, 每箱数量")),
        Column("lead_time_days", Kind.DAYS, unit=shared.DAYS,
               meaning=N_("Days from your order until the goods are ready for sale; days on which the "
                          "supplier is closed do not count."),
               headers=seen("lead time, lead time (days), delivery lead time, 交期, 采购周期, 交货周期, "
                            "到货周期, 供货周期")),
        Column("price_breaks", Kind.TEXT,
               meaning=N_("Lower costs for larger orders, written as quantity:cost;quantity:cost, such "
                          "as 100:9.50;500:8.90."),
               headers=seen("quantity discounts, tiered prices, 阶梯价, 价格阶梯")),
    ),
)

PURCHASE_ORDER_LINES = Table(
    name="purchase_order_lines",
    title=N_("Purchase order lines"),
    purpose=N_("What you have ordered from suppliers, line by line."),
    group="purchasing",
    key=("po_id", "line_id"),
    unit=("po_id",),
    columns=(
        Column("po_id", Kind.ID,
               meaning=N_("The number of the purchase order."),
               headers=shared.PO_ID),
        Column("line_id", Kind.ID, fallback="made",
               meaning=N_("The line in the purchase order."),
               headers=shared.LINE_ID),
        Column("external_po_id", Kind.ID,
               meaning=N_("The order's number in the other system; it carries our number when the order "
                          "came from a suggestion here."),
               headers=seen("external po number, reference, our reference, 外部单号, 外部采购单号, "
                            "关联单号")),
        Column("supplier_id", Kind.ID,
               meaning=N_("The supplier."),
               headers=shared.SUPPLIER_ID),
        Column("sku", Kind.ID,
               meaning=N_("The product ordered."),
               headers=shared.SKU),
        Column("location", Kind.ID, fallback="asked",
               meaning=N_("The location that will receive the goods."),
               headers=shared.LOCATION + seen("deliver to, 收货仓库, 入库仓库")),
        Column("quantity", Kind.QUANTITY, unit=shared.BASE_UNITS, required=True,
               meaning=N_("How much was ordered."),
               headers=shared.QUANTITY + seen("ordered, ordered quantity, order quantity, 采购数量, "
                                              "订购数量, 下单数量")),
        Column("unit_cost", Kind.PRICE, unit=shared.ROW_CURRENCY,
               meaning=N_("What one base unit costs on this order."),
               headers=shared.UNIT_COST),
        Column("currency", Kind.TEXT, unit=shared.CURRENCY_CODE,
               meaning=N_("The currency of the order; empty means the supplier's."),
               headers=shared.CURRENCY),
        Column("ordered_on", Kind.DATE,
               meaning=N_("The day on which the order was placed."),
               headers=seen("order date, ordered at, po date, 下单日期, 采购日期, 下单时间, 采购时间")),
        Column("promised_on", Kind.DATE,
               meaning=N_("The day on which the supplier promised delivery."),
               headers=seen("promised date, due date, expected date, expected on, eta, 交货日期, "
                            "预计到货, 预计到货日期, 承诺交期, 计划到货日期")),
        Column("cancelled_quantity", Kind.QUANTITY, unit=shared.BASE_UNITS, minimum=0,
               meaning=N_("How much of it we cancelled."),
               headers=seen("cancelled, canceled quantity, 取消数量")),
        Column("state", Kind.CODE,
               meaning=N_("Whether goods are still expected on this line."),
               headers=seen("status, po status, order status, 状态, 采购状态, 单据状态"),
               allowed=("draft", "open", "received", "closed", "cancelled"),
               words=spell({"draft": "new, 草稿, 待审核, 未审核",
                            "open": "ordered, confirmed, in transit, partially received, 已审核, 已确认, "
                                    "在途, 部分到货, 部分入库, 待入库, 执行中",
                            "received": "complete, completed, fully received, 已入库, 全部入库, 已完成, "
                                        "已到货, 完成",
                            "closed": "关闭, 已关闭, 已结案",
                            "cancelled": "canceled, voided, 已取消, 作废, 已作废"})),
    ),
)

RECEIPTS = Table(
    name="receipts",
    title=N_("Receipts"),
    purpose=N_("What arrived on purchase orders, when, and at what landed cost."),
    group="purchasing",
    key=("po_id", "line_id", "receipt_id"),
    columns=(
        Column("po_id", Kind.ID,
               meaning=N_("The purchase order that was delivered."),
               headers=shared.PO_ID),
        Column("line_id", Kind.ID,
               meaning=N_("The line of the purchase order."),
               headers=shared.LINE_ID + seen("po line, 采购明细行号")),
        Column("receipt_id", Kind.ID, fallback="made",
               meaning=N_("The number of the delivery; where it is missing, the day of receipt stands in."),
               headers=seen("receipt number, receipt no, grn, delivery number, 入库单号, 收货单号, "
                            "到货单号")),
        Column("received_on", Kind.DATE,
               meaning=N_("The day on which the goods arrived."),
               headers=seen("receipt date, received date, received at, arrival date, 入库日期, 到货日期, "
                            "收货日期, 入库时间, 收货时间")),
        Column("quantity", Kind.QUANTITY, unit=shared.BASE_UNITS, required=True,
               meaning=N_("How much arrived and was taken into stock."),
               headers=shared.QUANTITY + seen("received, received quantity, quantity received, 入库数量, "
                                              "到货数量, 收货数量, 实收数量")),
        Column("quantity_rejected", Kind.QUANTITY, unit=shared.BASE_UNITS, minimum=0,
               meaning=N_("How much arrived but was refused for its quality."),
               headers=seen("rejected, rejected quantity, defective quantity, 拒收数量, 次品数量, "
                            "不合格数量")),
        Column("landed_extra", Kind.MONEY, unit=N_("currency of the purchase order"),
               meaning=N_("Freight, duty and other costs of this delivery beyond the unit cost."),
               headers=seen("landed cost, extra cost, freight, 附加成本, 运杂费, 附加费用")),
        Column("lot", Kind.ID,
               meaning=N_("The lot or batch that arrived."),
               headers=shared.LOT),
        Column("expires_on", Kind.DATE,
               meaning=N_("Last day on which this lot may be sold."),
               headers=shared.EXPIRES_ON),
    ),
)

TRANSFERS = Table(
    name="transfers",
    title=N_("Transfers"),
    purpose=N_("Goods sent from one of your locations to another."),
    group="purchasing",
    key=("transfer_id", "line_id"),
    unit=("transfer_id",),
    columns=(
        Column("transfer_id", Kind.ID,
               meaning=N_("The number of the transfer."),
               headers=seen("transfer number, transfer no, transfer, 调拨单号, 调拨单编号")),
        Column("line_id", Kind.ID, fallback="made",
               meaning=N_("The line in the transfer."),
               headers=shared.LINE_ID),
        Column("sku", Kind.ID,
               meaning=N_("The product that is moved."),
               headers=shared.SKU),
        Column("from_location", Kind.ID,
               meaning=N_("The location that sends."),
               headers=seen("from, source location, from warehouse, 调出仓, 调出仓库, 发出仓库")),
        Column("to_location", Kind.ID,
               meaning=N_("The location that receives."),
               headers=seen("to, destination, to warehouse, 调入仓, 调入仓库, 收货仓库")),
        Column("quantity", Kind.QUANTITY, unit=shared.BASE_UNITS, required=True,
               meaning=N_("How much is moved."),
               headers=shared.QUANTITY + seen("transferred quantity, 调拨数量")),
        Column("sent_on", Kind.DATE,
               meaning=N_("The day on which the goods left."),
               headers=seen("sent date, shipped on, 调出日期, 发出日期, 出库日期")),
        Column("received_on", Kind.DATE,
               meaning=N_("The day on which the goods arrived; empty while they are on their way."),
               headers=seen("received date, arrival date, 调入日期, 到货日期, 入库日期")),
    ),
)

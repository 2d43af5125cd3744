"""Stock: what lies where, what moved, what was counted."""

from __future__ import annotations

from core.i18n import N_
from core.schema.tables import _shared as shared
from core.schema.types import Column, Kind, Table

STOCK = Table(
    name="stock",
    title=N_("Stock"),
    purpose=N_("What lay at each location at one moment; each file is one count of the books."),
    group="stock",
    key=("location", "snapshot_at", "sku", "lot", "condition"),
    unit=("location", "snapshot_at"),
    columns=(
        Column("location", Kind.ID, N_("Where the goods lie."), shared.LOCATION, fallback="asked"),
        Column("snapshot_at", Kind.TIMESTAMP, N_("The moment for which the quantities hold."), ("snapshot", "snapshot date", "snapshot time", "as of", "date", "stock date", "库存日期", "快照时间", "快照日期", "盘点时间", "统计时间", "日期"), unit=shared.UTC, fallback="asked"),
        Column("snapshot_on", Kind.DATE, N_("The local day of that moment."), unit=shared.LOCAL_DAY, derived=True),
        Column("sku", Kind.ID, N_("The product."), shared.SKU),
        Column("lot", Kind.ID, N_("The lot or batch; empty where lots are not kept."), shared.LOT, default=""),
        Column(
            "condition", Kind.CODE, N_("Whether the goods can be sold."), ("quality", "stock status", "品质", "库存状态", "良次品", "质量状态"),
            allowed=("sellable", "defective", "expired", "quarantined"), default="sellable",
            words=shared.spell({
                "sellable": ("good", "new", "available", "ok", "正品", "良品", "可售", "合格", "正常"), "defective": ("damaged", "unsellable", "次品", "残次品", "不良品", "残次"),
                "expired": ("out of date", "过期", "临期下架"), "quarantined": ("on hold", "hold", "inspection", "待检", "冻结", "质检中"),
            }),
        ),
        Column("on_hand", Kind.QUANTITY, N_("Units that lie there, reserved ones included; negative when oversold."), ("quantity on hand", "on hand quantity", "qty on hand", "stock", "stock on hand", "inventory", "inventory quantity", "quantity", "qty", "库存", "库存数量", "现有库存", "实际库存", "在库数量", "在库库存", "账面库存", "数量"), unit=shared.BASE_UNITS, required=True),
        Column("reserved", Kind.QUANTITY, N_("Units of them that are promised to orders."), ("committed", "allocated", "reserved quantity", "占用", "占用库存", "锁定", "锁定库存", "预占库存", "订单占用"), unit=shared.BASE_UNITS),
        Column("inbound_purchase", Kind.QUANTITY, N_("Units on their way from suppliers."), ("incoming", "inbound", "on order", "in transit", "在途", "在途库存", "采购在途", "采购在途数"), unit=shared.BASE_UNITS),
        Column("inbound_transfer", Kind.QUANTITY, N_("Units on their way from your other locations."), ("transfer in transit", "inbound transfers", "调拨在途", "调拨在途数"), unit=shared.BASE_UNITS),
        Column("virtual", Kind.QUANTITY, N_("Units that are offered for sale without lying there."), ("virtual stock", "虚拟库存", "预售库存"), unit=shared.BASE_UNITS),
        Column("expires_on", Kind.DATE, N_("Last day on which this lot may be sold."), shared.EXPIRES_ON),
        Column("owner", Kind.TEXT, N_("Who owns the goods; empty means we do."), ("stock owner", "货主", "货权", "所有者")),
    ),
)  # fmt: skip

STOCK_MOVEMENTS = Table(
    name="stock_movements",
    title=N_("Stock movements"),
    purpose=N_("Every change of stock between two counts."),
    group="stock",
    key=("movement_id",),
    columns=(
        Column("movement_id", Kind.ID, N_("The number of the movement."), ("movement number", "entry number", "transaction id", "流水号", "单据编号", "出入库单号")),
        Column("sku", Kind.ID, N_("The product that moved."), shared.SKU),
        Column("location", Kind.ID, N_("The location whose stock changed."), shared.LOCATION),
        Column(
            "kind", Kind.CODE, N_("Why the stock changed."), ("type", "movement type", "transaction type", "类型", "出入库类型", "业务类型", "单据类型"),
            allowed=("receipt", "shipment", "return", "transfer", "adjustment", "write_off"),
            words=shared.spell({
                "receipt": ("purchase receipt", "inbound", "采购入库", "入库"), "shipment": ("sale", "sales", "outbound", "销售出库", "出库", "发货"),
                "return": ("customer return", "sales return", "退货入库", "销售退货"), "transfer": ("moved", "调拨", "调拨入库", "调拨出库"),
                "adjustment": ("stock adjustment", "correction", "盘点", "盘盈", "盘亏", "调整", "库存调整"), "write_off": ("write-off", "scrap", "damage", "报损", "报废", "损耗"),
            }),
        ),
        Column("quantity", Kind.QUANTITY, N_("Units that came in, as a positive number, or went out, as a negative one."), (*shared.QUANTITY, "change", "quantity change", "变动数量", "出入库数量"), unit=shared.BASE_UNITS, required=True),
        Column("moved_at", Kind.TIMESTAMP, N_("When the stock changed."), ("date", "time", "moved on", "movement date", "transaction date", "时间", "日期", "出入库时间", "业务日期", "变动时间"), unit=shared.UTC),
        Column("moved_on", Kind.DATE, N_("The local day on which the stock changed."), unit=shared.LOCAL_DAY, derived=True),
    ),
)  # fmt: skip

STOCKTAKES = Table(
    name="stocktakes",
    title=N_("Stocktakes"),
    purpose=N_("What people counted on the shelf, beside what the books said."),
    group="stock",
    key=("location", "counted_on", "sku"),
    unit=("location", "counted_on"),
    columns=(
        Column("location", Kind.ID, N_("Where people counted."), shared.LOCATION, fallback="asked"),
        Column("counted_on", Kind.DATE, N_("The day on which people counted."), ("count date", "counted at", "stocktake date", "date", "盘点日期", "盘点时间", "日期")),
        Column("sku", Kind.ID, N_("The product."), shared.SKU),
        Column("counted", Kind.QUANTITY, N_("Units found on the shelf."), ("counted quantity", "actual", "actual quantity", "count", "实盘数量", "盘点数量", "实盘", "实际数量"), unit=shared.BASE_UNITS, required=True, minimum=0),
        Column("booked", Kind.QUANTITY, N_("Units that the books said."), ("booked quantity", "book quantity", "expected quantity", "账面数量", "账面库存", "系统数量", "账存数量"), unit=shared.BASE_UNITS),
        Column("reason", Kind.TEXT, N_("Why the two differ, if known."), (*shared.REASON, "差异原因", "盈亏原因")),
    ),
)  # fmt: skip

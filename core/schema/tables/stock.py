"""Stock: what lies where, what moved, what was counted."""

from __future__ import annotations

from core.i18n import N_
from core.schema.tables import _shared as shared
from core.schema.tables._shared import seen, spell
from core.schema.types import Column, Kind, Table

# One column in two or three lines reads as a table; ruff would give it ten.
# fmt: off

STOCK = Table(
    name="stock",
    title=N_("Stock"),
    purpose=N_("What lay at each location at one moment; each file is one count of the books."),
    group="stock",
    key=("location", "snapshot_at", "sku", "lot", "condition"),
    unit=("location", "snapshot_at"),
    columns=(
        Column("location", Kind.ID, fallback="asked",
               meaning=N_("Where the goods lie."),
               headers=shared.LOCATION),
        Column("snapshot_at", Kind.TIMESTAMP, unit=shared.LOCAL_TIME, fallback="asked",
               meaning=N_("The moment for which the quantities hold."),
               headers=seen("snapshot, snapshot date, snapshot time, as of, date, stock date, 库存日期, "
                            "快照时间, 快照日期, 盘点时间, 盘点日期, 统计时间, count date, "
                            "counted on, 日期")),
        Column("snapshot_on", Kind.DATE, unit=shared.LOCAL_DAY, derived=True,
               meaning=N_("The local day of that moment.")),
        Column("sku", Kind.ID,
               meaning=N_("The product."),
               headers=shared.SKU),
        Column("lot", Kind.ID, default="",
               meaning=N_("The lot or batch; empty where lots are not kept."),
               headers=shared.LOT),
        Column("condition", Kind.CODE, default="sellable",
               meaning=N_("Whether the goods can be sold."),
               headers=seen("quality, stock status, 品质, 库存状态, 良次品, 质量状态"),
               allowed=("sellable", "defective", "expired", "quarantined"),
               words=spell({"sellable": "good, new, available, ok, 正品, 良品, 可售, 合格, 正常",
                            "defective": "damaged, unsellable, 次品, 残次品, 不良品, 残次",
                            "expired": "out of date, 过期, 临期下架",
                            "quarantined": "on hold, hold, inspection, 待检, 冻结, 质检中"})),
        Column("on_hand", Kind.QUANTITY, unit=shared.BASE_UNITS, required=True,
               meaning=N_("Units that lie there, reserved ones included; negative when oversold."),
               headers=seen("quantity on hand, on hand quantity, qty on hand, stock, stock on hand, "
                            "inventory, inventory quantity, quantity, qty, 库存, 库存数量, 现有库存, "
                            "实际库存, 在库数量, 在库库存, 账面库存, 数量")),
        Column("reserved", Kind.QUANTITY, unit=shared.BASE_UNITS,
               meaning=N_("Units of them that are promised to orders."),
               headers=seen("committed, allocated, reserved quantity, 占用, 占用库存, 锁定, 锁定库存, "
                            "预占库存, 订单占用")),
        Column("inbound_purchase", Kind.QUANTITY, unit=shared.BASE_UNITS,
               meaning=N_("Units on their way from suppliers."),
               headers=seen("incoming, inbound, on order, in transit, 在途, 在途库存, 采购在途, 采购在途数")),
        Column("inbound_transfer", Kind.QUANTITY, unit=shared.BASE_UNITS,
               meaning=N_("Units on their way from your other locations."),
               headers=seen("transfer in transit, inbound transfers, 调拨在途, 调拨在途数")),
        Column("virtual", Kind.QUANTITY, unit=shared.BASE_UNITS,
               meaning=N_("Units that are offered for sale without lying there."),
               headers=seen("virtual stock, 虚拟库存, 预售库存")),
        Column("expires_on", Kind.DATE,
               meaning=N_("Last day on which this lot may be sold."),
               headers=shared.EXPIRES_ON),
        Column("full_list", Kind.FLAG, fallback="asked",
               meaning=N_("Whether the file lists every SKU of the location, so that a SKU it does not "
                          "name has none left."),
               headers=seen("is full list, complete list, 全量, 是否全量")),
        Column("owner", Kind.TEXT,
               meaning=N_("Who owns the goods; empty means we do."),
               headers=seen("stock owner, 货主, 货权, 所有者")),
    ),
)

STOCK_MOVEMENTS = Table(
    name="stock_movements",
    title=N_("Stock movements"),
    purpose=N_("Every change of stock between two counts."),
    group="stock",
    key=("movement_id",),
    columns=(
        Column("movement_id", Kind.ID,
               meaning=N_("The number of the movement."),
               headers=seen("movement number, entry number, transaction id, 流水号, 单据编号, 出入库单号")),
        Column("sku", Kind.ID,
               meaning=N_("The product that moved."),
               headers=shared.SKU),
        Column("location", Kind.ID,
               meaning=N_("The location whose stock changed."),
               headers=shared.LOCATION),
        Column("kind", Kind.CODE,
               meaning=N_("Why the stock changed."),
               headers=seen("type, movement type, transaction type, 类型, 出入库类型, 业务类型, 单据类型"),
               allowed=("receipt", "shipment", "return", "transfer", "adjustment", "write_off"),
               words=spell({"receipt": "purchase receipt, inbound, 采购入库, 入库",
                            "shipment": "sale, sales, outbound, 销售出库, 出库, 发货",
                            "return": "customer return, sales return, 退货入库, 销售退货",
                            "transfer": "moved, 调拨, 调拨入库, 调拨出库",
                            "adjustment": "stock adjustment, correction, 盘点, 盘盈, 盘亏, 调整, 库存调整",
                            "write_off": "write-off, scrap, damage, 报损, 报废, 损耗"})),
        Column("quantity", Kind.QUANTITY, unit=shared.BASE_UNITS, required=True,
               meaning=N_("Units that came in, as a positive number, or went out, as a negative one."),
               headers=shared.QUANTITY + seen("change, quantity change, 变动数量, 出入库数量")),
        Column("moved_at", Kind.TIMESTAMP, unit=shared.LOCAL_TIME,
               meaning=N_("When the stock changed."),
               headers=seen("date, time, moved on, movement date, transaction date, 时间, 日期, "
                            "出入库时间, 业务日期, 变动时间")),
        Column("moved_on", Kind.DATE, unit=shared.LOCAL_DAY, derived=True,
               meaning=N_("The local day on which the stock changed.")),
    ),
)

STOCKTAKES = Table(
    name="stocktakes",
    title=N_("Stocktakes"),
    purpose=N_("What people counted on the shelf, beside what the books said."),
    group="stock",
    key=("location", "counted_on", "sku"),
    unit=("location", "counted_on"),
    columns=(
        Column("location", Kind.ID, fallback="asked",
               meaning=N_("Where people counted."),
               headers=shared.LOCATION),
        Column("counted_on", Kind.DATE,
               meaning=N_("The day on which people counted."),
               headers=seen("count date, counted at, stocktake date, date, 盘点日期, 盘点时间, 日期")),
        Column("sku", Kind.ID,
               meaning=N_("The product."),
               headers=shared.SKU),
        Column("counted", Kind.QUANTITY, unit=shared.BASE_UNITS, required=True, minimum=0,
               meaning=N_("Units found on the shelf."),
               headers=seen("counted quantity, actual, actual quantity, count, 实盘数量, 盘点数量, 实盘, "
                            "实际数量")),
        Column("booked", Kind.QUANTITY, unit=shared.BASE_UNITS,
               meaning=N_("Units that the books said."),
               headers=seen("booked quantity, book quantity, expected quantity, 账面数量, 账面库存, "
                            "系统数量, 账存数量")),
        Column("reason", Kind.TEXT,
               meaning=N_("Why the two differ, if known."),
               headers=shared.REASON + seen("差异原因, 盈亏原因")),
    ),
)

"""Service: parcels, questions and reviews."""

from __future__ import annotations

from core.i18n import N_
from core.schema.tables import _shared as shared
from core.schema.tables._shared import seen
from core.schema.types import Column, Kind, Table

# One column in two or three lines reads as a table; ruff would give it ten.
# fmt: off

SHIPMENTS = Table(
    name="shipments",
    title=N_("Shipments"),
    purpose=N_("Parcels that left: carrier, cost, promised and real times."),
    group="rest",
    key=("shipment_id",),
    columns=(
        Column("shipment_id", Kind.ID,
               meaning=N_("The parcel's number."),
               headers=seen("shipment number, parcel id, tracking number, 运单号, 快递单号, 物流单号, "
                            "包裹号")),
        Column("channel", Kind.ID, fallback="asked",
               meaning=N_("The shop that took the order."),
               headers=shared.CHANNEL),
        Column("order_id", Kind.ID,
               meaning=N_("The order that is in the parcel."),
               headers=shared.ORDER_ID),
        Column("carrier", Kind.TEXT,
               meaning=N_("Who carries the parcel."),
               headers=seen("shipping company, courier, 物流公司, 快递公司, 承运商")),
        Column("region", Kind.TEXT,
               meaning=N_("The province or state the parcel goes to."),
               headers=shared.REGION),
        Column("cost", Kind.MONEY, unit=shared.CHANNEL_CURRENCY,
               meaning=N_("What sending it costs you."),
               headers=seen("shipping cost, freight, postage, 运费成本, 快递费, 物流费用, 运费")),
        Column("promised_at", Kind.TIMESTAMP, unit=shared.LOCAL_TIME,
               meaning=N_("When it was promised to arrive."),
               headers=seen("promised delivery, estimated delivery, 预计送达时间, 承诺送达时间")),
        Column("shipped_at", Kind.TIMESTAMP, unit=shared.LOCAL_TIME,
               meaning=N_("When it left."),
               headers=seen("shipped on, ship date, 发货时间, 揽收时间, 发货日期")),
        Column("delivered_at", Kind.TIMESTAMP, unit=shared.LOCAL_TIME,
               meaning=N_("When it arrived."),
               headers=seen("delivered on, delivery date, 签收时间, 送达时间, 妥投时间")),
        Column("exception", Kind.TEXT,
               meaning=N_("What went wrong, such as lost, damaged or refused."),
               headers=seen("issue, problem, 异常, 异常原因, 异常类型")),
    ),
)

SHIPMENT_LINES = Table(
    name="shipment_lines",
    title=N_("Shipment lines"),
    purpose=N_("What was in each parcel."),
    group="rest",
    key=("shipment_id", "line"),
    unit=("shipment_id",),
    columns=(
        Column("shipment_id", Kind.ID,
               meaning=N_("The parcel's number."),
               headers=seen("shipment number, parcel id, tracking number, 运单号, 快递单号, 物流单号, "
                            "包裹号")),
        Column("line", Kind.ID, fallback="made",
               meaning=N_("The line in the parcel."),
               headers=seen("line id, line number, line no, 行号, 明细行号, 序号")),
        Column("sku", Kind.ID,
               meaning=N_("The product in the parcel."),
               headers=shared.SKU),
        Column("quantity", Kind.QUANTITY, unit=shared.BASE_UNITS,
               meaning=N_("How many of it."),
               headers=shared.QUANTITY + seen("shipped quantity, 发货数量")),
    ),
)

TICKETS = Table(
    name="tickets",
    title=N_("Service tickets"),
    purpose=N_("Questions and complaints of buyers, how fast they were answered and how it was rated."),
    group="rest",
    key=("ticket_id",),
    columns=(
        Column("ticket_id", Kind.ID,
               meaning=N_("The ticket's number."),
               headers=seen("ticket number, ticket, case id, 工单号, 工单编号, 会话编号")),
        Column("channel", Kind.ID, fallback="asked",
               meaning=N_("The shop in which it was opened."),
               headers=shared.CHANNEL),
        Column("order_id", Kind.ID,
               meaning=N_("The order it is about, if any."),
               headers=shared.ORDER_ID),
        Column("sku", Kind.ID,
               meaning=N_("The product it is about, if any."),
               headers=shared.SKU),
        Column("reason", Kind.TEXT,
               meaning=N_("What it is about."),
               headers=shared.REASON + seen("subject, topic, category, 问题类型, 工单类型, 咨询类型")),
        Column("opened_at", Kind.TIMESTAMP, unit=shared.LOCAL_TIME,
               meaning=N_("When the buyer wrote."),
               headers=seen("created at, opened on, 创建时间, 发起时间, 进线时间")),
        Column("answered_at", Kind.TIMESTAMP, unit=shared.LOCAL_TIME,
               meaning=N_("When the buyer first got an answer."),
               headers=seen("first response at, first reply at, 首次响应时间, 首次回复时间")),
        Column("closed_at", Kind.TIMESTAMP, unit=shared.LOCAL_TIME,
               meaning=N_("When it was settled."),
               headers=seen("resolved at, closed on, solved at, 关闭时间, 解决时间, 完结时间")),
        Column("score", Kind.NUMBER, unit=N_("points of 5"), minimum=0, maximum=5,
               meaning=N_("How the buyer rated the service, 5 for best."),
               headers=seen("satisfaction, csat, satisfaction score, 满意度, 评分, 服务评分")),
    ),
)

REVIEWS = Table(
    name="reviews",
    title=N_("Reviews"),
    purpose=N_("How buyers rated products; texts are not kept, only how long they are."),
    group="rest",
    key=("review_id",),
    columns=(
        Column("review_id", Kind.ID,
               meaning=N_("The review's number."),
               headers=seen("review number, 评价编号, 评论编号, 评价id, 评论id")),
        Column("channel", Kind.ID, fallback="asked",
               meaning=N_("The shop in which it was written."),
               headers=shared.CHANNEL),
        Column("order_id", Kind.ID,
               meaning=N_("The order it is about, if known."),
               headers=shared.ORDER_ID),
        Column("sku", Kind.ID,
               meaning=N_("The product it is about."),
               headers=shared.SKU),
        Column("rating", Kind.NUMBER, unit=N_("stars of 5"), minimum=0, maximum=5,
               meaning=N_("Stars the buyer gave, 5 for best."),
               headers=seen("stars, star rating, score, 评分, 星级, 评价星级")),
        Column("text_length", Kind.COUNT, unit=N_("characters"),
               meaning=N_("How many characters the buyer wrote."),
               headers=seen("review length, 评论字数, 评价字数")),
        Column("reviewed_at", Kind.TIMESTAMP, unit=shared.LOCAL_TIME,
               meaning=N_("When it was written."),
               headers=seen("review date, reviewed on, created at, 评价时间, 评论时间, 评价日期")),
    ),
)

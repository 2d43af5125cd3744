"""The rest: events, traffic, advertising, service, settlements, plans and figures from outside."""

from __future__ import annotations

from core.i18n import N_
from core.schema.tables import _shared as shared
from core.schema.types import Column, Kind, Table

EVENTS = Table(
    name="events",
    title=N_("Events"),
    purpose=N_("Festivals, promotions, closures and livestreams that change demand."),
    group="rest",
    key=("event", "starts_on"),
    columns=(
        Column("event", Kind.ID, N_("A short code for the event."), ("event id", "event code", "活动编号", "活动编码")),
        Column("starts_on", Kind.DATE, N_("First day of the event."), ("start date", "starts", "from", "开始日期", "开始时间")),
        Column("name", Kind.TEXT, N_("The event's name as people say it."), ("event name", "活动名称", "名称")),
        Column("ends_on", Kind.DATE, N_("Last day of the event; empty means one day."), ("end date", "ends", "to", "结束日期", "结束时间")),
        Column(
            "family", Kind.CODE, N_("The sort of event; events of one family are expected to act alike."), ("type", "event type", "类型", "活动类型"),
            allowed=("spring_festival", "618", "11.11", "black_friday", "own_promotion", "campaign", "closure", "livestream"),
            words=shared.spell({
                "spring_festival": ("spring festival", "chinese new year", "cny", "春节"), "618": ("6.18", "618大促"), "11.11": ("11-11", "1111", "double 11", "singles day", "双十一", "双11"),
                "black_friday": ("black friday", "bfcm", "cyber monday", "黑色星期五", "黑五"), "own_promotion": ("promotion", "sale", "店铺活动", "促销"),
                "campaign": ("marketing campaign", "营销活动"), "closure": ("closed", "停业", "放假", "闭店"), "livestream": ("live", "live stream", "直播"),
            }),
        ),
        Column("phase", Kind.TEXT, N_("The part of a longer event, such as deposits, opening day or last day."), ("阶段", "活动阶段")),
        Column("depth", Kind.SHARE, N_("How deep the price is cut, as a share of the regular price; 0.2 means 20 percent off."), ("discount depth", "discount share", "折扣力度", "优惠力度"), unit=shared.SHARE),
        Column("channels", Kind.TEXT, N_("The shops it holds for, separated by commas; empty means all."), ("shops", "适用店铺", "参与店铺")),
        Column("sku_scope", Kind.TEXT, N_("The SKUs, categories or styles it holds for, separated by commas; empty means all."), ("skus", "scope", "products", "适用商品", "参与商品", "商品范围")),
        Column("known_from", Kind.DATE, N_("The day on which it was planned; no forecast made before that day may use it."), ("planned on", "announced on", "计划日期", "公布日期")),
    ),
)  # fmt: skip

TRAFFIC = Table(
    name="traffic",
    title=N_("Traffic"),
    purpose=N_("Visitors, visits and carts of a shop or listing in a period."),
    group="rest",
    key=("channel", "period_start", "period_end", "listing"),
    columns=(
        Column("channel", Kind.ID, N_("The shop that was visited."), shared.CHANNEL, fallback="asked"),
        Column("period_start", Kind.DATE, N_("First day of the period."), ("date", "day", "start date", "from", "日期", "统计日期", "开始日期")),
        Column("period_end", Kind.DATE, N_("Last day of the period, the same as the first for a single day."), ("end date", "to", "结束日期"), fallback="made"),
        Column("listing", Kind.ID, N_("The listing that was visited; empty means the whole shop."), ("listing id", "product id", "item id", "商品id", "宝贝id"), default=""),
        Column("visitors", Kind.COUNT, N_("Different people in the period; days do not add up to months."), ("unique visitors", "users", "uv", "访客数", "访客", "商品访客数"), unit=N_("people")),
        Column("visits", Kind.COUNT, N_("Visits, several for one person counted each; page views are something else."), ("sessions", "访问次数", "会话数"), unit=N_("visits")),
        Column("carts", Kind.COUNT, N_("People who put something into the cart."), ("add to cart", "added to cart", "加购人数", "加购数"), unit=N_("people")),
        Column("buyers", Kind.COUNT, N_("People who paid, as the platform counts them."), ("paying buyers", "支付买家数", "成交人数", "支付人数"), unit=N_("people")),
    ),
)  # fmt: skip

AD_SPEND = Table(
    name="ad_spend",
    title=N_("Advertising"),
    purpose=N_("What advertising cost per day, and what it brought in views and clicks."),
    group="rest",
    key=("channel", "day", "campaign"),
    columns=(
        Column("channel", Kind.ID, N_("The shop that was advertised."), shared.CHANNEL, fallback="asked"),
        Column("day", Kind.DATE, N_("The day of the advertising."), ("date", "日期", "统计日期")),
        Column("campaign", Kind.ID, N_("The advertising campaign; empty means all of the day."), ("campaign id", "campaign name", "ad campaign", "计划", "计划名称", "推广计划", "广告计划"), default=""),
        Column("spend", Kind.MONEY, N_("What it cost."), ("cost", "ad spend", "amount spent", "花费", "消耗", "广告花费", "推广费"), unit=shared.CHANNEL_CURRENCY),
        Column("impressions", Kind.COUNT, N_("How often it was shown."), ("views", "展现量", "曝光量", "展示次数"), unit=N_("times")),
        Column("clicks", Kind.COUNT, N_("How often it was clicked."), ("click", "点击量", "点击数", "点击次数"), unit=N_("times")),
    ),
)  # fmt: skip

SHIPMENTS = Table(
    name="shipments",
    title=N_("Shipments"),
    purpose=N_("Parcels that left: carrier, cost, promised and real times."),
    group="rest",
    key=("shipment_id",),
    columns=(
        Column("shipment_id", Kind.ID, N_("The parcel's number."), ("shipment number", "parcel id", "tracking number", "运单号", "快递单号", "物流单号", "包裹号")),
        Column("channel", Kind.ID, N_("The shop that took the order."), shared.CHANNEL, fallback="asked"),
        Column("order_id", Kind.ID, N_("The order that is in the parcel."), shared.ORDER_ID),
        Column("carrier", Kind.TEXT, N_("Who carries the parcel."), ("shipping company", "courier", "物流公司", "快递公司", "承运商")),
        Column("region", Kind.TEXT, N_("The province or state the parcel goes to."), shared.REGION),
        Column("cost", Kind.MONEY, N_("What sending it costs you."), ("shipping cost", "freight", "postage", "运费成本", "快递费", "物流费用", "运费"), unit=shared.CHANNEL_CURRENCY),
        Column("promised_at", Kind.TIMESTAMP, N_("When it was promised to arrive."), ("promised delivery", "estimated delivery", "预计送达时间", "承诺送达时间"), unit=shared.UTC),
        Column("shipped_at", Kind.TIMESTAMP, N_("When it left."), ("shipped on", "ship date", "发货时间", "揽收时间", "发货日期"), unit=shared.UTC),
        Column("delivered_at", Kind.TIMESTAMP, N_("When it arrived."), ("delivered on", "delivery date", "签收时间", "送达时间", "妥投时间"), unit=shared.UTC),
        Column("exception", Kind.TEXT, N_("What went wrong, such as lost, damaged or refused."), ("issue", "problem", "异常", "异常原因", "异常类型")),
    ),
)  # fmt: skip

SHIPMENT_LINES = Table(
    name="shipment_lines",
    title=N_("Shipment lines"),
    purpose=N_("What was in each parcel."),
    group="rest",
    key=("shipment_id", "line"),
    unit=("shipment_id",),
    columns=(
        Column("shipment_id", Kind.ID, N_("The parcel's number."), ("shipment number", "parcel id", "tracking number", "运单号", "快递单号", "物流单号", "包裹号")),
        Column("line", Kind.ID, N_("The line in the parcel."), ("line id", "line number", "line no", "行号", "明细行号", "序号"), fallback="made"),
        Column("sku", Kind.ID, N_("The product in the parcel."), shared.SKU),
        Column("quantity", Kind.QUANTITY, N_("How many of it."), (*shared.QUANTITY, "shipped quantity", "发货数量"), unit=shared.BASE_UNITS),
    ),
)  # fmt: skip

TICKETS = Table(
    name="tickets",
    title=N_("Service tickets"),
    purpose=N_("Questions and complaints of buyers, how fast they were answered and how it was rated."),
    group="rest",
    key=("ticket_id",),
    columns=(
        Column("ticket_id", Kind.ID, N_("The ticket's number."), ("ticket number", "ticket", "case id", "工单号", "工单编号", "会话编号")),
        Column("channel", Kind.ID, N_("The shop in which it was opened."), shared.CHANNEL, fallback="asked"),
        Column("order_id", Kind.ID, N_("The order it is about, if any."), shared.ORDER_ID),
        Column("sku", Kind.ID, N_("The product it is about, if any."), shared.SKU),
        Column("reason", Kind.TEXT, N_("What it is about."), (*shared.REASON, "subject", "topic", "category", "问题类型", "工单类型", "咨询类型")),
        Column("opened_at", Kind.TIMESTAMP, N_("When the buyer wrote."), ("created at", "opened on", "创建时间", "发起时间", "进线时间"), unit=shared.UTC),
        Column("answered_at", Kind.TIMESTAMP, N_("When the buyer first got an answer."), ("first response at", "first reply at", "首次响应时间", "首次回复时间"), unit=shared.UTC),
        Column("closed_at", Kind.TIMESTAMP, N_("When it was settled."), ("resolved at", "closed on", "solved at", "关闭时间", "解决时间", "完结时间"), unit=shared.UTC),
        Column("score", Kind.NUMBER, N_("How the buyer rated the service, 5 for best."), ("satisfaction", "csat", "satisfaction score", "满意度", "评分", "服务评分"), unit=N_("points of 5"), minimum=0, maximum=5),
    ),
)  # fmt: skip

REVIEWS = Table(
    name="reviews",
    title=N_("Reviews"),
    purpose=N_("How buyers rated products; texts are not kept, only how long they are."),
    group="rest",
    key=("review_id",),
    columns=(
        Column("review_id", Kind.ID, N_("The review's number."), ("review number", "评价编号", "评论编号", "评价id", "评论id")),
        Column("channel", Kind.ID, N_("The shop in which it was written."), shared.CHANNEL, fallback="asked"),
        Column("order_id", Kind.ID, N_("The order it is about, if known."), shared.ORDER_ID),
        Column("sku", Kind.ID, N_("The product it is about."), shared.SKU),
        Column("rating", Kind.NUMBER, N_("Stars the buyer gave, 5 for best."), ("stars", "star rating", "score", "评分", "星级", "评价星级"), unit=N_("stars of 5"), minimum=0, maximum=5),
        Column("text_length", Kind.COUNT, N_("How many characters the buyer wrote."), ("review length", "评论字数", "评价字数"), unit=N_("characters")),
        Column("reviewed_at", Kind.TIMESTAMP, N_("When it was written."), ("review date", "reviewed on", "created at", "评价时间", "评论时间", "评价日期"), unit=shared.UTC),
    ),
)  # fmt: skip

SETTLEMENTS = Table(
    name="settlements",
    title=N_("Settlements"),
    purpose=N_("What platforms paid out and kept back, line by line."),
    group="rest",
    key=("channel", "settlement_id", "line"),
    unit=("channel", "settlement_id"),
    columns=(
        Column("channel", Kind.ID, N_("The shop that is settled."), shared.CHANNEL, fallback="asked"),
        Column("settlement_id", Kind.ID, N_("The number of the payout."), ("settlement number", "payout id", "statement id", "结算单号", "账单编号", "结算批次号")),
        Column("line", Kind.ID, N_("The line in the payout."), ("line id", "line number", "line no", "行号", "明细行号", "序号", "流水号"), fallback="made"),
        Column("order_id", Kind.ID, N_("The order that the line belongs to, if any."), shared.ORDER_ID),
        Column("kind", Kind.TEXT, N_("What the line is for, such as sale, commission, advertising or refund."), ("type", "transaction type", "amount type", "费用类型", "费用名称", "收支类型", "账务类型", "类型")),
        Column("amount", Kind.MONEY, N_("Money paid to you, as a positive amount, or kept back, as a negative one."), ("net amount", "total", "金额", "结算金额", "应结金额", "收支金额"), unit=shared.ROW_CURRENCY, required=True),
        Column("currency", Kind.TEXT, N_("The currency of the amount; empty means the shop's."), shared.CURRENCY, unit=shared.CURRENCY_CODE),
        Column("settled_on", Kind.DATE, N_("The day on which it was paid out."), ("settlement date", "payout date", "deposit date", "posted date", "结算日期", "结算时间", "到账时间", "入账时间")),
    ),
)  # fmt: skip

BUDGETS = Table(
    name="budgets",
    title=N_("Budgets"),
    purpose=N_("Planned values of figures per month; targets that people set here are kept apart."),
    group="rest",
    key=("figure", "scope", "month"),
    columns=(
        Column("figure", Kind.ID, N_("The name of the figure, such as net_sales."), ("kpi", "metric", "指标", "指标名称")),
        Column("scope", Kind.ID, N_("The shop, category or brand it is planned for; empty means the whole company."), ("for", "level", "范围", "维度"), default=""),
        Column("month", Kind.DATE, N_("The month, written as its first day."), ("period", "月份", "年月")),
        Column("planned_value", Kind.NUMBER, N_("The planned value."), ("planned", "plan", "budget", "value", "计划值", "预算", "预算值"), unit=N_("unit of the figure"), required=True),
    ),
)  # fmt: skip

INDICATORS = Table(
    name="indicators",
    title=N_("Indicators"),
    purpose=N_("Figures from outside, such as a brand search index, mentions or satisfaction."),
    group="rest",
    key=("figure", "scope", "period_start"),
    columns=(
        Column("figure", Kind.ID, N_("The name of the figure."), ("indicator", "kpi", "metric", "指标", "指标名称")),
        Column("scope", Kind.ID, N_("The brand, shop or category it is for; empty means the whole company."), ("for", "level", "范围", "维度"), default=""),
        Column("period_start", Kind.DATE, N_("First day of the period it was measured in."), ("date", "period", "日期", "统计日期", "开始日期")),
        Column("value", Kind.NUMBER, N_("The value."), ("index", "数值", "指数", "值"), required=True),
        Column("source", Kind.TEXT, N_("Where the value comes from."), ("来源", "数据来源")),
    ),
)  # fmt: skip

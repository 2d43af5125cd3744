"""Members: who buys, who may be contacted, what they were sent and asked for."""

from __future__ import annotations

from core.i18n import N_
from core.schema.tables import _shared as shared
from core.schema.types import Column, Kind, Table

MEMBERS = Table(
    name="members",
    title=N_("Members"),
    purpose=N_("The members of your shops, with tier and points; names, phones and addresses are never kept."),
    group="members",
    key=("channel", "customer_id"),
    columns=(
        Column("channel", Kind.ID, N_("The shop whose member it is."), (*shared.CHANNEL, "注册门店", "入会店铺"), fallback="asked"),
        Column("customer_id", Kind.ID, N_("The shop's stable code for the member, the same as in its orders."), shared.CUSTOMER_ID),
        Column("joined_at", Kind.TIMESTAMP, N_("When the member joined."), ("joined on", "join date", "sign up", "sign up date", "customer since", "registered at", "created at", "注册时间", "入会时间", "领卡时间", "注册日期", "入会日期", "创建时间"), unit=shared.UTC),
        Column("tier", Kind.TEXT, N_("The member's level in your programme."), ("level", "member tier", "membership level", "customer group", "会员等级", "会员级别", "等级")),
        Column("points", Kind.NUMBER, N_("Points the member holds now."), ("points balance", "loyalty points", "积分", "积分余额", "可用积分", "剩余积分", "当前积分"), unit=N_("points"), minimum=-1e9, maximum=1e12),
        Column("birthday", Kind.DATE, N_("The member's birthday; kept only if you ask for it."), ("birth date", "date of birth", "birthdate", "生日", "出生日期"), personal=True),
        Column("gender", Kind.TEXT, N_("The member's gender; kept only if you ask for it."), ("sex", "性别"), personal=True),
        Column("region", Kind.TEXT, N_("The province or state the member lives in."), shared.REGION),
        Column("source", Kind.TEXT, N_("Where the member came from, such as a livestream or a store."), ("member source", "acquisition source", "来源", "会员来源", "来源渠道", "注册来源")),
        Column("first_seen", Kind.DATE, N_("The first day on which the shop knew this buyer, member or not."), ("first seen on", "first order date", "first purchase", "首次购买时间", "首次消费时间", "首单时间")),
    ),
)  # fmt: skip

IDENTITIES = Table(
    name="identities",
    title=N_("Identities"),
    purpose=N_("Which accounts in your shops belong to one person."),
    group="members",
    key=("channel", "customer_id", "valid_from"),
    columns=(
        Column("channel", Kind.ID, N_("The shop of the account."), shared.CHANNEL, fallback="asked"),
        Column("customer_id", Kind.ID, N_("The account in that shop."), shared.CUSTOMER_ID),
        Column("valid_from", Kind.DATE, N_("First day on which the account counts for this person; empty means since ever."), shared.VALID_FROM, default=shared.SINCE_EVER),
        Column("person_id", Kind.ID, N_("Your own code for the person; the same code joins the accounts."), ("person", "one id", "unified id", "统一会员编号", "自然人编号", "oneid"), required=True),
        Column("reason", Kind.TEXT, N_("How it is known; a masked name is never proof."), shared.REASON),
    ),
)  # fmt: skip

CONSENTS = Table(
    name="consents",
    title=N_("Consents"),
    purpose=N_("Who agreed to be contacted for what, and who withdrew it."),
    group="members",
    key=("person_id", "purpose", "at"),
    columns=(
        Column("person_id", Kind.ID, N_("Your own code for the person, as in identities, or channel:customer where none is named."), ("person", "one id", "统一会员编号", "自然人编号", "oneid")),
        Column("purpose", Kind.TEXT, N_("What the consent is for, such as e-mail offers or SMS offers."), ("consent purpose", "用途", "授权用途")),
        Column("at", Kind.TIMESTAMP, N_("When it was given or withdrawn."), ("time", "date", "consent date", "时间", "日期", "授权时间"), unit=shared.UTC),
        Column(
            "state", Kind.CODE, N_("Whether the person agreed or withdrew."), ("status", "consent", "状态", "授权状态"), required=True,
            allowed=("given", "withdrawn"),
            words=shared.spell({"given": ("yes", "true", "opt-in", "subscribed", "granted", "是", "同意", "已授权", "已订阅"), "withdrawn": ("no", "false", "opt-out", "unsubscribed", "revoked", "否", "拒绝", "已撤回", "已退订")}),
        ),
        Column("source", Kind.TEXT, N_("Where the consent was given."), ("consent source", "来源", "授权来源")),
    ),
)  # fmt: skip

MEMBER_EVENTS = Table(
    name="member_events",
    title=N_("Member events"),
    purpose=N_("Points earned and spent, tiers changed, stored value charged."),
    group="members",
    key=("event_id",),
    columns=(
        Column("event_id", Kind.ID, N_("The number of the event."), ("event number", "transaction id", "流水号", "事件编号", "记录编号")),
        Column("channel", Kind.ID, N_("The shop whose member it is."), shared.CHANNEL, fallback="asked"),
        Column("customer_id", Kind.ID, N_("The member's code in the shop."), shared.CUSTOMER_ID),
        Column(
            "kind", Kind.CODE, N_("What happened."), ("type", "event type", "类型", "变动类型", "事件类型"),
            allowed=("points_earned", "points_spent", "points_expired", "tier_up", "tier_down", "stored_value"),
            words=shared.spell({
                "points_earned": ("earned", "earn", "获得积分", "积分获得", "增加"), "points_spent": ("spent", "redeemed", "使用积分", "积分消费", "积分抵扣", "扣减"),
                "points_expired": ("expired", "积分过期", "过期"), "tier_up": ("upgrade", "升级"), "tier_down": ("downgrade", "降级"),
                "stored_value": ("top-up", "wallet", "储值", "充值"),
            }),
        ),
        Column("amount", Kind.MONEY, N_("Points or money gained, as a positive number, or lost, as a negative one."), ("points", "change", "value", "积分", "变动积分", "变动值", "金额"), unit=N_("points or currency of the channel")),
        Column("at", Kind.TIMESTAMP, N_("When it happened."), ("time", "date", "event time", "时间", "日期", "变动时间", "发生时间"), unit=shared.UTC),
        Column("expires_at", Kind.TIMESTAMP, N_("When the points or the stored value lapse."), ("expiry", "expiry date", "expires on", "过期时间", "到期时间", "有效期至"), unit=shared.UTC),
    ),
)  # fmt: skip

CONTACTS = Table(
    name="contacts",
    title=N_("Contacts"),
    purpose=N_("Messages that were sent to members, and what became of them."),
    group="members",
    key=("contact_id",),
    columns=(
        Column("contact_id", Kind.ID, N_("The number of the message."), ("message id", "send id", "消息编号", "触达编号", "发送编号")),
        Column("campaign", Kind.ID, N_("The campaign that the message belongs to."), ("campaign id", "campaign name", "活动", "活动编号", "活动名称", "营销活动")),
        Column("channel", Kind.ID, N_("The shop whose member it was sent to."), shared.CHANNEL, fallback="asked"),
        Column("customer_id", Kind.ID, N_("The member's code in the shop."), shared.CUSTOMER_ID),
        Column("medium", Kind.TEXT, N_("How it was sent, such as e-mail, SMS or app."), ("message type", "send channel", "触达方式", "触达渠道", "发送方式", "发送渠道")),
        Column("sent_at", Kind.TIMESTAMP, N_("When it was sent."), ("sent", "sent on", "send time", "发送时间", "触达时间"), unit=shared.UTC),
        Column("opened_at", Kind.TIMESTAMP, N_("When it was first opened."), ("opened", "open time", "打开时间", "阅读时间"), unit=shared.UTC),
        Column("clicked_at", Kind.TIMESTAMP, N_("When a link in it was first clicked."), ("clicked", "click time", "点击时间"), unit=shared.UTC),
        Column("unsubscribed_at", Kind.TIMESTAMP, N_("When the member unsubscribed because of it."), ("unsubscribed", "unsubscribe time", "退订时间"), unit=shared.UTC),
    ),
)  # fmt: skip

DEMAND_REQUESTS = Table(
    name="demand_requests",
    title=N_("Demand requests"),
    purpose=N_("What buyers asked for when it was not for sale: a sign of lost sales."),
    group="members",
    key=("request_id",),
    columns=(
        Column("request_id", Kind.ID, N_("The number of the request."), ("request number", "登记编号", "需求编号", "申请编号")),
        Column("channel", Kind.ID, N_("The shop in which it was asked for."), shared.CHANNEL, fallback="asked"),
        Column("customer_id", Kind.ID, N_("Who asked, if known."), shared.CUSTOMER_ID),
        Column("sku", Kind.ID, N_("The product asked for."), shared.SKU),
        Column(
            "kind", Kind.CODE, N_("How it was asked: a back-in-stock notice, or a question to service."), ("type", "request type", "类型", "登记类型"),
            allowed=("back_in_stock", "asked_in_service"),
            words=shared.spell({"back_in_stock": ("back in stock", "notify me", "waitlist", "到货通知", "到货提醒"), "asked_in_service": ("service", "question", "客服咨询", "咨询")}),
        ),
        Column("at", Kind.TIMESTAMP, N_("When it was asked."), ("time", "date", "requested at", "时间", "日期", "登记时间"), unit=shared.UTC),
    ),
)  # fmt: skip

"""Products: what we sell, under which codes, at which price and cost."""

from __future__ import annotations

from core.i18n import N_
from core.schema.tables import _shared as shared
from core.schema.types import Column, Kind, Table

PRODUCTS = Table(
    name="products",
    title=N_("Products"),
    purpose=N_("Your list of products, one row for each SKU."),
    group="products",
    key=("sku",),
    columns=(
        Column("sku", Kind.ID, N_("Your own code for the product as it is stocked and bought."), shared.SKU),
        Column("name", Kind.TEXT, N_("The product's name as people say it."), ("product name", "title", "product title", "item name", "description", "商品名称", "产品名称", "商品标题", "品名", "名称", "宝贝标题"), required=True),
        Column("category", Kind.TEXT, N_("The group the product belongs to; levels may be separated by a > sign."), ("product category", "categories", "product type", "分类", "类目", "品类", "商品分类", "商品类目")),
        Column("brand", Kind.TEXT, N_("The brand under which the product is sold."), ("brand name", "品牌", "品牌名称")),
        Column(
            "kind", Kind.CODE, N_("What sort of product it is; only goods, bundles, gifts and samples take stock."), ("type", "product kind", "商品类型", "产品类型", "类型"),
            allowed=("goods", "bundle", "gift", "service", "adjustment", "sample", "packaging"), default="goods",
            words=shared.spell({
                "goods": ("good", "simple", "physical", "product", "普通商品", "实物", "商品", "单品"), "bundle": ("kit", "set", "组合", "套装", "组合装", "组合商品"),
                "gift": ("free gift", "赠品", "礼品"), "service": ("virtual", "服务", "虚拟商品"),
                "adjustment": ("fee", "调整", "补差价", "差价"), "sample": ("samples", "样品", "试用装"),
                "packaging": ("packing material", "包材", "包装"),
            }),
        ),
        Column(
            "fulfilment", Kind.CODE, N_("Where the goods come from when an order arrives."), ("fulfillment", "supply type", "供货方式", "发货方式", "履约方式"),
            allowed=("stocked", "dropship", "made_to_order", "consigned"), default="stocked",
            words=shared.spell({
                "stocked": ("stock", "现货", "备货", "自有库存"), "dropship": ("dropshipping", "drop ship", "代发", "一件代发"),
                "made_to_order": ("made to order", "定制", "按单生产"), "consigned": ("consignment", "寄售", "代销"),
            }),
        ),
        Column("style_id", Kind.ID, N_("The code that all colours and sizes of one style share."), ("style", "style code", "style number", "parent sku", "product group", "spu", "款号", "款式编码", "商品款号", "款式")),
        Column("colour", Kind.TEXT, N_("The colour of this SKU."), ("color", "颜色", "颜色名称")),
        Column("size", Kind.TEXT, N_("The size of this SKU as printed on it."), ("size name", "尺码", "尺寸", "规格")),
        Column("size_rank", Kind.COUNT, N_("Where the size stands in its row of sizes, 1 for the smallest."), ("size order", "尺码排序", "尺码顺序")),
        Column("season", Kind.TEXT, N_("The season the product was made for."), ("季节", "上市季节", "季度")),
        Column("base_unit", Kind.TEXT, N_("The unit in which stock is counted, such as piece or kg."), ("unit", "unit of measure", "uom", "单位", "计量单位", "基本单位")),
        Column("barcode", Kind.ID, N_("The number under the bars on the package."), ("ean", "gtin", "upc", "bar code", "条码", "条形码", "商品条码", "69码")),
        Column("weight", Kind.NUMBER, N_("Weight of one base unit with its package."), ("weight (kg)", "weight kg", "重量", "重量(kg)", "重量(千克)", "毛重"), unit=N_("kg"), minimum=0, maximum=1e6),
        Column("volume", Kind.NUMBER, N_("Space that one base unit with its package takes."), ("volume (l)", "体积", "体积(l)", "体积(升)"), unit=N_("litres"), minimum=0, maximum=1e6),
        Column("shelf_life_days", Kind.DAYS, N_("Days from production until the product may no longer be sold."), ("shelf life", "shelf life (days)", "保质期", "保质期天数", "保质期(天)"), unit=shared.DAYS, maximum=36500),
        Column("tax_rate", Kind.SHARE, N_("Sales tax or VAT on the product, as a share of the price before tax."), ("tax", "vat", "vat rate", "税率", "增值税率"), unit=shared.SHARE),
        Column("launched_on", Kind.DATE, N_("First day on which the product was or will be for sale."), ("launch date", "listed on", "available from", "上市日期", "上架日期", "上架时间", "上新日期")),
        Column("ends_on", Kind.DATE, N_("Last day on which the product is to be sold."), ("end of sale", "discontinued on", "end date", "下架日期", "下架时间", "停售日期", "退市日期")),
        Column(
            "status", Kind.CODE, N_("Whether the product is sold now, paused, run down or not yet published."), ("product status", "商品状态", "状态", "销售状态"),
            allowed=("active", "paused", "ended", "draft"),
            words=shared.spell({
                "active": ("on sale", "published", "live", "在售", "上架", "启用", "销售中", "正常"), "paused": ("inactive", "unpublished", "hidden", "下架", "暂停", "停用"),
                "ended": ("archived", "discontinued", "停产", "停售", "淘汰", "清仓"), "draft": ("new", "草稿", "待上架", "未上架"),
            }),
        ),
        Column("replaces_sku", Kind.ID, N_("The SKU that this one follows; its sales history is taken over."), ("replaces", "predecessor", "替代商品", "被替代sku", "前代sku", "替换旧款")),
    ),
)

LISTINGS = Table(
    name="listings",
    title=N_("Listings"),
    purpose=N_("Which of your SKUs a code or title on a platform stands for, and how many of it."),
    group="products",
    key=("channel", "channel_sku"),
    columns=(
        Column("channel", Kind.ID, N_("The shop on which the listing stands."), shared.CHANNEL, fallback="asked"),
        Column("channel_sku", Kind.ID, N_("The code, or the title where there is no code, that the platform writes in its order files."), ("platform sku", "seller sku", "listing sku", "marketplace sku", "平台sku", "平台商品编码", "线上商品编码", "平台规格编码")),
        Column("sku", Kind.ID, N_("Your own SKU that is taken from stock."), ("our sku", "internal sku", "internal reference", "商品编码", "系统商品编码", "本地sku", "内部编码"), required=True),
        Column("multiple", Kind.QUANTITY, N_("How many of your SKU one unit of the listing contains; a pack of two is 2."), ("units per listing", "pack of", "multiplier", "倍数", "包含数量", "换算数量"), unit=shared.BASE_UNITS, minimum=0, maximum=1e6, default="1"),
        Column("platform_product_id", Kind.ID, N_("The platform's own number for the product."), ("product id", "listing id", "item id", "asin", "商品id", "平台商品id", "宝贝id")),
        Column("title", Kind.TEXT, N_("The listing's title on the platform."), ("listing title", "product name", "商品标题", "商品名称", "宝贝标题", "标题")),
    ),
)

BUNDLE_COMPONENTS = Table(
    name="bundle_components",
    title=N_("Bundle components"),
    purpose=N_("What a bundle is made of, so that demand, stock and purchasing happen for the parts."),
    group="products",
    key=("bundle_sku", "component_sku", "valid_from"),
    columns=(
        Column("bundle_sku", Kind.ID, N_("The SKU that is sold."), ("bundle", "parent sku", "kit sku", "set sku", "组合编码", "套装编码", "组合商品编码", "组合装编码")),
        Column("component_sku", Kind.ID, N_("A SKU that is taken from stock for it."), ("component", "child sku", "part sku", "子商品编码", "单品编码", "组件编码", "明细商品编码")),
        Column("valid_from", Kind.DATE, N_("First day on which the bundle is made this way; empty means since ever."), shared.VALID_FROM, default=shared.SINCE_EVER),
        Column("quantity", Kind.QUANTITY, N_("How many of the component one bundle contains."), (*shared.QUANTITY, "component quantity", "组合数量", "单品数量"), unit=shared.BASE_UNITS, minimum=0, maximum=1e6, default="1"),
        Column("revenue_share", Kind.SHARE, N_("The share of the bundle's price that counts as this component's sales; empty means by list price."), ("price share", "金额占比", "分摊比例", "分摊占比"), unit=shared.SHARE),
    ),
)

PRICES = Table(
    name="prices",
    title=N_("Prices"),
    purpose=N_("Regular, list and promotion prices of your products over time."),
    group="products",
    key=("sku", "channel", "kind", "valid_from"),
    columns=(
        Column("sku", Kind.ID, N_("The product that is priced."), shared.SKU),
        Column("channel", Kind.ID, N_("The shop in which the price holds; empty means in all shops."), shared.CHANNEL, default=""),
        Column(
            "kind", Kind.CODE, N_("Whether it is the everyday price, the price printed on the label, or a promotion."), ("price type", "价格类型", "类型"),
            allowed=("regular", "list", "promotion"), default="regular",
            words=shared.spell({
                "regular": ("normal", "standard", "日常价", "正价", "常规价"), "list": ("list price", "msrp", "rrp", "吊牌价", "标价", "建议零售价"),
                "promotion": ("sale", "sale price", "promo", "促销价", "活动价", "特价"),
            }),
        ),
        Column("valid_from", Kind.DATE, N_("First day on which the price holds; empty means since ever."), shared.VALID_FROM, default=shared.SINCE_EVER),
        Column("price", Kind.PRICE, N_("The price of one base unit as the buyer sees it."), ("unit price", "selling price", "价格", "售价", "销售价", "单价"), unit=shared.ROW_CURRENCY, required=True),
        Column("currency", Kind.TEXT, N_("The currency of the price; empty means the shop's."), shared.CURRENCY, unit=shared.CURRENCY_CODE),
        Column("valid_to", Kind.DATE, N_("Last day on which the price holds; empty means until the next one."), shared.VALID_TO),
    ),
)

STANDARD_COSTS = Table(
    name="standard_costs",
    title=N_("Standard costs"),
    purpose=N_("What a product costs you when neither the order line nor a receipt says it."),
    group="products",
    key=("sku", "valid_from"),
    columns=(
        Column("sku", Kind.ID, N_("The product that is costed."), shared.SKU),
        Column("valid_from", Kind.DATE, N_("First day on which the cost holds; empty means since ever."), shared.VALID_FROM, default=shared.SINCE_EVER),
        Column("unit_cost", Kind.PRICE, N_("The cost of one base unit, before tax."), (*shared.UNIT_COST, "standard cost", "标准成本", "加权成本"), unit=shared.ROW_CURRENCY, required=True),
        Column("currency", Kind.TEXT, N_("The currency of the cost; empty means the display currency."), shared.CURRENCY, unit=shared.CURRENCY_CODE),
    ),
)

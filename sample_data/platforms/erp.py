"""Some of the Tmall shop's orders once more, as its ERP exports them."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from sample_data import plan
from sample_data.demand import day_number
from sample_data.platforms.common import lines_of, money, whole_orders
from sample_data.world import World


def twice_sent(world: World) -> pd.DataFrame:
    """The first shop's orders that its ERP exports too: 50 paid ones of October 2026."""
    orders = whole_orders(world, plan.TMALL)
    chosen = orders[(orders["kind"] == "sale") & (orders["day"] >= day_number(dt.date(2026, 10, 5)))]
    return chosen.head(plan.TWICE_SENT_ORDERS)


def erp(world: World) -> pd.DataFrame:
    lines = lines_of(world, twice_sent(world))
    return pd.DataFrame(
        {
            "内部订单号": 880000 + lines["order"], "线上订单号": lines["order_id"], "店铺名称": "云栖生活旗舰店", "买家账号": lines["customer_id"],
            "下单时间": lines["placed"], "付款日期": lines["paid"], "发货日期": lines["shipped"], "应付金额": money(lines["due"]),
            "已付金额": money(lines["due"]), "运费": "0.00", "状态": "已发货", "省份": lines["region"], "订单类型": "普通订单", "发货仓": plan.HANGZHOU,
            "线上子订单编号": lines["order_id"] + "-" + (lines.groupby("order").cumcount() + 1).astype(str), "商品编码": lines["sku"],
            "商品名称": lines["name"], "数量": lines["quantity"], "商品单价": money(lines["unit_price"]),
            "商品金额": money(lines["unit_price"] * lines["quantity"]),
        }
    )  # fmt: skip

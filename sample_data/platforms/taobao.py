"""Orders of the Tmall shop: the list of orders and the list of their lines."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sample_data import plan
from sample_data.platforms.common import lines_of, money, whole_orders
from sample_data.world import World


def taobao_list(world: World) -> pd.DataFrame:
    orders = whole_orders(world, plan.TMALL)
    presale = orders["kind"] == "presale"
    pieces = world.orders.lines.groupby("order")["quantity"].sum().reindex(orders.index)
    status = np.where(
        orders["done"], "交易成功", np.where(orders["unpaid"], "交易关闭", "卖家已发货,等待买家确认")
    )
    return pd.DataFrame(
        {
            "订单编号": [f'="{each}"' for each in orders["order_id"]],
            "买家会员名": orders["customer_id"],
            "买家应付货款": money(orders["due"]),
            "买家应付邮费": "0.00",
            "总金额": money(orders["gross"]),
            "买家实际支付金额": money(orders["due"].where(~orders["unpaid"], 0.0)),
            "订单状态": np.where(presale, "等待买家付款", status),
            "收货地址 ": orders["region"] + " **",
            "订单创建时间": orders["placed"],
            "订单付款时间 ": orders["paid"],
            "物流单号 ": np.where(orders["unpaid"], "", "No:YT" + orders["number"].astype(str)),
            "宝贝总数量": pieces,
            "分阶段订单信息": np.where(presale, "定金已付，尾款未付", ""),
            "店铺名称": "云栖生活旗舰店",
            "退款金额": "0.00",
            "发货时间": orders["shipped"],
            "确认收货时间": orders["completed"],
        }
    )


def taobao_detail(world: World) -> pd.DataFrame:
    orders = whole_orders(world, plan.TMALL)
    lines = lines_of(world, orders)
    status = np.where(
        lines["done"], "交易成功", np.where(lines["unpaid"], "交易关闭", "卖家已发货,等待买家确认")
    )
    return pd.DataFrame(
        {
            "订单编号": [f'="{each}"' for each in lines["order_id"]],
            "标题": lines["name"],
            "价格": money(lines["unit_price"]),
            "购买数量": lines["quantity"],
            "外部系统编号": lines["sku"],
            "商品属性": "null",
            "套餐信息": "null",
            "备注": "null",
            "订单状态": np.where(lines["kind"] == "presale", "等待买家付款", status),
            "商家编码": lines["sku"],
        }
    )

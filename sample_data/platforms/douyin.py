"""Orders of the Douyin shop, one row a sub-order; buyers are encrypted there, so none is named."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sample_data import plan
from sample_data.platforms.common import lines_of, money, whole_orders
from sample_data.world import World


def douyin(world: World) -> pd.DataFrame:
    lines = lines_of(world, whole_orders(world, plan.DOUYIN))
    gross = (lines["unit_price"] * lines["quantity"]).round(2)
    share = gross / lines["gross"].where(lines["gross"] > 0, 1.0)
    seller, platform = (lines["discount"] * share).round(2), (lines["platform_discount"] * share).round(2)
    first = lines.groupby("order").cumcount() == 0
    alone = lines.groupby("order")["order"].transform("size") == 1
    child = lines["order_id"].where(
        alone, lines["order_id"] + (lines.groupby("order").cumcount() + 1).astype(str)
    )
    status = np.where(lines["unpaid"], "已关闭", np.where(lines["done"], "已完成", "已发货"))
    live = lines["kind"] == "livestream"
    brushing = lines["kind"] == "brushing"

    def guarded(values: pd.Series) -> list[str]:
        return [f"\t{value}" for value in values]

    return pd.DataFrame(
        {
            "主订单编号": guarded(lines["order_id"]),
            "子订单编号": guarded(child),
            "选购商品": guarded(lines["name"]),
            "商品规格": "\t默认",
            "商品数量": lines["quantity"],
            "商品ID": guarded(3600000000000000000 + lines["product"]),
            "商家编码": guarded(lines["sku"]),
            "商品单价": money(lines["unit_price"]),
            "订单应付金额": money(gross - seller - platform),
            "运费": "0.00",
            "优惠总金额": money(seller + platform),
            "平台优惠": money(platform),
            "商家优惠": money(seller),
            "达人优惠": "0.00",
            "支付方式": np.where(lines["unpaid"], "-", "支付宝"),
            "省": lines["region"],
            "买家留言": "-",
            "订单提交时间": lines["placed"],
            "旗帜颜色": np.where(brushing, "紫色", "灰色"),
            "商家备注": np.where(brushing, "紫旗", "-"),
            "订单完成时间": lines["completed"].where(lines["completed"] != "", "-"),
            "支付完成时间": lines["paid"].where(lines["paid"] != "", "-"),
            "APP渠道": "抖音",
            "流量来源": np.where(live, "直播间", "短视频"),
            "订单状态": status,
            "售后状态": "-",
            "取消原因": np.where(lines["unpaid"], "超时未支付", "-"),
            "达人ID": np.where(live, "\t880001", "\t0"),
            "达人昵称": np.where(live, "示例主播", "-"),
            "发货时间": lines["shipped"].where(lines["shipped"] != "", "-"),
            "平台实际承担优惠金额": money(platform.where(first, platform)),
            "商家实际承担优惠金额": money(seller),
            "达人实际承担优惠金额": "0.00",
        }
    )

"""The orders of every shop in the form in which its platform exports them."""

from sample_data.platforms.common import EXPORTED, order_ids
from sample_data.platforms.douyin import douyin
from sample_data.platforms.erp import erp, twice_sent
from sample_data.platforms.returns import returns
from sample_data.platforms.shopify import shopify
from sample_data.platforms.taobao import taobao_detail, taobao_list
from sample_data.platforms.till import store_lines, store_orders

__all__ = [
    "EXPORTED",
    "douyin",
    "erp",
    "order_ids",
    "returns",
    "shopify",
    "store_lines",
    "store_orders",
    "taobao_detail",
    "taobao_list",
    "twice_sent",
]

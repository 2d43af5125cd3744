"""The sample shop's files, written once and read back with nothing but pandas."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path

import pandas as pd

from sample_data import files, plan, world


@lru_cache(maxsize=1)
def folder() -> Path:
    """The files, in a folder that lives as long as the tests."""
    _KEPT.append(kept := tempfile.TemporaryDirectory(prefix="abacus-sample-"))
    files.write(world.build(), Path(kept.name))
    files.write_second_source(world.build(), Path(kept.name))
    return Path(kept.name)


_KEPT: list[tempfile.TemporaryDirectory[str]] = []


def table(name: str) -> pd.DataFrame:
    """A file as text, found by how its name begins."""
    path = next(path for path in sorted(folder().iterdir()) if path.name.startswith(name))
    encoding = "gb18030" if path.name.startswith("ExportOrder") else "utf-8-sig"
    return pd.read_csv(path, dtype=str, encoding=encoding, keep_default_na=False)


@lru_cache(maxsize=1)
def lines() -> pd.DataFrame:
    """Every order line of the four shops from their own files: channel, order_id, day, customer, sku, units, price, paid (bool)."""
    parts = [_tmall(), _douyin(), _shopify(), _store()]
    joined = pd.concat(parts, ignore_index=True)
    joined["day"] = pd.to_datetime(joined["day"].str[:10])
    return joined.assign(units=joined["units"].astype(int), price=joined["price"].astype(float))


def sold(sku: str, first: object = plan.FIRST_DAY, last: object = plan.AS_OF, *channels: str) -> int:
    """Units of paid lines in a span of days; brushing is none."""
    found = lines()
    inside = (
        (found["sku"] == sku)
        & found["paid"]
        & found["day"].between(pd.Timestamp(str(first)), pd.Timestamp(str(last)))
    )
    if channels:
        inside &= found["channel"].isin(channels)
    return int(found.loc[inside, "units"].sum())


@lru_cache(maxsize=1)
def stock() -> pd.DataFrame:
    """The stock lists with whole numbers and days."""
    listed = table("stock.csv")
    return listed.assign(
        on_hand=listed["on_hand"].astype(int), day=pd.to_datetime(listed["snapshot_at"].str[:10])
    )


def last_stock(location: str) -> pd.Series[int]:
    """Units on hand of each SKU on the newest list of a place."""
    listed = stock()[stock()["location"] == location]
    return listed[listed["day"] == listed["day"].max()].set_index("sku")["on_hand"]


def _tmall() -> pd.DataFrame:
    orders = table("ExportOrderList").set_index("订单编号")
    rows = table("ExportOrderDetailList").join(orders, on="订单编号", rsuffix="_order")
    return pd.DataFrame(
        {
            "channel": plan.TMALL, "order_id": rows["订单编号"].str[2:-1], "day": rows["订单创建时间"], "customer": rows["买家会员名"],
            "sku": rows["商家编码"], "units": rows["购买数量"], "price": rows["价格"], "paid": rows["订单付款时间 "] != "",
            "note": rows["分阶段订单信息"],
        }
    )  # fmt: skip


def _douyin() -> pd.DataFrame:
    rows = table("17")
    return pd.DataFrame(
        {
            "channel": plan.DOUYIN, "order_id": rows["主订单编号"].str.strip(), "day": rows["订单提交时间"], "customer": "",
            "sku": rows["商家编码"].str.strip(), "units": rows["商品数量"], "price": rows["商品单价"],
            "paid": (rows["支付完成时间"] != "-") & (rows["商家备注"] != "紫旗"), "note": rows["商家备注"],
        }
    )  # fmt: skip


def _shopify() -> pd.DataFrame:
    rows = table("orders_export")
    status = rows["Financial Status"].where(rows["Financial Status"] != "").ffill()
    return pd.DataFrame(
        {
            "channel": plan.SHOPIFY, "order_id": rows["Name"], "day": rows["Created at"], "customer": rows["Email"],
            "sku": rows["Lineitem sku"], "units": rows["Lineitem quantity"], "price": rows["Lineitem price"], "paid": status != "voided",
            "note": "",
        }
    )  # fmt: skip


def _store() -> pd.DataFrame:
    orders = table("store_orders").set_index("order_id")
    rows = table("store_order_lines").join(orders, on="order_id", rsuffix="_order")
    return pd.DataFrame(
        {
            "channel": plan.STORE, "order_id": rows["order_id"], "day": rows["placed_at"], "customer": rows["customer_id"],
            "sku": rows["sku"], "units": rows["quantity"], "price": rows["unit_price"], "paid": rows["paid_at"] != "", "note": "",
        }
    )  # fmt: skip

"""What no platform exports, in Abacus's own templates: one function a table, its rows as people would keep them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from sample_data import plan
from sample_data.catalogue import bundle_components
from sample_data.counts import stocktakes
from sample_data.decisions import with_our_numbers
from sample_data.demand import DAYS, N_KNOWN_DAYS, day_number
from sample_data.events import events
from sample_data.sales import unit_price
from sample_data.suppliers import LEAD_DAYS, SUPPLIERS, closures
from sample_data.world import World

LOT_DAYS = 540


# --- places and products


def _channels(_world: World) -> pd.DataFrame:
    rows = [
        (plan.TMALL, "taobao", "云栖生活旗舰店", "CNY", "Asia/Shanghai", "CN", plan.HANGZHOU, 0.05),
        (plan.DOUYIN, "douyin", "云栖生活抖音店", "CNY", "Asia/Shanghai", "CN", plan.HANGZHOU, 0.06),
        (plan.SHOPIFY, "shopify", "Yunqi Living Europe", "EUR", "Europe/Berlin", "DE", plan.EUROPE, 0.02),
        (plan.STORE, "pos", "云栖生活上海店", "CNY", "Asia/Shanghai", "CN", plan.SHANGHAI, 0.006),
    ]
    columns = [
        "channel",
        "platform",
        "shop",
        "currency",
        "timezone",
        "country",
        "default_location",
        "fee_rate",
    ]
    return pd.DataFrame(rows, columns=columns).assign(prices_include_tax="yes")


def _locations(_world: World) -> pd.DataFrame:
    rows = [
        (plan.HANGZHOU, "杭州仓 Hangzhou", "warehouse", "yes", "CN", "CNY"), (plan.EUROPE, "欧洲仓 Europe", "3pl", "no", "DE", "EUR"),
        (plan.SHANGHAI, "上海门店 Shanghai store", "store", "yes", "CN", "CNY"),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["location", "name", "kind", "owned", "country", "currency"]).assign(
        sellable="yes"
    )


def _exchange_rates(_world: World) -> pd.DataFrame:
    return pd.DataFrame(
        [("EUR", "CNY", plan.FIRST_DAY, plan.EUR_IN_CNY)], columns=["currency", "base", "day", "rate"]
    )


def _products(world: World) -> pd.DataFrame:
    rows = [
        (
            p.sku, p.name, p.category, p.kind, p.fulfilment, p.style, p.colour, p.size, _SIZE_RANK.get(p.size, ""), 0.13,
            p.since if p.since > plan.FIRST_DAY else "", p.until or "", "ended" if p.until else "draft" if p.since > plan.AS_OF else "active",
            p.replaces, p.shelf_life_days or "",
        )
        for p in world.products
    ]  # fmt: skip
    columns = [
        "sku", "name", "category", "kind", "fulfilment", "style_id", "colour", "size", "size_rank", "tax_rate", "launched_on", "ends_on",
        "status", "replaces_sku", "shelf_life_days",
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    # Nobody has said yet that these two are over: that is for Abacus to find.
    quiet = table["sku"].isin([plan.DEAD, plan.UNKNOWN])
    table.loc[quiet, ["ends_on", "status"]] = ["", "active"]
    return table


_SIZE_RANK = {"S": 1, "M": 2, "L": 3, "XL": 4}


def _bundles(_world: World) -> pd.DataFrame:
    return bundle_components()


def _costs(world: World) -> pd.DataFrame:
    rows = [(p.sku, plan.FIRST_DAY, p.cost, "CNY") for p in world.products if p.cost]
    return pd.DataFrame(rows, columns=["sku", "valid_from", "unit_cost", "currency"])


def _prices(world: World) -> pd.DataFrame:
    columns = ["sku", "channel", "kind", "valid_from", "price", "currency"]
    rows = [
        (
            p.sku,
            channel,
            "regular",
            day,
            unit_price(p, channel, day),
            "EUR" if channel == plan.SHOPIFY else "CNY",
        )
        for p in world.products
        for channel in p.shares
        for day in (
            (plan.FIRST_DAY, plan.REPRICED_ON) if p.sku in plan.REPRICED else (max(p.since, plan.FIRST_DAY),)
        )
    ]
    return pd.DataFrame(rows, columns=columns)


# --- suppliers and purchasing


def _suppliers(_world: World) -> pd.DataFrame:
    rows = [(s[0], s[1], s[2], s[3], s[6], s[5]) for s in SUPPLIERS]
    return pd.DataFrame(
        rows, columns=["supplier_id", "name", "country", "currency", "min_order_value", "review_period_days"]
    )


def _closures(_world: World) -> pd.DataFrame:
    rows = [
        (s[0], closed.first, closed.last, "春节放假 Spring Festival")
        for s in SUPPLIERS
        for closed in closures(s[0])
    ]
    return pd.DataFrame(rows, columns=["supplier_id", "starts_on", "ends_on", "reason"])


def _supplier_products(world: World) -> pd.DataFrame:
    rows = []
    for p in world.products:
        if p.supplier:
            rows.append((p.supplier, p.sku, p.cost, "CNY", p.moq, p.pack, LEAD_DAYS[p.supplier], 1))
        if plan.SHOPIFY in p.shares:
            rows.append(
                (
                    "SUP-12",
                    p.sku,
                    round(p.cost / plan.EUR_IN_CNY, 4),
                    "EUR",
                    p.moq,
                    p.pack,
                    LEAD_DAYS["SUP-12"],
                    2,
                )
            )
    columns = [
        "supplier_id",
        "sku",
        "unit_cost",
        "currency",
        "moq",
        "pack_multiple",
        "lead_time_days",
        "rank",
    ]
    return pd.DataFrame(rows, columns=columns)


def _purchase_orders(world: World) -> pd.DataFrame:
    table = world.supply.purchase_orders
    received = world.supply.receipts.groupby(["po_id", "line_id"])["quantity"].sum()
    keys = pd.MultiIndex.from_frame(table[["po_id", "line_id"]])
    got = received.reindex(keys, fill_value=0).to_numpy()
    state = np.where(table["cancelled_quantity"] > 0, "cancelled", np.where(got > 0, "received", "ordered"))
    return table.assign(
        ordered_on=[_day(number) for number in table["ordered"]],
        promised_on=[_day(number) for number in table["promised"]],
        state=state,
        external_po_id=with_our_numbers(table),
    ).drop(columns=["ordered", "promised"])


def _receipts(world: World) -> pd.DataFrame:
    table = world.supply.receipts.assign(
        received_on=[_day(number) for number in world.supply.receipts["received"]]
    )
    lines = world.supply.purchase_orders.set_index(["po_id", "line_id"])["sku"]
    sku = lines.reindex(pd.MultiIndex.from_frame(table[["po_id", "line_id"]])).to_numpy()
    tea = np.array([str(each).startswith("TE-") for each in sku])
    expires = [
        _day(number + LOT_DAYS) if is_tea else ""
        for number, is_tea in zip(table["received"], tea, strict=True)
    ]
    return table.assign(lot=np.where(tea, table["po_id"], ""), expires_on=expires).drop(columns="received")


# --- stock


def snapshot_days() -> list[int]:
    """Days at whose end stock was listed: Mondays, every day since August 2026."""
    daily = dt.date(2026, 8, 1)
    return [number for number in range(N_KNOWN_DAYS) if DAYS[number] >= daily or DAYS[number].weekday() == 0]


def _stock(world: World) -> pd.DataFrame:
    days = snapshot_days()
    units = world.supply.on_hand[:, days]
    places = pd.DataFrame(world.supply.places, columns=["sku", "location"])
    begins = {p.sku: day_number(p.since) for p in world.products}
    table = places.loc[places.index.repeat(len(days))].reset_index(drop=True)
    table["day"] = np.tile(days, len(places))
    table["on_hand"] = units.ravel()
    # A full list: what is not on it is not there.
    table = table[(table["on_hand"] > 0) & (table["day"] >= table["sku"].map(begins))]
    table = table.sort_values(["day", "location", "sku"], ignore_index=True)
    return table.assign(snapshot_at=[f"{_day(day)} 23:50:00" for day in table["day"]], full_list="yes").drop(
        columns="day"
    )


def _stocktakes(_world: World) -> pd.DataFrame:
    return stocktakes()


def _movements(world: World) -> pd.DataFrame:
    table = world.supply.adjustments.reset_index(drop=True)
    return table.assign(
        movement_id=[f"ADJ-{number:04}" for number in range(1, len(table) + 1)],
        kind="adjustment",
        moved_at=[f"{_day(day)} 07:00:00" for day in table["day"]],
    ).drop(columns="day")


# --- members


def _members(world: World) -> pd.DataFrame:
    parts = [group.table.assign(channel=channel) for channel, group in world.members.items()]
    table = pd.concat(parts, ignore_index=True)
    table = table[table["joined_on"] <= plan.AS_OF].rename(columns={"joined_on": "joined_at"})
    return table[["channel", "customer_id", "joined_at", "tier", "gender", "region", "source"]]


def _contacts(world: World) -> pd.DataFrame:
    group = world.members[plan.TMALL]
    ids = group.table["customer_id"].to_numpy()
    rows = [
        (
            f"{campaign.name}-{number:05}",
            campaign.name,
            plan.TMALL,
            ids[row],
            "sms",
            f"{plan.ASSIGNED_ON + dt.timedelta(days=2)} 10:00:00",
        )
        for campaign in plan.CAMPAIGNS
        for number, row in enumerate(group.groups[f"{campaign.name} treated"])
    ]
    return pd.DataFrame(
        rows, columns=["contact_id", "campaign", "channel", "customer_id", "medium", "sent_at"]
    )


def _events(_world: World) -> pd.DataFrame:
    return events()


def _day(number: int) -> dt.date:
    return plan.FIRST_DAY + dt.timedelta(days=int(number))


Tables = Mapping[str, Callable[[World], pd.DataFrame]]
"""How the rows of each file are made, by its name."""

LISTS: Tables = {
    "channels.csv": _channels,
    "locations.csv": _locations,
    "exchange_rates.csv": _exchange_rates,
    "products.csv": _products,
    "bundle_components.csv": _bundles,
    "standard_costs.csv": _costs,
    "prices.csv": _prices,
    "suppliers.csv": _suppliers,
    "supplier_closures.csv": _closures,
    "supplier_products.csv": _supplier_products,
    "events.csv": _events,
    "members.csv.gz": _members,
    "contacts.csv.gz": _contacts,
}
RECORDS: Tables = {
    "purchase_order_lines.csv.gz": _purchase_orders,
    "receipts.csv.gz": _receipts,
    "stock.csv.gz": _stock,
    "stocktakes.csv": _stocktakes,
    "stock_movements.csv": _movements,
}

"""One member: orders, rhythm, segments month by month, favourite goods; nothing personal."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pandas as pd

from core import i18n, marketing
from core.facts import Snapshot
from core.i18n import _
from core.members.migration import days_to_choose, scored_on
from core.members.rhythms import ALERT_CHANCE, LEAST_GAPS, read_rhythms

_ORDERS = """
SELECT o.paid_on, o.channel, o.order_id, o.units::DOUBLE AS units, o.net_sales::DOUBLE AS net_sales,
    o.net_refund::DOUBLE AS net_refund
FROM lake.mart.order_facts o WHERE o.is_sale AND o.person_id = ? ORDER BY o.paid_on DESC, o.order_id
"""
_GOODS = """
SELECT sku, arg_max(product_name, paid_on) AS product_name, count(DISTINCT (channel, order_id)) AS orders,
    sum(quantity)::DOUBLE AS units, sum(net_sales)::DOUBLE AS net_sales, max(paid_on) AS last_on
FROM lake.mart.sales_lines WHERE is_sale AND person_id = ? AND sku IS NOT NULL
GROUP BY sku ORDER BY net_sales DESC, sku LIMIT 20
"""
_ABOUT = """
SELECT any_value(m.tier) AS tier, any_value(m.source) AS source, min(m.joined_at)::DATE AS joined_on
FROM lake.current.members m JOIN (SELECT DISTINCT channel, customer_id FROM lake.mart.order_facts
    WHERE person_id = ?) o USING (channel, customer_id)
"""
_HISTORY_STEP = 3
"""Months between two looks at the segment."""


@dataclass(frozen=True)
class OneMember:
    """orders: paid_on, channel, order_id, units, net_sales, net_refund, gap_days; the newest first.
    goods: sku, product_name, orders, units, net_sales, last_on. history: day, title (of the segment), orders,
    monetary; the newest first. course: day, value, series (net sales so far) for the chart.
    """

    person_id: str
    customer_id: str
    answer: str
    about: str
    state: str
    orders: pd.DataFrame
    goods: pd.DataFrame
    history: pd.DataFrame
    course: pd.DataFrame
    net_sales: float
    gap_days: float
    silent_days: int
    worth: float


def is_member(snapshot: Snapshot, person_id: str) -> bool:
    """Whether this person bought anything."""
    found = snapshot.value(
        "SELECT 1 FROM lake.mart.order_facts WHERE is_sale AND person_id = ? LIMIT 1", [person_id]
    )
    return found is not None


def read_member(snapshot: Snapshot, person_id: str) -> OneMember:
    """Everything that the page says of one member; the person must exist (`is_member`)."""
    row = _rhythm_of(snapshot, person_id)
    orders = snapshot.frame(_ORDERS, [person_id])
    days = pd.to_datetime(orders["paid_on"])
    orders["gap_days"] = (days - days.shift(-1)).dt.days
    history = _history(snapshot, person_id)
    bought = pd.DataFrame({"day": days, "value": orders["net_sales"] - orders["net_refund"]})
    course = bought.groupby("day", as_index=False)["value"].sum().assign(series=_("Net sales"))
    course["value"] = course["value"].cumsum()
    return OneMember(
        person_id=person_id,
        customer_id=str(row["customer_id"]),
        answer=_answer(row, snapshot.currency),
        about=_about(snapshot, person_id),
        state=str(row["state"]),
        orders=orders,
        goods=snapshot.frame(_GOODS, [person_id]),
        history=history,
        course=course,
        net_sales=float(row["net_sales"]),
        gap_days=float(row["gap_days"]),
        silent_days=int(row["silent_days"]),
        worth=float(row["worth"]),
    )


def _rhythm_of(snapshot: Snapshot, person_id: str) -> dict[str, Any]:
    table = read_rhythms(snapshot).table
    return {str(name): value for name, value in table[table["person_id"] == person_id].iloc[0].items()}


def _history(snapshot: Snapshot, person_id: str) -> pd.DataFrame:
    titles = {code: _(title) for code, title in marketing.TITLES.items()}
    rows = []
    for day in days_to_choose(snapshot)[::_HISTORY_STEP]:
        scored = scored_on(snapshot, day)
        own = scored[scored["person_id"] == person_id]
        columns = own[["segment", "orders", "monetary"]].itertuples(index=False, name=None)
        rows += [(day, titles[segment], orders, money) for segment, orders, money in columns]
    return pd.DataFrame(rows, columns=["day", "title", "orders", "monetary"])


def _answer(row: dict[str, Any], currency: str) -> str:
    orders, net_sales = int(row["orders"]), float(row["net_sales"])
    said = i18n.ngettext("{count} order", "{count} orders", orders).format(count=i18n.number(orders))
    first = _("{orders} since {date}, {amount} net sales.").format(
        orders=said, date=i18n.date(_day(row["first_on"])), amount=i18n.money(net_sales, currency, 0)
    )
    if int(row["buying_days"]) <= LEAST_GAPS:
        return f"{first} " + _("Too few buying days for a rhythm yet.")
    words = (
        _(
            "Buys every {gap} days; silent for {silent} days now, as in at most {share} of such gaps: "
            "unusual since {date}."
        )
        if float(row["chance"]) <= ALERT_CHANCE
        else _(
            "Buys every {gap} days; silent for {silent} days now, as in {share} of such gaps: nothing "
            "unusual before {date}."
        )
    )
    return f"{first} " + words.format(
        gap=i18n.number(float(row["gap_days"])),
        silent=i18n.number(int(row["silent_days"])),
        share=i18n.percent(max(float(row["chance"]), 0.01), 0),
        date=i18n.date(_day(row["alert_on"])),
    )


def _day(value: object) -> dt.date:
    return pd.Timestamp(str(value)).date()


def _about(snapshot: Snapshot, person_id: str) -> str:
    found = snapshot.frame(_ABOUT, [person_id]).iloc[0]
    parts = []
    for words, name in ((_("Source: {name}"), "source"), (_("Tier: {name}"), "tier")):
        if isinstance(found[name], str) and found[name]:
            parts.append(words.format(name=found[name]))
    if pd.notna(found["joined_on"]):
        parts.append(_("Joined {date}").format(date=i18n.date(_day(found["joined_on"]))))
    return " · ".join(parts)

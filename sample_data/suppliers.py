"""Who supplies the shop."""

from __future__ import annotations

import datetime as dt

from sample_data import plan

SUPPLIERS = (
    # id, name, country, currency, stated lead time, days between orders, minimum order value
    ("SUP-01", "杭州宜居家品", "CN", "CNY", 18, 28, 2000), ("SUP-02", "宁波新创日用", "CN", "CNY", 28, 35, 3000),
    ("SUP-03", "景德镇远山陶瓷", "CN", "CNY", 30, 42, 3000), ("SUP-04", "苏州经纬服饰", "CN", "CNY", 25, 42, 5000),
    ("SUP-05", "广州丽影制衣", "CN", "CNY", 24, 45, 5000), ("SUP-06", "义乌百汇小商品", "CN", "CNY", 14, 28, 1000),
    ("SUP-07", "温州海川五金", "CN", "CNY", 21, 66, 2000), ("SUP-08", "安溪云雾茶业", "CN", "CNY", 15, 35, 2000),
    ("SUP-09", "上海礼尚往来", "CN", "CNY", 20, 42, 2000), ("SUP-10", "绍兴四季纺织", "CN", "CNY", 25, 35, 3000),
    ("SUP-11", "东莞巧匠皮具", "CN", "CNY", 16, 28, 1500), ("SUP-12", "Hafenlager Import", "DE", "EUR", 35, 42, 800),
)  # fmt: skip
LEAD_DAYS = {row[0]: row[4] for row in SUPPLIERS}
ORDER_EVERY_DAYS = {row[0]: row[5] for row in SUPPLIERS}


def closures(supplier: str) -> list[plan.Span]:
    """The days around Spring Festival on which a Chinese supplier neither takes orders nor delivers."""
    is_chinese = next(row[2] == "CN" for row in SUPPLIERS if row[0] == supplier)
    first, last = (dt.timedelta(days=days) for days in (plan.CLOSED_FROM_DAY, plan.CLOSED_TO_DAY))
    return [plan.Span(day + first, day + last) for day in plan.NEW_YEARS if is_chinese]


def last_open(supplier: str, day: dt.date) -> dt.date:
    """The day itself, or the last one before the closure in which it lies."""
    return next((shut.first - _DAY for shut in closures(supplier) if shut.holds(day)), day)


def after_open_days(supplier: str, day: dt.date, days: int) -> dt.date:
    """The day that lies so many open days of a supplier after an open day; before it, where days is negative."""
    step, closed = _DAY if days > 0 else -_DAY, closures(supplier)
    for _ in range(abs(days)):
        day += step
        while any(shut.holds(day) for shut in closed):
            day += step
    return day


_DAY = dt.timedelta(days=1)

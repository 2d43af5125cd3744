"""What is planted: every number that Abacus must find again, named once.

Days are business days of the shop, both ends included. `truth` recomputes these numbers from the finished shop.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from datetime import date

SEED = 20_240_901
FIRST_DAY = date(2024, 9, 1)
AS_OF = date(2026, 10, 31)
LAST_TRUE_DAY = date(2026, 12, 31)

TMALL, DOUYIN, SHOPIFY, STORE = "tmall", "douyin", "shopify_eu", "store_sh"
CHANNELS = (TMALL, DOUYIN, SHOPIFY, STORE)
CHINESE = (TMALL, DOUYIN, STORE)
ONLINE_CHINA = (TMALL, DOUYIN)
HANGZHOU, EUROPE, SHANGHAI = "WH-HZ", "WH-EU", "ST-SH"
LOCATIONS = (HANGZHOU, EUROPE, SHANGHAI)
LOCATION_OF = {TMALL: HANGZHOU, DOUYIN: HANGZHOU, SHOPIFY: EUROPE, STORE: SHANGHAI}
TAX_RATE = {TMALL: 0.13, DOUYIN: 0.13, SHOPIFY: 0.19, STORE: 0.13}
EUR_IN_CNY = 7.8
GROWTH_A_YEAR = 0.08


@dataclass(frozen=True)
class Span:
    """Days from first to last, both included."""

    first: date
    last: date

    @property
    def n_days(self) -> int:
        return (self.last - self.first).days + 1

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


# T1: stock-outs at Hangzhou; HM-004 is the untouched twin of HM-001.
STOCK_OUT_RATE = 8.0
STOCK_OUTS = {
    "HM-001": (Span(date(2026, 3, 9), date(2026, 3, 29)),),
    "HM-002": (Span(date(2025, 9, 1), date(2025, 9, 14)), Span(date(2026, 9, 7), date(2026, 9, 20))),
    "HM-003": (Span(date(2026, 10, 12), LAST_TRUE_DAY),),
    "HM-005": (Span(date(2026, 6, 1), date(2026, 6, 10)),),
}
TWIN = "HM-004"
NO_STOCK_ROWS = "HM-005"  # shipped by its supplier: nobody counts it, so its gap can only be inferred

# T2: a supplier that became late; SUP-03 is slow and honest about it.
LATE_SUPPLIER, SLOW_SUPPLIER = "SUP-07", "SUP-03"
LATE_SINCE = date(2025, 3, 1)
LATE_SKUS = ("HM-101", "HM-102", "HM-103", "HM-104")
LATE_LINES = 48

# T3: seasons by month, January first; winter goods are shifted by six months.
SUMMER_FACTORS = (0.3, 0.3, 0.5, 0.8, 1.4, 2.0, 2.2, 1.8, 0.9, 0.5, 0.3, 0.3)
SUMMER = tuple(f"SM-{number:02}" for number in range(1, 13))
WINTER = tuple(f"WN-{number:02}" for number in range(1, 13))
NEW_WINTER = WINTER[8:]
NEW_WINTER_SINCE = date(2026, 5, 4)

# T4: Spring Festival, by days from New Year's Day: (first, last, factor).
NEW_YEARS = (date(2025, 1, 29), date(2026, 2, 17), date(2027, 2, 6))
GIFT_FACTORS = ((-28, -15, 1.5), (-14, -8, 2.2), (-7, -1, 0.9))
FESTIVAL_FACTORS = ((0, 6, 0.35), (7, 13, 0.8))
CLOSED_FROM_DAY, CLOSED_TO_DAY = -11, 12

# T5: promotions of the named SKUs in the Chinese online shops; (first, last, factor).
PROMOTED_SKUS = 120
MID_YEAR = (
    ((6, 1), (6, 1), 3.0), ((6, 2), (6, 15), 1.4), ((6, 16), (6, 18), 4.0), ((6, 19), (6, 20), 1.4), ((6, 21), (6, 30), 0.7),
)  # fmt: skip
DOUBLE_ELEVEN = (
    ((11, 1), (11, 3), 3.0), ((11, 4), (11, 9), 0.9), ((11, 10), (11, 11), 6.0), ((11, 12), (11, 25), 0.6),
)  # fmt: skip
MID_YEARS, DOUBLE_ELEVENS = (2025, 2026), (2024, 2025, 2026)
DOUBLE_ELEVEN_2026_KNOWN_FROM = date(2026, 9, 15)
BLACK_FRIDAYS = (
    Span(date(2024, 11, 29), date(2024, 12, 2)),
    Span(date(2025, 11, 28), date(2025, 12, 1)),
    Span(date(2026, 11, 27), date(2026, 11, 30)),
)
BLACK_FRIDAY_FACTOR = 3.5

# T6: dead, unknown and replaced.
DEAD, UNKNOWN, REPLACED, SUCCESSOR = "HM-091", "HM-092", "HM-090", "HM-190"
DECLINE_SINCE, LAST_SALE = date(2025, 10, 6), date(2026, 4, 19)
WEEKLY_DECLINE = 0.9
DEAD_ON_HAND, DEAD_UNIT_COST, DEAD_MOQ = 430, 38.0, 200
SUCCESSION, SUCCESSION_RATE = date(2026, 2, 1), 5.0

# T7: launches.
LAUNCHED, LAUNCHED_ON = "LN-01", date(2026, 9, 14)
LAUNCH_WEEKS = (20, 45, 70, 80, 85, 85, 88)
LAUNCH_ON_HAND, LAUNCH_MOQ, LAUNCH_LEAD_DAYS = 150, 100, 28
COMING, COMING_ON, COMING_RATE = "LN-02", date(2026, 11, 2), 9.0

# T8: a price step and what it did; PR-04 to PR-06 stay.
REPRICED, NOT_REPRICED = ("PR-01", "PR-02", "PR-03"), ("PR-04", "PR-05", "PR-06")
REPRICED_ON, OLD_PRICE, NEW_PRICE = date(2026, 3, 2), 99.0, 119.0
ELASTICITY, RATE_BEFORE_PRICE = -1.8, 12.0


@dataclass(frozen=True)
class Campaign:
    """An audience, how it was split and how many of each part bought in the window."""

    name: str
    treated: int
    held: int
    treated_buyers: int
    held_buyers: int


# T9: campaigns with their holdouts.
ASSIGNED_ON = date(2026, 8, 3)
CAMPAIGN_WINDOW = Span(date(2026, 8, 5), date(2026, 9, 3))
CAMPAIGNS = (
    Campaign("autumn-tea", 2400, 600, 240, 36),
    Campaign("new-arrivals", 1600, 400, 80, 20),
    Campaign("bath-week", 1500, 500, 105, 35),  # 80/20 was meant of 2,500; 500 treated never got the message
)

# T10: members who leave, those who stay, and buyers of one day a year.
LEAVING_SOURCE = "douyin_live"
RHYTHM_DAYS = 30
LEAVERS, STAYERS, CONTROLS, ONCE_A_YEAR = 240, 60, 300, 500
LEFT_AFTER = date(2026, 6, 30)

# T11: a bad receipt.
STYLE, BAD_SIZE, BAD_PO, BAD_SUPPLIER = "DR-10", "M", "PO-2026-0612", "SUP-05"
BAD_SINCE = date(2026, 7, 6)
RETURN_RATE, BAD_RETURN_RATE, TOO_SMALL_SHARE, RESTOCKED_SHARE = 0.18, 0.45, 0.8, 0.9
RETURN_LAG_DAYS = (5, 25)

# T12: stocktakes in the store.
COUNT_DAYS = (date(2026, 6, 30), date(2026, 9, 30))
BOOKED, SHORT_COUNT = 50, 44
SHRUNK = ("AC-01", "AC-02", "AC-03", "AC-04", "AC-05")
MISKEYED, MISKEYED_BOOKED, MISKEYED_AS = "AC-20", 48, 480
COUNTED_SKUS = 40

# Traps.
PRESALE = Span(date(2026, 10, 24), date(2026, 10, 31))
PRESALE_ORDERS, PRESALE_UNITS = 640, 900
BRUSHING_ORDERS, BRUSHING_MONTH = 200, Span(date(2026, 5, 1), date(2026, 5, 31))
LIVESTREAM, LIVESTREAM_SKU, LIVESTREAM_UNITS, LIVESTREAM_RETURN_RATE = date(2026, 8, 20), "LV-01", 3000, 0.55
BUNDLE, BUNDLE_RATE = "BD-01", 1.0
TWICE_SENT_ORDERS = 50
SHARED_ORDER_ID = "3900000000000000077"


@dataclass(frozen=True)
class Decision:
    """A purchase that was decided on in the past: the shop took another quantity, the same, or none.

    An order is the one of that day in the shop's purchase orders. last_day: of the days it had to last.
    """

    sku: str
    location: str
    decided_on: date
    proposed_units: int
    last_day: date
    reason: str
    is_ordered: bool = True


# Decisions: one left 430 units, one spared the shop 140, one paid, two cost sales, one took what was suggested.
DECISIONS = (
    Decision(DEAD, HANGZHOU, date(2025, 9, 5), 600, AS_OF, "买满八百件有折扣 A discount from 800 units"),
    Decision(REPLACED, HANGZHOU, date(2026, 1, 8), 140, date(2026, 2, 28), "二月换新款 The new model comes in February", is_ordered=False),
    Decision("GF-03", HANGZHOU, date(2026, 1, 17), 18, date(2026, 4, 1), "春节礼盒要多备 More gifts for Spring Festival"),
    Decision("HM-001", HANGZHOU, date(2026, 1, 22), 220, date(2026, 3, 29), "够卖到三月底 Enough until the end of March", is_ordered=False),
    Decision("HM-101", HANGZHOU, date(2026, 6, 12), 96, date(2026, 9, 22), ""),
    Decision("HM-002", HANGZHOU, date(2026, 7, 25), 320, date(2026, 9, 20), "仓库放不下 No room in the warehouse"),
)  # fmt: skip


def days_between(first: date, last: date) -> list[date]:
    """Every day from first to last."""
    return [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]

"""True demand: what would be bought of each SKU in each channel on each day if nothing ever ran out."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from sample_data import plan
from sample_data.catalogue import Product, promoted
from sample_data.chance import chance

DAYS = plan.days_between(plan.FIRST_DAY, plan.LAST_TRUE_DAY)
N_KNOWN_DAYS = (plan.AS_OF - plan.FIRST_DAY).days + 1
WEEKDAYS = np.array([0.95, 0.92, 0.94, 0.97, 1.02, 1.12, 1.08])  # Monday first
NOISE_SHAPE = 30.0  # day to day, beyond chance arrivals: a coefficient of variation of 18 %
Array = NDArray[np.float64]


def true_demand(products: list[Product]) -> NDArray[np.int64]:
    """Units wanted, (n_products, n_channels, n_days) to the last true day, before one-off traps (livestream, brushing, pre-sale)."""
    rates = np.stack(
        [np.stack([_rate(product, channel) for channel in plan.CHANNELS]) for product in products]
    )
    random = chance("demand")
    noise = random.gamma(NOISE_SHAPE, 1 / NOISE_SHAPE, rates.shape)
    units = random.poisson(rates * noise)
    skus = [product.sku for product in products]
    units[skus.index(plan.LAUNCHED)] = _launch()
    units[skus.index(plan.DEAD), 0, day_number(plan.LAST_SALE)] = 1
    units[skus.index(plan.UNKNOWN), 0, day_number(plan.LAST_SALE)] = 1
    return units


def day_number(day: date) -> int:
    """The place of a day, 0 for the first."""
    return (day - plan.FIRST_DAY).days


def _rate(product: Product, channel: str) -> Array:
    """Expected units of one SKU in one channel, day by day."""
    rate = product.rate_in(channel)
    factors = np.full(len(DAYS), rate)
    if not rate:
        return factors
    factors *= _sold_on(product) * _growth(product) * WEEKDAYS[[day.weekday() for day in DAYS]]
    factors *= season(product) * _festival(product, channel) * _promotion(product, channel) * _price(product)
    if product.sku in (plan.DEAD, plan.UNKNOWN):
        factors *= _decline()
    return factors


def _sold_on(product: Product) -> Array:
    last = product.until or plan.LAST_TRUE_DAY
    return np.array([float(product.since <= day <= last) for day in DAYS])


def _growth(product: Product) -> Array:
    """Eight percent a year, 1 where the product's rate is planted."""
    anchor = plan.REPRICED_ON if product.sku[:2] == "PR" else date(2026, 1, 1)
    flat = product.sku in (plan.REPLACED, plan.SUCCESSOR, plan.DEAD, plan.UNKNOWN, plan.COMING)
    years = np.array([(day - anchor).days / 365.25 for day in DAYS])
    return np.ones(len(DAYS)) if flat else (1 + plan.GROWTH_A_YEAR) ** years


def season(product: Product) -> Array:
    """The factor of the month, 1 all year for what has no season."""
    if not product.seasonal:
        return np.ones(len(DAYS))
    shift = 0 if product.seasonal == "summer" else 6
    return np.array([plan.SUMMER_FACTORS[(day.month - 1 + shift) % 12] for day in DAYS])


def _festival(product: Product, channel: str) -> Array:
    factors = np.ones(len(DAYS))
    if channel not in plan.CHINESE:
        return factors
    steps = [*plan.FESTIVAL_FACTORS, *(plan.GIFT_FACTORS if product.sku[:2] == "GF" else ())]
    for new_year in plan.NEW_YEARS:
        for first, last, factor in steps:
            _between(factors, new_year + timedelta(days=first), new_year + timedelta(days=last), factor)
    return factors


def _promotion(product: Product, channel: str) -> Array:
    factors = np.ones(len(DAYS))
    if channel == plan.SHOPIFY:
        for span in plan.BLACK_FRIDAYS:
            _between(factors, span.first, span.last, plan.BLACK_FRIDAY_FACTOR)
    if channel in plan.ONLINE_CHINA and product.sku in _PROMOTED:
        for years, steps in ((plan.MID_YEARS, plan.MID_YEAR), (plan.DOUBLE_ELEVENS, plan.DOUBLE_ELEVEN)):
            for year in years:
                for first, last, factor in steps:
                    _between(factors, date(year, *first), date(year, *last), factor)
    return factors


def _price(product: Product) -> Array:
    if product.sku not in plan.REPRICED:
        return np.ones(len(DAYS))
    after = (plan.NEW_PRICE / plan.OLD_PRICE) ** plan.ELASTICITY
    return np.array([after if day >= plan.REPRICED_ON else 1.0 for day in DAYS])


def _decline() -> Array:
    weeks = [max((day - plan.DECLINE_SINCE).days // 7 + 1, 0) for day in DAYS]
    return plan.WEEKLY_DECLINE ** np.array(weeks, dtype=np.float64)


def _between(factors: Array, first: date, last: date, factor: float) -> None:
    begin, end = max(day_number(first), 0), day_number(last) + 1
    if end > 0:
        factors[begin:end] *= factor


def _launch() -> NDArray[np.int64]:
    """The launch by week, as planted: each week's units fall on its days by the weekday, two thirds in the first channel."""
    units = np.zeros((len(plan.CHANNELS), len(DAYS)), dtype=np.int64)
    random, begin = chance("launch"), day_number(plan.LAUNCHED_ON)
    weeks = [*plan.LAUNCH_WEEKS, *[plan.LAUNCH_WEEKS[-1]] * 9]
    for number, week in enumerate(weeks):
        first = begin + 7 * number
        days = random.multinomial(week, WEEKDAYS / WEEKDAYS.sum())[: len(DAYS) - first]
        units[0, first : first + 7] = random.binomial(days, 0.62)
        units[1, first : first + 7] = days - units[0, first : first + 7]
    return units


_PROMOTED = frozenset(promoted())

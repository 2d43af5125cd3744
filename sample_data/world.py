"""The whole invented shop, made once: what happened, and what would have happened if nothing ever ran out."""

from __future__ import annotations

from functools import cached_property, lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sample_data.catalogue import Product, products
from sample_data.demand import true_demand
from sample_data.flows import coming_back, leaving, sold_of
from sample_data.people import Members, members
from sample_data.returns import returns_of
from sample_data.sales import Orders, orders_of
from sample_data.supply import Supply, supply_of


class World:
    """What files are written from; each part is made when it is first asked for, the same on every run.

    wanted and sold: (n_products, n_channels, n_days) units to the last true day.
    """

    @cached_property
    def products(self) -> list[Product]:
        return products()

    @cached_property
    def members(self) -> dict[str, Members]:
        return members()

    @cached_property
    def wanted(self) -> NDArray[np.int64]:
        return true_demand(self.products)

    @cached_property
    def sold(self) -> NDArray[np.int64]:
        return sold_of(self.wanted, self.products)

    @cached_property
    def orders(self) -> Orders:
        return orders_of(self.sold, self.products, self.members)

    @cached_property
    def returns(self) -> pd.DataFrame:
        return returns_of(self.orders, self.products)

    @cached_property
    def supply(self) -> Supply:
        happened = self.orders
        out = leaving(happened.lines, happened.orders, self.products)
        back = coming_back(self.returns, happened.lines, happened.orders, self.products)
        return supply_of(out, back, self.products)


@lru_cache(maxsize=1)
def build() -> World:
    """The shop of this process."""
    return World()

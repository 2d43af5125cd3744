"""The whole invented shop, made once: what happened, and what would have happened if nothing ever ran out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

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


@dataclass(frozen=True, eq=False)
class World:
    """wanted and sold: (n_products, n_channels, n_days) units to the last true day. The rest is what files are written from."""

    products: list[Product]
    members: dict[str, Members]
    wanted: NDArray[np.int64]
    sold: NDArray[np.int64]
    orders: Orders
    returns: pd.DataFrame
    supply: Supply


@lru_cache(maxsize=1)
def build() -> World:
    """The shop; the same on every run."""
    catalogue, people = products(), members()
    wanted = true_demand(catalogue)
    sold = sold_of(wanted, catalogue)
    orders = orders_of(sold, catalogue, people)
    returns = returns_of(orders, catalogue)
    out = leaving(orders.lines, orders.orders, catalogue)
    back = coming_back(returns, orders.lines, orders.orders, catalogue)
    return World(catalogue, people, wanted, sold, orders, returns, supply_of(out, back, catalogue))

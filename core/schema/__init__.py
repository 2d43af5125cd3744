"""Every table and column once: type, unit, key, allowed values, header spellings, one sentence.

`TABLES` holds all tables by name, in the order of the documentation; each has a constant too.
"""

from __future__ import annotations

from core.schema.tables.members import (
    CONSENTS,
    CONTACTS,
    DEMAND_REQUESTS,
    IDENTITIES,
    MEMBER_EVENTS,
    MEMBERS,
)
from core.schema.tables.order_lines import ORDER_LINES, RETURNS
from core.schema.tables.orders import ORDERS
from core.schema.tables.places import (
    CHANNEL_LOCATIONS,
    CHANNELS,
    EXCHANGE_RATES,
    LOCATION_LINKS,
    LOCATIONS,
)
from core.schema.tables.products import (
    BUNDLE_COMPONENTS,
    LISTINGS,
    PRICES,
    PRODUCTS,
    STANDARD_COSTS,
)
from core.schema.tables.purchasing import (
    PURCHASE_ORDER_LINES,
    RECEIPTS,
    SUPPLIER_CLOSURES,
    SUPPLIER_PRODUCTS,
    SUPPLIERS,
    TRANSFERS,
)
from core.schema.tables.rest import AD_SPEND, BUDGETS, EVENTS, INDICATORS, SETTLEMENTS, TRAFFIC
from core.schema.tables.service import REVIEWS, SHIPMENT_LINES, SHIPMENTS, TICKETS
from core.schema.tables.stock import STOCK, STOCK_MOVEMENTS, STOCKTAKES
from core.schema.types import Column, Kind, Table
from core.schema.version import VERSION

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        CHANNELS, LOCATIONS, LOCATION_LINKS, CHANNEL_LOCATIONS, EXCHANGE_RATES,
        PRODUCTS, LISTINGS, BUNDLE_COMPONENTS, PRICES, STANDARD_COSTS,
        SUPPLIERS, SUPPLIER_CLOSURES, SUPPLIER_PRODUCTS, PURCHASE_ORDER_LINES, RECEIPTS, TRANSFERS,
        ORDERS, ORDER_LINES, RETURNS,
        STOCK, STOCK_MOVEMENTS, STOCKTAKES,
        MEMBERS, IDENTITIES, CONSENTS, MEMBER_EVENTS, CONTACTS, DEMAND_REQUESTS,
        EVENTS, TRAFFIC, AD_SPEND, SHIPMENTS, SHIPMENT_LINES, TICKETS, REVIEWS, SETTLEMENTS,
        BUDGETS, INDICATORS,
    )
}  # fmt: skip
"""All tables by name."""

NO_CURRENCY = "XXX"
"""ISO 4217 for no currency: of a shop whose files have brought no money yet."""

__all__ = [
    "AD_SPEND", "BUDGETS", "BUNDLE_COMPONENTS", "CHANNELS", "CHANNEL_LOCATIONS", "CONSENTS", "CONTACTS",
    "DEMAND_REQUESTS", "EVENTS", "EXCHANGE_RATES", "IDENTITIES", "INDICATORS", "LISTINGS", "LOCATIONS",
    "LOCATION_LINKS", "MEMBERS", "MEMBER_EVENTS", "NO_CURRENCY", "ORDERS", "ORDER_LINES", "PRICES",
    "PRODUCTS", "PURCHASE_ORDER_LINES", "RECEIPTS", "RETURNS", "REVIEWS", "SETTLEMENTS", "SHIPMENTS",
    "SHIPMENT_LINES",
    "STANDARD_COSTS", "STOCK", "STOCKTAKES", "STOCK_MOVEMENTS", "SUPPLIERS", "SUPPLIER_CLOSURES",
    "SUPPLIER_PRODUCTS", "TABLES", "TICKETS", "TRAFFIC", "TRANSFERS", "VERSION", "Column", "Kind", "Table",
]  # fmt: skip

"""What waits with goods: to order, out of stock, too much of, late."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from core import i18n, purchasing, stock_health
from core import ledger as decisions
from core.errors import NotReady
from core.facts import Snapshot
from core.i18n import _, ngettext
from core.ledger import Ledger
from core.purchasing import SupplierDesk
from core.stock_health import StockTable
from core.today.item import Item, skus

_MOST_SUPPLIERS = 5
_WEEKS_OF_A_YEAR = 52


def to_order(snapshot: Snapshot, ledger: Ledger) -> Iterator[Item]:
    """Suppliers with something to order; the smaller ones together."""
    if not snapshot.has_rows("current", "stock"):
        return
    try:
        shown = purchasing.suggestions(snapshot, ledger)
    except NotReady:
        return
    asked = purchasing.readiness(snapshot, ledger).suppliers
    risks = shown.lines.groupby("supplier_id")["money_at_risk"].sum()
    desks = [desk for desk in purchasing.supplier_desks(shown, ledger, asked) if desk.lines]
    for desk in desks[:_MOST_SUPPLIERS]:
        yield _supplier(desk, float(risks.get(desk.supplier_id, 0.0)))
    others = [desk.supplier_id for desk in desks[_MOST_SUPPLIERS:]]
    if others:
        yield Item(
            "suppliers",
            "warning",
            _("Order from {count} more suppliers").format(count=i18n.number(len(others))),
            _("Less is at risk with each of them; together {amount}.").format(
                amount=i18n.compact_money(float(risks.reindex(others).sum()), snapshot.currency)
            ),
            _("Look at the suggestions"),
            "replenishment",
        )


def _supplier(desk: SupplierDesk, risk: float) -> Item:
    amount = i18n.money(desk.amount, desk.currency, 0)
    late = _("{late} of them are out or run out before an order could arrive. The order costs {amount}.")
    due = _("They are due; the order costs {amount}.")
    return Item(
        "supplier",
        "danger" if desk.late else "warning",
        _("Order {skus} from {supplier}").format(skus=skus(desk.skus), supplier=desk.name),
        (late if desk.late else due).format(late=i18n.number(desk.late_skus), amount=amount),
        _("Look at the suggestions") if desk.is_confirmed else _("Confirm, then order"),
        "replenishment",
        {"supplier": desk.supplier_id},
        risk,
        _("sales at risk"),
    )


def in_stock(snapshot: Snapshot, ledger: Ledger) -> Iterator[Item]:
    """What is out, runs out too early, or lies for too long."""
    if not snapshot.has_rows("current", "stock") or snapshot.as_of is None:
        return
    stock = stock_health.read_stock(snapshot, ledger)
    what = _("{skus} are out of stock")
    why = _("Customers ask for them and nothing is there. Expedite, transfer or offer another product.")
    yield from _short(stock, "out", what, why)
    what = _("{skus} run out before an order of today could arrive")
    why = _("Expedite what is on order, or slow the sales down.")
    yield from _short(stock, "soon", what, why)
    excess = stock.table[stock.table["excess_value"] > 0]
    if len(excess):
        yield Item(
            "excess",
            "warning",
            _("{skus} lie in stock for too long").format(skus=skus(excess["sku"].nunique())),
            _("More than half a year of expected demand, or no demand at all. Sell it off or stop buying."),
            _("See what lies too long"),
            "stock",
            {"state": "too_much"},
            float(excess["excess_value"].sum()),
            _("tied up at cost"),
        )


def _short(stock: StockTable, state: str, what: str, why: str) -> Iterator[Item]:
    rows = stock.table[stock.table["state"] == state]
    if len(rows):
        yield Item(
            state,
            "danger",
            what.format(skus=skus(rows["sku"].nunique())),
            why,
            _("See the SKUs"),
            "stock",
            {"state": state},
            float(rows["yearly_net_sales"].fillna(0.0).sum() / _WEEKS_OF_A_YEAR),
            _("net sales of a usual week"),
        )


def on_order(snapshot: Snapshot, ledger: Ledger) -> Iterator[Item]:
    """Purchase orders that are late, or that relied on files which were undone since."""
    book = purchasing.order_book(snapshot, ledger).table
    late = book[book["is_late"]]
    if len(late):
        what = ngettext("{count} purchase order is late", "{count} purchase orders are late", len(late))
        why = _("{units} units have not come yet; ask the supplier, or record what arrived.")
        yield Item(
            "late_orders",
            "danger",
            what.format(count=i18n.number(len(late))),
            why.format(units=i18n.number(int(late["open_units"].sum()))),
            _("See the late orders"),
            "purchase_orders",
            {"orders": "late"},
            _total(late["amount"]),
            _("ordered"),
        )
    lines = decisions.open_order_lines(ledger)
    undone = lines[lines["input_withdrawn"]]
    if len(undone):
        what = _("{skus} were ordered on data that was undone since")
        yield Item(
            "input_withdrawn",
            "danger",
            what.format(skus=skus(undone["sku"].nunique())),
            _("The file they relied on no longer counts. Look at these orders again; cancel what is wrong."),
            _("See the orders"),
            "purchase_orders",
            {"orders": "open"},
            _total(undone["unit_cost"] * undone["open_units"]),
            _("open"),
        )


def _total(amounts: pd.Series[float]) -> float | None:
    known = pd.to_numeric(amounts, errors="coerce")
    return None if known.isna().any() else float(known.sum())

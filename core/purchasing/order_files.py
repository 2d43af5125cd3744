"""A purchase order as a file for the supplier, in the supplier's language or the reader's."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from core import exports, i18n
from core import ledger as decisions
from core.errors import NotFound
from core.facts import Snapshot
from core.i18n import N_, _
from core.ledger import Ledger
from core.security import name_in_words

COLUMNS = {
    "po_id": N_("Our order number"),
    "line_id": N_("Line"),
    "sku": N_("SKU"),
    "supplier_sku": N_("Your article number"),
    "product_name": N_("Product"),
    "units": N_("Quantity"),
    "unit_cost": N_("Unit cost"),
    "amount": N_("Amount"),
    "currency": N_("Currency"),
    "location": N_("Deliver to"),
    "expected_on": N_("Expected on"),
}
"""Columns of an order file and their titles."""

HEAD = {
    "po_id": N_("Purchase order"),
    "ordered_on": N_("Order date"),
    "supplier": N_("Supplier"),
    "buyer": N_("Buyer"),
    "ordered_by": N_("Ordered by"),
    "location": N_("Deliver to"),
    "expected_on": N_("Expected on"),
    "lines": N_("Lines"),
    "units": N_("Quantity"),
    "total": N_("Total"),
    "currency": N_("Currency"),
}
"""What the sheet for people says above all, with its labels; the lines stand on the other sheet."""

_BUYER = """
SELECT list(DISTINCT shop ORDER BY shop) AS buyer FROM lake.current.channels WHERE coalesce(shop, '') <> ''
"""
_PLACE = "SELECT coalesce(nullif(name, ''), location) FROM lake.current.locations WHERE location = ?"
_SUPPLIER = """
SELECT coalesce(name, supplier_id) AS name, coalesce(language, '') AS language
FROM lake.current.suppliers WHERE supplier_id = ?
"""
_SUPPLIER_SKUS = """
SELECT sku, arg_max(supplier_sku, valid_from) AS supplier_sku FROM lake.current.supplier_products
WHERE supplier_id = ? AND supplier_sku IS NOT NULL GROUP BY sku
"""


@dataclass(frozen=True)
class OrderSheet:
    """One order as it is sent. lines: COLUMNS, what was cancelled left out. total: None where a cost is
    unknown. buyer: the names of our shops, none where no file says one. place: the location's name."""

    po_id: str
    supplier_id: str
    supplier_name: str
    buyer: tuple[str, ...]
    ordered_by: str
    location: str
    place: str
    ordered_on: dt.date
    expected_on: dt.date
    language: str
    currency: str
    units: int
    total: Decimal | None
    lines: pd.DataFrame


def order_sheet(snapshot: Snapshot, ledger: Ledger, po_id: str) -> OrderSheet:
    """An order with the supplier's own article numbers. Raises NotFound."""
    lines = decisions.order_lines(ledger, po_id)
    if lines.empty:
        raise NotFound(N_("There is no order {po_id}."), po_id=po_id)
    first = lines.iloc[0]
    supplier = snapshot.frame(_SUPPLIER, [first["supplier_id"]])
    theirs = snapshot.frame(_SUPPLIER_SKUS, [first["supplier_id"]]).set_index("sku")["supplier_sku"]
    table = _table(lines, {str(sku): str(code) for sku, code in theirs.items()})
    costs = [cost for cost in table["amount"] if cost is not None]
    return OrderSheet(
        po_id=po_id,
        supplier_id=first["supplier_id"],
        supplier_name=first["supplier_id"] if supplier.empty else supplier["name"].iloc[0],
        buyer=tuple(snapshot.value(_BUYER) or ()),
        ordered_by=first["ordered_by"],
        location=first["location"],
        place=str(snapshot.value(_PLACE, [first["location"]]) or first["location"]),
        ordered_on=first["ordered_on"].date(),
        expected_on=first["expected_on"].date(),
        language="" if supplier.empty else supplier["language"].iloc[0],
        currency=first["currency"],
        units=int(table["units"].sum()),
        total=sum(costs, Decimal(0)) if len(costs) == len(table) else None,
        lines=table,
    )


def order_xlsx(sheet: OrderSheet, *, language: str = "") -> bytes:
    """The order as an Excel workbook: who orders what of whom on a sheet for people, the lines with a total
    on the sheet before it, as machines read them.

    language: the supplier's where none is given, else the reader's.
    """
    with i18n.language(language or sheet.language or i18n.current_language()):
        return exports.xlsx_bytes(_with_total(sheet), _titles(), sheet=sheet.po_id, cover=_head(sheet))


def order_csv(sheet: OrderSheet, *, language: str = "") -> bytes:
    """The order as UTF-8 CSV with a byte-order mark, lines only, so that machines can read it."""
    with i18n.language(language or sheet.language or i18n.current_language()):
        return exports.csv_bytes(sheet.lines, _titles())


def _head(sheet: OrderSheet) -> dict[str, object]:
    """The head by label, in the language of the file; what nobody knows is left out."""
    named = sheet.supplier_name != sheet.supplier_id
    values: dict[str, object] = {
        "po_id": sheet.po_id,
        "ordered_on": sheet.ordered_on,
        "supplier": f"{sheet.supplier_name} ({sheet.supplier_id})" if named else sheet.supplier_id,
        "buyer": i18n.listed(sheet.buyer),
        "ordered_by": name_in_words(sheet.ordered_by),
        "location": sheet.place,
        "expected_on": sheet.expected_on,
        "lines": len(sheet.lines),
        "units": sheet.units,
        "total": sheet.total,
        "currency": sheet.currency,
    }
    return {_(title): values[name] for name, title in HEAD.items() if values[name] not in (None, "")}


def _table(lines: pd.DataFrame, theirs: dict[str, str]) -> pd.DataFrame:
    table = lines.assign(
        supplier_sku=lines["sku"].map(theirs).fillna(""),
        units=lines["ordered_units"] - lines["cancelled_units"],
        expected_on=lines["expected_on"].dt.date,
    )
    table = table[table["units"] > 0]
    amounts = [
        None if cost is None else cost * int(units)
        for cost, units in zip(table["unit_cost"], table["units"], strict=True)
    ]
    table = table.assign(amount=pd.Series(amounts, index=table.index, dtype=object))
    return table[list(COLUMNS)].reset_index(drop=True)


def _with_total(sheet: OrderSheet) -> pd.DataFrame:
    total = dict.fromkeys(COLUMNS) | {
        "product_name": _("Total"),
        "units": sheet.units,
        "amount": sheet.total,
        "currency": sheet.currency,
    }
    return pd.concat([sheet.lines.astype(object), pd.DataFrame([total], dtype=object)], ignore_index=True)


def _titles() -> dict[str, str]:
    return {name: _(title) for name, title in COLUMNS.items()}

"""Units on order come from one source per location, and what is accepted here counts at once."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from core.ledger import ORDER_LINES
from core.purchasing.on_order import on_order
from tests.purchases import no_terms, terms

COUNTED_AT = dt.datetime(2026, 3, 1, 6)


def _counted(inbound: float = np.nan, location: str = "WH") -> pd.DataFrame:
    row = {"sku": "A", "location": location, "counted_at": COUNTED_AT, "inbound": inbound}
    return pd.DataFrame([row, row | {"sku": "B"}])


def _imported(*rows: tuple[str, str | None, float], location: str = "WH") -> pd.DataFrame:
    columns = [
        "po_id",
        "external_po_id",
        "open_units",
        "sku",
        "location",
        "supplier_id",
        "ordered_on",
        "promised_on",
    ]
    given = [(po, external, units, "A", location, "S1", None, None) for po, external, units in rows]
    return pd.DataFrame(given, columns=columns)


def _accepted(units: int = 0, *, po_id: str = "PO-1", days_after_count: int = 1) -> pd.DataFrame:
    row = {
        "po_id": po_id, "sku": "A", "location": "WH", "supplier_id": "S1", "open_units": units,
        "ordered_at": COUNTED_AT + dt.timedelta(days=days_after_count),
        "ordered_on": pd.Timestamp("2026-03-01"), "expected_on": pd.Timestamp("2026-03-15"),
    }  # fmt: skip
    return pd.DataFrame([row] if units else [], columns=list(ORDER_LINES))


def _units(
    counted: pd.DataFrame,
    imported: pd.DataFrame,
    accepted: pd.DataFrame,
    confirmed: pd.DataFrame | None = None,
) -> tuple[float, str]:
    """Units of A on order at WH, and their source."""
    found, sources = on_order(
        counted, imported=imported, accepted=accepted, terms=no_terms() if confirmed is None else confirmed
    )
    here = (found["sku"] == "A") & (found["location"] == "WH")
    return float(found.loc[here, "units"].sum()), sources.get("WH", "")


def test_imported_purchase_orders_come_first() -> None:
    assert _units(_counted(inbound=70), _imported(("E1", None, 30)), _accepted()) == (
        30,
        "purchase_order_lines",
    )


def test_an_accepted_order_that_no_import_names_yet_adds_to_imported_ones() -> None:
    assert _units(_counted(), _imported(("E1", None, 30)), _accepted(50)) == (80, "purchase_order_lines")


def test_an_accepted_order_counts_once_when_the_import_carries_its_number() -> None:
    assert _units(_counted(), _imported(("E1", "PO-1", 50)), _accepted(50)) == (50, "purchase_order_lines")


def test_another_systems_own_number_is_not_taken_for_ours() -> None:
    assert _units(_counted(), _imported(("PO-1", None, 20)), _accepted(50)) == (70, "purchase_order_lines")


def test_an_import_that_names_one_line_of_an_order_leaves_the_others() -> None:
    accepted = pd.concat([_accepted(50), _accepted(40).assign(sku="B")], ignore_index=True)
    found, _sources = on_order(
        _counted(), imported=_imported(("E1", "PO-1", 50)), accepted=accepted, terms=no_terms()
    )
    assert found.groupby("sku")["units"].sum().to_dict() == {"A": 50, "B": 40}


def test_a_closed_imported_order_does_not_hide_the_stock_file() -> None:
    assert _units(_counted(inbound=70), _imported(("OLD", None, 0)), _accepted()) == (70, "stock_file")


def test_accepted_orders_come_before_the_stock_file_and_are_not_added_to_it() -> None:
    assert _units(_counted(inbound=70), _imported(), _accepted(50)) == (50, "ledger")


def test_the_stock_file_says_it_where_nothing_else_does() -> None:
    assert _units(_counted(inbound=70), _imported(), _accepted()) == (70, "stock_file")


def test_a_confirmed_stock_file_keeps_saying_it_and_later_orders_count_at_once() -> None:
    confirmed = terms(source="stock_file")
    assert _units(_counted(inbound=70), _imported(), _accepted(50), confirmed) == (120, "stock_file")
    known = _accepted(50, days_after_count=-1)
    assert _units(_counted(inbound=70), _imported(), known, confirmed) == (70, "stock_file")


def test_one_location_says_nothing_about_another() -> None:
    imported = _imported(("E1", None, 30), location="EU")
    assert _units(_counted(inbound=70), imported, _accepted()) == (70, "stock_file")


def test_nothing_on_order_has_no_source() -> None:
    assert _units(_counted(), _imported(), _accepted()) == (0, "")

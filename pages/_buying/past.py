"""What came of past decisions: what was ordered, what was suggested, how it went."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from core import i18n, purchasing
from core.i18n import _
from core.purchasing import Past
from pages import _frame
from pages._frame import Column

_NAME = "decision"


def past_decisions(page: _frame.Page) -> bool:
    """The decisions that are scored, and the selected one in words; whether that one is open now."""
    past = page.read_decisions(purchasing.read_past)
    if past.table.empty:
        return False
    st.subheader(_("What came of past decisions"), anchor=False)
    st.text(past.answer)
    selected = _frame.table(
        past.table,
        _columns(page.currency),
        key=f"past_{page.snapshot.id}_{page.ledger.revision}",
        file_name="past-decisions",
        select="one",
        id_column="decision_id",
    )
    known = set(past.table["decision_id"].astype(str))
    if number := _frame.details(_NAME, selected, known.__contains__):
        _in_words(past, number)
    return bool(number)


def _columns(currency: str) -> dict[str, Column]:
    against = _("Against the suggestion, {currency}").format(currency=currency)
    return {
        "sku": Column(_("SKU"), is_pinned=True),
        "decided_on": Column(_("Decided on"), "date"),
        "answer": Column(_("Decision"), width="medium"),
        "stock_out_days": Column(_("Days without stock"), "number", about="days_without_stock"),
        "lost_units": Column(_("Lost units"), "number", about="units_lost"),
        "left_units": Column(_("Units left"), "number", about="units_left"),
        "against_suggestion": Column(against, "number", about="against_suggestion"),
        "outcome": Column(_("What came of it"), width="large"),
        "reason": Column(_("Reason")),
        "product_name": Column(_("Product")),
        "supplier_name": Column(_("Supplier")),
        "location": Column(_("Location")),
        "po_id": Column(_("Order number")),
        "decided_by": Column(_("Decided by")),
    }


def _in_words(past: Past, number: str) -> None:
    """One decision, from what was suggested to what came of it."""
    row = past.one(number)

    @_frame.dialog(
        _frame.escape(f"{row['sku']} · {row['product_name']}"), on_close=_frame.close_details(_NAME)
    )
    def show() -> None:
        _show(row)

    show()


def _show(row: Mapping[str, Any]) -> None:
    st.markdown(_frame.strong(row["answer"]))
    placed = _("{location} · {supplier} · decided {date} by {who}").format(
        location=row["location"],
        supplier=row["supplier_name"],
        date=i18n.date(row["decided_on"].date()),
        who=row["decided_by"],
    )
    st.caption(_frame.escape(placed))
    st.text(row["outcome"])
    if row["reason"]:
        st.text(_("Reason given: {reason}").format(reason=row["reason"]))

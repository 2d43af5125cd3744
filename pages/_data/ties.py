"""A difference between two totals, item by item, to the cent."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from core import i18n
from core.i18n import _
from core.metrics import TieOut
from pages import _frame

_CENT = Decimal("0.01")
_UNAMOUNTED = ("no_rate", "held")


def tie_table(page: _frame.Page, tied: TieOut, *, start: str, key: str) -> None:
    """From the first total down to net sales; what nothing explains is said."""
    lines = [(start, i18n.money(tied.start, page.currency), True)]
    shown = [line for line in tied.lines if abs(line.amount) >= _CENT / 2 or line.code in _UNAMOUNTED]
    lines += [(i18n.render(line.label), _signed(line.amount, page.currency), False) for line in shown]
    if abs(tied.unexplained) >= _CENT / 2:
        lines.append((_("Not explained"), _signed(tied.unexplained, page.currency), False))
    lines.append((_("Net sales in Abacus"), i18n.money(tied.end, page.currency), True))
    with st.container(border=True, width=640, gap="xsmall", key=key):
        for name, amount, is_total in lines:
            with st.container(horizontal=True, horizontal_alignment="distribute"):
                mark = "**" if is_total else ""
                st.markdown(f"{mark}{_frame.escape(name)}{mark}", width="content")
                st.markdown(f"{mark}{_frame.escape(amount)}{mark}", width="content")
    if abs(tied.unexplained) >= _CENT / 2:
        _frame.notice(
            _(
                "Something remains unexplained. Most often a file of the period is missing, "
                "or its time zone differs."
            ),
            state="warning",
        )
    else:
        _frame.notice(_("The difference is explained to the cent."), state="good")


def _signed(amount: object, currency: str) -> str:
    value = Decimal(str(amount))
    return ("+" if value > 0 else "") + i18n.money(value, currency)

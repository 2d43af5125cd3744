"""A difference between two totals, item by item, to the cent."""

from __future__ import annotations

import streamlit as st

from core import i18n
from core.i18n import _
from core.metrics import TieOut
from pages import _frame


def tie_table(page: _frame.Page, tied: TieOut, *, start: str, key: str) -> None:
    """From the first total down to net sales; what nothing explains is said."""
    lines = [(start, i18n.money(tied.start, page.currency), True)]
    lines += [(i18n.render(line.label), _signed(line.amount, page.currency), False) for line in tied.lines]
    if tied.unexplained:
        lines.append((_("Not explained"), _signed(tied.unexplained, page.currency), False))
    lines.append((_("Net sales in Abacus"), i18n.money(tied.end, page.currency), True))
    with st.container(border=True, width=640, gap="xsmall", key=key):
        for name, amount, is_total in lines:
            with st.container(horizontal=True, horizontal_alignment="distribute"):
                mark = "**" if is_total else ""
                st.markdown(f"{mark}{_frame.escape(name)}{mark}", width="content")
                st.markdown(f"{mark}{_frame.escape(amount)}{mark}", width="content")
    if tied.unexplained:
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
    from decimal import Decimal

    value = Decimal(str(amount))
    return ("+" if value > 0 else "") + i18n.money(value, currency)

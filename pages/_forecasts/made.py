"""How a forecast comes about: its methods with their errors, in words."""

from __future__ import annotations

import streamlit as st

from core import demand, i18n
from core.errors import DashboardError
from core.i18n import _
from core.outlook import One
from pages import _frame
from pages._frame import Column


def how_it_was_made(page: _frame.Page, found: One, sku: str, location: str) -> None:
    """Words and the methods that competed; of a category or several locations only that it is a sum."""
    if len(found.rows) > 1:
        words = _("The sum of {count} forecasts; what goes wrong together stays together in the range.")
        st.text(words.format(count=i18n.number(len(found.rows))))
        return
    try:
        made = page.read(demand.forecast, sku, location)
    except DashboardError as error:
        _frame.notice(i18n.render(error))
        return
    used = _("Method: {method}.").format(method=i18n.render(made.method))
    st.text(f"{used} {i18n.render(made.chosen)}")
    table = made.methods.assign(title=[i18n.render(title) for title in made.methods["title"]])
    columns = {
        "title": Column(_("Method"), width="large"),
        "error": Column(_("Usual error"), "percent", help=_("Mean miss in the backtest, as a share")),
        "chosen": Column(_("Used"), "flag"),
    }
    _frame.table(table, columns, key=f"methods_{sku}_{location}_{page.snapshot.id}")

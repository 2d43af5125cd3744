"""What did we sell, and what changed?"""

import streamlit as st

from core import schema
from core.i18n import N_, _
from pages import _frame, _sales

page = _frame.begin("sales")
VIEWS = {"figures": N_("Figures"), "why": N_("Why it changed")}
SHOW = {"figures": _sales.show_figures, "why": _sales.show_why}

page.need(
    schema.ORDERS,
    why=_("Upload the order files of your shop. This page then shows what was sold, what changed and why."),
)
with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
    view = _frame.choose("view", _("Show"), VIEWS, "figures")
    part = _sales.ask_part(page)
SHOW[view](page, part)

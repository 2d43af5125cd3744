"""The way into a tour of the sample shop, and to the sample shop itself."""

from __future__ import annotations

import streamlit as st

from core import start
from core.i18n import _
from pages import _frame
from pages._today import offer_sample


def tours(page: _frame.Page, role: str) -> None:
    """On the sample's desk the tour of this role; on an empty one the way to the sample."""
    if not page.settings.is_sample:
        offer_sample(page)
        return
    if role not in start.TOURS:
        return
    with st.container(border=True, key="tour_offer", horizontal=True, vertical_alignment="center"):
        first = _(start.TOURS[role][0].title)
        words = _("See it on the sample shop, in {count} stops: “{question}”").format(
            count=len(start.TOURS[role]), question=first
        )
        st.markdown(f":material/explore: {_frame.escape(words)}", width="stretch")
        if st.button(_("Take the tour"), key="tour_begin", type="primary", icon=":material/play_arrow:"):
            _frame.begin_tour(role)

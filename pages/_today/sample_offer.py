"""The way to the sample shop, for whoever has nothing loaded yet."""

from __future__ import annotations

import streamlit as st

from core import jobs, sample
from core.i18n import _
from core.security import Permission
from pages import _frame


def offer_sample(page: _frame.Page) -> None:
    """An invented shop for whoever wants to look around before handing anything in."""
    _frame.watch_job(page)
    if not page.may(Permission.UPLOAD) or not sample.is_offered(page.settings, page.snapshot):
        return
    if jobs.latest_running(page.settings, "sample") is not None:
        return
    with st.container(border=True, key="sample_offer", horizontal=True, vertical_alignment="center"):
        words = _(
            "Or look around first: an invented shop with two years of orders, ready in a minute or two."
        )
        st.markdown(f":material/science: {_frame.escape(words)}", width="stretch")
        if st.button(_("Show the sample shop"), key="sample_show", icon=":material/storefront:"):
            _frame.start_job(page, "sample", [])

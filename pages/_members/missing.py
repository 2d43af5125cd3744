"""What the page of members says when it cannot show any."""

from __future__ import annotations

import streamlit as st

from core.i18n import _
from core.security import Permission
from pages import _frame
from pages._frame import Page


def ask_for_customers() -> None:
    """Orders are there, but none says who bought."""
    _frame.empty_state(
        _("No order says who bought"),
        _(
            "Export your orders with the column that names the buyer: a customer code, buyer ID or "
            "membership number. Masked names do not help, because two people may share one. This page then "
            "shows who buys again, who is leaving, and whom to write to."
        ),
    )
    st.stop()


def ask_for_refresh(page: Page) -> None:
    page.answer(_("The members have not been scored yet."))
    may = page.may(Permission.UPLOAD)
    if may and st.button(_("Score the members now"), type="primary", key="score_members"):
        _frame.start_job(page, "refresh", [])
    st.stop()

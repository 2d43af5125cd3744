"""Whom to write to first: regulars by their silence and what they are worth."""

from __future__ import annotations

import streamlit as st

from core import members
from core.i18n import _
from core.members import WinBack
from pages import _frame
from pages._frame import Column, Page
from pages._members.codes import download_codes
from pages._members.one import open_member


def show_leavers(page: Page, found: WinBack, by: str, origins: dict[str, str]) -> None:
    """Choices, the list, its codes, one member. origins: the words of what `by` tells apart."""
    st.subheader(_("Whom to write to first"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        whom = _frame.choose("whom", _("Show"), members.WHOM, "silent")
        key = _frame.pick(f"of_{by}", _(members.ORIGINS[by]), list(origins), origins.__getitem__)
        search = _frame.search("find_leaver", _("Search customer codes"))
    rows = members.matching_people(found, whom, by, key, search)
    columns = {
        "customer_id": Column(_("Customer"), is_pinned=True, width=120),
        "worth": Column(
            _("Worth a year, {currency}").format(currency=page.currency),
            "number",
            is_summed=True,
            about="worth",
        ),
        "silent_days": Column(_("Days since last order"), "number", about="days_since"),
        "gap_days": Column(_("Usual gap, days"), "number", about="gap_days"),
        "chance": Column(_("Chance of this silence"), "percent", about="silence_chance"),
        "alert_on": Column(_("Unusual since"), "date"),
        "orders": Column(_("Orders"), "number", about="orders"),
        "net_sales": Column(
            _("Net sales, {currency}").format(currency=page.currency), "number", about="member_net_sales"
        ),
        "last_on": Column(_("Last order"), "date"),
        "source": Column(_("Source")),
        "tier": Column(_("Tier")),
        "region": Column(_("Region")),
        "channel": Column(_("Channel")),
    }
    table_key = f"win_back_{page.snapshot.id}_{whom}_{by}_{key}_{search}"
    selected = _frame.table(rows, columns, key=table_key, select="one", id_column="person_id")
    download_codes(lambda: members.export_people(rows), f"win-back-{whom}", key="win_back_export")
    open_member(page, selected)

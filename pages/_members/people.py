"""The members of a segment or of a cell: searched, paged, downloaded as codes, opened one by one."""

from __future__ import annotations

from functools import partial

import streamlit as st

from core import i18n, marketing, members
from core.i18n import N_, _, ngettext
from pages import _frame
from pages._frame import Column, Page
from pages._members.codes import download_codes
from pages._members.one import open_member

ROWS = 50
"""Members on one page of the list."""


def show_members(page: Page, cell: str) -> str:
    """The list; the segment that the reader chose comes back. cell: of the map, '' for all."""
    st.subheader(_("Members"), anchor=False)
    titles = {"": N_("All segments"), **marketing.TITLES}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        segment = _frame.pick("segment", _("Segment"), list(titles), lambda code: _(titles[code]))
        search = _frame.search("find_member", _("Search customer codes"))
        if cell and st.button(_("Show all cells"), icon=":material/close:", key="all_cells"):
            st.query_params.pop("cell", None)
            st.rerun()
    if segment:
        st.text(_(marketing.MEANINGS[segment]))
        st.text(_(marketing.ADVICE[segment]))
    key = f"members_{segment}_{cell}_{search}_{page.snapshot.id}"
    number = int(st.session_state.get(f"page_{key}", 1))
    rows, total = page.read(members.shown_members, segment, cell, search, number, ROWS)
    st.caption(
        _frame.escape(ngettext("{count} member", "{count} members", total).format(count=i18n.number(total)))
    )
    columns = {
        "customer_id": Column(_("Customer"), is_pinned=True, width=130),
        "channel": Column(_("Channel")),
        "segment_title": Column(_("Segment")),
        "days_since_last_order": Column(_("Days since last order"), "number", about="days_since"),
        "orders": Column(_("Orders"), "number", about="orders_each"),
        "monetary": Column(
            _("Net sales, {currency}").format(currency=page.currency),
            "number",
            decimals=2,
            about="member_net_sales",
        ),
        "recency_score": Column(_("Lately, 1 to 5"), "number", about="score"),
        "frequency_score": Column(_("Often, 1 to 5"), "number", about="score"),
        "monetary_score": Column(_("Much, 1 to 5"), "number", about="score"),
    }
    selected = _frame.table(rows, columns, key=f"{key}_{number}", select="one", id_column="person_id")
    if total > ROWS:
        st.pagination(-(-total // ROWS), key=f"page_{key}")
    name = f"members-{segment or 'all'}{f'-{cell}' if cell else ''}"
    make = partial(marketing.export_members, page.snapshot, segment, cell)
    download_codes(make, name, key="members_export")
    open_member(page, selected)
    return segment

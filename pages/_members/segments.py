"""The table of segments: how many, what they bring; what each means and what to do about it."""

from __future__ import annotations

import streamlit as st

from core import i18n
from core.i18n import _
from core.members import RfmMap
from pages import _frame
from pages._frame import Column, Page


def show_segments(page: Page, map_: RfmMap) -> None:
    """The table; a selected segment is chosen for the list of members. Then what each one means."""
    columns = {
        "title": Column(_("Segment"), is_pinned=True),
        "members": Column(_("Members"), "bar", about="members_count"),
        "members_share": Column(_("Share of members"), "percent", about="members_share"),
        "net_sales": Column(
            _("Net sales, {currency}").format(currency=page.currency),
            "number",
            is_summed=True,
            about="member_net_sales",
        ),
        "net_sales_share": Column(_("Share of net sales"), "percent", about="member_net_sales_share"),
        "mean": Column(
            _("Per member, {currency}").format(currency=page.currency), "number", about="per_member"
        ),
        "median_days": Column(_("Days since last order"), "number", about="days_since"),
        "median_orders": Column(_("Orders each"), "number", about="orders_each"),
    }
    selected = _frame.table(
        map_.table,
        columns,
        key=f"segments_{page.snapshot.id}",
        file_name="segments",
        select="one",
        id_column="segment",
    )
    _meanings(map_)
    last = st.session_state.get("_segment_row", "")
    chosen = selected[0] if selected else ""
    st.session_state["_segment_row"] = chosen
    if chosen and chosen != last:
        st.query_params["segment"] = chosen
        st.query_params.pop("cell", None)
        st.rerun()


def _meanings(map_: RfmMap) -> None:
    """Who is in each segment, by which rule, and what to do."""
    with st.expander(_("What the segments mean, and what to do"), icon=":material/menu_book:"):
        for row in map_.table.to_dict("records"):
            said = i18n.sentences(row["meaning"], row["advice"])
            st.markdown(f"**{_frame.escape(row['title'])}** · {_frame.escape(row['rule'])}")
            st.caption(_frame.escape(said))

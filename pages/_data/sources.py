"""Which source of orders counts, shop by shop."""

from __future__ import annotations

import streamlit as st

from core import intake
from core.i18n import _
from core.intake import ShopSources
from core.security import Permission
from pages import _frame

_USUAL = "\0usual"


def sources(page: _frame.Page, shops: list[ShopSources]) -> None:
    """A choice for each shop that several sources bring orders to."""
    title = _("Which source counts")
    st.markdown(f"**{_frame.escape(title)}**")
    for shop in shops:
        _source(page, shop)
    words = _(
        "Every order that came from several sources follows. Orders decided one by one stay as decided."
    )
    st.caption(words)


def _source(page: _frame.Page, shop: ShopSources) -> None:
    usual = _("as the shop itself says: {source}").format(source=intake.source_title(shop.usual))
    titles = {**{name: intake.source_title(name) for name in shop.sources}, _USUAL: usual}
    before = shop.counts if shop.is_chosen and shop.counts in titles else _USUAL
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            shop.channel,
            list(titles),
            index=list(titles).index(before),
            format_func=lambda name: titles[name],
            key=f"source_{shop.channel}_{page.snapshot.id}",
            disabled=not page.may(Permission.UNDO_IMPORT),
            width=360,
        )
        label = _("Let this source count")
        if chosen != before and st.button(label, type="primary", key=f"source_set_{shop.channel}"):
            said = ["--usual"] if chosen == _USUAL else ["--counts", chosen or intake.OWN_FILES]
            _frame.start_job(page, "source", [shop.channel, *said])

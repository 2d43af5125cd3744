"""The tour of the sample shop: a card above each page while somebody is on it."""

from __future__ import annotations

import streamlit as st

from core import i18n, start
from core.i18n import _
from pages._frame.navigation import page_of
from pages._frame.session import Frame
from pages._frame.text import escape

_KEY = "_tour"


def begin_tour(role: str) -> None:
    """Go to the first stop of a role's tour."""
    _go(role, 0)


def show(frame: Frame) -> None:
    """Where the tour stands and what to look at; nothing while nobody is on one."""
    role, number = st.session_state.get(_KEY, ("", 0))
    if not frame.settings.is_sample or role not in start.TOURS:
        st.session_state.pop(_KEY, None)
        return
    stops = start.TOURS[role]
    stop = stops[number]
    with st.container(border=True, key="tour"):
        step = _("Tour, stop {number} of {all}: {title}").format(
            number=i18n.number(number + 1), all=i18n.number(len(stops)), title=_(stop.title)
        )
        st.markdown(f":material/explore: **{escape(step)}**")
        st.text(_(stop.words))
        with st.container(horizontal=True, gap="small"):
            if number and st.button(_("Back"), key="tour_back", icon=":material/arrow_back:"):
                _go(role, number - 1)
            if st.button(_("Show me here"), key="tour_here", icon=":material/visibility:"):
                _go(role, number)
            if number + 1 < len(stops):
                following = escape(_(stops[number + 1].title))
                if st.button(following, key="tour_on", type="primary", icon=":material/arrow_forward:"):
                    _go(role, number + 1)
            if st.button(_("End the tour"), key="tour_end", icon=":material/close:"):
                st.session_state.pop(_KEY)
                st.rerun()


def _go(role: str, number: int) -> None:
    st.session_state[_KEY] = (role, number)
    stop = start.TOURS[role][number]
    st.switch_page(page_of(stop.page), query_params=dict(stop.choices) or None)

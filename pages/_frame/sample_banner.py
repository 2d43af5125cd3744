"""What stands above every page while the sample shop is shown."""

from __future__ import annotations

import streamlit as st

from core import sample
from core.i18n import _
from core.security import Permission, may
from pages._frame.session import Frame
from pages._frame.states import reported
from pages._frame.text import escape


def show(frame: Frame) -> None:
    """That nothing here is real, and the way back to one's own desk."""
    with st.container(
        border=True,
        key="sample_banner",
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
    ):
        words = _("This is an invented shop to try things on: nothing you do here touches your own desk.")
        st.markdown(f":material/science: {escape(words)}", width="content")
        allowed = may(frame.actor, Permission.UPLOAD)
        if allowed and st.button(_("Remove the sample shop"), key="sample_remove", icon=":material/delete:"):
            with reported():
                sample.remove(frame.settings, frame.actor)
                st.query_params.clear()
                st.rerun()

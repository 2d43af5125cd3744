"""Customer codes as a file, for whoever writes to these members."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from core.i18n import _
from pages import _frame


def download_codes(make: Callable[[], bytes], name: str, *, key: str) -> None:
    """The button; `make` gives the CSV when it is clicked. name: of the file, without ending."""
    st.download_button(
        _("Download the customer codes"),
        _frame.later(make),
        file_name=f"{name}.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=key,
    )

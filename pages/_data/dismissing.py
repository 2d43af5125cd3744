"""Rejected rows that nobody has to mend: dismissed with a reason, or taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from core import i18n
from core.i18n import _, ngettext
from pages import _frame

if TYPE_CHECKING:
    import pandas as pd


def dismissing(
    page: _frame.Page, number: int, listed: pd.DataFrame, *, picked: int, places: list[str]
) -> None:
    """The buttons for rows that nobody has to mend: the selected ones (places: those that wait), or all."""
    row = listed[listed["import_id"] == number].iloc[0]
    count = len(places) if picked else int(row["open"])
    with st.container(horizontal=True):
        words = ngettext("Dismiss {count} row …", "Dismiss {count} rows …", count)
        label = words.format(count=i18n.number(count))
        if count and st.button(label, icon=":material/check:", key=f"dismiss_{number}"):
            _ask_why(page, number, places, label)
        again = _("Take the dismissed rows up again")
        if row["dismissed"] and st.button(again, icon=":material/undo:", key=f"take_up_{number}"):
            _frame.start_job(page, "dismiss", [str(number), "--take-up-again"])
    if picked and not count:
        st.caption(_("None of the selected rows waits to be mended."))
    elif row["open"]:
        st.caption(
            _("A row that is not worth mending can be dismissed: select it, or dismiss all that wait.")
        )


def _ask_why(page: _frame.Page, number: int, places: list[str], label: str) -> None:
    @_frame.dialog(label)
    def ask() -> None:
        st.text(_("Dismissed rows stay out of every figure and no longer wait. You can take them up again."))
        because = st.text_input(_("Why need they not be mended?"), key=f"because_{number}", max_chars=300)
        if st.button(_("Dismiss"), type="primary", disabled=not because.strip(), key=f"dismiss_now_{number}"):
            rows = ["--rows", *places] if places else []
            # One word, so that a reason that begins with a dash is no option.
            _frame.start_job(page, "dismiss", [str(number), f"--because={because.strip()}", *rows])

    ask()

"""The questions of one role: those that are answered lead to their page, the others say what they wait
for."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core import start
from core.i18n import _, listed
from core.start import Standing
from pages import _frame


def questions(found: tuple[Standing, ...]) -> None:
    """One card per question."""
    places = st.grid(3, min_column_width=260, gap="small", key="questions")
    for number, one in enumerate(found):
        with places.container(border=True, height="stretch", key=f"question_{number}"):
            sign = (
                ":green[:material/check_circle:]" if one.is_answered else ":gray[:material/hourglass_empty:]"
            )
            st.markdown(f"{sign} **{_frame.escape(_(one.question.asked))}**")
            st.caption(_frame.escape(_standing(one)))
            if one.is_answered:
                _frame.link(one.question.page, _("See the answer"), one.question.choices)


def _standing(one: Standing) -> str:
    if one.missing:
        return _("Waits for: {tables}.").format(tables=_titles(one.missing))
    if one.useful:
        return _("Answered. Better with: {tables}.").format(tables=_titles(one.useful))
    return _("Answered with what is loaded.")


def _titles(tables: Sequence[str]) -> str:
    return listed([start.table_title(name) for name in tables])

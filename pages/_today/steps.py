"""The way of a new shop to its first order: all four steps, or the next one in one line."""

from __future__ import annotations

import streamlit as st

from core import i18n
from core.i18n import _
from core.today import Step
from pages import _frame


def show_steps(steps: tuple[Step, ...]) -> None:
    """The way of a new shop, each step ticked when it is done; the next one stands out."""
    ahead = next(step.code for step in steps if not step.is_done)
    places = st.grid(len(steps), min_column_width=230, gap="small", key="steps")
    for number, step in enumerate(steps, start=1):
        with places.container(border=True, height="stretch", key=f"step_{step.code}"):
            sign = ":green[:material/check_circle:]" if step.is_done else f"{i18n.number(number)}\\."
            st.markdown(f"**{sign} {_frame.escape(_(step.title))}**")
            st.caption(_frame.escape(_("Done") if step.is_done else _(step.why)))
            if step.code == ahead:
                _frame.go_button(step.page, _(step.action), key=f"go_{step.code}", is_primary=True)


def show_next_step(steps: tuple[Step, ...]) -> None:
    """One line while the shop already works: what is done, and what comes next."""
    ahead = next(step for step in steps if not step.is_done)
    with st.container(border=True, key="next_step"):
        words, action = st.columns([8, 2], vertical_alignment="center")
        with words, st.container(gap=None):
            number = _("Step {number} of {all}: {title}").format(
                number=steps.index(ahead) + 1, all=len(steps), title=_(ahead.title)
            )
            st.markdown(f"**{_frame.escape(number)}**")
            st.caption(_frame.escape(_(ahead.why)))
        with action:
            _frame.go_button(ahead.page, _(ahead.action), key="go_next", is_primary=True)

"""Parts of a page that run on their own. They run without the frame, so they take its language along."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Literal, ParamSpec

import streamlit as st

from core import i18n
from pages._frame import session
from pages._frame.states import reported

P = ParamSpec("P")


def _at_home(work: Callable[P, None]) -> Callable[P, None]:
    frame = session.current()

    @wraps(work)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        session.enter(frame)
        with i18n.language(frame.language), reported():
            work(*args, **kwargs)

    return run


def fragment(*, run_every: float | None = None) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """A decorator like st.fragment, for a function defined inside a page's run."""

    def decorate(work: Callable[P, None]) -> Callable[P, None]:
        return st.fragment(_at_home(work), run_every=run_every)

    return decorate


def dialog(
    title: str, *, is_wide: bool = False, on_close: Callable[[], None] | None = None
) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """A decorator like st.dialog, for a function defined inside a page's run; title already translated.

    on_close: called when the reader closes it; the page runs again then.
    """

    def decorate(work: Callable[P, None]) -> Callable[P, None]:
        width: Literal["small", "large"] = "large" if is_wide else "small"
        return st.dialog(title, width=width, on_dismiss=on_close or "ignore")(_at_home(work))

    return decorate

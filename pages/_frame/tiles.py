"""Tiles: a figure with its unit, how it compares in words, its course, its state; a click opens it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import streamlit as st

from core import i18n, metrics, phrases
from core.i18n import _
from pages._frame.explain import Explanation, explain
from pages._frame.page import Page
from pages._frame.text import escape

State = Literal["", "good", "warning", "danger"]
MOST_TILES = 6
_BADGES: dict[str, tuple[Literal["green", "orange", "red"], str]] = {
    "good": ("green", ":material/check_circle:"),
    "warning": ("orange", ":material/warning:"),
    "danger": ("red", ":material/error:"),
}


_ARROWS = {1: ":material/trending_up:", 0: ":material/trending_flat:", -1: ":material/trending_down:"}


@dataclass(frozen=True)
class Tile:
    """One figure. All words are already in the reader's language.

    direction: 1 above the comparison, -1 below, 0 the same. state_words: what the state means, because
    colour alone says nothing. note: what must be known to read it. explanation: what a click opens.
    """

    name: str
    value: str
    difference: str = ""
    direction: int = 0
    trend: Sequence[float] = field(default=())
    state: State = ""
    state_words: str = ""
    note: str = ""
    explanation: Explanation | None = None


def figure_tile(
    page: Page,
    value: metrics.Value,
    before: metrics.Value | None = None,
    *,
    trend: Sequence[float] = (),
    has_rows: bool = True,
) -> Tile:
    """A tile of a figure of the registry over the page's choices, with its comparison and its rows behind.

    has_rows: False inside a dialog, because a dialog cannot open another one.
    """
    figure = value.figure
    # What lies in stock is the position of now; a period before has no other.
    earlier = before.value if before is not None and "day" in figure.by else None
    said = value.missing or (value.notes[0] if value.notes else None)
    return Tile(
        name=_(figure.label),
        value=phrases.amount(value.value, value.unit, value.currency),
        difference=phrases.difference(value.value, earlier, value.unit, against=page.filters.against),
        direction=phrases.direction(value.value, earlier) if earlier else 0,
        trend=[point for point in trend if point == point],
        note=i18n.render(said) if said else "",
        explanation=Explanation(figure.name, page.filters.now, value) if has_rows else None,
    )


def tiles(page: Page, shown: Sequence[Tile], *, key: str) -> None:
    """Up to six tiles side by side, wrapping where the window is narrow. Raises ValueError above six."""
    if len(shown) > MOST_TILES:
        raise ValueError(f"tiles: {len(shown)} tiles; a page shows at most {MOST_TILES}")
    places = st.grid(len(shown) or 1, min_column_width=140, gap="small", key=f"{key}_tiles")
    for number, tile in enumerate(shown):
        with places.container(border=True, height="stretch", gap="xsmall"):
            _draw(page, tile, key=f"{key}_{number}")


def _draw(page: Page, tile: Tile, *, key: str) -> None:
    # A metric's own label is cut where the tile is narrow; a caption wraps.
    st.caption(escape(tile.name), help=escape(tile.note) or None)
    st.metric(
        escape(tile.name),
        tile.value,
        label_visibility="collapsed",
        chart_data=list(tile.trend) or None,
        chart_type="area",
    )
    if tile.difference:
        st.caption(f"{_ARROWS[tile.direction]} {escape(tile.difference)}")
    if tile.state:
        colour, icon = _BADGES[tile.state]
        st.badge(escape(tile.state_words), icon=icon, color=colour)
    if tile.explanation is not None and st.button(
        _("Explain"), key=f"{key}_explain", type="tertiary", icon=":material/troubleshoot:"
    ):
        explain(page, tile.explanation)

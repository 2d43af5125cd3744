"""Tiles: a figure with its unit, how it compares in words, its course, its state; a click opens it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import streamlit as st

from core import i18n, metrics, phrases
from core.i18n import _
from pages._frame.definitions import explain_here
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

    direction: 1 above the comparison, -1 below, 0 the same, None where nothing is compared. state_words: what
    the state means, because colour alone says nothing. note: what must be known to read it. about: the code
    of its definition in core.definitions; numbers: what it was made of, by name, in words.
    explanation: a figure of the registry, whose rows a click opens too.
    """

    name: str
    value: str
    difference: str = ""
    direction: int | None = None
    trend: Sequence[float] = field(default=())
    state: State = ""
    state_words: str = ""
    note: str = ""
    about: str = ""
    numbers: Mapping[str, str] = field(default_factory=dict)
    explanation: Explanation | None = None


def figure_tile(
    page: Page,
    value: metrics.Value,
    before: metrics.Value | None = None,
    *,
    trend: Sequence[float] = (),
    over: metrics.Filters | None = None,
    has_rows: bool = True,
) -> Tile:
    """A tile of a figure of the registry over the page's choices, with its comparison and its rows behind.

    over: what the value was asked for, where that is not the page's choice. has_rows: False inside a dialog,
    because a dialog cannot open another one.
    """
    figure, asked = value.figure, over or page.filters.now
    # What lies in stock is the position of now; a period before has no other.
    earlier = before.value if before is not None and "day" in figure.by else None
    said = [value.missing] if value.missing else value.notes
    return Tile(
        name=_name_of(figure, asked),
        value=phrases.amount(value.value, value.unit, value.currency),
        difference=phrases.difference(
            value.value, earlier, value.unit, against=page.filters.against, currency=value.currency
        ),
        direction=phrases.direction(value.value, earlier, value.unit) if earlier else 0,
        trend=[point for point in trend if point == point],
        note=i18n.sentences(*(i18n.render(note) for note in said)),
        about=figure.name,
        explanation=Explanation(figure.name, asked, value) if has_rows else None,
    )


def _name_of(figure: metrics.Figure, asked: metrics.Filters) -> str:
    """A rate of stock names its days: beside the position of now nobody would know them."""
    if figure.tables != ("stock",) or "day" not in figure.by:
        return _(figure.label)
    days = phrases.amount(asked.days, "days")
    return _("{figure}, {days}").format(figure=_(figure.label), days=days)


def tiles(page: Page, shown: Sequence[Tile], *, key: str) -> None:
    """Up to six tiles side by side, wrapping where the window is narrow. Raises ValueError above six."""
    if len(shown) > MOST_TILES:
        raise ValueError(f"tiles: {len(shown)} tiles; a page shows at most {MOST_TILES}")
    places = st.grid(len(shown) or 1, min_column_width=170, gap="small", key=f"{key}_tiles")
    for number, tile in enumerate(shown):
        with places.container(border=True, height="stretch", gap="xsmall"):
            _draw(page, tile, key=f"{key}_{number}")


def _draw(page: Page, tile: Tile, *, key: str) -> None:
    # A metric's own label is cut where the tile is narrow; a caption wraps.
    st.caption(escape(tile.name))
    st.metric(
        escape(tile.name),
        tile.value,
        label_visibility="collapsed",
        chart_data=list(tile.trend) or None,
        chart_type="area",
    )
    if tile.difference:
        arrow = "" if tile.direction is None else f"{_ARROWS[tile.direction]} "
        st.caption(f"{arrow}{escape(tile.difference)}")
    if tile.state:
        colour, icon = _BADGES[tile.state]
        st.badge(escape(tile.state_words), icon=icon, color=colour)
    if tile.value == i18n.NO_VALUE and tile.note:
        st.caption(escape(tile.note))
    if tile.explanation is not None:
        _offer_rows(page, tile, tile.explanation, key=key)
    elif tile.about or tile.note:
        explain_here(tile.name, tile.about, tile.note, tile.numbers, key=f"{key}_explain")


def _offer_rows(page: Page, tile: Tile, asked: Explanation, *, key: str) -> None:
    if st.button(
        _("Explain"),
        key=f"{key}_explain",
        type="tertiary",
        icon=":material/troubleshoot:",
        help=escape(tile.note) or None,
    ):
        explain(page, asked)

"""Win back: regulars whose silence is unusual for their own rhythm, the most valuable first."""

from __future__ import annotations

import streamlit as st

from core import charts, i18n, members, phrases
from core.i18n import _
from core.members import WinBack
from pages import _frame
from pages._frame import Column, Page, Tile
from pages._members.leavers import show_leavers


def show_win_back(page: Page) -> None:
    """Tiles, where the leavers come from, the list to write to."""
    found = page.read_large(members.read_win_back)
    page.answer(found.answer())
    st.caption(_frame.escape(_how(found)))
    if not found.regulars:
        return
    _tiles(page, found)
    known = members.known_origins(found)
    by = _show_origins(page, found, known) if known else "channel"
    parts = members.by_origin(found, by)
    show_leavers(page, found, by, {"*": _("All"), **dict(zip(parts["key"], parts["label"], strict=True))})


def _show_origins(page: Page, found: WinBack, known: dict[str, str]) -> str:
    """The chart of where the leavers come from, and its table; by what they are told apart."""
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.subheader(_("Where those who fall silent come from"), anchor=False)
        by = _frame.choose("leavers_by", _("By"), known, next(iter(known)), shows_label=True)
    parts = members.by_origin(found, by)
    measure = charts.Measure(_("Share of regulars who fell silent"), is_share=True)
    bars = parts.assign(value=parts["share"])[["label", "value", "is_marked"]].head(20)
    _frame.chart(charts.bars(bars, measure, page.look, label_title=_(members.ORIGINS[by])), key="leavers")
    st.caption(_("Highlighted: more fall silent than elsewhere, beyond chance (95 percent interval)."))
    _origins(page, found, by)
    return by


def _how(found: WinBack) -> str:
    words = _(
        "A regular bought on four days or more. Silent: a gap that one in ten would leave by chance at the "
        "member's own pace. Buyers of sale events only are left out."
    )
    if found.usual_gap == found.usual_gap:
        usual = _("The usual gap of this shop's regulars is {days} days.")
        words = i18n.sentences(words, usual.format(days=i18n.number(found.usual_gap)))
    return words


def _tiles(page: Page, found: WinBack) -> None:
    against = _("30 days earlier")
    share = found.silent / found.regulars
    _frame.tiles(
        page,
        [
            Tile(
                _("Unusually silent"),
                i18n.number(found.silent),
                difference=phrases.difference(found.silent, found.before, "count", against=against),
                direction=phrases.direction(found.silent, found.before),
                about="leaving",
            ),
            Tile(
                _("Worth a year"),
                i18n.compact_money(found.worth, page.currency),
                difference=phrases.difference(found.worth, found.worth_before, "money", against=against),
                direction=phrases.direction(found.worth, found.worth_before),
                about="worth",
            ),
            Tile(_("Regulars"), i18n.number(found.regulars), about="regulars"),
            Tile(_("Share who fell silent"), i18n.percent(share, 0), about="silent_share"),
        ],
        key="win_back",
    )


def _origins(page: Page, found: WinBack, by: str) -> None:
    columns = {
        "label": Column(_(members.ORIGINS[by]), is_pinned=True),
        "regulars": Column(_("Regulars"), "number", is_summed=True, about="regulars"),
        "silent": Column(_("Fell silent"), "number", is_summed=True, about="leaving"),
        "share": Column(_("Share"), "percent", about="silent_share"),
        "others_share": Column(_("Elsewhere"), "percent", about="silent_elsewhere"),
        "worth": Column(
            _("Worth a year, {currency}").format(currency=page.currency),
            "number",
            is_summed=True,
            about="worth",
        ),
        "month": Column(_("Most bought last in"), "month"),
    }
    with st.expander(_("The same as a table"), icon=":material/table:"):
        _frame.table(
            members.by_origin(found, by),
            columns,
            key=f"leavers_{page.snapshot.id}_{by}",
            file_name=f"leavers-by-{by}",
        )

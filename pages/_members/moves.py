"""Migration: who moved from which segment to which between two days, in people and in money."""

from __future__ import annotations

import streamlit as st

from core import charts, i18n, members
from core.i18n import N_, _
from core.members import Migration
from pages import _frame
from pages._frame import Column, Page, Tile
from pages._members.movers import show_movers


def show_moves(page: Page) -> None:
    """The two days, tiles, the balance, the matrix, the table of moves."""
    days = {day.isoformat(): day for day in page.read(members.days_to_choose)}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        last = _frame.pick("moves_until", _("Until"), list(days), lambda code: i18n.date(days[code]))
        span = _frame.choose("moves_span", _("Over the last"), members.SPANS, "90", shows_label=True)
    found = page.read_large(members.read_migration, days[last], int(span))
    page.answer(found.answer())
    _tiles(page, found)
    st.subheader(_("Active members, from one day to the other"), anchor=False)
    measure = charts.Measure(_("Active members"))
    _frame.chart(charts.waterfall(members.balance(found), measure, page.look), key="moves_balance")
    st.caption(
        _(
            "Active: in a segment whose last order is not long ago. Each day's segments are computed from "
            "what was known on that day, among the buyers of that day."
        )
    )
    _matrix(page, found)
    _moves(page, found)


def _tiles(page: Page, found: Migration) -> None:
    def brought(kind: str) -> str:
        return i18n.compact_money(found.money(kind), page.currency)

    lost, won = found.count("lost"), found.count("won_back")
    _frame.tiles(
        page,
        [
            Tile(
                _("Lost"),
                i18n.number(lost),
                state="warning" if lost > won else "good",
                state_words=_("more lost") if lost > won else _("more won"),
                about="lost_members",
            ),
            Tile(_("What the lost ones had brought"), brought("lost"), about="brought_until"),
            Tile(_("Won back"), i18n.number(won), about="won_members"),
            Tile(
                _("What those won back bought"),
                i18n.compact_money(found.since("won_back"), page.currency),
                about="bought_since",
            ),
            Tile(_("New"), i18n.number(found.count("new")), about="new_members"),
            Tile(_("What the new ones bought"), brought("new"), about="brought_until"),
        ],
        key="moves",
    )


def _matrix(page: Page, found: Migration) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.subheader(_("From segment to segment"), anchor=False)
        shown = _frame.choose("moves_of", _("In"), members.MEASURES, "members", shows_label=True)
    is_money = shown == "money"
    measure = charts.Measure(_("Net sales") if is_money else _("Members"), page.currency if is_money else "")
    spec = charts.heatmap(
        members.matrix(found, shown),
        measure,
        page.look,
        row_title="",
        column_title="",
        is_dense=True,
    )
    _frame.chart(spec, key=f"moves_matrix_{shown}")
    words = _("Rows: the segment on {first}; columns: on {last}.").format(
        first=i18n.date(found.first), last=i18n.date(found.last)
    )
    if is_money:
        brought = _("What they had brought up to the first day; new ones: what they bought since.")
        words = i18n.sentences(words, brought)
    st.caption(_frame.escape(words))


def _moves(page: Page, found: Migration) -> None:
    kinds = {"": N_("All moves"), **members.KINDS}
    kind = _frame.choose("move_kind", _("Show"), kinds, "")
    rows = members.matching_moves(found, kind)
    columns = {
        "was_title": Column(_("Segment then"), is_pinned=True),
        "now_title": Column(_("Segment now")),
        "kind_title": Column(_("Move")),
        "members": Column(_("Members"), "bar", about="moved_members"),
        "brought": Column(
            _("Brought until then, {currency}").format(currency=page.currency),
            "number",
            is_summed=True,
            about="brought_until",
        ),
        "since": Column(
            _("Bought since, {currency}").format(currency=page.currency),
            "number",
            is_summed=True,
            about="bought_since",
        ),
    }
    key = f"moves_{page.snapshot.id}_{found.first}_{found.last}_{kind}"
    selected = _frame.table(rows, columns, key=key, file_name="segment-moves", select="one", id_column="move")
    move = _frame.details("move", selected, set(found.moves["move"]).__contains__)
    if move:
        show_movers(page, found, move)
    else:
        st.caption(_("Select a move to see who made it and to download their codes."))

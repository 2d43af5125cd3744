"""The map of segments: how lately and how often members buy, every segment, its members."""

from __future__ import annotations

import streamlit as st

from core import charts, i18n, marketing, members, metrics, phrases
from core.i18n import _, ngettext
from core.members import MembersOverview, RfmMap
from pages import _frame
from pages._frame import Page, Tile
from pages._members.people import show_members
from pages._members.segments import show_segments


def show_map(page: Page) -> None:
    """Tiles, the map, the table of segments, the members of what is chosen."""
    report = page.read(marketing.segment_report)
    found = page.read(members.overview, page.filters.now, page.filters.before)
    page.answer(found.answer)
    _tiles(page, found, report)
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.subheader(_("How lately and how often they buy"), anchor=False)
        colour = _frame.choose(
            "map_colour",
            _("Stronger colour means more"),
            members.COLOURS,
            "net_sales_share",
            shows_label=True,
        )
    map_ = page.read(members.read_map, colour)
    cell = _chosen_cell(map_)
    map_place = st.container()
    counted = _("Counted: {window}, up to {date}.").format(
        window=i18n.render(report.window), date=i18n.date(report.as_of)
    )
    st.caption(_frame.escape(i18n.sentences(counted, i18n.render(report.rule))))
    show_segments(page, map_)
    segment = show_members(page, cell)
    with map_place:
        _draw(page, map_, colour, segment, cell)


def _tiles(page: Page, found: MembersOverview, report: marketing.SegmentReport) -> None:
    now, before = page.filters.now, page.filters.before
    values = page.read(metrics.compute, members.FIGURES, now)
    earlier = page.read(metrics.compute, members.FIGURES, before)
    again = ngettext("{count} buyer", "{count} buyers", found.repeat_buyers)
    tiles = [
        *(_frame.figure_tile(page, value, earlier[name]) for name, value in values.items()),
        Tile(
            _("Repeat-purchase rate"),
            i18n.percent(found.repeat_share),
            difference=phrases.difference(
                found.repeat_share, found.repeat_share_before, "share", against=page.filters.against
            ),
            direction=phrases.direction(found.repeat_share, found.repeat_share_before),
            note=_("{buyers} of the period bought on two or more days of it.").format(
                buyers=again.format(count=i18n.number(found.repeat_buyers))
            ),
            about="repeat_share",
        ),
        Tile(_("Net sales of known buyers"), i18n.percent(report.identified_share), about="identified_share"),
        Tile(
            _("Regulars who are leaving"),
            i18n.number(found.leaving),
            state="warning" if found.leaving else "good",
            state_words=_("win back") if found.leaving else _("none"),
            note=_("Silent for longer than their own rhythm explains; the view of win back names them."),
            about="leaving",
        ),
        Tile(
            _("What they are worth a year"),
            i18n.compact_money(found.leaving_worth, page.currency),
            about="worth",
        ),
    ]
    _frame.tiles(page, tiles, key="members")


def _chosen_cell(map_: RfmMap) -> str:
    """The cell that the address names, '' for all."""
    cell = st.query_params.get("cell", "")
    return cell if cell in set(map_.cells["cell"]) else ""


def _draw(page: Page, map_: RfmMap, colour: str, segment: str, cell: str) -> None:
    spec = charts.areas(
        map_.cells,
        page.look,
        description=_("Members by days since the last order and number of orders"),
        rows=map_.rows,
        columns=map_.columns,
        chosen=cell,
        area=_(marketing.TITLES[segment]) if segment else "",
    )
    if clicked := _frame.clicked(spec, key=f"members_map_{page.snapshot.id}_{colour}"):
        if clicked == cell:
            st.query_params.pop("cell", None)
        else:
            st.query_params["cell"] = clicked
        st.rerun()
    st.caption(
        _(
            "Rows: days since the last order; columns: orders. Each cell: members, net sales in all or per "
            "member, share of net sales. Click one to see its members, once more to see all."
        )
    )

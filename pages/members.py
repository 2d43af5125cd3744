"""Who are our members, and who is leaving?"""

import streamlit as st

from core import charts, i18n, marketing, members, metrics, schema
from core.i18n import _, ngettext
from pages import _frame, _members
from pages._frame import Column, Tile

page = _frame.begin("members")


def show_tiles(found: members.MembersOverview, report: marketing.SegmentReport) -> None:
    now, before = page.filters.now, page.filters.before
    values = page.read(metrics.compute, members.FIGURES, now)
    earlier = page.read(metrics.compute, members.FIGURES, before)
    again = ngettext("{count} buyer", "{count} buyers", found.repeat_buyers)
    tiles = [
        *(_frame.figure_tile(page, value, earlier[name]) for name, value in values.items()),
        Tile(
            _("Repeat-purchase rate"),
            i18n.percent(found.repeat_share),
            note=_("{buyers} of the period bought on two or more days of it.").format(
                buyers=again.format(count=i18n.number(found.repeat_buyers))
            ),
        ),
        Tile(
            _("Net sales of known buyers"),
            i18n.percent(report.identified_share),
            note=_("The share of all net sales whose buyer is known; the rest is in no segment."),
        ),
        Tile(
            _("Members who are leaving"),
            i18n.number(found.leaving),
            state="warning" if found.leaving else "good",
            state_words=_("worth a contact") if found.leaving else _("none"),
            note=_("They used to buy again and again and have stayed away: at risk, or must not be lost."),
        ),
        Tile(
            _("What they brought so far"),
            i18n.compact_money(found.leaving_net_sales, page.currency),
            note=_("Net sales of the members who are leaving, over the orders that count."),
        ),
    ]
    _frame.tiles(page, tiles, key="members")


def show_segments(report: marketing.SegmentReport) -> None:
    st.subheader(_("How lately and how often they buy"), anchor=False)
    grid = page.read(members.cells)
    _frame.chart(
        charts.heatmap(
            grid, charts.Measure(_("Members")), page.look, row_title=_("Lately"), column_title=_("Often")
        ),
        key="rfm",
    )
    counted = _("Counted: {window}, up to {date}.").format(
        window=i18n.render(report.window), date=i18n.date(report.as_of)
    )
    st.caption(_frame.escape(f"{counted} {i18n.render(report.rule)}"))
    columns = {
        "title": Column(_("Segment"), is_pinned=True),
        "members": Column(_("Members"), "bar"),
        "members_share": Column(_("Share of members"), "percent"),
        "net_sales_share": Column(_("Share of net sales"), "percent"),
        "median_days": Column(_("Days since last order"), "number", help=_("Median")),
        "median_orders": Column(_("Orders each"), "number", help=_("Median")),
    }
    table = page.read(members.segments)
    _frame.table(table, columns, key="segments", file_name="segments")
    with st.expander(_("Who they are, and what to do"), icon=":material/lightbulb:"):
        for title, meaning, advice in zip(table["title"], table["meaning"], table["advice"], strict=True):
            said = f"**{_frame.escape(title)}**: {_frame.escape(meaning)} {_frame.escape(advice)}"
            st.markdown(said)


page.need(
    schema.ORDERS,
    why=_("Upload order files that name the buyer. This page then shows who buys again and who is leaving."),
)
_frame.watch_job(page)
if not page.snapshot.has_rows("mart", "customers"):
    _members.ask_for_customers()
if not page.snapshot.has_rows("result", "segments"):
    _members.ask_for_refresh(page)
report = page.read(marketing.segment_report)
found = page.read(members.overview, page.filters.now)
page.answer(found.answer)
show_tiles(found, report)
show_segments(report)
_members.show_members(page)

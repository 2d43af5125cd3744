"""Stocktakes: how right the books are, what is missing, what to count again."""

from __future__ import annotations

import streamlit as st

from core import charts, exports, i18n, schema, stock_health
from core.i18n import _
from core.stock_health import BY, Counts
from pages import _frame
from pages._frame import Column, Tile
from pages._stock.one import open_one
from pages._stock.slips import say_what_was_settled, settle_slips


def show_counts(page: _frame.Page) -> None:
    """Tiles, shrinkage, the lines, and the list to count again."""
    page.need(
        schema.STOCKTAKES,
        why=_(
            "Upload what people counted on the shelf, beside what the books said. This page then shows how "
            "right the books are, what is missing in money, and which entries look like slips of the hand."
        ),
    )
    say_what_was_settled(page, _frame.watch_job(page))
    everything = page.read(stock_health.read_counts)
    titles = {"": _("All counts"), **{day.isoformat(): i18n.date(day) for day in everything.days}}
    day = _frame.pick("count_day", _("Count"), list(titles), titles.__getitem__)
    found = page.read(stock_health.read_counts, day) if day else everything
    page.answer(found.answer(page.currency))
    _tiles(page, found)
    _shrinkage(page, found)
    settle_slips(page, found)
    _lines(page, found)


def _tiles(page: _frame.Page, found: Counts) -> None:
    unknown = _("{count} differences have no cost and are not in it.").format(
        count=i18n.number(found.n_without_cost)
    )
    _frame.tiles(
        page,
        [
            Tile(
                _("Inventory accuracy"),
                i18n.percent(found.accuracy),
                about="inventory_accuracy",
                numbers={_("Lines"): i18n.number(len(found.lines))},
            ),
            Tile(
                _("Missing, at cost"),
                i18n.compact_money(found.shrinkage, page.currency),
                about="shrinkage",
                numbers={_("Lines"): i18n.number(found.n_short)},
                state="warning" if found.n_short else "good",
                state_words=_("{units} units").format(units=i18n.number(found.missing_units)),
                note=unknown if found.n_without_cost else "",
            ),
            Tile(
                _("More than booked, at cost"),
                i18n.compact_money(found.surplus, page.currency),
                about="count_surplus",
            ),
            Tile(
                _("Small differences, net"),
                i18n.compact_money(found.small, page.currency),
                about="count_small",
            ),
            Tile(
                _("Entries to check"),
                i18n.number(found.n_check),
                about="count_check",
                state="warning" if found.n_check else "good",
                state_words=_("check them") if found.n_check else _("none"),
                note=_(
                    "Say below what is right, or hand the count in again with the right number, or with a "
                    "reason if it is right; then they count."
                ),
            ),
        ],
        key="counts",
    )


def _shrinkage(page: _frame.Page, found: Counts) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.subheader(_("What is missing, at cost"), anchor=False)
        by = _frame.choose("shrink_by", _("By"), BY, "sku")
    table = stock_health.shrinkage_by(found.lines, by)
    if table.empty:
        st.text(_("Nothing is missing beyond 2 percent of the books."))
        return
    measure = charts.Measure(_("Missing, at cost"), page.currency)
    _frame.chart(charts.bars(table, measure, page.look), key="shrinkage")


def _lines(page: _frame.Page, found: Counts) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        verdict = _frame.choose("verdict", _("Show"), stock_health.verdict_titles(found.lines), "")
        search = _frame.search("find_count", _("Search SKU, name or location"))
    rows = stock_health.matching_lines(found.lines, verdict, search)
    money = _("Difference at cost, {currency}").format(currency=page.currency)
    columns = {
        "sku": Column(_("SKU"), is_pinned=True),
        "product_name": Column(_("Product"), width="medium"),
        "location": Column(_("Location"), is_optional=True),
        "verdict_words": Column(_("State")),
        "booked": Column(_("Booked"), "number", about="booked"),
        "counted": Column(_("Counted"), "number"),
        "difference": Column(_("Difference"), "number", about="count_difference"),
        "slip_words": Column(_("Why check"), width="medium", is_optional=True),
        "money": Column(money, "number", about="count_money"),
        "difference_share": Column(_("Difference, share"), "percent", about="count_difference_share"),
        "counted_on": Column(_("Counted on"), "date"),
        "reason": Column(_("Reason"), is_optional=True),
    }
    key = f"counts_{page.snapshot.id}_{verdict}_{search}_{len(rows)}"
    selected = _frame.table(rows, columns, key=key, file_name="stocktakes", select="one", id_column="place")
    _recount(found)
    open_one(page, selected)


def _recount(found: Counts) -> None:
    again = stock_health.recount_list(found.lines)
    if again.empty:
        return
    st.download_button(
        _("Download the list to count again ({count})").format(count=i18n.number(len(again))),
        _frame.later(lambda: exports.xlsx_bytes(again, sheet="stocktakes")),
        file_name="recount.xlsx",
        on_click="ignore",
        icon=":material/checklist:",
        type="primary",
        key="recount",
        help=_(
            "Every line that is missing, too many or to be checked, with an empty count: fill it in and hand "
            "it in on the page Data."
        ),
    )

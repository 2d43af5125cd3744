"""Which supplier keeps its word?"""

import streamlit as st

from core import charts, i18n, phrases, suppliers
from core.i18n import N_, _
from core.suppliers import MOST_GRACE_DAYS, USUAL_GRACE_DAYS, USUAL_WINDOW, VERDICTS
from pages import _frame, _suppliers
from pages._frame import Tile

page = _frame.begin("suppliers")
WINDOWS = {
    "3": N_("3 months"),
    "6": N_("6 months"),
    "12": N_("12 months"),
    "24": N_("24 months"),
    "all": N_("Everything"),
}


def show_tiles() -> None:
    kept = Tile(
        _("Kept lines (OTIF)"),
        i18n.percent(found.kept_share),
        found.kept_difference,
        phrases.direction(found.kept_share, found.kept_before),
        note=_("Lines on time and in full, of the {count} lines that were due.").format(
            count=i18n.number(found.lines_due)
        ),
        about="kept_share",
    )
    delay = Tile(_("Usual delay"), suppliers.delay_words(found.median_delay_days), about="usual_delay")
    late = Tile(
        _("Lines late now"),
        i18n.number(found.late_lines),
        state="danger" if found.late_lines else "good",
        state_words=_("ask for them") if found.late_lines else _("none"),
        note=_("Open lines whose promised day is over; {units} units.").format(
            units=i18n.number(found.late_units)
        ),
        about="late_lines",
    )
    waiting = Tile(
        _("Money waiting"),
        i18n.compact_money(found.late_amount, page.currency),
        note=_("Late open units at unit cost; {count} late lines without a known cost are not in it.").format(
            count=i18n.number(found.late_without_cost)
        ),
        about="late_amount",
    )
    _frame.tiles(page, [kept, delay, late, waiting], key="suppliers")


def show_leads() -> None:
    st.subheader(_("Promised and real lead times"), anchor=False)
    ranges = suppliers.lead_ranges(card)
    if ranges.empty:
        st.caption(_("Nothing arrived in this time."))
        return
    days = charts.Measure(_("Days from order to all in"))
    titles = {"middle_title": _("Usual (median)"), "reference_title": _("Promised")}
    _frame.chart(charts.ranges(ranges, days, page.look, **titles), key="suppliers_leads")
    st.caption(
        _frame.escape(_("Stroke: promised. Dot: the usual time. Bar: eight of ten lines. The worst first."))
    )


def show_table() -> list[str]:
    st.subheader(_("All suppliers"), anchor=False)
    verdict = _frame.choose("supplier_verdict", _("Verdict"), suppliers.titles(card), "")
    search = _frame.search("find_supplier", _("Search number or name"))
    if verdict:
        st.caption(_frame.escape(f"{VERDICTS[verdict].words}: {_(VERDICTS[verdict].meaning)}"))
    rows = suppliers.matching(card, verdict, search)
    key = f"suppliers_{page.snapshot.id}_{page.ledger.revision}_{window}_{grace}_{verdict}_{search}"
    return _frame.table(
        rows,
        _suppliers.columns(page.currency),
        key=key,
        file_name="suppliers",
        select="one",
        id_column="supplier_id",
    )


if not page.snapshot.has_rows("current", "purchase_order_lines") or not page.snapshot.has_rows(
    "current", "receipts"
):
    _suppliers.ask_for_files(page)
with st.container(horizontal=True, vertical_alignment="bottom"):
    window = _frame.choose("window", _("Promised within the last"), WINDOWS, USUAL_WINDOW, shows_label=True)
    days = {str(number): str(number) for number in range(MOST_GRACE_DAYS + 1)}
    label = _("Days of grace")
    grace = _frame.choose("grace", label, days, str(USUAL_GRACE_DAYS), shows_label=True)
card = page.read_large(suppliers.read_scorecard, window, int(grace))
found = suppliers.overview(card)
page.answer(found.answer)
_suppliers.say_what_is_left_out(found)
show_tiles()
show_leads()
chosen = _frame.details("supplier", show_table(), set(card.table["supplier_id"]).__contains__)
st.caption(_frame.escape(_("Select a supplier to see its deliveries, late lines, prices and terms.")))
if chosen:
    _suppliers.show_supplier(page, card, chosen)

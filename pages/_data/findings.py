"""What a check found in a file: counts, warnings, rejects, totals, and how it was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import streamlit as st

from core import i18n, intake
from core.errors import Message
from core.facts import TableChanges
from core.i18n import N_, _, ngettext
from core.intake import HandIn, Preview
from pages import _frame
from pages._data.mapping import mapping
from pages._data.switches import switches
from pages._frame import clock

_COUNTS = {
    "read": (N_("Rows read"), ""),
    "new": (N_("New rows"), N_("Rows of orders, stock or other things that are not stored yet.")),
    "changed": (N_("Changed"), N_("Rows that replace what is stored now; an undo brings it back.")),
    "unchanged": (N_("Already there"), N_("Rows that say what is stored already, or something older.")),
    "held": (N_("Held back"), N_("Rows of orders that another source of the shop brought before.")),
    "rejected": (N_("Rejected"), N_("Rows that cannot be used; each with its reason below.")),
    "skipped": (N_("Left out"), N_("Rows that only decorate the table: headers, totals, empty rows.")),
}


_NAMED = 8
"""Unused columns that are named."""


def counts(preview: Preview) -> None:
    """How many rows there are, and what becomes of them."""
    shown = {name: words for name, words in _COUNTS.items() if name != "held" or preview.rows.held}
    places = st.grid(len(shown), min_column_width=105, gap="small", key=f"counts_{preview.keys[0]}")
    for name, (title, why) in shown.items():
        with places.container():
            value = getattr(preview.rows, name)
            st.metric(_(title), i18n.number(value), help=_(why) if why else None)
    if preview.skipped_by:
        st.caption(
            _frame.escape(
                _("Left out: {reasons}").format(reasons=intake.skipped_in_words(preview.skipped_by))
            )
        )
    if preview.unused:
        st.caption(_frame.escape(_unused(preview.unused)))
    if preview.seen_in is not None and preview.seen_at is not None:
        words = _("This very file was loaded by {who} on {when} (import {number}).")
        _frame.notice(
            words.format(
                who=preview.seen_by, when=i18n.datetime(clock.local(preview.seen_at)), number=preview.seen_in
            )
        )


def _unused(columns: Sequence[str]) -> str:
    """The columns that the report does not read, the first ones by name."""
    named = ", ".join(columns[:_NAMED])
    if len(columns) <= _NAMED:
        return _("Columns that are not used: {columns}").format(columns=named)
    return _("Columns that are not used: {columns} and {count} more").format(
        columns=named, count=i18n.number(len(columns) - _NAMED)
    )


def findings(preview: Preview) -> None:
    """What deserves a look before the button is pressed."""
    warnings(preview.warnings)
    if preview.rejects:
        _rejects(preview)
    if preview.totals:
        with st.expander(_("What the file adds up to: compare it with the platform's page")):
            totals(preview.totals)


def totals(found: Mapping[str, Decimal]) -> None:
    """What the rows add up to, one line each."""
    for name, amount in intake.totals_in_words(found):
        with st.container(horizontal=True, horizontal_alignment="distribute", width=520):
            st.text(name, width="content")
            st.text(amount, width="content")


def warnings(found: Sequence[Message]) -> None:
    """What deserves a look, one line each."""
    for warning in found:
        st.markdown(f":orange[:material/warning:] {_frame.escape(intake.sentence(warning))}")


def changes(found: Sequence[TableChanges], *, key: str) -> None:
    """What becomes of each table."""
    columns = {
        "title": _frame.Column(_("Table"), is_pinned=True),
        "rows": _frame.Column(_("Rows"), "number", about="rows_read"),
        "new": _frame.Column(_("New rows"), "number", about="rows_new"),
        "changed": _frame.Column(_("Changed"), "number", about="rows_changed"),
        "gone": _frame.Column(_("Taken out"), "number", about="rows_gone"),
        "same": _frame.Column(_("As before"), "number", about="rows_same"),
    }
    _frame.table(intake.changes_table(found), columns, key=key)
    st.caption(_("Beside rows, counted in orders, products or what else a newer file replaces."))


def _rejects(preview: Preview) -> None:
    shown, rejected = len({(r.file, r.row) for r in preview.rejects}), preview.rows.rejected
    words = ngettext("{count} row is rejected", "{count} rows are rejected", rejected)
    if shown < rejected:
        words = _("{count} rows are rejected; here are the first")
    title = words.format(count=i18n.number(rejected))
    with st.expander(title, expanded=True, icon=":material/report:"):
        for reject in preview.rejects[:10]:
            where = _("Row {row}, {column}").format(row=reject.row, column=reject.column)
            st.markdown(f"**{_frame.escape(where)}** {_frame.escape(i18n.render(reject.reason))}")
            st.caption(_frame.escape(i18n.render(reject.remedy)))
        if preview.choices.all_or_nothing:
            st.caption(_("You asked for all or nothing: mend them in the file and drop it again."))
        else:
            st.caption(_("All of them can be downloaded after the import, mended and handed in again."))


def how_it_was_read(page: _frame.Page, handed: HandIn, preview: Preview) -> None:
    """The evidence, and the switches for when it is wrong."""
    with st.expander(_("How it was read, and what to do when it is wrong")):
        for sentence in preview.evidence:
            st.text(intake.sentence(sentence))
        if preview.changes:
            changes(preview.changes, key=f"changes_{preview.keys[0]}")
        switches(page, handed, preview)
    if preview.is_mapped or st.session_state.get(f"map_{preview.keys[0]}"):
        with st.expander(_("Columns"), expanded=not preview.is_mapped):
            mapping(page, handed, preview)

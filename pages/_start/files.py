"""The files that a role's questions need: what is there, how old it is, where to get it, a template."""

from __future__ import annotations

import streamlit as st

from core import i18n, intake, start
from core.i18n import _, ngettext
from pages import _frame


def files(page: _frame.Page, role: str) -> None:
    """Every file that the questions need, then one of them: where a platform has it, and a template."""
    found = page.read(start.needed, role, page.today)
    st.subheader(_("Which files are needed today"), anchor=False)
    waiting = start.to_hand_in(found)
    words = ngettext("{count} file is missing or old.", "{count} files are missing or old.", waiting)
    st.text(words.format(count=i18n.number(waiting)) if waiting else _fresh(page))
    columns = {
        "title": _frame.Column(_("Table"), is_pinned=True),
        "state": _frame.Column(_("State")),
        "newest": _frame.Column(_("Newest day"), "date"),
        "age_days": _frame.Column(_("Age (days)"), "number", about="age_days"),
        "missing_days": _frame.Column(_("Days without"), "number", about="missing_days"),
        "rows": _frame.Column(_("Rows"), "number", about="rows_kept"),
        "needed_for": _frame.Column(_("Needed for"), width="large"),
        "file": _frame.Column(_("Last file")),
    }
    _frame.table(found, columns, key=f"needed_{page.snapshot.id}_{role}", file_name="needed-files")
    _where_to_get(page, list(found["table"]))


def _fresh(page: _frame.Page) -> str:
    """Nothing waits; where the shop stands still, that is so on its last day only."""
    if not page.settings.is_sample or page.as_of is None:
        return _("Everything is there and fresh.")
    words = _("Everything is there and fresh on {date}, the last day of the sample shop.")
    return words.format(date=i18n.date(page.as_of))


def _where_to_get(page: _frame.Page, tables: list[str]) -> None:
    st.subheader(_("Where to get a file"), anchor=False)
    table = _frame.pick("file_of", _("Table"), tables, start.table_title)
    st.caption(_frame.escape(intake.what_it_is(table)))
    reports = page.read(start.reports_of, table)
    if len(reports):
        columns = {
            "report": _frame.Column(_("Report"), is_pinned=True, width="medium"),
            "menu": _frame.Column(_("Menu of the platform"), width="large"),
            "together_with": _frame.Column(_("Hand it in together with"), is_optional=True),
        }
        _frame.table(reports, columns, key=f"reports_{table}", file_name=f"where-to-get-{table}")
        st.caption(_("Menus as the platforms name them; they change their wording now and then."))
    else:
        st.text(_("No platform's report brings it as it is. Fill in the template, or map your own file."))
    with st.container(horizontal=True):
        _frame.template(table, key="start_template")
        _frame.go_button("data", _("Upload files"), key="start_upload", is_primary=True)

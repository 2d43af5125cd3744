"""What must be handed in before anything can be ordered, with files that already name the shop's SKUs."""

from __future__ import annotations

import streamlit as st

from core import i18n, purchasing
from core.i18n import _
from core.security import Permission
from pages import _frame

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TEMPLATES = {
    "stock": purchasing.prefilled_stock_template,
    "supplier_products": purchasing.prefilled_supplier_products_template,
}


_OLD_AFTER_DAYS = 7
_OF_A_SUPPLIER = ("lead_time", "confirm")


def say_how_old(page: _frame.Page) -> None:
    """Orders and arrivals are dated from the last day of the data: say so where that is not today."""
    if page.as_of is None or (page.today - page.as_of).days <= _OLD_AFTER_DAYS:
        return
    words = _(
        "The data ends on {date}, {days} days ago. Orders and arrivals are dated from that day; "
        "upload newer files before you order."
    )
    days = i18n.number((page.today - page.as_of).days)
    _frame.notice(words.format(date=i18n.date(page.as_of), days=days), state="warning")


def missing_files(page: _frame.Page) -> None:
    """What to hand in first; ends the run where nothing can be suggested without it."""
    tasks = [task for task in _tasks(page) if task.is_blocking]
    for task in tasks:
        _show(page, task)
    if tasks:
        st.stop()


def useful_files(page: _frame.Page) -> None:
    """What would make the suggestions better, below them."""
    for task in _tasks(page):
        if not task.is_blocking:
            _show(page, task)


def _tasks(page: _frame.Page) -> list[purchasing.Task]:
    ready = page.read_decisions(purchasing.readiness)
    return [task for task in ready.tasks if task.code not in _OF_A_SUPPLIER]


def _show(page: _frame.Page, task: purchasing.Task) -> None:
    with st.container(border=True, key=f"task_{task.code}_{task.location}"):
        icon = ":material/error:" if task.is_blocking else ":material/lightbulb:"
        st.markdown(f"{icon} {_frame.escape(i18n.render(task.message))}")
        with st.container(horizontal=True, vertical_alignment="center"):
            if task.has_template:
                template_button(page, task.table)
            if task.table:
                _frame.link("data", _("Upload under Data"))
            if task.code == "forecasts" and page.may(Permission.UPLOAD):
                _refresh_button(page)


def _refresh_button(page: _frame.Page) -> None:
    if st.button(_("Refresh now"), key="refresh_now", type="primary"):
        _frame.start_job(page, "refresh", [])


def template_button(page: _frame.Page, table: str) -> None:
    """A download of the table's template with the shop's own SKUs, best sellers first."""
    st.download_button(
        _("Download with your SKUs"),
        _frame.later(lambda: _TEMPLATES[table](page.snapshot)),
        file_name=f"{table}.xlsx",
        mime=_XLSX,
        key=f"template_{table}",
        on_click="ignore",
        icon=":material/download:",
    )


def nothing_ordered(page: _frame.Page) -> None:
    """No order stands in the book: where orders come from; ends the run."""
    page.answer(_("Nothing is on order."))
    _frame.empty_state(
        _("No orders yet"),
        _(
            "Accept suggestions under Replenishment, or upload purchase order lines and receipts; each order "
            "stands here until all of it has arrived."
        ),
        link="replenishment",
        link_label=_("Open Replenishment"),
    )
    _frame.link("data", _("Upload under Data"))
    st.stop()

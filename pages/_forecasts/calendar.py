"""The calendar of events: what comes, what each did last time, and adding one."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import streamlit as st

from core import i18n, ledger, outlook
from core.i18n import N_, _
from core.ledger import PlannedEvent
from core.security import Permission
from pages import _frame
from pages._forecasts import _forms
from pages._frame import Column

WHEN = {"ahead": N_("To come"), "past": N_("Past")}


def show_calendar(page: _frame.Page, found: outlook.Catalogue) -> None:
    """The table, and below it the form."""
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        when = _frame.choose("when", _("Show"), WHEN, "ahead")
        names = page.read_decisions(outlook.category_names) if found.has_categories else ()
        category = (
            _frame.pick("event_category", _("Effect on"), ["", *names], lambda name: name or _("Everything"))
            if names
            else ""
        )
    table = outlook.events_table(page.read_decisions(outlook.read_events, category), found.next_week, when)
    if table.empty:
        st.text(_("No event is known here. Add one below, or upload a list of events on the page Data."))
    columns = {
        "first_day": Column(_("First day"), "date", is_pinned=True),
        "last_day": Column(_("Last day"), "date"),
        "name_words": Column(_("Event"), width="medium"),
        "family_words": Column(_("Kind")),
        "source_words": Column(_("Comes from"), is_optional=True),
        "depth": Column(_("Price cut"), "percent", is_optional=True, about="price_cut"),
        "scope": Column(_("Holds for"), width="medium"),
        "uplift" if when == "past" else "last_time": Column(
            _("Demand against usual") if when == "past" else _("Demand last time"),
            "percent",
            about="event_demand",
        ),
    }
    if len(table):
        key = f"events_{when}_{category}_{page.ledger.revision}"
        _frame.table(table, columns, key=key, file_name="events")
    _forms.say_what_was_done("event")
    _add(page, found.first_day)
    _take_back(page)


def _add(page: _frame.Page, first_day: dt.date) -> None:
    with st.form("add_event"):
        st.markdown(_frame.strong(_("Add an event")))
        places = st.grid(3, min_column_width=240, gap="small", key="event_fields")
        with places.container():
            name = st.text_input(_("Name of the event"), key=_forms.key("event", "name"), max_chars=120)
        with places.container():
            family = st.selectbox(
                _("Kind"),
                ledger.event_families(),
                format_func=outlook.family_title,
                key=_forms.key("event", "family"),
            )
        with places.container():
            depth = st.number_input(_("Price cut in percent"), 0, 95, 0, key=_forms.key("event", "depth"))
        first, last = (
            places.container().date_input(title, first_day, key=_forms.key("event", end), format="YYYY-MM-DD")
            for end, title in (("first", _("First day")), ("last", _("Last day")))
        )
        with places.container():
            scope = st.text_input(
                _("SKUs or categories, separated by commas; empty for all"),
                key=_forms.key("event", "scope"),
                max_chars=500,
            )
        pressed = st.form_submit_button(
            _("Add to the calendar"), type="primary", disabled=not page.may(Permission.PLAN_FORECAST)
        )
        st.caption(_frame.escape(_("The next refresh of the forecasts counts with it.")))
    if pressed:
        share = Decimal(depth) / 100 if depth else None
        event = PlannedEvent(name.strip(), str(family), first, last, depth=share, sku_scope=scope.strip())
        what = f"event {event}"
        with _frame.reported():
            ledger.plan_event(page.ledger, page.actor, _frame.command_id(what), event)
            _frame.command_done(what)
            words = _("{name} stands in the calendar, {days}. The next refresh counts with it.")
            _forms.done("event", words.format(name=event.name, days=i18n.days(first, last)))
            st.rerun()


def _take_back(page: _frame.Page) -> None:
    planned = ledger.planned_events(page.ledger)
    if planned.empty or not page.may(Permission.PLAN_FORECAST):
        return
    names = dict(zip(planned["event_id"].tolist(), planned["name"].tolist(), strict=True))
    with st.form("withdraw_event"):
        st.markdown(_frame.strong(_("Take a planned event back")))
        chosen = st.selectbox(_("Event"), list(names), format_func=names.__getitem__, key="event_which")
        if st.form_submit_button(_("Take it back"), icon=":material/undo:") and chosen:
            what = f"withdraw event {chosen}"
            with _frame.reported():
                ledger.withdraw_event(page.ledger, page.actor, _frame.command_id(what), int(chosen))
                _frame.command_done(what)
                _forms.done("event", _("{name} is no longer in the calendar.").format(name=names[chosen]))
                st.rerun()

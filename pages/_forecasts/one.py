"""One SKU or category: past and forecast in one picture, how it came about, how it did, changing it."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from core import charts, i18n, outlook
from core.i18n import N_, _
from core.outlook import One
from pages import _frame
from pages._forecasts.changes import past_changes
from pages._forecasts.changing import change_form
from pages._forecasts.made import how_it_was_made
from pages._frame import Tile

ABOUT = {"made": N_("How it comes about"), "change": N_("Change it"), "changes": N_("Changes so far")}


def show_one(page: _frame.Page, sku: str, category: str) -> None:
    """Everything about one SKU or category, in place of the list."""
    if st.button(_("All forecasts"), key="back_to_list", icon=":material/arrow_back:", type="tertiary"):
        for name in ("sku", "category", "location"):
            st.query_params.pop(name, None)
        st.rerun()
    location = _location(page, sku) if sku else ""
    found = page.read_decisions(outlook.read_one, sku, location, category)
    page.answer(found.answer)
    st.subheader(_frame.escape(found.title), anchor=False)
    st.caption(_frame.escape(found.subtitle))
    _tiles(page, found)
    _picture(page, found, sku, location, category)
    about = _frame.choose("about", _("About"), ABOUT, "made")
    if about == "made":
        how_it_was_made(page, found, sku, location, category)
    elif about == "change":
        change_form(page, found, sku, location, category)
    else:
        past_changes(page, found)
    if sku:
        with st.container(horizontal=True):
            _frame.link("stock", _("Open its stock"), {"find_stock": sku})
            _frame.link("replenishment", _("Open its orders"), {"sku": sku})


def _location(page: _frame.Page, sku: str) -> str:
    places = page.read_decisions(outlook.locations_of, sku)
    if len(places) < 2:
        return places[0] if places else ""
    return _frame.pick("location", _("Location"), ["", *places], lambda place: place or _("All locations"))


def _tiles(page: _frame.Page, found: One) -> None:
    done = found.accuracy
    source = _("said by runs") if found.is_said else _("today's method, tried on the past")
    little = "–"
    shown = [
        *_expected(found),
        Tile(
            _("Usual error"),
            i18n.percent(done.wape, 0) if done.is_enough else little,
            note=_("Misses over that window as a share of its demand (WAPE), {source}.").format(
                source=source
            ),
            about="wape",
        ),
        Tile(
            _("Bias"),
            i18n.percent(done.bias, 0) if done.is_enough else little,
            state="warning" if found.is_biased else "",
            state_words=_("off for weeks"),
            note=_("Forecast less demand, above 0 is too high. Tracking signal: {signal}.").format(
                signal=i18n.number(found.signal, 1)
            ),
            about="forecast_bias",
        ),
        Tile(
            _("Against the last week again"),
            i18n.number(done.rmsse, 2) if done.is_enough else little,
            about="rmsse",
        ),
    ]
    _frame.tiles(page, shown, key="one_forecast")
    if not done.is_enough:
        st.caption(_("– stands for: not enough data yet. Eight windows must have been judged."))


def _expected(found: One) -> list[Tile]:
    """The days that every figure speaks of, and the purchasing window where it is another one."""
    by_hand = abs(found.model_units - found.next_units) >= 0.5
    model = _("{units} by the model alone").format(units=i18n.number(found.model_units))
    most = _("In 19 of 20 cases at most {units}.").format(units=i18n.number(found.window_high))
    ends = found.first_day + dt.timedelta(days=round(found.window_days) - 1)
    is_same = ends == found.last_day
    tiles = [
        Tile(
            _("Units, {days}").format(days=i18n.days(found.first_day, found.last_day)),
            i18n.number(found.next_units),
            state="warning" if by_hand else "",
            state_words=_("changed by hand"),
            difference=model if by_hand else "",
            direction=(found.next_units > found.model_units) - (found.next_units < found.model_units),
            note=most if is_same else "",
            about="expected_units",
        )
    ]
    if not is_same:
        words = _("Lead time and days between two orders.")
        tiles.append(
            Tile(
                _("Until the next delivery, {days}").format(days=i18n.days(found.first_day, ends)),
                i18n.number(found.window_units),
                note=i18n.sentences(words, most),
                about="window_units",
            )
        )
    return tiles


def _picture(page: _frame.Page, found: One, sku: str, location: str, category: str) -> None:
    days = page.read_decisions(outlook.earlier_days, sku, location, category)
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.caption(_("Bands hold 50, 80 and 95 of 100 futures."), width="content")
        titles = {"": _("As it looks now"), **days}
        then = (
            _frame.pick("then", _("As it looked then"), list(titles), titles.__getitem__, width=360)
            if days
            else ""
        )
    weeks = found.weeks
    if then:
        looked = page.read_decisions(outlook.as_it_looked, sku, location, category, then)
        weeks = weeks.merge(looked, how="left", on="day")
    measure = charts.Measure(_("Units a week"))
    _frame.chart(charts.fan(weeks, measure, page.look, marks=found.marks), key="forecast_fan")
    if len(found.marks):
        st.caption(
            _("▼ out of stock, demand not known   ◆ large order or outlier   ■ changed by hand   ● event"),
            width="stretch",
        )

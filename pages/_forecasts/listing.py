"""The catalogue as a list, the most money first; a click opens one SKU."""

from __future__ import annotations

import streamlit as st

from core import i18n, outlook
from core.i18n import N_, _
from pages import _frame
from pages._frame import Column, Tile

ONLY = {"": N_("All"), "biased": N_("Off for weeks"), "changed": N_("Changed by hand"), "moved": N_("Moved")}
_USUAL_DAYS = 28.0
_CHOICES_WIDTH = 420
ODD = {"odd": N_("No goods?")}


def show_list(page: _frame.Page, found: outlook.Catalogue) -> None:
    """Tiles, choices and the table."""
    _tiles(page, found)
    # On its own line: beside others, a narrow screen would cut the last of its buttons.
    only = _frame.choose("only", _("Show"), ONLY | ODD if found.n_odd else ONLY, "")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container(horizontal=True, vertical_alignment="bottom", width=_CHOICES_WIDTH):
            category = _category(page, found)
        search = _frame.search("find_forecast", _("Search SKU, name or location"))
    if only in ODD:
        st.caption(
            _frame.escape(
                _(
                    "These look like postage, fees or corrections. If they are, give them the kind service "
                    "or adjustment in a product list on the page Data: they are then neither forecast nor "
                    "ordered."
                )
            )
        )
    rows = outlook.matching(found.table, search=search, category=category, only=only)
    selected = _frame.table(
        rows,
        _columns(page, found),
        key=f"forecasts_{page.snapshot.id}_{page.ledger.revision}_{only}_{category}_{search}",
        file_name="forecasts",
        select="one",
        id_column="sku",
    )
    if selected and st.session_state.get("_opened_forecast") != selected[0]:
        st.query_params["sku"] = selected[0]
        st.session_state["_opened_forecast"] = selected[0]
        st.rerun()
    st.session_state["_opened_forecast"] = selected[0] if selected else ""


def _category(page: _frame.Page, found: outlook.Catalogue) -> str:
    if not found.has_categories:
        return ""
    names = page.read_decisions(outlook.category_names)
    chosen = _frame.pick("in_category", _("Category"), ["", *names], lambda name: name or _("All categories"))
    if chosen and st.button(_("Open the category"), key="open_category", icon=":material/query_stats:"):
        st.query_params["category"] = chosen
        st.rerun()
    return chosen


def _tiles(page: _frame.Page, found: outlook.Catalogue) -> None:
    days = i18n.days(found.first_day, found.last_day)
    span = _("{low} to {high} with a chance of four in five").format(
        low=i18n.compact(found.low_units), high=i18n.compact(found.high_units)
    )
    _frame.tiles(
        page,
        [
            Tile(_("Units, {days}").format(days=days), i18n.compact(found.next_units), note=span),
            Tile(_("Products forecast"), i18n.number(len(found.table))),
            Tile(
                _("Off on one side for weeks"),
                i18n.number(found.n_biased),
                state="warning" if found.n_biased else "good",
                state_words=_("look at them") if found.n_biased else _("none"),
                note=_(
                    "Tracking signal beyond 4 in each of the last four weeks, more than chance explains, "
                    "and a bias beyond 20 percent."
                ),
            ),
            Tile(_("Changed by hand"), i18n.number(found.n_changed)),
            Tile(
                _("Money in usual misses"),
                i18n.compact_money(found.money, page.currency),
                note=_(
                    "Margin that a miss of the usual size would lack in these days, half of the misses "
                    "being too low. Where no cost is known, half of the price is taken."
                ),
            ),
        ],
        key="forecasts",
    )


def _columns(page: _frame.Page, found: outlook.Catalogue) -> dict[str, Column]:
    places = found.table["location"].nunique() > 1
    moved = {
        "change": Column(_("Change"), "percent", help=_("The same days, against the run before"), width=75),
        "change_why": Column(_("Why it changed")),
    }
    until = {
        "window_units": Column(
            _("Until delivery"),
            "number",
            help=_("Units of lead time and days between two orders; 28 days where nobody named them"),
            width=95,
        )
    }
    is_told = (found.table["window_days"] != _USUAL_DAYS).any()
    return {
        "sku": Column(_("SKU"), is_pinned=True, width=105),
        "product_name": Column(_("Product"), width=140),
        **({"location": Column(_("Location"), width=80)} if places else {}),
        "course": Column(
            _("Past and forecast"), "trend", help=_("26 weeks that were and 8 to come, units"), width=125
        ),
        "final_units": Column(
            i18n.days(found.first_day, found.last_day),
            "number",
            help=_("Units, with what people changed"),
            width=95,
        ),
        **(until if is_told else {}),
        "money": Column(
            _("Misses, {currency}").format(currency=page.currency),
            "number",
            help=_("Margin that a miss of the usual size would cost in these days"),
            width=90,
        ),
        "error": Column(
            _("Error"),
            "percent",
            help=_("Misses over the days until delivery as a share of their demand (WAPE)"),
            width=80,
        ),
        "bias": Column(
            _("Bias"), "percent", help=_("Forecast less demand, as a share; above 0 is too high"), width=80
        ),
        "state": Column(_("To look at"), width=160),
        **(moved if found.has_runs else {}),
        "demand_class": Column(_("Kind of demand")),
        **({"category": Column(_("Category"))} if found.has_categories else {}),
    }

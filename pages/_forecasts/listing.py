"""The catalogue as a list, the most money first; a click opens one SKU."""

from __future__ import annotations

import streamlit as st

from core import charts, i18n, outlook
from core.i18n import N_, _
from pages import _frame
from pages._frame import Column, Tile

ONLY = {"": N_("All"), "biased": N_("Off for weeks"), "changed": N_("Changed by hand"), "moved": N_("Moved")}
_USUAL_DAYS = 28.0
ODD = {"odd": N_("No goods?")}


def show_list(page: _frame.Page, found: outlook.Catalogue) -> None:
    """Tiles, the weeks of everything, choices and the table."""
    _tiles(page, found)
    weeks = page.read_decisions(outlook.weeks_of_all)
    _frame.chart(charts.fan(weeks, charts.Measure(_("Units a week")), page.look, height=220), key="all_weeks")
    st.caption(_("All of it together. Bands hold 50, 80 and 95 of 100 futures."))
    # On its own line: beside others, a narrow screen would cut the last of its buttons.
    only = _frame.choose("only", _("Show"), ONLY | ODD if found.n_odd else ONLY, "")
    with st.container(horizontal=True, vertical_alignment="bottom"):
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
            Tile(
                _("Units, {days}").format(days=days),
                i18n.compact(found.next_units),
                note=span,
                about="expected_units",
            ),
            Tile(_("Products forecast"), i18n.number(len(found.table)), about="products_forecast"),
            Tile(
                _("Off on one side for weeks"),
                i18n.number(found.n_biased),
                state="warning" if found.n_biased else "good",
                state_words=_("look at them") if found.n_biased else _("none"),
                about="off_on_one_side",
            ),
            Tile(_("Changed by hand"), i18n.number(found.n_changed), about="changed_by_hand"),
            Tile(
                _("Money in usual misses"),
                i18n.compact_money(found.money, page.currency),
                about="usual_miss_money",
            ),
        ],
        key="forecasts",
    )


def _columns(page: _frame.Page, found: outlook.Catalogue) -> dict[str, Column]:
    places = found.table["location"].nunique() > 1
    moved = {
        "change": Column(_("Change"), "percent", about="forecast_change", is_optional=True),
        "change_why": Column(_("Why it changed"), is_optional=True),
    }
    until = {"window_units": Column(_("Until delivery"), "number", about="window_units")}
    is_told = (found.table["window_days"] != _USUAL_DAYS).any()
    return {
        "sku": Column(_("SKU"), is_pinned=True),
        "product_name": Column(_("Product"), width="medium"),
        **({"location": Column(_("Location"))} if places else {}),
        "course": Column(_("Past and forecast"), "trend", width=125, about="forecast_course"),
        "final_units": Column(i18n.days(found.first_day, found.last_day), "number", about="expected_units"),
        **(until if is_told else {}),
        "money": Column(
            _("Misses, {currency}").format(currency=page.currency),
            "number",
            about="usual_miss_money",
        ),
        "error": Column(_("Error"), "percent", about="wape"),
        "bias": Column(_("Bias"), "percent", about="forecast_bias"),
        "state": Column(_("To look at")),
        **(moved if found.has_runs else {}),
        "demand_class": Column(_("Kind of demand")),
        **({"category": Column(_("Category"))} if found.has_categories else {}),
    }

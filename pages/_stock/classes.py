"""ABC-XYZ: nine cells of money and steadiness, and the products in each."""

from __future__ import annotations

import streamlit as st

from core import charts, i18n, stock_health
from core.i18n import _
from core.stock_health import BY_MONEY, BY_STEADINESS, MEANINGS, Classes
from pages import _frame
from pages._frame import Column
from pages._stock.one import open_one


def show_classes(page: _frame.Page) -> None:
    """The choices, the matrix, what the chosen cell means, and its products."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        by_money = _frame.choose("abc_by", _("ABC by"), BY_MONEY, "net_sales", shows_label=True)
        by_steady = _frame.choose("xyz_by", _("XYZ by"), BY_STEADINESS, "variation", shows_label=True)
    found = page.read_large(stock_health.read_classes, by_money, by_steady)
    page.answer(found.answer())
    st.caption(_frame.escape(_source(found)))
    cells = {"": _("All"), **{cell: cell for cell in MEANINGS}}
    place = st.container()
    cell = _frame.choose("cell", _("Cell"), cells, "")
    with place:
        _matrix(page, found, cell)
    if cell:
        st.caption(_frame.escape(_("{name}: {value}").format(name=cell, value=_(MEANINGS[cell]))))
    _table(page, found, cell)


def _source(found: Classes) -> str:
    money = _(
        "{money} from {first} to {last}: A makes the first 80 percent, B what comes up to 95, C the rest."
    ).format(
        money=_(BY_MONEY[found.by_money]),
        first=i18n.date(found.first_day),
        last=i18n.date(found.last_day),
    )
    steady = {
        "variation": _(
            "X, Y, Z by the coefficient of variation of weekly demand over 52 weeks (deviation over mean: "
            "up to 0.5, up to 1, above), weeks with a stock-out left out; seasons count as ups and downs."
        ),
        "error": _(
            "X, Y, Z by the usual error of the stored forecasts over lead time and review period (up to 30 "
            "percent, up to 60, above): a season that is forecast well is steady."
        ),
    }
    words = i18n.sentences(money, steady[found.by_steadiness])
    if found.left_out_share >= 0.0005:
        left = _("Left out: bundles, services and what else is not stocked, {share} of it.")
        return i18n.sentences(words, left.format(share=i18n.percent(found.left_out_share)))
    return words


def _matrix(page: _frame.Page, found: Classes, cell: str) -> None:
    rows, columns = stock_health.axis_words(found)
    spec = charts.matrix(
        stock_health.matrix(found),
        page.look,
        description=_("Products by money and steadiness, darker where more stock money lies"),
        rows=rows,
        columns=columns,
        chosen=cell,
    )
    key = f"matrix_{page.snapshot.id}_{found.by_money}_{found.by_steadiness}"
    if clicked := _frame.clicked(spec, key=key):
        st.query_params["cell"] = "" if clicked == cell else clicked
        st.rerun()
    st.caption(
        _(
            "The stronger its colour, the more stock money lies in a cell. Click one to see its products, "
            "once more to see all."
        )
    )


def _table(page: _frame.Page, found: Classes, cell: str) -> None:
    search = _frame.search("find_class", _("Search SKU or name"))
    rows = stock_health.matching_classes(found.table, cell, search)
    money = _("{what}, {currency}").format(what=_(BY_MONEY[found.by_money]), currency=page.currency)
    steady_is_share = found.by_steadiness == "error"
    columns = {
        "sku": Column(_("SKU"), is_pinned=True),
        "product_name": Column(_("Product"), width="medium"),
        "cell": Column(_("Class"), width=60),
        "money": Column(money, "number", about="class_money", is_summed=True),
        "money_share": Column(_("Share"), "percent", about="class_share"),
        "cumulative_share": Column(_("Reached with it"), "percent", about="class_reached"),
        "unsteadiness": Column(
            _(BY_STEADINESS[found.by_steadiness]),
            "percent" if steady_is_share else "number",
            decimals=0 if steady_is_share else 2,
            about="unsteadiness",
        ),
        "known_weeks": Column(_("Known weeks"), "number", about="known_weeks"),
        "stock_value": Column(
            _("Stock at cost, {currency}").format(currency=page.currency), "number", about="value_at_cost"
        ),
        "states": Column(_("State"), width="medium"),
        "category": Column(_("Category")),
        "cell_way": Column(_("Service level"), width="large"),
    }
    key = f"classes_{page.snapshot.id}_{found.by_money}_{found.by_steadiness}_{cell}_{search}"
    selected = _frame.table(rows, columns, key=key, file_name="abc-xyz", select="one", id_column="sku")
    open_one(page, selected)

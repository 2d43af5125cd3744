"""Figures over time and by part of the shop, each beside what it is compared with."""

from __future__ import annotations

import streamlit as st

from core import charts, i18n, metrics, sales
from core.i18n import N_, _
from core.metrics import Figure
from pages import _frame
from pages._frame import Column, Explanation, Page, Tile
from pages._frame.tables import Kind
from pages._sales.part import Part
from pages._sales.product import show_product


def show_figures(page: Page, part: Part) -> None:
    """Tiles, the chosen figure over time, the same figure by part, one product in a dialog."""
    tiles_place = st.container()
    shown = page.read(sales.overview, part.now, part.before, part.against)
    page.answer(shown.answer)
    name, grain = _ask_figure()
    figure = metrics.FIGURES[name]
    course = page.read(sales.course, part.now, part.before, part.against, grain, name)
    with tiles_place:
        _tiles(page, part, shown, course)
    _frame.chart(
        charts.line(course.table, measure_of(figure, page.currency), page.look), key=f"course_{name}"
    )
    notes = page.read(sales.figure_notes, name, part.now)
    st.caption(_frame.escape(i18n.sentences(*course.notes, *notes)))
    if sku := _parts(page, part, figure):
        show_product(page, part, sku, course.grain)


def measure_of(figure: Figure, currency: str) -> charts.Measure:
    """How a chart shows a figure."""
    is_money = figure.unit == "money"
    decimals = 2 if figure.is_ratio and figure.unit in ("money", "units") else 0
    if figure.unit == "share":
        return charts.Measure(_(figure.label), decimals=1, is_share=True)
    return charts.Measure(_(figure.label), currency if is_money else "", decimals=decimals)


def _ask_figure() -> tuple[str, str]:
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        name = _frame.pick("figure", _("Figure"), list(sales.SHOWN), lambda code: _(sales.SHOWN[code]))
        grain = _frame.choose("grain", _("Drawn by"), {"": N_("Automatic"), **sales.GRAINS}, "")
    return name, grain


def _tiles(page: Page, part: Part, shown: sales.Overview, course: sales.Course) -> None:
    tiles = [_tile(page, part, value, shown, course) for value in shown.figures]
    _frame.tiles(page, tiles, key="sales")


def _tile(page: Page, part: Part, value: metrics.Value, shown: sales.Overview, course: sales.Course) -> Tile:
    name = value.figure.name
    tile = _frame.figure_tile(page, value, shown.before.get(name), trend=course.trends.get(name, ()))
    return Tile(
        name=tile.name,
        value=tile.value,
        difference=tile.difference,
        direction=tile.direction,
        trend=tile.trend,
        note=tile.note,
        about=tile.about,
        explanation=Explanation(name, part.now, value),
    )


def _parts(page: Page, part: Part, figure: Figure) -> str:
    """The table of parts; the SKU that the reader selected or that the address names."""
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        by = _frame.pick("by", _("By"), list(sales.PARTS), lambda code: _(sales.PARTS[code]))
        search = _frame.search("find_sold", _("Search names and codes"))
    parts = page.read(sales.breakdown, by, part.now, part.before, figure.name, part.against)
    found = sales.matching(parts.table, search)
    chosen = "-".join(part.now.categories)
    key = f"sales_{figure.name}_{by}_{page.snapshot.id}_{part.now.start}_{part.now.end}_{chosen}_{search}"
    selected = _frame.table(
        found,
        _columns(page, part, figure, by, parts.has_before),
        key=key,
        file_name=f"{figure.name}-by-{by}",
        select="one" if by == "sku" else "",
        id_column="key",
    )
    return _frame.details("sku", selected, lambda sku: page.read(sales.is_product, sku))


def _columns(page: Page, part: Part, figure: Figure, by: str, has_before: bool) -> dict[str, Column]:
    money = page.currency
    is_sales = figure.name == "net_sales"
    unit = _("{what}, {currency}").format(what=_(figure.label), currency=money)
    title = unit if figure.unit == "money" else _(figure.label)
    kind: Kind = "percent" if figure.unit == "share" else "number"
    decimals = 2 if figure.is_ratio and kind == "number" else 0
    change_kind: Kind = "percent" if figure.unit == "share" else "number"
    names = {"key": Column(_("SKU"), is_pinned=True), "label": Column(_("Product"), width="medium")}
    changes = {
        "change": Column(
            _("Difference"), change_kind, decimals=decimals, help=part.against, about="part_change"
        ),
        "words": Column(_("In words")),
    }
    in_money = {
        "net_sales": Column(_("Net sales, {currency}").format(currency=money), "number", about="net_sales"),
        "net_sales_change": Column(
            _("Difference in net sales, {currency}").format(currency=money),
            "number",
            about="net_sales_change",
        ),
    }
    if not has_before:
        changes, in_money = {}, {"net_sales": in_money["net_sales"]}
    bar: Kind = "bar" if not figure.is_ratio else kind
    return {
        **(names if by == "sku" else {"label": Column(_(sales.PARTS[by]), is_pinned=True, width="medium")}),
        "value": Column(title, bar, decimals=decimals, about=figure.name),
        **(
            {}
            if figure.is_ratio or figure.distinct
            else {"share": Column(_("Share"), "percent", about="part_share")}
        ),
        **changes,
        **({} if is_sales else in_money),
        **({} if figure.name == "units" else {"units": Column(_("Units"), "number", about="units")}),
        "trend": Column(_("Course of net sales"), "trend", about="net_sales_course", width=150),
    }

"""What did we sell, and what changed?"""

import streamlit as st

from core import charts, sales, schema
from core.i18n import N_, _
from core.metrics import By
from pages import _frame
from pages._frame import Column

page = _frame.begin("sales")
page.need(
    schema.ORDERS,
    why=_("Upload the order files of your shop. This page then shows what was sold, what changed and why."),
)
now, before, against = page.filters.now, page.filters.before, page.filters.against


def net_sales() -> charts.Measure:
    return charts.Measure(_("Net sales"), page.currency)


def ask_grain() -> str:
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.subheader(_("Net sales over time"), anchor=False)
        return _frame.choose("grain", _("Drawn by"), {"": N_("Automatic"), **sales.GRAINS}, "")


def show_tiles(shown: sales.Overview, course: sales.Course) -> None:
    tiles = [
        _frame.figure_tile(
            page, value, shown.before.get(value.figure.name), trend=course.trends.get(value.figure.name, ())
        )
        for value in shown.figures
    ]
    _frame.tiles(page, tiles, key="sales")


def show_parts() -> str:
    """The table of parts; the SKU that the reader selected or that the address names."""
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        by = _frame.choose("by", _("Net sales by"), sales.PARTS, "sku", shows_label=True)
        search = _frame.search("find_sold", _("Search names and codes"))
    parts = page.read(sales.breakdown, by, now, before)
    found = sales.matching(parts.table, search)
    selected = _frame.table(
        found,
        columns(by, parts.has_before),
        key=f"sales_{by}_{page.snapshot.id}_{now.start}_{now.end}_{search}",
        file_name=f"net-sales-by-{by}",
        select="one" if by == "sku" else "",
        id_column="key",
    )
    return _frame.details("product", selected, set(parts.table["key"]).__contains__ if by == "sku" else bool)


def columns(by: str, has_before: bool) -> dict[str, Column]:
    named = {
        "key": Column(_("SKU"), is_pinned=True),
        "label": Column(_("Product"), width="medium"),
    }
    changes = {
        "change": Column(_("Difference, {currency}").format(currency=page.currency), "number", help=against),
        "change_share": Column(_("Difference in percent"), "percent", decimals=1, help=against),
    }
    return {
        **(named if by == "sku" else {"label": Column(_(sales.PARTS[by]), is_pinned=True)}),
        "value": Column(_("Net sales, {currency}").format(currency=page.currency), "bar"),
        "share": Column(_("Share"), "percent", decimals=1),
        **(changes if has_before else {}),
        "units": Column(_("Units"), "number"),
        "trend": Column(_("Course"), "trend"),
    }


def show_product(sku: str, grain: By) -> None:
    product = page.read(sales.product_sales, sku, now, before, grain)

    @_frame.dialog(f"{sku} · {product.name}", is_wide=True, on_close=_frame.close_details("product"))
    def show() -> None:
        tiles = [
            _frame.figure_tile(page, value, product.before.get(value.figure.name), has_rows=False)
            for value in product.figures
        ]
        _frame.tiles(page, tiles, key="product")
        _frame.chart(charts.line(product.course, net_sales(), page.look, height=220), key="product_course")
        with st.container(horizontal=True):
            _frame.link("stock", _("Open its stock"), {"find_stock": sku})
            _frame.link("replenishment", _("Open its forecast and orders"), {"sku": sku})

    show()


tiles_place = st.container()
shown = page.read(sales.overview, now, before, against)
page.answer(shown.answer)
course = page.read(sales.course, now, before, against, ask_grain())
with tiles_place:
    show_tiles(shown, course)
_frame.chart(charts.line(course.table, net_sales(), page.look), key="sales_course")
st.caption(_frame.escape(" ".join((*course.notes, *shown.notes))))
if sku := show_parts():
    show_product(sku, course.grain)

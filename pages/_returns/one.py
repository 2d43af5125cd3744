"""One product in a dialog: why it comes back, in which sizes, from which receipts, and the rows behind."""

from __future__ import annotations

import streamlit as st

from core import charts, i18n, phrases, returns
from core.i18n import N_, _
from pages import _frame
from pages._frame import Tile
from pages._returns.rows import part_columns, row_columns

_SECTIONS = {
    "reasons": N_("Reasons"),
    "sizes": N_("Sizes of the style"),
    "receipts": N_("Receipts"),
    "rows": N_("Returns"),
}

_PARTED_BY = {"reasons": "reason", "sizes": "size", "receipts": "po_id"}


def show_product(page: _frame.Page, desk: returns.ReturnsDesk, sku: str, span: returns.Span) -> None:
    """Open the dialog."""
    product = returns.product_returns(desk.returns, desk.exposed, sku, span)

    @_frame.dialog(f"{sku} · {product.name}", is_wide=True, on_close=_frame.close_details("product"))
    def show() -> None:
        st.caption(_frame.escape(span.words))
        _tiles(page, product)
        known = {code: title for code, title in _SECTIONS.items() if _has(product, code)}
        if not known:
            st.text(_("Nothing of it came back in these days."))
            return
        section = _frame.choose("returns_of", _("Show"), known, next(iter(known)))
        _section(page, product, section)
        _frame.link("sales", _("Open its sales"), {"sku": sku})

    show()


def _tiles(page: _frame.Page, product: returns.ProductReturns) -> None:
    _frame.tiles(
        page,
        [
            Tile(
                _("Return rate"),
                i18n.percent(product.rate),
                difference=phrases.difference(
                    product.rate, product.before, "share", against=_("the time before")
                ),
                direction=phrases.direction(product.rate, product.before),
                about="return_rate",
            ),
            Tile(_("Units returned"), i18n.number(product.came_units), about="returned_units"),
            Tile(_("Units shipped"), i18n.number(product.units), about="shipped_units"),
            Tile(_("Refunded"), i18n.compact_money(product.refund, page.currency), about="refunded_amount"),
        ],
        key="returned_product",
    )


def _has(product: returns.ProductReturns, section: str) -> bool:
    if section == "rows":
        return len(product.rows) > 0
    table = getattr(product, section)
    return bool(len(table) and (table["key"] != "").any())


def _section(page: _frame.Page, product: returns.ProductReturns, section: str) -> None:
    if section == "rows":
        _frame.table(
            product.rows,
            row_columns(page.currency),
            key=f"returns_of_{product.sku}",
            file_name=f"returns-{product.sku}",
        )
        return
    table = getattr(product, section)
    measure = charts.Measure(_("Return rate"), decimals=1, is_share=True)
    if section == "sizes":
        _frame.chart(charts.bars(returns.as_bars(table), measure, page.look), key="returned_sizes")
    columns = part_columns(_PARTED_BY[section], page.currency, returns.known_columns(table))
    _frame.table(table, columns, key=f"returned_{section}_{product.sku}")

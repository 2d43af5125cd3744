"""What every page shares, and the only shared Streamlit code: frame, filters, tiles, tables, downloads.

A page is a plain script of at most 120 lines:

    from pages import _frame
    from core.i18n import _

    page = _frame.begin("sales")                    # title, filter bar; sends a stray visitor into the frame
    page.need(schema.ORDER_LINES)                   # designed empty state, ends the run
    figures = page.read(metrics.sales_figures, page.filters)     # cached by snapshot, language and arguments
    page.answer(_("{amount} net sales in this period.").format(...))
    _frame.tiles(page, [_frame.figure_tile(page, value, before), ...], key="sales")
    _frame.chart(charts.line(figures.days, charts.Measure(_("Net sales"), page.currency), page.look))
    _frame.table(products, {"sku": _frame.Column(_("SKU")), ...}, key="products", file_name="products")

A page writes only after a button, inside `with _frame.reported():`, with `_frame.command_id(...)` as the id
of the command. Fragments and dialogs are made with `_frame.fragment` and `_frame.dialog`, so that they keep
the reader's language.
"""

from pages._frame.charting import chart, clicked
from pages._frame.choosing import choose, chosen, pick, search
from pages._frame.commands import command_done, command_id
from pages._frame.definitions import tooltip
from pages._frame.details import close_details, details
from pages._frame.downloads import downloads, later, template
from pages._frame.explain import Explanation, explain
from pages._frame.filters import Filters
from pages._frame.fragments import dialog, fragment
from pages._frame.guard import begin
from pages._frame.links import go_button, link
from pages._frame.page import Page
from pages._frame.run import open_frame
from pages._frame.states import empty_state, notice, reported
from pages._frame.tables import Column, editor, table
from pages._frame.text import escape, strong
from pages._frame.tiles import Tile, figure_tile, tiles
from pages._frame.tour import begin_tour
from pages._frame.uploading import drop_file, drop_files
from pages._frame.work import forget_job, kind_title, start_job, watch_job

__all__ = [
    "Column",
    "Explanation",
    "Filters",
    "Page",
    "Tile",
    "begin",
    "begin_tour",
    "chart",
    "choose",
    "chosen",
    "clicked",
    "close_details",
    "command_done",
    "command_id",
    "details",
    "dialog",
    "downloads",
    "drop_file",
    "drop_files",
    "editor",
    "empty_state",
    "escape",
    "explain",
    "figure_tile",
    "forget_job",
    "fragment",
    "go_button",
    "kind_title",
    "later",
    "link",
    "notice",
    "open_frame",
    "pick",
    "reported",
    "search",
    "start_job",
    "strong",
    "table",
    "template",
    "tiles",
    "tooltip",
    "watch_job",
]

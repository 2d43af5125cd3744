"""What will be wanted?"""

import streamlit as st

from core import i18n, outlook, schema
from core.errors import NotReady
from core.i18n import N_, _
from core.security import Permission
from pages import _forecasts, _frame

page = _frame.begin("forecasts")
page.need(
    schema.ORDERS,
    why=_(
        "Upload orders. This page then shows what will be wanted of each product, how sure that is and why."
    ),
)
VIEWS = {"list": N_("Products"), "record": N_("How good were we?"), "calendar": N_("Events")}


def read_list() -> outlook.Catalogue:
    """The list, or what to do where nothing was forecast yet."""
    try:
        return page.read_large(outlook.read_catalogue)
    except NotReady as error:
        _frame.notice(i18n.render(error), state="warning")
        if page.may(Permission.UPLOAD) and st.button(
            _("Compute the forecasts"), key="first_refresh", type="primary"
        ):
            _frame.start_job(page, "refresh", [])
        st.stop()


_frame.watch_job(page)
found = read_list()
sku, category = st.query_params.get("sku", ""), st.query_params.get("category", "")
if sku or category:
    with _frame.reported():
        _forecasts.show_one(page, sku, "" if sku else category)
    st.stop()
page.answer(found.answer)
view = _frame.choose("view", _("Show"), VIEWS, "list")
if view == "record":
    _forecasts.show_record(page)
elif view == "calendar":
    _forecasts.show_calendar(page, found)
else:
    _forecasts.show_list(page, found)

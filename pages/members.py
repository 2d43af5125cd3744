"""Who are our members, and who is leaving?"""

from core import schema
from core.i18n import N_, _
from pages import _frame, _members

VIEWS = {
    "map": N_("Segments"),
    "moves": N_("Migration"),
    "win_back": N_("Win back"),
}
SHOW = {
    "map": _members.show_map,
    "moves": _members.show_moves,
    "win_back": _members.show_win_back,
}
page = _frame.begin("members", without_filters=_frame.chosen("view", VIEWS, "map") != "map")
page.need(
    schema.ORDERS,
    why=_("Upload order files that name the buyer. This page then shows who buys again and who is leaving."),
)
_frame.watch_job(page)
if not page.snapshot.has_rows("mart", "customers"):
    _members.ask_for_customers()
view = _frame.choose("view", _("Show"), VIEWS, "map")
if view == "map" and not page.snapshot.has_rows("result", "segments"):
    _members.ask_for_refresh(page)
SHOW[view](page)

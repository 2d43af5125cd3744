"""Who made one move from segment to segment, in a dialog."""

from __future__ import annotations

from core import members
from core.i18n import _
from core.members import Migration
from pages import _frame
from pages._frame import Column, Page
from pages._members.codes import download_codes


def show_movers(page: Page, found: Migration, move: str) -> None:
    """Open the dialog of a move."""
    row = found.moves[found.moves["move"] == move].iloc[0]

    @_frame.dialog(
        _("From {was} to {now}").format(was=row["was_title"], now=row["now_title"]),
        is_wide=True,
        on_close=_frame.close_details("move"),
    )
    def show() -> None:
        columns = {
            "customer_id": Column(_("Customer"), is_pinned=True),
            "channel": Column(_("Channel")),
            "brought": Column(
                _("Brought until then, {currency}").format(currency=page.currency),
                "number",
                decimals=2,
                about="brought_until",
            ),
            "since": Column(
                _("Bought since, {currency}").format(currency=page.currency),
                "number",
                decimals=2,
                about="bought_since",
            ),
        }
        _frame.table(members.people_of(found, move), columns, key=f"move_{page.snapshot.id}_{move}")
        download_codes(lambda: members.export_move(found, move), f"members-{move}", key="move_export")

    show()

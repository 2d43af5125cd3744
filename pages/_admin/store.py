"""How the store is doing, its copies, and where everything lies."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from core import i18n, intake, upkeep
from core.i18n import N_, _
from core.security import Permission
from pages import _frame
from pages._frame import clock

_ABOUT = {
    "home": N_("Everything is kept in"),
    "lake": N_("Store of facts"),
    "ledger": N_("Ledger of decisions"),
}


def store(page: _frame.Page) -> None:
    """Size, versions, last copy; a copy and a tidy-up by one button each."""
    found = upkeep.health(page.settings, page.snapshot)
    copied = _("never") if found.last_backup is None else i18n.datetime(clock.local(found.last_backup))
    tiles = [
        _frame.Tile(_("Store of facts"), intake.size_in_words(found.store_bytes), about="store_size"),
        _frame.Tile(_("Ledger of decisions"), intake.size_in_words(found.ledger_bytes), about="ledger_size"),
        _frame.Tile(_("Free on the disk"), intake.size_in_words(found.free_bytes), about="free_space"),
        _frame.Tile(_("Versions that can be read back"), i18n.number(found.snapshots), about="versions"),
    ]
    _frame.tiles(page, tiles, key="health")
    with st.container(border=True):
        st.markdown(_frame.strong(_("Last backup here: {time}").format(time=copied)))
        st.text(
            _(
                "A backup holds the ledger, the store and the keys. It is written beside the store: copy its "
                "folder to another disk, too. With a scheduler: python -m core backup FOLDER"
            )
        )
        if page.may(Permission.ADMINISTER):
            _work(page)
    st.subheader(_("About"), anchor=False)
    told = upkeep.about(page.settings)
    with st.container(gap="xsmall"):
        for name, title in _ABOUT.items():
            st.text(_("{name}: {value}").format(name=_(title), value=told[name]))
        st.caption(_frame.escape(" · ".join(f"{name} {told[name]}" for name in told if name not in _ABOUT)))


def _work(page: _frame.Page) -> None:
    with st.container(horizontal=True):
        if st.button(_("Back up now"), type="primary", icon=":material/backup:", key="backup_now"):
            folder = upkeep.next_backup_folder(page.settings, dt.datetime.now(dt.UTC))
            _frame.start_job(page, "backup", [str(folder)])
        if st.button(
            _("Tidy the store"),
            icon=":material/cleaning_services:",
            key="tidy_now",
            help=_("Forgets old versions that no decision names, and merges small files."),
        ):
            _frame.start_job(page, "tidy", [])

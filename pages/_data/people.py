"""One person with accounts in several shops: joined by a key that the reader names, from a day on."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from core import i18n, intake
from core.i18n import _, ngettext
from core.security import Permission
from pages import _frame

_SINCE_EVER = dt.date(1900, 1, 1)


def people(page: _frame.Page) -> None:
    """How many accounts shops have in common, by key, and the button that joins them."""
    st.subheader(_("One person, several shops"), anchor=False)
    joined = page.read(intake.people_joined)
    words = ngettext(
        "{count} person is known in several shops.", "{count} people are known in several shops.", joined
    )
    st.text(words.format(count=i18n.number(joined)))
    shared = page.read(intake.shared_accounts)
    if shared.empty:
        st.caption(
            _(
                "No two shops have an account in common. Phone numbers and e-mails that name customers "
                "are kept as keyed hashes, so that the same one is recognised in every shop."
            )
        )
        return
    shown = shared.assign(key=[_(intake.KEYS[key]) for key in shared["key"]])
    columns = {
        "first_channel": _frame.Column(_("Shop"), is_pinned=True),
        "second_channel": _frame.Column(_("and shop")),
        "accounts": _frame.Column(_("Accounts in both"), "number", about="accounts_in_both"),
        "key": _frame.Column(_("They have in common"), width="large"),
    }
    _frame.table(shown, columns, key=f"shared_{page.snapshot.id}")
    if page.may(Permission.UPLOAD):
        _join(page)


def _join(page: _frame.Page) -> None:
    shared = page.read(intake.shared_accounts)
    keys = list(dict.fromkeys(shared["key"]))
    with st.form("join_accounts", border=True):
        key = str(
            st.selectbox(
                _("Join accounts with"), keys, format_func=lambda k: _(intake.KEYS[k]), key="join_key"
            )
        )
        names = intake.channels_of(shared, key)
        shops = st.multiselect(_("of the shops"), names, default=names, key=f"join_shops_{key}")
        first = st.date_input(
            _("from the day (empty: since ever)"),
            None,
            key="join_from",
            min_value=_SINCE_EVER,
            format="YYYY-MM-DD",
        )
        if st.form_submit_button(_("Join these accounts"), icon=":material/link:"):
            day = first if isinstance(first, dt.date) else _SINCE_EVER
            words = ["--channels", *shops, "--key", key, "--valid-from", day.isoformat()]
            _frame.start_job(page, "identify", words)
    st.caption(_("It is listed under Imports, and an undo there parts the accounts again."))

"""Who is asking: a name given once, remembered at this machine, kept in the ledger with its roles."""

from __future__ import annotations

import streamlit as st

from core import ledger
from core.errors import NotFound
from core.i18n import _
from core.ledger import Ledger
from core.security import Actor
from core.settings import Settings
from pages._frame import remembered
from pages._frame.states import reported
from pages._frame.text import escape

_NAME, _KEPT = "_person", "_person_kept"
_SOMEBODY_ELSE = ""


def actor(book: Ledger, settings: Settings) -> Actor | None:
    """The person of this visit, or the last one on this machine; None when nobody has given a name yet."""
    name = named(settings)
    try:
        return ledger.actor_of(book, name) if name else None
    except NotFound:
        return None


def named(settings: Settings) -> str:
    """The name given in this visit, else the last one given at this machine; '' for none.

    Whoever was here last is taken for the one in front of this machine only. The browser of a visitor from
    another machine remembers the name that was given in it.
    """
    if given := str(st.session_state.get(_NAME, "")):
        return given
    if is_visitor_elsewhere():
        return remembered.name_in(st.context.cookies.get(remembered.COOKIE))
    return remembered.last_person(settings)


def welcome(book: Ledger, settings: Settings) -> None:
    """The first thing ever asked: a name. Nothing else is needed, and there is no password."""
    st.title(_("Welcome to Abacus"), anchor=False)
    st.text(_("The decision desk of your shop. Everything stays on this machine."))
    with st.form("welcome", width=480):
        name = st.text_input(
            _("Who are you?"),
            placeholder=_("Your name, as colleagues know you"),
            help=_("Your name is written beside what you decide. The first person may do everything."),
        )
        if st.form_submit_button(_("Start"), type="primary"):
            _enter(book, settings, name)
    st.caption(escape(_("Your files stay on this machine. Every import can be undone, so just try one.")))


def person_choice(book: Ledger, settings: Settings, person: Actor) -> None:
    """Who is asking, changed with one choice: known names, or a new one."""
    _keep_in_browser(person.name)
    with st.popover(escape(person.name), icon=":material/person:", width="stretch"):
        names = [str(name) for name in ledger.people(book)["name"]]
        chosen = st.selectbox(
            _("Who are you?"),
            [*names, _SOMEBODY_ELSE],
            index=names.index(person.name) if person.name in names else 0,
            format_func=lambda name: name or _("Somebody else"),
            key="person_choice",
        )
        if chosen == _SOMEBODY_ELSE:
            name = st.text_input(_("Your name"), key="person_new_name")
            if st.button(_("Continue under this name"), key="person_new"):
                _enter(book, settings, name)
        elif chosen != person.name:
            _enter(book, settings, str(chosen))


def _enter(book: Ledger, settings: Settings, name: str) -> None:
    with reported():
        person = ledger.register_person(book, name)
        if not is_visitor_elsewhere():
            remembered.remember_person(settings, person.name)
        st.session_state[_NAME] = person.name
        st.rerun()


def _keep_in_browser(name: str) -> None:
    """Let the browser of a visitor from another machine remember the name for a year, once a visit."""
    if st.session_state.get(_KEPT) == name or not is_visitor_elsewhere():
        return
    st.session_state[_KEPT] = name
    script = f'<script>document.cookie = "{remembered.cookie_of(name)}"</script>'
    st.html(script, unsafe_allow_javascript=True)


def is_visitor_elsewhere() -> bool:
    """Whether whoever visits now sits at another machine."""
    return remembered.is_elsewhere(st.context.ip_address, st.context.headers.get("X-Forwarded-For"))

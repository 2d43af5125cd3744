"""Who is here, and what each may do."""

from __future__ import annotations

import streamlit as st

from core import ledger
from core.i18n import _
from core.security import PERMISSION_TITLES, ROLE_PERMISSIONS, ROLE_TITLES, Permission, Role
from pages import _frame


def people(page: _frame.Page) -> None:
    """The list, the roles of one person, and what the roles mean."""
    listed = ledger.people(page.ledger)
    columns = {"name": _frame.Column(_("Name"), is_pinned=True)}
    columns |= {role.value: _frame.Column(_(ROLE_TITLES[role]), "flag") for role in Role}
    columns["registered_at"] = _frame.Column(_("Here since"), "datetime")
    _frame.table(listed, columns, key=f"people_{page.ledger.revision}")
    st.caption(_("New colleagues type their name at the left and begin as viewers."))
    if page.may(Permission.ADMINISTER):
        _give_roles(page, [str(name) for name in listed["name"]])
    else:
        st.caption(_("An administrator changes roles."))
    _meanings()


def _give_roles(page: _frame.Page, names: list[str]) -> None:
    with st.container(border=True):
        name = st.selectbox(_("Change the roles of"), names, key="admin_person", width=320)
        held = ledger.actor_of(page.ledger, name).roles
        with st.form(f"admin_roles_{name}_{page.ledger.revision}", border=False):
            roles = st.pills(
                _("Roles"),
                list(Role),
                selection_mode="multi",
                default=[role for role in Role if role in held],
                format_func=lambda role: _(ROLE_TITLES[role]),
                help=_("Without any role a person is locked out."),
            )
            is_sent = st.form_submit_button(_("Save roles"), icon=":material/save:", type="primary")
    if is_sent:
        with _frame.reported():
            action = f"set_roles_{name}_{page.ledger.revision}"
            ledger.set_roles(page.ledger, page.actor, _frame.command_id(action), name, roles)
            _frame.command_done(action)
            st.toast(_("Roles of {name} saved.").format(name=_frame.escape(name)))
            st.rerun()


def _meanings() -> None:
    st.subheader(_("What each role may do"), anchor=False)
    places = st.grid(4, min_column_width=150, gap="small", key="role_meanings")
    for role in Role:
        with places.container(border=True, height="stretch"):
            st.markdown(f"**{_frame.escape(_(ROLE_TITLES[role]))}**")
            for permission in Permission:
                if permission in ROLE_PERMISSIONS[role]:
                    st.markdown(f":material/check: {_frame.escape(_(PERMISSION_TITLES[permission]))}")

"""Who may do what, and what has been done."""

import streamlit as st

from core import i18n, ledger
from core.i18n import _, ngettext
from core.security import PERMISSION_TITLES, ROLE_PERMISSIONS, ROLE_TITLES, Permission, Role
from pages import _frame

_AUDIT_ROWS = 500


def _people(page: _frame.Page) -> None:
    st.subheader(_("People"), anchor=False)
    people = ledger.people(page.ledger)
    columns = {"name": _frame.Column(_("Name"), is_pinned=True)}
    columns |= {role.value: _frame.Column(_(ROLE_TITLES[role]), "flag") for role in Role}
    columns["registered_at"] = _frame.Column(_("Since"), "datetime")
    _frame.table(people, columns, key=f"people_{page.ledger.revision}")
    if page.may(Permission.ADMINISTER):
        _give_roles(page, [str(name) for name in people["name"]])
    with st.expander(_("What each role may do")):
        for role, permissions in ROLE_PERMISSIONS.items():
            listed = ", ".join(_(PERMISSION_TITLES[permission]) for permission in permissions)
            st.text(f"{_(ROLE_TITLES[role])}: {listed}")


def _give_roles(page: _frame.Page, names: list[str]) -> None:
    name = st.selectbox(_("Person"), names, key="admin_person", width=320)
    held = ledger.actor_of(page.ledger, name).roles
    with st.form("admin_roles", border=False):
        roles = st.multiselect(
            _("Roles"),
            list(Role),
            default=[role for role in Role if role in held],
            format_func=lambda role: _(ROLE_TITLES[role]),
            key=f"admin_roles_{name}_{page.ledger.revision}",
            placeholder=_("No role: this person is locked out"),
        )
        is_sent = st.form_submit_button(_("Save roles"), icon=":material/save:")
    if is_sent:
        with _frame.reported():
            action = f"set_roles_{name}"
            ledger.set_roles(page.ledger, page.actor, _frame.command_id(action), name, roles)
            _frame.command_done(action)
            st.toast(_("Roles of {name} saved.").format(name=_frame.escape(name)))
            st.rerun()


def _audit(page: _frame.Page) -> None:
    st.subheader(_("What has been done"), anchor=False)
    search = st.text_input(_("Search"), key="admin_search", placeholder=_("Name, order, SKU"), width=320)
    count = ledger.audit_count(page.ledger, search=search)
    words = ngettext("{count} change is on record.", "{count} changes are on record.", count)
    page.answer(words.format(count=i18n.number(count)))
    trail = ledger.audit(page.ledger, limit=_AUDIT_ROWS, search=search)
    trail["action"] = [_(ledger.ACTION_TITLES[action]) for action in trail["action"]]
    columns = {
        "at": _frame.Column(_("When"), "datetime"),
        "who": _frame.Column(_("Who")),
        "action": _frame.Column(_("What")),
        "subject": _frame.Column(_("Of what")),
        "before": _frame.Column(_("Before"), "json"),
        "after": _frame.Column(_("After"), "json"),
    }
    _frame.table(trail, columns, key="audit", file_name="abacus-audit")


page = _frame.begin("admin")
_people(page)
_audit(page)

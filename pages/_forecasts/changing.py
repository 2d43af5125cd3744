"""Changing a forecast in place: both numbers before it is kept."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from core import i18n, ledger, outlook
from core.i18n import _
from core.outlook import One, Typed
from core.security import Permission
from pages import _frame
from pages._forecasts import _forms


def change_form(page: _frame.Page, found: One, sku: str, location: str, category: str) -> None:
    """Days, how much, why; what it would change; a button that keeps it, and says so in an empty form."""
    _forms.say_what_was_done("change")
    with st.container(border=True, key="change_forecast"):
        typed = _typed(found, sku, location, category)
        words = ""
        with _frame.reported():
            words = _both_numbers(page, typed)
        _keep(page, typed, words)


def _typed(found: One, sku: str, location: str, category: str) -> Typed:
    place = st.grid(3, min_column_width=220, gap="small", key="change_fields").container
    tomorrow = found.as_of + dt.timedelta(days=1)
    first, last = (
        place().date_input(
            title, usual, min_value=tomorrow, key=_forms.key("change", end), format="YYYY-MM-DD"
        )
        for end, title, usual in (
            ("first", _("First day"), found.first_day),
            ("last", _("Last day"), found.last_day),
        )
    )
    expires = place().date_input(
        _("Counts until the data reaches (empty: its last day)"),
        None,
        min_value=found.as_of,
        key=_forms.key("change", "expires"),
        format="YYYY-MM-DD",
    )
    with place():
        kind = st.selectbox(
            _("Change"),
            list(ledger.OVERRIDE_KINDS),
            format_func=lambda code: _(ledger.OVERRIDE_KINDS[code]),
            key=_forms.key("change", "kind"),
        )
    with place():
        amount = st.number_input(
            _("Percent") if kind == "multiply" else _("Units"),
            value=20.0 if kind == "multiply" else 0.0,
            step=5.0,
            key=_forms.key("change", f"amount_{kind}"),
        )
    with place():
        reason = st.selectbox(
            _("Reason"),
            list(ledger.OVERRIDE_REASONS),
            index=None,
            format_func=lambda code: _(ledger.OVERRIDE_REASONS[code]),
            key=_forms.key("change", "reason"),
            placeholder=_("Why do you expect something else?"),
        )
    note = st.text_input(
        _("Note"), key=_forms.key("change", "note"), max_chars=500, placeholder=_("What do you know?")
    )
    return Typed(
        sku,
        location,
        category,
        first,
        last,
        str(kind),
        float(amount),
        str(reason or ""),
        note,
        expires,
    )


def _both_numbers(page: _frame.Page, typed: Typed) -> str:
    """Shows what the typed change would do; what to say once it is kept."""
    seen = page.read_decisions(outlook.preview, typed)
    model, now, then = (i18n.number(units) for units in (seen.model, seen.now, seen.then))
    words = _("These days: {model} units by the model, {now} as it stands, {then} with this change.")
    st.info(_frame.escape(words.format(model=model, now=now, then=then)), icon=":material/compare_arrows:")
    if seen.products > 1:
        spread = _("Spread over {count} forecasts in proportion to what each expects.")
        st.caption(_frame.escape(spread.format(count=i18n.number(seen.products))))
    kept = _(
        "Changed: {then} units from {first} to {last}, {model} by the model. Orders count with it at once."
    )
    return kept.format(
        then=then, model=model, first=i18n.date(typed.starts_on), last=i18n.date(typed.ends_on)
    )


def _keep(page: _frame.Page, typed: Typed, words: str) -> None:
    may = page.may(Permission.PLAN_FORECAST)
    pressed = st.button(
        _("Change the forecast"),
        type="primary",
        key="keep_change",
        disabled=not (may and typed.reason),
        help=None if may else _("Only a planner may change forecasts."),
    )
    if may and not typed.reason:
        st.caption(_("Choose a reason first: what changes are worth is measured by it."))
    if pressed:
        what = f"change {typed}"
        with _frame.reported():
            outlook.keep(page.snapshot, page.ledger, page.actor, _frame.command_id(what), typed)
            _frame.command_done(what)
            _forms.done("change", words)
            st.rerun()

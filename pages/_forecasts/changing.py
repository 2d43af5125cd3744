"""Changing a forecast in place: both numbers before it is kept, and taking it back."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from core import i18n, ledger, outlook
from core.i18n import _
from core.outlook import One, Typed
from core.security import Permission
from pages import _frame
from pages._forecasts import _forms
from pages._frame import Column


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
    days, how = st.columns([3, 5])
    tomorrow = found.as_of + dt.timedelta(days=1)
    first = days.date_input(
        _("First day"),
        found.first_day,
        min_value=tomorrow,
        key=_forms.key("change", "first"),
        format="YYYY-MM-DD",
    )
    last = days.date_input(
        _("Last day"),
        found.last_day,
        min_value=tomorrow,
        key=_forms.key("change", "last"),
        format="YYYY-MM-DD",
    )
    kinds = list(ledger.OVERRIDE_KINDS)
    with how:
        kind = st.selectbox(
            _("Change"),
            kinds,
            format_func=lambda code: _(ledger.OVERRIDE_KINDS[code]),
            key=_forms.key("change", "kind"),
        )
        amount = st.number_input(
            _("Percent") if kind == "multiply" else _("Units"),
            value=20.0 if kind == "multiply" else 0.0,
            step=5.0,
            key=_forms.key("change", f"amount_{kind}"),
        )
        reasons = list(ledger.OVERRIDE_REASONS)
        reason = st.selectbox(
            _("Reason"),
            reasons,
            index=None,
            format_func=lambda code: _(ledger.OVERRIDE_REASONS[code]),
            key=_forms.key("change", "reason"),
            placeholder=_("Why do you expect something else?"),
        )
    note = st.text_input(
        _("Note"), key=_forms.key("change", "note"), max_chars=500, placeholder=_("What do you know?")
    )
    expires = st.date_input(
        _("Counts until the data reaches (empty: its last day)"),
        None,
        min_value=found.as_of,
        key=_forms.key("change", "expires"),
        format="YYYY-MM-DD",
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


def past_changes(page: _frame.Page, found: One) -> None:
    """Every change so far with who and why; those that count can be taken back."""
    _forms.say_what_was_done("withdraw")
    if found.history_of_plans.empty:
        st.text(_("Nobody has changed this forecast."))
        return
    columns = {
        "scope": Column(_("What"), is_pinned=True),
        "starts_on": Column(_("First day"), "date"),
        "ends_on": Column(_("Last day"), "date"),
        "change": Column(_("Change")),
        "reason": Column(_("Reason")),
        "note": Column(_("Note"), width="medium"),
        "planned_by": Column(_("Who")),
        "planned_at": Column(_("When"), "datetime"),
        "state": Column(_("State")),
    }
    table = outlook.in_words(found.history_of_plans)
    key = f"changes_{page.ledger.revision}"
    _frame.table(table, columns, key=key, file_name="changes-of-forecasts")
    counting = [int(number) for number in found.plans["override_id"]]
    if counting and page.may(Permission.PLAN_FORECAST):
        _withdraw(page, counting, dict(zip(table["override_id"], table["change"], strict=True)))


def _withdraw(page: _frame.Page, numbers: list[int], words: dict[int, str]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            _("Take back"), numbers, format_func=lambda n: f"#{n} {words.get(n, '')}", key="withdraw_which"
        )
        if st.button(_("Take this change back"), key="withdraw", icon=":material/undo:") and chosen:
            what = f"withdraw {chosen}"
            with _frame.reported():
                ledger.withdraw_override(page.ledger, page.actor, _frame.command_id(what), int(chosen))
                _frame.command_done(what)
                _forms.done("withdraw", _("Taken back: {change}.").format(change=words.get(chosen, "")))
                st.rerun()

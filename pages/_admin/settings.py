"""What the team decides for everybody: the currency of the figures, how much service is wanted."""

from __future__ import annotations

import streamlit as st

from core import i18n, intake, purchasing, upkeep
from core.i18n import _
from core.security import Permission
from pages import _frame


def settings(page: _frame.Page) -> None:
    """Each setting says what follows from it; only an administrator changes one."""
    if not page.may(Permission.ADMINISTER):
        _frame.notice(_("An administrator changes these. You see what is in force."))
    _currency(page)
    _service(page)


def _currency(page: _frame.Page) -> None:
    with st.container(border=True):
        st.markdown(_frame.strong(_("Currency of the figures")))
        used = page.read(upkeep.currencies_in_use)
        st.text(_("All amounts are shown in one currency, converted by the exchange rate of their day."))
        options = list(
            dict.fromkeys([*([page.currency] if page.currency else []), *used, *intake.currencies()])
        )
        chosen = st.selectbox(
            _("Currency"),
            options,
            format_func=intake.currency_title,
            key=f"admin_currency_{page.currency}",
            width=320,
            disabled=not page.may(Permission.ADMINISTER),
        )
        lacking = page.read(upkeep.currencies_without_rate, chosen)
        if lacking:
            words = _(
                "There is no exchange rate from {codes} to {currency}: those shops' amounts would be "
                "missing. Load the table Exchange rates first."
            )
            _frame.notice(words.format(codes=i18n.listed(lacking), currency=chosen), state="warning")
        if chosen != page.currency and page.may(Permission.ADMINISTER):
            label = _("Show all amounts in {currency}").format(currency=chosen)
            if st.button(label, type="primary", icon=":material/currency_exchange:", key="set_currency"):
                _frame.start_job(page, "currency", [str(chosen)])


def _service(page: _frame.Page) -> None:
    policy = purchasing.read_policy(page.ledger)
    key = f"{page.ledger.revision}"
    with st.form(f"admin_policy_{key}", border=True):
        st.markdown(_frame.strong(_("Service and rhythm of buying")))
        st.text(
            _("More service means fewer stock-outs and more stock. It holds where no rule says otherwise.")
        )
        with st.container(horizontal=True):
            level = st.number_input(
                _("Order cycles without a stock-out, in %"),
                min_value=50.0,
                max_value=99.9,
                value=round(policy.cycle_service_level * 100, 1),
                step=0.5,
                format="%.1f",
                width=280,
                help=_("95 % means: in 19 of 20 cycles between two deliveries nothing runs out."),
            )
            days = st.number_input(
                _("Days between two looks at a supplier"),
                min_value=1,
                max_value=365,
                value=policy.review_period_days,
                width=280,
                help=_("Used where neither a file nor a person said it for the supplier."),
            )
        is_sent = st.form_submit_button(
            _("Save"), icon=":material/save:", disabled=not page.may(Permission.ADMINISTER)
        )
    if is_sent:
        with _frame.reported():
            action = f"set_policy_{key}"
            wanted = purchasing.Policy(cycle_service_level=level / 100, review_period_days=int(days))
            purchasing.set_policy(page.ledger, page.actor, _frame.command_id(action), wanted)
            _frame.command_done(action)
            words = _("Saved: {level} service. Suggestions follow at the next refresh.")
            st.toast(_frame.escape(words.format(level=i18n.percent(level / 100))))
            st.rerun()

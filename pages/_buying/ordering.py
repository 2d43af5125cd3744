"""The grid of one supplier: edit, tick, accept. It runs as a fragment, so an edit does not run the page."""

from __future__ import annotations

from typing import Any

import streamlit as st

from core import i18n, purchasing
from core.i18n import _, ngettext
from core.purchasing import EditedLine, Suggestions, SupplierDesk
from core.security import Permission
from pages import _frame
from pages._buying.placed import note_answer

_HIDDEN = ("suggestion_id", "version")
_EDITABLE = ("accept", "accepted_units", "reason")


def order_grid(page: _frame.Page, shown: Suggestions, desk: SupplierDesk) -> None:
    """The supplier's suggestions to tick and edit, with one button that says what it will do."""

    @_frame.fragment()
    def show() -> None:
        is_ticked = st.toggle(_("Tick all"), key=f"tick_all_{desk.supplier_id}")
        table = purchasing.grid(shown, desk.supplier_id, is_ticked=is_ticked)
        version = purchasing.grid_version(table)
        edited = st.data_editor(
            table,
            key=f"grid_{desk.supplier_id}_{version}_{is_ticked}",
            column_config=_columns(desk),
            column_order=[
                name for name in table.columns if name not in _HIDDEN and table[name].notna().any()
            ],
            disabled=[name for name in table.columns if name not in _EDITABLE],
            hide_index=True,
            height=min(38 + 35 * max(len(table), 1), 560),
        )
        if desk.lines > len(table):
            words = _("The {shown} most urgent of {all} lines; the others follow when these are answered.")
            st.caption(
                _frame.escape(words.format(shown=i18n.number(len(table)), all=i18n.number(desk.lines)))
            )
        _accept_bar(page, shown, purchasing.edits(edited), what=f"accept {desk.supplier_id} {version}")

    show()


def _accept_bar(page: _frame.Page, shown: Suggestions, answers: list[EditedLine], *, what: str) -> None:
    order = purchasing.order_of(shown, answers)
    for warning in order.warnings:
        _frame.notice(i18n.render(warning), state="warning")
    if order.missing_to_minimum:
        missing = i18n.money(order.missing_to_minimum, order.currency)
        _frame.notice(
            _("{amount} are missing to this supplier's minimum order value.").format(amount=missing),
            state="warning",
        )
    pressed = st.button(
        _label(order),
        type="primary",
        key="accept_orders",
        disabled=not answers or not page.may(Permission.DECIDE_PURCHASE),
        help=None if page.may(Permission.DECIDE_PURCHASE) else _("Only a planner may accept orders."),
    )
    if pressed:
        _accept(page, shown, answers, what=what)


def _label(order: purchasing.Order) -> str:
    if not order.lines:
        if order.declined:
            return _("Order nothing of {count} lines").format(count=i18n.number(order.declined))
        return _("Tick lines to accept them")
    words = {
        "orders": ngettext("Accept {count} order", "Accept {count} orders", order.orders).format(
            count=i18n.number(order.orders)
        ),
        "lines": ngettext("{count} line", "{count} lines", order.lines).format(
            count=i18n.number(order.lines)
        ),
    }
    if order.amount is None:
        return _("{orders}, {lines}").format(**words)
    return _("{orders}, {lines}, {amount}").format(**words, amount=i18n.money(order.amount, order.currency))


def _accept(page: _frame.Page, shown: Suggestions, answers: list[EditedLine], *, what: str) -> None:
    with _frame.reported():
        answer = purchasing.accept(
            page.settings, page.ledger, page.actor, _frame.command_id(what), shown=shown, edits=answers
        )
        _frame.command_done(what)
        note_answer(answer)
        st.rerun(scope="app")


def _columns(desk: SupplierDesk) -> dict[str, Any]:
    number, text = st.column_config.NumberColumn, st.column_config.TextColumn
    money = _("Amount, {currency}").format(currency=desk.currency) if desk.currency else _("Amount")
    cost = _("Unit cost, {currency}").format(currency=desk.currency) if desk.currency else _("Unit cost")
    day = st.column_config.DateColumn
    return {
        "accept": st.column_config.CheckboxColumn(_("Accept"), pinned=True, width="small"),
        "sku": text(_("SKU"), pinned=True),
        "product_name": text(_("Product"), width="medium"),
        "location": text(_("Location")),
        "urgency_words": text(_("Urgency")),
        "stock_out_on": day(_("Runs out on"), format=_("YYYY-MM-DD")),
        "physical": number(_("In stock"), format="%d"),
        "on_order_in_time": number(
            _("On order"), format="%d", help=_("Due before the order after this one arrives")
        ),
        "expected_demand": number(
            _("Expected demand"), format="%d", help=_("Over lead time and the days between two orders")
        ),
        "units": number(_("Suggested"), format="%d"),
        "accepted_units": number(_("Order units"), format="%d", min_value=0, step=1, required=True),
        "reason": text(_("Reason"), help=_("Needed below the minimum or off the pack size"), max_chars=200),
        "unit_cost": number(cost, format="%.2f"),
        "amount": number(money, format="%.2f", help=_("Suggested units x unit cost")),
        "cover_days_after": number(
            _("Days covered"), format="%d", help=_("Stock and this order at the forecast")
        ),
        "arrives_on": day(_("Arrives on"), format=_("YYYY-MM-DD")),
    }

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
from pages._frame import Column


def order_grid(page: _frame.Page, shown: Suggestions, desk: SupplierDesk) -> None:
    """The supplier's suggestions to tick and edit, with one button that says what it will do."""

    @_frame.fragment()
    def show() -> None:
        is_ticked = st.toggle(_("Tick all"), key=f"tick_all_{desk.supplier_id}")
        table = purchasing.grid(shown, desk.supplier_id, is_ticked=is_ticked)
        version = purchasing.grid_version(table)
        edited = _frame.editor(table, _columns(desk), key=f"grid_{desk.supplier_id}_{version}_{is_ticked}")
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
    money = _("Amount, {currency}").format(currency=desk.currency) if desk.currency else _("Amount")
    cost = _("Unit cost, {currency}").format(currency=desk.currency) if desk.currency else _("Unit cost")
    return {
        "accept": st.column_config.CheckboxColumn(_("Accept"), pinned=True, width=84),
        "sku": Column(_("SKU"), is_pinned=True),
        "product_name": Column(_("Product"), width="medium"),
        "location": Column(_("Location"), is_optional=True),
        "stock_out_on": Column(_("Runs out on"), "date", about="runs_out_on", is_optional=True),
        "units": Column(_("Suggested"), "number", about="suggested_units"),
        "accepted_units": st.column_config.NumberColumn(
            _("Order units"), format="%,d", min_value=0, step=1, required=True
        ),
        "urgency_words": Column(_("Urgency")),
        "physical": Column(_("In stock"), "number", about="physical"),
        "on_order_in_time": Column(_("On order"), "number", about="on_order_in_time", is_optional=True),
        "expected_demand": Column(_("Expected demand"), "number", about="expected_demand"),
        "amount": Column(money, "money", about="suggested_amount", is_optional=True),
        "reason": st.column_config.TextColumn(
            _("Reason"), help=_("Needed below the minimum or off the pack size"), max_chars=200
        ),
        "unit_cost": Column(cost, "money", is_optional=True),
        "cover_days_after": Column(_("Days covered"), "number", about="covered_after"),
        "arrives_on": Column(_("Arrives on"), "date", help=_("Of an order placed today")),
    }

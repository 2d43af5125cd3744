"""What stands out: each cause once, with its evidence and what to do about it."""

from __future__ import annotations

import streamlit as st

from core import i18n, returns
from core.i18n import _
from pages import _frame
from pages._returns.rows import row_columns


def show_outstanding(page: _frame.Page, desk: returns.ReturnsDesk) -> None:
    """The causes, the most expensive first, or a sentence that there is none."""
    st.subheader(_("What stands out"), anchor=False)
    if not desk.returns.has_orders:
        _frame.notice(_("Causes need returns that name their order: hand in a file with order numbers."))
        return
    if not desk.findings:
        _frame.notice(
            _("Nothing comes back more than alike goods, beyond what chance explains."), state="good"
        )
        return
    for number, finding in enumerate(desk.findings):
        _card(page, finding, number)
    asked = st.query_params.get("finding", "")
    if asked in {finding.code for finding in desk.findings}:
        _evidence(page, desk, asked)


def _card(page: _frame.Page, finding: returns.Finding, number: int) -> None:
    with st.container(border=True, key=f"finding_{number}"):
        st.markdown(f"**{_frame.escape(finding.title)}**")
        st.text(i18n.sentences(*returns.sentences(finding, page.currency)))
        st.caption(_frame.escape(_("Next: {step}").format(step=returns.next_step(finding))))
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button(_("Open the returns"), key=f"open_finding_{number}", icon=":material/list:"):
                st.query_params["finding"] = finding.code
                st.rerun()
            if finding.supplier:
                words = _("Open {supplier}").format(supplier=finding.supplier)
                _frame.link("suppliers", words, {"supplier": finding.supplier})


def _evidence(page: _frame.Page, desk: returns.ReturnsDesk, code: str) -> None:
    finding = next(one for one in desk.findings if one.code == code)

    @_frame.dialog(finding.title, is_wide=True, on_close=_frame.close_details("finding"))
    def show() -> None:
        rows = returns.evidence(desk.returns, desk.exposed, code)
        words = _("{units} returned units, for the supplier and for yourself:")
        st.text(words.format(units=i18n.number(float(rows["units"].sum()))))
        _frame.table(rows, row_columns(page.currency), key="finding_rows", file_name="returns-evidence")

    show()

"""How do we stand today?"""

import streamlit as st

from core import i18n, metrics, schema, today
from core.i18n import _, ngettext
from core.today import Item, Step
from pages import _frame
from pages._today import offer_sample, show_next_step, show_steps

page = _frame.begin("today")
MOST_ITEMS = 10
SIGNS = {
    "danger": ":red[:material/error:]",
    "warning": ":orange[:material/warning:]",
    "info": ":blue[:material/info:]",
}


def welcome(steps: tuple[Step, ...]) -> None:
    page.answer(
        _("Nothing is loaded yet. Four steps lead to your first order; the first one takes a minute.")
    )
    show_steps(steps)
    offer_sample(page)
    st.text(
        _(
            "From then on this page says every day how sales went, what runs out, what to order from whom, "
            "what lies too long, and which members are leaving."
        )
    )
    st.caption(
        _frame.escape(_("Your files stay on this machine. Every import can be undone, so just try one."))
    )


def show_tiles() -> None:
    now, before = page.filters.now, page.filters.before
    names = today.figures(page.snapshot)
    values = page.read(metrics.compute, names, now)
    earlier = page.read(metrics.compute, names, before)
    trends = page.read(today.courses, now)
    tiles = [
        _frame.figure_tile(page, value, earlier[name], trend=trends.get(name, ()))
        for name, value in values.items()
    ]
    _frame.tiles(page, tiles, key="today")
    words = _("Figures of {days}; the lines go day by day over {weeks} weeks.")
    period = i18n.days(now.start, now.end)
    st.caption(_frame.escape(words.format(days=period, weeks=i18n.number(today.COURSE_WEEKS))))


def show_item(item: Item, number: int) -> None:
    with st.container(border=True, key=f"item_{number}"):
        words, money, action = st.columns([6, 2, 2], vertical_alignment="center")
        with words, st.container(gap=None):
            st.markdown(f"{SIGNS[item.urgency]} **{_frame.escape(item.what)}**")
            st.caption(_frame.escape(item.why))
        if item.money is not None:
            with money, st.container(gap=None):
                st.markdown(f"**{_frame.escape(i18n.compact_money(item.money, page.currency))}**")
                st.caption(_frame.escape(item.stake))
        with action:
            _frame.link(item.page, item.action, item.choices)


def show_items(found: tuple[Item, ...]) -> None:
    st.subheader(_("What needs a decision"), anchor=False)
    if not found:
        _frame.notice(_("Nothing waits for a decision."), state="good")
    for number, item in enumerate(found[:MOST_ITEMS]):
        show_item(item, number)
    if rest := found[MOST_ITEMS:]:
        with st.expander(_("{count} more").format(count=i18n.number(len(rest)))):
            for number, item in enumerate(rest, start=MOST_ITEMS):
                show_item(item, number)


def show_unlocks() -> None:
    if missing := page.read(today.unlocks):
        with st.expander(_("What more files would show you"), icon=":material/lock_open:"):
            for unlock in missing:
                st.markdown(f"**{_frame.escape(_(unlock.table.title))}**: {_frame.escape(_(unlock.gain))}")
            _frame.link("data", _("Open Data and upload files"))


steps = page.read_decisions(today.first_steps)
if not page.snapshot.has_rows("current", schema.ORDERS.name):
    welcome(steps)
    st.stop()
found = page.read_decisions(today.items, page.today)
count = ngettext("{count} thing needs a decision.", "{count} things need a decision.", len(found))
said = page.read(today.answer, page.filters.now)
page.answer(i18n.sentences(said, count.format(count=i18n.number(len(found))) if found else ""))
if not all(step.is_done for step in steps):
    show_next_step(steps)
show_tiles()
show_items(found)
show_unlocks()

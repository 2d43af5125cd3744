"""One run of the app: language, store, person, navigation, page."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from core import charts, coverage, i18n, jobs, settings
from core.i18n import _
from core.settings import Settings
from pages._frame import clock, guard, language, navigation, people, reads, sample_banner, session, tour
from pages._frame.session import Frame
from pages._frame.states import reported
from pages._frame.text import escape
from pages._frame.work import kind_title

_STALE_AFTER_DAYS = 7
_SIDEBAR_WIDTH = 232
_STYLE = """<style>
[data-testid="stMainBlockContainer"] { padding: 3.5rem 2.5rem 4rem }
html, body, [class*="st-"] { font-variant-numeric: tabular-nums }
[data-testid="stBaseButton-elementToolbar"][aria-label="Download as CSV"] { display: none }
[data-testid="stPageLink-NavLink"]:not(:hover) { background: none }
[data-testid="stPageLink-NavLink"] p { font-weight: 400 }
[data-testid="stDialog"] h3 { font-size: 1.1rem }
@media (max-width: 640px) {
  [data-testid="stMetricValue"] { font-size: 1.3rem }
  [data-testid="stGrid"][class*="_tiles"] { grid-template-columns: repeat(2, minmax(0, 1fr)) }
  [data-testid="stMainBlockContainer"] { padding: 4.5rem 1rem 3rem }
  [data-testid="stButtonGroup"] > [role="radiogroup"] { flex-wrap: wrap; overflow: visible }
}
@media (min-width: 641px) and (max-width: 1279px) {
  [data-testid="stGrid"][class*="_tiles"]:has(> :nth-child(6)) {
    grid-template-columns: repeat(3, minmax(0, 1fr))
  }
  [data-testid="stGrid"][class*="_tiles"]:has(> :nth-child(4):last-child) {
    grid-template-columns: repeat(4, minmax(0, 1fr))
  }
}
@media (min-width: 641px) and (max-width: 899px) {
  [data-testid="stGrid"][class*="_tiles"]:has(> :nth-child(4):last-child) {
    grid-template-columns: repeat(2, minmax(0, 1fr))
  }
}
@media print { [data-testid="stSidebar"], [data-testid="stHeader"], .st-key-filter_bar { display: none } }
</style>"""
"""Room for work, figures that stand under each other, links to this page that look like links, headings that
stand out in dialogs, paper without the frame.

A grid's own download would not defuse text that a spreadsheet takes for a formula; ours does.
"""


def _on_accent(look: charts.Theme) -> str:
    """Words on buttons of the accent: in the dark, white on its light blue has a contrast of 2.3 : 1."""
    rule = f'button[kind^="primary"]:not(:disabled) {{ color: {look.background} }}'
    return f"<style>{rule}</style>"


def open_frame() -> None:
    """Everything that app.py does."""
    guard.leave_old_ways()
    st.set_page_config(
        page_title="Abacus", page_icon="🧮", layout="wide", initial_sidebar_state=_SIDEBAR_WIDTH
    )
    own = settings.desk(settings.load())
    chosen = language.set_language(own)
    look = session.browser_look()
    st.html(_STYLE + _on_accent(look))
    with reported():
        book = session.shared_ledger(own)
        snapshot = session.prepared_snapshot(own)
        page = navigation.choose_page()
        person = people.actor(book, own)
        with st.sidebar:
            if person is not None:
                people.person_choice(book, own, person)
            language.language_choice(own)
        if person is None:
            people.welcome(book, own)
            return
        frame = Frame(own, snapshot, book, person, chosen, look)
        session.enter(frame)
        with st.sidebar:
            _freshness(frame)
        if own.is_sample:
            sample_banner.show(frame)
            tour.show(frame)
        page.run()


def _freshness(frame: Frame) -> None:
    """How old what we show is, and what is being loaded right now."""
    for job in _running(frame.settings):
        words = _("Running: {work}, {share}").format(
            work=kind_title(job.kind), share=i18n.percent(job.share, 0)
        )
        st.caption(f":material/sync: {escape(words)}")
    as_of = frame.snapshot.as_of
    if as_of is None:
        st.caption(_("No data yet."))
        return
    words = _("Data up to {date}").format(date=i18n.date(as_of))
    # The sample shop stands still: its last day is its today.
    age = dt.timedelta() if frame.settings.is_sample else dt.datetime.now(dt.UTC).date() - as_of
    is_stale = age.days > _STALE_AFTER_DAYS
    st.caption(f":material/history: {escape(words)}" if is_stale else escape(words))
    loaded_at = reads.read(frame, coverage.newest_import_at, (), with_ledger=False)
    if loaded_at is not None:
        st.caption(escape(_("Last file loaded {time}").format(time=i18n.datetime(clock.local(loaded_at)))))


def _running(own: Settings) -> list[jobs.Job]:
    return [job for job in jobs.recent(own, limit=5) if not job.is_over]

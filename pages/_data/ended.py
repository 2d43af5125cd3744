"""What a job came to that is no hand-in: an undo, the inbox, a decision on held orders, joined accounts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from core import i18n, jobs
from core.i18n import _, ngettext
from core.jobs import Job
from pages import _frame
from pages._data.outcome import refreshing


def ended(page: _frame.Page, job: Job) -> None:
    """One sentence about it, and the forecasts that follow."""
    if job.kind not in _TOLD:
        return
    kept = jobs.result(page.settings, job.id)
    _TOLD[job.kind](kept)
    refreshing(page, str(kept["refresh"]))


def _undone(kept: Mapping[str, Any]) -> None:
    words = _("Import {number} is undone: what it replaced counts again.")
    _frame.notice(words.format(number=kept["import_id"]), state="good")


def _inbox(kept: Mapping[str, Any]) -> None:
    for file in kept["files"]:
        folder = "done" if file["is_loaded"] else "rejected"
        words = _("{file}: loaded, and moved to “{folder}” with a report.") if file["is_loaded"] else _(
            "{file}: not loaded; it lies in “{folder}” with a report that says why."
        )  # fmt: skip
        state = "good" if file["is_loaded"] else "danger"
        _frame.notice(words.format(file=file["file"], folder=folder), state=state)
        for result in file["results"]:
            for reject in result["rejects"][:3]:
                st.caption(_frame.escape(str(reject["reason"])))


def _decided(kept: Mapping[str, Any]) -> None:
    count = int(kept["orders"])
    words = ngettext("{count} held order is decided.", "{count} held orders are decided.", count)
    _frame.notice(words.format(count=i18n.number(count)), state="good")


def _chosen(kept: Mapping[str, Any]) -> None:
    words = _("It is settled which source counts for {shop}.")
    _frame.notice(words.format(shop=kept["shop"]), state="good")


def _dismissed(kept: Mapping[str, Any]) -> None:
    count = int(kept["rows"])
    if kept["again"]:
        words = ngettext(
            "{count} row waits to be mended again.", "{count} rows wait to be mended again.", count
        )
    else:
        words = ngettext("{count} row need not be mended.", "{count} rows need not be mended.", count)
    _frame.notice(words.format(count=i18n.number(count)), state="good")


def _joined(kept: Mapping[str, Any]) -> None:
    count = int(kept["accounts"])
    words = ngettext(
        "{count} account is joined (import {number}).",
        "{count} accounts are joined (import {number}).",
        count,
    )
    _frame.notice(words.format(count=i18n.number(count), number=kept["import_id"]), state="good")


_TOLD = {
    "undo": _undone,
    "inbox": _inbox,
    "held": _decided,
    "dismiss": _dismissed,
    "source": _chosen,
    "identify": _joined,
}

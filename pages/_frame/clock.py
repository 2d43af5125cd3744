"""The reader's clock: the store keeps UTC, people see their own time."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st


def local(moment: dt.datetime) -> dt.datetime:
    """A time of the store (UTC without zone) in the time zone of the reader's browser."""
    aware = moment.replace(tzinfo=dt.UTC)
    try:
        return aware.astimezone(ZoneInfo(str(st.context.timezone or "UTC")))
    except (ZoneInfoNotFoundError, ValueError):
        return aware

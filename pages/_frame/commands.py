"""The id of what a person is about to do: the same until it is done, so a double click does it once."""

from __future__ import annotations

import uuid

import streamlit as st


def command_id(what: str) -> str:
    """An id for this action of this visit; `what` names the action and what it acts on."""
    ids: dict[str, str] = st.session_state.setdefault("_command_ids", {})
    return ids.setdefault(what, uuid.uuid4().hex)


def command_done(what: str) -> None:
    """It is done: the next one is a new action."""
    st.session_state.setdefault("_command_ids", {}).pop(what, None)

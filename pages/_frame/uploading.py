"""Where files are dropped: Streamlit's own uploader, its two English phrases in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.i18n import _

_ZONE = '[data-testid="stFileUploaderDropzone"]'
_BUTTON, _HINT = f"{_ZONE} button p", f'{_ZONE} [data-testid="stFileUploaderDropzoneInstructions"] span'
LARGEST_GB = 1
"""As .streamlit/config.toml says."""


def drop_files(label: str, types: Sequence[str], *, key: str) -> list[UploadedFile]:
    """The files that were dropped, still in memory: keep them at once."""
    _speak(types)
    return list(st.file_uploader(label, list(types), accept_multiple_files=True, key=key))


def drop_file(label: str, types: Sequence[str], *, key: str) -> UploadedFile | None:
    """The one file that was dropped."""
    _speak(types)
    return st.file_uploader(label, list(types), key=key)


def _speak(types: Sequence[str]) -> None:
    """Words over Streamlit's own, which cannot be translated; where these are built otherwise, they stay."""
    shown = ", ".join(name.upper() for name in types)
    button, hint = _("Choose files"), _("up to {size} GB each: {types}").format(size=LARGEST_GB, types=shown)
    rules = [
        f"{_BUTTON}, {_HINT} {{ font-size: 0 }}",
        f"{_BUTTON}::after {{ content: {_quoted(button)}; font-size: 0.875rem }}",
        f"{_HINT} {{ white-space: normal }}",
        f"{_HINT}::after {{ content: {_quoted(hint)}; font-size: 0.875rem }}",
    ]
    st.html(f"<style>{' '.join(rules)}</style>")


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)

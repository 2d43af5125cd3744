"""Imported names are shown as what they are: text, never markup."""

from __future__ import annotations

import re

# Characters that begin something in Streamlit's Markdown: emphasis, code, links, images, HTML, math, emoji
# and icon codes, coloured text, headings, lists, quotes, tables.
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&=@/])")


def escape(text: object) -> str:
    """The text for a place that reads Markdown; it shows exactly as it is, on one line."""
    return _MARKUP.sub(r"\\\1", " ".join(str(text).split()))

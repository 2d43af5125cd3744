"""Imported names are shown as what they are: text, never markup."""

from __future__ import annotations

import re

# Characters that begin something in Streamlit's Markdown: emphasis, code, links, images, HTML, math, emoji
# and icon codes, coloured text, headings, lists, quotes, tables.
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&=@/])")
# Addresses become links even when their characters are escaped; an invisible joiner inside stops that.
_ADDRESS = re.compile(r"(?i)(:)(?=//)|(\bwww)(?=\.)|(@)(?=\w)|(\bmailto|\bxmpp)(?=:)")
_JOINER = "\u2060"


def strong(text: object) -> str:
    """The text in bold for a place that reads Markdown."""
    return f"**{escape(text)}**"


def escape(text: object) -> str:
    """The text for a place that reads Markdown; it shows exactly as it is, on one line."""
    plain = _ADDRESS.sub(lambda found: found[0] + _JOINER, " ".join(str(text).split()))
    return _MARKUP.sub(r"\\\1", plain)

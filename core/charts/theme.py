"""The colours and type of every chart and of the pages around them, light and dark.

One accent, one muted grey for context, amber and red for states only. The palette of eight follows Okabe
and Ito, for colour-blind people. Text has a contrast of at least 4.5 : 1 on its background.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

FONT = (
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'PingFang SC', 'PingFang TC', 'Microsoft YaHei', "
    "'Microsoft JhengHei', 'Noto Sans CJK SC', 'Noto Sans CJK TC', sans-serif"
)
"""System fonts with Chinese ones behind; nothing is downloaded."""


@dataclass(frozen=True)
class Theme:
    """Colours of one mode. accent: what matters. muted: context. warning, danger, good: states."""

    name: str
    background: str
    text: str
    quiet_text: str
    grid: str
    accent: str
    muted: str
    band: str
    warning: str
    danger: str
    good: str
    categories: tuple[str, ...]
    sequence: tuple[str, ...]
    diverging: tuple[str, ...]


LIGHT = Theme(
    name="light",
    background="#FFFFFF",
    text="#1F2933",
    quiet_text="#52606D",
    grid="#E4E7EB",
    accent="#0072B2",
    muted="#9AA5B1",
    band="#0072B2",
    warning="#8A5300",
    danger="#B3261E",
    good="#00704F",
    categories=("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#B8A000", "#3D4852"),
    sequence=("#EAF3F9", "#B5D6EA", "#74B1D8", "#2F8AC0", "#0072B2", "#004A75"),
    diverging=("#B35806", "#E9A35C", "#F7F7F7", "#7FB4D8", "#0072B2"),
)

DARK = Theme(
    name="dark",
    background="#12171D",
    text="#E8ECF0",
    quiet_text="#A7B3BF",
    grid="#2B343D",
    accent="#56B4E9",
    muted="#7B8794",
    band="#56B4E9",
    warning="#F2B84B",
    danger="#FF8F85",
    good="#4CC9A0",
    categories=("#56B4E9", "#E69F00", "#2FC79A", "#E39CC4", "#8CCBF0", "#FF8A3D", "#F0E442", "#C5CED6"),
    sequence=("#16242F", "#1B3F58", "#1F6089", "#2F8AC0", "#56B4E9", "#A8DAF5"),
    diverging=("#F2A65A", "#9A6433", "#3A434C", "#33709A", "#56B4E9"),
)


def theme(name: str) -> Theme:
    """The theme of a browser's mode; anything but "dark" is light."""
    return DARK if name == "dark" else LIGHT


def config(look: Theme) -> dict[str, Any]:
    """The theme in Vega-Lite's words."""
    label = {"labelColor": look.quiet_text, "labelFont": FONT, "labelFontSize": 12}
    title = {
        "titleColor": look.quiet_text,
        "titleFont": FONT,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    }
    return {
        "background": "transparent",
        "font": FONT,
        "view": {"stroke": "transparent"},
        "axis": {
            **label,
            **title,
            "gridColor": look.grid,
            "domainColor": look.grid,
            "tickColor": look.grid,
            "labelOverlap": "greedy",
            "labelPadding": 6,
        },
        "legend": {**label, **title, "orient": "top", "symbolType": "square"},
        "header": {**label, **title},
        "text": {"color": look.text, "font": FONT, "fontSize": 12},
        "range": {
            "category": list(look.categories),
            "heatmap": list(look.sequence),
            "ramp": list(look.sequence),
            "diverging": list(look.diverging),
        },
    }

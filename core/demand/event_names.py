"""What families of events are called."""

from __future__ import annotations

from collections.abc import Mapping

from core.i18n import N_, _

FAMILIES: Mapping[str, str] = {
    "spring_festival": N_("Spring Festival"),
    "618": N_("618"),
    "11.11": N_("11.11"),
    "black_friday": N_("Black Friday"),
    "own_promotion": N_("Own promotion"),
    "campaign": N_("Campaign"),
    "closure": N_("Closed"),
    "livestream": N_("Livestream"),
    "dragon_boat": N_("Dragon Boat Festival"),
    "mid_autumn": N_("Mid-Autumn Festival"),
    "national_day": N_("National Day"),
    "12.12": N_("12.12"),
    "christmas": N_("Christmas"),
    "easter": N_("Easter"),
}


def family_title(family: str) -> str:
    """What a family of events is called."""
    return _(FAMILIES[family]) if family in FAMILIES else family.replace("_", " ").capitalize()

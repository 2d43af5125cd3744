"""Upkeep of the whole installation: copies that belong together, checks that all is readable and adds up."""

from core.upkeep.check import Finding, check
from core.upkeep.copies import Copy, backup, restore
from core.upkeep.health import Health, about, health, next_backup_folder
from core.upkeep.refreshing import refresh
from core.upkeep.shop_settings import currencies_in_use, currencies_without_rate, set_display_currency
from core.upkeep.trail import TRAIL, trail

__all__ = [
    "TRAIL",
    "Copy",
    "Finding",
    "Health",
    "about",
    "backup",
    "check",
    "currencies_in_use",
    "currencies_without_rate",
    "health",
    "next_backup_folder",
    "refresh",
    "restore",
    "set_display_currency",
    "trail",
]

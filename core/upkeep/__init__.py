"""Upkeep of the whole installation: copies that belong together, checks that all is readable and adds up."""

from core.upkeep.check import Finding, check
from core.upkeep.copies import Copy, backup, restore

__all__ = ["Copy", "Finding", "backup", "check", "restore"]

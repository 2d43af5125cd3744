"""Sections of the page of members: the map of segments, migration, win back; and one member in a dialog."""

from pages._members.missing import ask_for_customers, ask_for_refresh
from pages._members.moves import show_moves
from pages._members.rfm_map import show_map
from pages._members.win_back import show_win_back

__all__ = ["ask_for_customers", "ask_for_refresh", "show_map", "show_moves", "show_win_back"]

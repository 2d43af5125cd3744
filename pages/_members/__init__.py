"""Parts of the page of members."""

from pages._members.missing import ask_for_customers, ask_for_refresh
from pages._members.people import show_members

__all__ = ["ask_for_customers", "ask_for_refresh", "show_members"]

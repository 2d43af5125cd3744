"""Parts of the page Suppliers: what to hand in first, what is left out, one supplier."""

from pages._suppliers.columns import columns
from pages._suppliers.missing import ask_for_files, say_what_is_left_out
from pages._suppliers.one import show_supplier

__all__ = ["ask_for_files", "columns", "say_what_is_left_out", "show_supplier"]

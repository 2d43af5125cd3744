"""Sections of the page of sales: figures over time and by part, why they changed, one product."""

from pages._sales.figures import show_figures
from pages._sales.part import Part, ask_part
from pages._sales.why import show_why

__all__ = ["Part", "ask_part", "show_figures", "show_why"]

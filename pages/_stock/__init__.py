"""Sections of the page of stock: health, classes, age, stock-outs, counts; and one product in a dialog."""

from pages._stock.ageing import show_ageing
from pages._stock.classes import show_classes
from pages._stock.counts import show_counts
from pages._stock.health import show_health
from pages._stock.missing import ask_for_stock
from pages._stock.stock_outs import show_stock_outs

__all__ = [
    "ask_for_stock",
    "show_ageing",
    "show_classes",
    "show_counts",
    "show_health",
    "show_stock_outs",
]

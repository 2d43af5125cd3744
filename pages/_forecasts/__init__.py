"""Sections of the page of forecasts: the list, one SKU or category, changing it, the record, the calendar."""

from pages._forecasts.calendar import show_calendar
from pages._forecasts.listing import show_list
from pages._forecasts.one import show_one
from pages._forecasts.record import show_record

__all__ = ["show_calendar", "show_list", "show_one", "show_record"]

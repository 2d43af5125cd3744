"""The frame around every page: settings of the page, person, navigation, language."""

from pages import _frame

_frame.open_frame()

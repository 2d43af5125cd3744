"""Sections of the page First steps."""

from pages._start.asked import questions
from pages._start.files import files
from pages._start.guided import tours

__all__ = ["files", "questions", "tours"]

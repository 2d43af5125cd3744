"""The sections of the Data page, one module each."""

from pages._data.compare import compare
from pages._data.coverage import coverage
from pages._data.ended import ended
from pages._data.imports import imports
from pages._data.people import people
from pages._data.rejects import rejects
from pages._data.tables import tables
from pages._data.upload import upload

__all__ = ["compare", "coverage", "ended", "imports", "people", "rejects", "tables", "upload"]

"""The sections of the Data page, one module each."""

from pages._data.compare import compare
from pages._data.imports import imports
from pages._data.outcome import undone
from pages._data.rejects import rejects
from pages._data.tables import tables
from pages._data.upload import upload

__all__ = ["compare", "imports", "rejects", "tables", "undone", "upload"]

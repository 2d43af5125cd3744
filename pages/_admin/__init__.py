"""The sections of the Admin page, one module each."""

from pages._admin.people import people
from pages._admin.settings import settings
from pages._admin.store import store
from pages._admin.trail import trail

__all__ = ["people", "settings", "store", "trail"]

"""The sample shop: shown on an empty desk, apart from one's own data, removed without a trace."""

from core.sample.loading import is_offered, load
from core.sample.removing import remove

__all__ = ["is_offered", "load", "remove"]

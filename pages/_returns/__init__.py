"""Sections of the page of returns: tiles, course, what stands out, parts, one product."""

from pages._returns.course import show_course
from pages._returns.one import show_product
from pages._returns.outstanding import show_outstanding
from pages._returns.parts import show_parts
from pages._returns.tiles import show_tiles

__all__ = ["show_course", "show_outstanding", "show_parts", "show_product", "show_tiles"]

"""Sections of the page Today."""

from pages._today.sample_offer import offer_sample

__all__ = ["offer_sample"]

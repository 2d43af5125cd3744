"""Parts of the page of the day: the way to the first order, the offer of the sample shop."""

from pages._today.sample_offer import offer_sample
from pages._today.steps import show_next_step, show_steps

__all__ = ["offer_sample", "show_next_step", "show_steps"]

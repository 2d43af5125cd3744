"""The ten segments in words: what each means and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

from core.i18n import N_

TITLES: Mapping[str, str] = {
    "champions": N_("Champions"),
    "loyal_customers": N_("Loyal"),
    "potential_loyalists": N_("Becoming loyal"),
    "new_customers": N_("New"),
    "promising": N_("Promising"),
    "need_attention": N_("Need attention"),
    "about_to_sleep": N_("About to sleep"),
    "at_risk": N_("At risk"),
    "cannot_lose": N_("Must not be lost"),
    "hibernating": N_("Asleep"),
}
"""Names of the segments, by the codes of models.customers.SEGMENTS."""

MEANINGS: Mapping[str, str] = {
    "champions": N_("Bought lately and buy often."),
    "loyal_customers": N_("Buy often, the last time not long ago."),
    "potential_loyalists": N_("Bought lately and more than once."),
    "new_customers": N_("Bought lately, for the first time."),
    "promising": N_("Bought once, not long ago."),
    "need_attention": N_("Bought now and then, and some time ago."),
    "about_to_sleep": N_("Bought once or twice, and some time ago."),
    "at_risk": N_("Used to buy again and again, but not for long now."),
    "cannot_lose": N_("Used to buy more often than anybody, but not for long now."),
    "hibernating": N_("Bought once or twice, long ago."),
}

ADVICE: Mapping[str, str] = {
    "champions": N_("Thank them, show new things first; no discount is needed."),
    "loyal_customers": N_("Offer what goes with what they have; ask for reviews."),
    "potential_loyalists": N_("Give a reason for the next order: membership, refill, a matching product."),
    "new_customers": N_("Help with the first product, then suggest a second one within weeks."),
    "promising": N_("Remind them of the shop with something small and useful."),
    "need_attention": N_("Make a limited offer on what they bought before."),
    "about_to_sleep": N_("Show best-sellers and come-back offers before they forget the shop."),
    "at_risk": N_("Write personally, with an offer that is worth coming back for; ask what went wrong."),
    "cannot_lose": N_("Call or write one by one; find out why they left."),
    "hibernating": N_("Spend little: one season's offer, then leave them alone."),
}

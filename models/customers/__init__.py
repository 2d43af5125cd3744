"""What customers did, and what that says about them."""

from models.customers.rfm import (
    SEGMENTS,
    RfmScores,
    frequency_bands,
    quintile_cutoffs,
    rfm_scores,
    rfm_segments,
    scores_from_cutoffs,
)

__all__ = [
    "SEGMENTS",
    "RfmScores",
    "frequency_bands",
    "quintile_cutoffs",
    "rfm_scores",
    "rfm_segments",
    "scores_from_cutoffs",
]

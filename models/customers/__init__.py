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
from models.customers.rhythm import longest_silence_days, silence_chance, usual_gap_days

__all__ = [
    "SEGMENTS",
    "RfmScores",
    "frequency_bands",
    "longest_silence_days",
    "quintile_cutoffs",
    "rfm_scores",
    "rfm_segments",
    "scores_from_cutoffs",
    "silence_chance",
    "usual_gap_days",
]

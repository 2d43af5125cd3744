"""Suppliers: which keeps its word, since when one does not, and planning with what it really needs."""

from core.suppliers.changes import Change, changes
from core.suppliers.detail import SupplierDetail, delivery_series, detail
from core.suppliers.judging import MOST_GRACE_DAYS, USUAL_GRACE_DAYS, USUAL_WINDOW, WINDOWS, judged, window_of
from core.suppliers.overview import (
    Overview,
    delay_words,
    excused_words,
    lead_ranges,
    left_out_words,
    matching,
    overview,
    titles,
)
from core.suppliers.planning import Effect, Measured, effect, measured, plan_with
from core.suppliers.scorecard import FEW_LINES, SCORES, Scorecard, read_scorecard, scorecard
from core.suppliers.verdicts import VERDICTS, Verdict
from core.suppliers.words import Choice, choices, closure_words, effect_words, in_words, measured_words

__all__ = [
    "FEW_LINES",
    "MOST_GRACE_DAYS",
    "SCORES",
    "USUAL_GRACE_DAYS",
    "USUAL_WINDOW",
    "VERDICTS",
    "WINDOWS",
    "Change",
    "Choice",
    "Effect",
    "Measured",
    "Overview",
    "Scorecard",
    "SupplierDetail",
    "Verdict",
    "changes",
    "choices",
    "closure_words",
    "delay_words",
    "delivery_series",
    "detail",
    "effect",
    "effect_words",
    "excused_words",
    "in_words",
    "judged",
    "lead_ranges",
    "left_out_words",
    "matching",
    "measured",
    "measured_words",
    "overview",
    "plan_with",
    "read_scorecard",
    "scorecard",
    "titles",
    "window_of",
]

"""What a newcomer asks: which questions are answered, which files the others wait for, and a tour of the
sample."""

from core.start.files import NEEDED, REPORTS, STATES, needed, reports_of, table_title, to_hand_in
from core.start.questions import QUESTIONS, ROLES, Question, Standing, standing
from core.start.tours import TOURS, Stop

__all__ = [
    "NEEDED",
    "QUESTIONS",
    "REPORTS",
    "ROLES",
    "STATES",
    "TOURS",
    "Question",
    "Standing",
    "Stop",
    "needed",
    "reports_of",
    "standing",
    "table_title",
    "to_hand_in",
]

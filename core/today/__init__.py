"""Today: how the shop stands in one sentence, what needs a decision, and the first steps of a new shop."""

from core.today.answer import COURSE_WEEKS, answer, courses, figures
from core.today.item import Item
from core.today.items import items
from core.today.steps import Step, first_steps
from core.today.unlocks import Unlock, unlocks

__all__ = [
    "COURSE_WEEKS",
    "Item",
    "Step",
    "Unlock",
    "answer",
    "courses",
    "figures",
    "first_steps",
    "items",
    "unlocks",
]

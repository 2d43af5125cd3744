"""What can Abacus answer, and which files does it need for that?"""

from core import i18n, start
from core.i18n import _
from pages import _frame, _start

page = _frame.begin("start")

role = _frame.choose("role", _("I am"), start.ROLES, "planner")
found = page.read(start.standing, role)
answered = sum(one.is_answered for one in found)
page.answer(
    _("{count} of {all} questions of this role are answered with what is loaded.").format(
        count=i18n.number(answered), all=i18n.number(len(found))
    )
)
_start.tours(page, role)
_start.questions(found)
_start.files(page, role)

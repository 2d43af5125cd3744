"""Who may do what, and what has been done?"""

from core import i18n, jobs, ledger
from core.i18n import N_, _, ngettext
from core.jobs import State
from pages import _admin, _frame

SECTIONS = {
    "people": N_("People and roles"),
    "settings": N_("Settings"),
    "trail": N_("What has been done"),
    "store": N_("Store and backup"),
}


def _answer(page: _frame.Page) -> str:
    """How many people decide here, and how much has been decided."""
    count, changes = len(ledger.people(page.ledger)), ledger.audit_count(page.ledger)
    people = ngettext("{count} person works here.", "{count} people work here.", count)
    done = ngettext("{count} change is on record.", "{count} changes are on record.", changes)
    return i18n.sentences(people.format(count=i18n.number(count)), done.format(count=i18n.number(changes)))


def _ended(job: jobs.Job) -> None:
    """What a job that this page started came to."""
    if job.state is State.DONE:
        _frame.notice(_("{work}: done.").format(work=_frame.kind_title(job.kind)), state="good")


page = _frame.begin("admin")
page.answer(_answer(page))
if (job := _frame.watch_job(page, key="admin_job")) is not None:
    _ended(job)
match _frame.choose("admin", _("Section"), SECTIONS, "people"):
    case "people":
        _admin.people(page)
    case "settings":
        _admin.settings(page)
    case "trail":
        _admin.trail(page)
    case "store":
        _admin.store(page)

"""Is the data complete, fresh and right?"""

from core import i18n, intake
from core.i18n import N_, _, ngettext
from core.jobs import State
from pages import _data, _frame

SECTIONS = {
    "load": N_("Load files"),
    "imports": N_("Imports"),
    "rejects": N_("Rejected rows"),
    "tables": N_("Tables"),
    "compare": N_("Compare totals"),
}


def _answer(page: _frame.Page) -> str:
    """How complete and how fresh, in one sentence."""
    loaded = page.read(intake.overview)
    if not loaded.imports:
        return _("Nothing is loaded yet. Begin with the orders that your shop platform exports.")
    words = ngettext(
        "{lines} order lines of {shops} shop are loaded, complete up to {day}.",
        "{lines} order lines of {shops} shops are loaded, complete up to {day}.",
        loaded.channels,
    ).format(
        lines=i18n.number(loaded.order_lines), shops=i18n.number(loaded.channels), day=i18n.date(page.as_of)
    )
    if loaded.rejected_rows:
        rejected = _("{count} rejected rows wait to be mended.").format(
            count=i18n.number(loaded.rejected_rows)
        )
        return f"{words} {rejected}"
    return words


page = _frame.begin("data")
page.answer(_answer(page))
job = _frame.watch_job(page, key="data_job")
if job is not None and job.kind == "undo" and job.state is State.DONE:
    _data.undone(page, job)
match _frame.choose("section", _("Section"), SECTIONS, "load"):
    case "load":
        _data.upload(page, job)
    case "imports":
        _data.imports(page)
    case "rejects":
        _data.rejects(page)
    case "tables":
        _data.tables(page)
    case "compare":
        _data.compare(page)

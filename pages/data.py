"""Is the data complete, fresh and right?"""

from core import i18n, intake
from core.i18n import N_, _, ngettext
from core.jobs import State
from pages import _data, _frame

SECTIONS = {
    "load": N_("Load files"),
    "imports": N_("Imports"),
    "rejects": N_("Rejected and held"),
    "tables": N_("Tables"),
    "coverage": N_("Coverage"),
    "people": N_("Same person"),
    "compare": N_("Compare totals"),
}


def _answer(page: _frame.Page) -> str:
    """How complete and how fresh, in one sentence."""
    loaded = page.read(intake.overview)
    if not loaded.imports:
        return _("Nothing is loaded yet. Begin with the orders that your shop platform exports.")
    said = [_lines(page, loaded)]
    if loaded.rejected_rows:
        words = ngettext(
            "{count} rejected row waits to be mended.",
            "{count} rejected rows wait to be mended.",
            loaded.rejected_rows,
        )
        said.append(words.format(count=i18n.number(loaded.rejected_rows)))
    if loaded.held_orders:
        words = ngettext(
            "{count} order of a second source is held back.",
            "{count} orders of a second source are held back.",
            loaded.held_orders,
        )
        said.append(words.format(count=i18n.number(loaded.held_orders)))
    return i18n.sentences(*said)


def _lines(page: _frame.Page, loaded: intake.Overview) -> str:
    if page.as_of is None:
        words = ngettext(
            "{count} import is loaded, but no orders with their lines yet.",
            "{count} imports are loaded, but no orders with their lines yet.",
            loaded.imports,
        )
        return words.format(count=i18n.number(loaded.imports))
    words = ngettext(
        "{lines} order lines of {shops} shop are loaded, complete up to {day}.",
        "{lines} order lines of {shops} shops are loaded, complete up to {day}.",
        loaded.channels,
    )
    shown = {"lines": i18n.number(loaded.order_lines), "shops": i18n.number(loaded.channels)}
    return words.format(**shown, day=i18n.date(page.as_of))


page = _frame.begin("data")
page.answer(_answer(page))
job = _frame.watch_job(page, key="data_job")
if job is not None and job.state is State.DONE:
    _data.ended(page, job)
match _frame.choose("section", _("Section"), SECTIONS, "load"):
    case "load":
        _data.upload(page, job)
    case "imports":
        _data.imports(page)
    case "rejects":
        _data.rejects(page)
    case "tables":
        _data.tables(page)
    case "coverage":
        _data.coverage(page)
    case "people":
        _data.people(page)
    case "compare":
        _data.compare(page)

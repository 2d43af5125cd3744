"""The outlook: what will be wanted, how sure that is, what it is made of and how good it was."""

from core.demand.event_names import family_title
from core.outlook.catalogue import COLUMNS, Catalogue, matching, read_catalogue
from core.outlook.changing import Preview, Typed, in_words, keep, preview
from core.outlook.events import events_table, read_events
from core.outlook.methods import methods_apart
from core.outlook.one import One, category_names, locations_of, read_one, weeks_of_all
from core.outlook.parts import decimals_of, in_one_sentence, read_parts
from core.outlook.record_view import BY, Record, course_lines, read_record, read_value
from core.outlook.then import as_it_looked, earlier_days

__all__ = [
    "BY",
    "COLUMNS",
    "Catalogue",
    "One",
    "Preview",
    "Record",
    "Typed",
    "as_it_looked",
    "category_names",
    "course_lines",
    "decimals_of",
    "earlier_days",
    "events_table",
    "family_title",
    "in_one_sentence",
    "in_words",
    "keep",
    "locations_of",
    "matching",
    "methods_apart",
    "preview",
    "read_catalogue",
    "read_events",
    "read_one",
    "read_parts",
    "read_record",
    "read_value",
    "weeks_of_all",
]

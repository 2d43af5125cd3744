"""Tables to read: numbers and dates in the reader's language, right-aligned, with a download."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import streamlit as st

from core import i18n
from core.i18n import _
from pages._frame import clock, session
from pages._frame.definitions import explain_columns, tooltip
from pages._frame.downloads import download_buttons
from pages._frame.text import escape

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal[
    "text", "number", "money", "percent", "points", "date", "month", "datetime", "flag", "trend", "bar",
    "list", "json",
]  # fmt: skip
ROWS_PER_PAGE = 500
_LETTER_WIDTH, _LAST_NARROW, _LOOKED_AT = 7.4, 0x2E7F, 10
_WIDEST_NAME = 260
_WIDEST: Mapping[object, int] = {"medium": 300, "large": 420}
_WIDEST_ON_PHONES = {True: 190, False: 130}  # what names the row, and the rest
_OF_WORDS = ("text", "date", "datetime", "month")
_ROW_HEIGHT, _MOST_VISIBLE_ROWS = 35, 15


@dataclass(frozen=True)
class Column:
    """How a column is shown. title: already translated, with the unit ("Net sales, CNY").

    kind: "trend" draws a small line of a list of numbers, "bar" a bar from 0 to the column's maximum.
    is_summed: the total of all rows stands under the table. about: the code of its definition in
    core.definitions; help: what is particular to this table. is_optional: left out of the screen, not of the
    file, where it tells nothing: every row is empty or zero, or all have one word in common.
    """

    title: str
    kind: Kind = "text"
    decimals: int = 0
    help: str = ""
    about: str = ""
    is_pinned: bool = False
    is_optional: bool = False
    is_summed: bool = False
    width: Literal["medium", "large"] | int | None = None


def table(
    frame: pd.DataFrame,
    columns: Mapping[str, Column],
    *,
    key: str,
    file_name: str = "",
    select: Literal["", "one", "many"] = "",
    id_column: str = "",
) -> list[str]:
    """Draw the columns in their order; the ids (`id_column`) of the rows that the reader selected.

    file_name: offers the whole table as CSV and Excel. More than ROWS_PER_PAGE rows are paged.
    The key should change with the data, because a selection is kept by position.
    """
    part = _page_of(frame, key)
    telling = {name: column for name, column in columns.items() if _tells(frame, name, column)}
    shown = part[list(telling)].reset_index(drop=True)
    for name in (name for name, column in telling.items() if column.kind == "bar"):
        shown[name] = shown[name].astype(float).round(telling[name].decimals)
    if select == "one" and len(frame):
        st.caption(_("Tick a row at its left to open it."))
    drawn: Any = st.dataframe(
        _styled(shown, telling),
        hide_index=True,
        column_config={name: _config(column, part, name) for name, column in telling.items()},
        key=f"table_{key}",
        height=_height(len(shown)),
        row_height=_ROW_HEIGHT,
        placeholder="–",
        on_select="rerun" if select else "ignore",
        selection_mode="single-row" if select == "one" else "multi-row",
    )
    _totals(frame, telling)
    with st.container(horizontal=True):
        if file_name:
            titles = {name: column.title for name, column in columns.items()}
            download_buttons(lambda: _plain(frame, columns), file_name, titles, key=key)
        explain_columns({column.title: column.about for column in telling.values() if column.about}, key=key)
    if not select:
        return []
    chosen = drawn["selection"]["rows"]
    return [str(part.iloc[number][id_column]) for number in chosen if number < len(part)]


def editor(frame: pd.DataFrame, columns: Mapping[str, Any], *, key: str) -> pd.DataFrame:
    """The table as the reader changed it.

    columns: a Column for what is only read, drawn as in `table`; what may be edited is a column of
    Streamlit's. Columns that are not named are not seen, nor optional ones that tell nothing.
    """
    told = {name: column for name, column in columns.items() if isinstance(column, Column)}
    left_out = {name for name, column in told.items() if not _tells(frame, name, column)}
    edited: pd.DataFrame = st.data_editor(
        _styled(frame, {name: column for name, column in told.items() if name not in left_out}),
        hide_index=True,
        column_config={
            name: _config(column, frame, name) if isinstance(column, Column) else column
            for name, column in columns.items()
        },
        column_order=[name for name in columns if name not in left_out],
        disabled=list(told),
        key=key,
        height=_height(len(frame)),
        row_height=_ROW_HEIGHT,
        placeholder="–",
    )
    explain_columns({column.title: column.about for column in told.values() if column.about}, key=key)
    return edited


def _tells(frame: pd.DataFrame, name: str, column: Column) -> bool:
    """Whether the column must be seen: it is not optional, or tells what rows do not share."""
    if not column.is_optional or frame.empty:
        return True
    told = {value for value in frame[name] if value == value and value not in (None, "", 0)}
    is_shared = column.kind == "text" and len(frame) > 1 and len(told) == 1 and not frame[name].isna().any()
    return bool(told) and not is_shared


def _totals(frame: pd.DataFrame, columns: Mapping[str, Column]) -> None:
    summed = {name: column for name, column in columns.items() if column.is_summed}
    if summed and len(frame):
        totals = [
            _("{name}: {value}").format(
                name=column.title, value=i18n.number(frame[name].sum(min_count=1), column.decimals)
            )
            for name, column in summed.items()
        ]
        st.caption(escape(_("Total: {amounts}").format(amounts=" · ".join(totals))))


def _page_of(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    if len(frame) <= ROWS_PER_PAGE:
        return frame
    pages = -(-len(frame) // ROWS_PER_PAGE)
    number = int(st.session_state.get(f"page_{key}", 1))
    first = (min(number, pages) - 1) * ROWS_PER_PAGE
    words = _("Rows {first} to {last} of {all}").format(
        first=i18n.number(first + 1),
        last=i18n.number(min(first + ROWS_PER_PAGE, len(frame))),
        all=i18n.number(len(frame)),
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        # Beside words that take what room there is, the pages would shrink to the one that is open.
        st.caption(escape(words), width="content")
        st.pagination(pages, key=f"page_{key}", width="stretch")
    return frame.iloc[first : first + ROWS_PER_PAGE]


def _plain(frame: pd.DataFrame, columns: Mapping[str, Column]) -> pd.DataFrame:
    return frame[[name for name, column in columns.items() if column.kind != "trend"]]


def _styled(shown: pd.DataFrame, columns: Mapping[str, Column]) -> Any:
    """The table with display texts in the reader's language over the values, which stay as they are."""
    formats: dict[Any, Any] = {
        name: words for name, column in columns.items() if (words := _words(column)) is not None
    }
    return shown.style.format(formats, na_rep="–") if formats else shown


def _words(column: Column) -> Callable[[Any], str] | None:
    simple: dict[str, Callable[[Any], str]] = {
        "number": lambda value: i18n.number(value, column.decimals),
        "money": lambda value: i18n.number(value, column.decimals or 2),
        "percent": lambda value: i18n.percent(value, column.decimals or 1),
        "points": lambda value: i18n.points(value, column.decimals or 1),
        "date": i18n.date,
        "month": i18n.month,
        "datetime": lambda moment: i18n.datetime(clock.local(moment)),
    }
    return simple.get(column.kind)


def _config(column: Column, part: pd.DataFrame, name: str) -> Any:
    make, extra = _MADE_BY.get(column.kind, (st.column_config.TextColumn, {}))
    if column.kind == "bar":
        extra = {**extra, "max_value": float(part[name].max() or 1.0) if len(part) else 1.0}
    if column.kind == "trend":
        extra = {**extra, "y_min": _lowest(part[name])}
    return make(
        column.title,
        width=_width(column, part[name]),
        help=tooltip(column.about, column.help) or None,
        pinned=column.is_pinned or None,
        **extra,
    )


def _width(column: Column, values: pd.Series[Any]) -> int | None:
    """Pixels for the longest of the column's words, up to a limit; None where Streamlit finds it out.

    It looks at the first rows, without those far above their mean, and cuts what is longer. A width as a
    word is the limit of what the column's words take.
    """
    if isinstance(column.width, int):
        return column.width
    if values.empty or (column.kind not in _OF_WORDS and not column.is_pinned):
        return None
    words = _words(column) or str
    letters = [0.0 if _is_missing(value) else _letters(words(value)) for value in values]
    if not column.is_pinned and column.width is None and not _is_cut(letters):
        return None
    longest = max(*letters, _letters(column.title) + 1, 5)
    widest = _WIDEST.get(column.width, _WIDEST_NAME)
    if session.is_phone():
        widest = _WIDEST_ON_PHONES[column.is_pinned]
    return round(min(longest * _LETTER_WIDTH + 20, widest))


def _is_cut(letters: list[float]) -> bool:
    """Whether the longest would be cut: it stands below the first rows, or far above their mean."""
    looked = letters[:_LOOKED_AT]
    return max(letters) > max(looked) or max(looked) > 1.5 * sum(looked) / len(looked)


def _is_missing(value: Any) -> bool:
    return value is None or value != value


def _lowest(courses: pd.Series[Any]) -> float | None:
    """Where the small lines begin: at zero; where one goes below, each at its own lowest point."""
    goes_below = any(value < 0 for course in courses.dropna() for value in course)
    return None if goes_below else 0.0


def _letters(text: str) -> float:
    """How many small Latin letters wide a text is; a capital is a fifth wider, a Chinese character is two."""
    return sum(2.0 if ord(letter) > _LAST_NARROW else 1.2 if letter.isupper() else 1.0 for letter in text)


_RIGHT: dict[str, Any] = {"alignment": "right"}
_MADE_BY: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "number": (st.column_config.NumberColumn, _RIGHT),
    "money": (st.column_config.NumberColumn, _RIGHT),
    "percent": (st.column_config.NumberColumn, _RIGHT),
    "points": (st.column_config.NumberColumn, _RIGHT),
    "date": (st.column_config.DateColumn, {}),
    "flag": (st.column_config.CheckboxColumn, {}),
    "trend": (st.column_config.LineChartColumn, {}),
    "bar": (st.column_config.ProgressColumn, {"min_value": 0.0, "format": "localized"}),
    "json": (st.column_config.JsonColumn, {}),
    "list": (st.column_config.ListColumn, {}),
}


def _height(rows: int) -> int:
    """Tall enough for all rows up to a limit; more scroll."""
    return _ROW_HEIGHT * (1 + min(max(rows, 1), _MOST_VISIBLE_ROWS)) + 3

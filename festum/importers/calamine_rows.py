"""A worksheet's rows as text, as the spreadsheet shows them: values only, nothing is reckoned, followed or run."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from festum.errors import Problem, Unreadable
from festum.importers.sheet import Sheet, SheetRow
from festum.importers.sniff import Kind

Value = int | float | str | bool | time | date | datetime | timedelta

_HALF_A_SECOND = timedelta(milliseconds=500)
_LIGHT = 5_000_000
"""Bytes up to which worksheets are opened only to know whether they are empty."""
_LOOKED_AT = 100
"""Rows in which a table shows."""
_NO_DAY = date(1900, 1, 1)


def open_workbook(content: bytes, kind: Kind, name: str) -> Sheet:
    """`name` of a worksheet, or "" for the first that holds a table; hidden ones are left alone. Raises Unreadable."""
    try:
        book = load_workbook(io.BytesIO(content))
    except CalamineError as error:
        raise Unreadable("unreadable_damaged") from error
    shown = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]
    if name and name not in shown:
        raise Unreadable("unreadable_no_such_sheet", name=name[:200], known=", ".join(shown))
    chosen, rows = _chosen(book, [name] if name else shown)
    others = [other for other in shown if other != chosen]
    if len(content) < _LIGHT:
        others = [other for other in others if book.get_sheet_by_name(other).start is not None]
    left = Problem("note", "sheets_left", "", ", ".join(others))
    return Sheet(kind, rows, chosen, tuple(others), problems=(left,) if others and not name else ())


def _chosen(book: CalamineWorkbook, names: list[str]) -> tuple[str, Iterator[SheetRow]]:
    """The first with two rows and two columns; else the first that is not empty."""
    second: tuple[str, CalamineSheet] | None = None
    for name in names:
        sheet = book.get_sheet_by_name(name)
        first = list(islice(_rows(sheet), _LOOKED_AT))
        if len(first) > 1 and max(len(row.cells) for row in first) > 1:
            return name, _rows(sheet)
        if first and second is None:
            second = name, sheet
    if second is None:
        raise Unreadable("unreadable_empty")
    return second[0], _rows(second[1])


def _rows(sheet: CalamineSheet) -> Iterator[SheetRow]:
    """Without blank ones. What is merged downwards is said of each of its rows that say something themselves."""
    if sheet.start is None or sheet.end is None:
        return
    before = ("",) * sheet.start[1]
    merged = _merged_downwards(sheet, *sheet.end)
    said: dict[int, str] = {}
    for index, values in enumerate(sheet.iter_rows()):
        cells = [*before, *map(as_text, values)]
        said.update({column: cells[column] for column, top in merged.get(index, ()) if index == top})
        if any(cells):
            for column, top in merged.get(index, ()):
                cells[column] = cells[column] if index == top else said[column]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield SheetRow(index + 1, tuple(cells))


def _merged_downwards(sheet: CalamineSheet, last_row: int, last_column: int) -> dict[int, list[tuple[int, int]]]:
    """By row, the (column, first row) of what is merged over it, where it is shown."""
    found: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        if bottom > top and left <= last_column:
            for line in range(top, min(bottom, last_row) + 1):
                found.setdefault(line, []).append((left, top))
    return found


def as_text(value: Value) -> str:
    match value:
        case str():
            return value.strip()
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
        case datetime():
            moment = (value + _HALF_A_SECOND).replace(microsecond=0)
            day = moment.date().isoformat()
            return day if moment.time() == time() else f"{day}T{_hour(moment.time())}"
        case date():
            return value.isoformat()
        case time():
            return _hour((datetime.combine(_NO_DAY, value) + _HALF_A_SECOND).time())
        case timedelta():
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")


def _hour(moment: time) -> str:
    return moment.isoformat("seconds" if moment.second else "minutes")

"""CSV as offices save it: any delimiter, line breaks in quotes, a quotation mark gone astray."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from festum.errors import Problem, Unreadable
from festum.importers.sheet import LAST_LINE, MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS, Sheet, SheetRow, letter, listed
from festum.importers.text_encodings import Text, text_of

DELIMITERS = ",;\t|"
CELL_LIMIT = 1_000_000
"""Characters after which reading a cell is given up: a quote that was never closed, or an attack."""

_RECORDS = 50
_BEGINNING = 100_000
_END = "\x00end of the file\x00"


def open_delimited(content: bytes) -> Sheet:
    """Reads it through once, so that going through its rows never fails. Raises Unreadable naming line and column."""
    text = text_of(content)
    announced, delimiter = _delimiter(text)
    rows = DelimitedRows(text, delimiter, announced)
    problems = _examined(rows)
    return Sheet("csv", rows, encoding=text.encoding, delimiter=delimiter, problems=problems)


@dataclass(frozen=True, slots=True)
class DelimitedRows:
    """Every row that is not blank. `announced`: the first line is Excel's `sep=;`, which it does not show."""

    text: Text
    delimiter: str
    announced: bool = False

    def __iter__(self) -> Iterator[SheetRow]:
        for record in self.records():
            if any(map(str.strip, record.cells)):
                yield SheetRow(record.line, tuple(record.cells))

    def records(self) -> Iterator["_Record"]:
        csv.field_size_limit(CELL_LIMIT)
        lines = _Counted(self.text.lines())
        if self.announced:
            next(lines)
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        line = 0
        while True:
            line += 1
            began = lines.taken
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                cells = self._forgiven(lines, began, line, error)
                reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
                yield _Record(line, cells, began + 1, lines.taken, strayed=True)
            else:
                yield _Record(line, cells, began + 1, lines.taken)

    def _forgiven(self, lines: "_Counted", began: int, line: int, error: csv.Error) -> list[str]:
        """Of a line with text after a closing quote, what Excel shows of it. A quote left open is refused: with the
        next one it would turn cells inside out, and rows would be lost unseen."""
        if lines.taken - began > 1 or "unexpected end" in str(error):
            raise Unreadable("unreadable_quote", line=line)
        if "limit" in str(error):
            cut = next(csv.reader([lines.last[:CELL_LIMIT]], delimiter=self.delimiter))
            raise _too_long(line, len(cut) - 1)
        cells, *rest = csv.reader([lines.last, _END], delimiter=self.delimiter)
        if rest != [[_END]]:
            raise Unreadable("unreadable_quote", line=line)
        return cells


@dataclass(frozen=True, slots=True)
class _Record:
    """`first` and `last` are its lines of text; `line` its row."""

    line: int
    cells: list[str]
    first: int
    last: int
    strayed: bool = False


class _Counted:
    """Lines of text, and how many were taken."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.taken = 0
        self.last = ""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self.last = next(self._lines)
        self.taken += 1
        return self.last


def _delimiter(text: Text) -> tuple[bool, str]:
    """(whether Excel's `sep=` announces it, the delimiter)"""
    lines = io.StringIO(text.beginning(_BEGINNING), newline="").readlines()
    first = lines[0].rstrip("\r\n").strip('"')
    if len(first) == len("sep=;") and first.startswith("sep=") and first[-1] in DELIMITERS:
        return True, first[-1]
    return False, _most_consistent(lines)


def _most_consistent(lines: list[str]) -> str:
    """The one that cuts most records into equally many cells: title lines and sentences hold some too, unevenly.

    One record decides nothing, unless there are no two: then the first row that holds any.
    """
    widths = {delimiter: _widths(lines, delimiter) for delimiter in DELIMITERS}
    score = {
        delimiter: max(
            (count * count * min(width - 1, 10) for width, count in Counter(found).items() if width > 1 and count > 1),
            default=0,
        )
        for delimiter, found in widths.items()
    }
    if any(score.values()):
        return max(DELIMITERS, key=lambda delimiter: score[delimiter])
    header = next((line for line in lines if any(d in line for d in DELIMITERS)), "")
    return max(DELIMITERS, key=header.count)


def _widths(lines: list[str], delimiter: str) -> list[int]:
    """Of the first records that are not blank, in cells."""
    found: list[int] = []
    records = csv.reader(lines, delimiter=delimiter)
    try:
        while len(found) < _RECORDS:
            cells = next(records)
            if any(map(str.strip, cells)):
                found.append(len(cells))
    except (StopIteration, csv.Error):
        pass
    return found


def _examined(rows: DelimitedRows) -> tuple[Problem, ...]:
    """Raises Unreadable for what is beyond the bounds."""
    count = 0
    mixed = set(rows.text.mixed)
    at: dict[str, list[int]] = {"encoding_mixed": [], "quote_stray": []}
    for record in rows.records():
        if record.line > LAST_LINE:
            raise Unreadable("unreadable_too_many_rows", most=MOST_ROWS)
        if not any(map(str.strip, record.cells)):
            continue
        count += 1
        if count > MOST_ROWS:
            raise Unreadable("unreadable_too_many_rows", most=MOST_ROWS)
        if len(record.cells) > MOST_COLUMNS:
            found = len(record.cells)
            raise Unreadable("unreadable_too_many_columns", line=record.line, found=found, most=MOST_COLUMNS)
        if max(map(len, record.cells)) > MOST_CHARACTERS:
            raise _too_long(record.line, next(i for i, c in enumerate(record.cells) if len(c) > MOST_CHARACTERS))
        if mixed and not mixed.isdisjoint(range(record.first, record.last + 1)):
            at["encoding_mixed"].append(record.line)
        if record.strayed:
            at["quote_stray"].append(record.line)
    if not count:
        raise Unreadable("unreadable_empty")
    return tuple(Problem("warning", key, "", listed(found)) for key, found in at.items() if found)


def _too_long(line: int, index: int) -> Unreadable:
    return Unreadable("unreadable_cell", line=line, column=letter(index), most=MOST_CHARACTERS)

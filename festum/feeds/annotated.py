"""A partner's own file back, with what becomes of each row in two columns more: line N is line N of the file sent.

The cells are the partner's, as they came; only what a spreadsheet would take for a formula is made plain. Sent again,
the file reads as before: importers leave aside columns whose heading begins with "festum:".
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import xlsxwriter

from festum.domain.formulas import made_plain, plain_between
from festum.domain.plan import Verdict
from festum.domain.text import clean
from festum.feeds.xlsx import MADE, sheet_name, write_text

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_COLOURS = {
    Verdict.CREATE: "#D9F2D9",
    Verdict.UPDATE: "#DCE9F9",
    Verdict.MOVED: "#DCE9F9",
    Verdict.UNCHANGED: "#FFFFFF",
    Verdict.MISSING: "#E6E0EC",
    Verdict.DUPLICATE: "#FFE5CC",
    Verdict.ASK: "#FFF2B3",
    Verdict.REFUSED: "#F8D0D0",
    Verdict.IGNORED: "#EDEDED",
}
_LONGEST_CELL = 32_767
"""In an XLSX, in UTF-16 units; a longer one would be left out by the writer."""
_MEASURED = 200
"""Rows that the widths of columns are taken from."""
_NARROWEST, _WIDEST = 8, 40
_REMARKS_WIDTH = 80


@dataclass(frozen=True, slots=True)
class Note:
    """What is said of one row: its verdict, the verdict's word, and the messages, one a line."""

    verdict: Verdict
    word: str
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class Annotated:
    """`rows` are gone through more than once: (line as a spreadsheet counts, cells), rising; a gap is a blank row.

    `headings` are those of the two columns more. `unplaced`: of what is in no row of the file, set below it.
    """

    rows: Iterable[tuple[int, Sequence[str]]]
    header_line: int
    headings: tuple[str, str]
    notes: Mapping[int, Note]
    unplaced: Sequence[Note] = field(default=())

    def width(self) -> int:
        """The partner's columns: ours come after the longest row."""
        return max((len(cells) for _, cells in self.rows), default=0)

    def lines(self) -> Iterator[tuple[int, Sequence[str], Note | None]]:
        """Every line from 1 on, blank ones too; a blank one before the unplaced."""
        last = 0
        for line, cells in self.rows:
            for blank in range(last + 1, line):
                yield blank, (), self.notes.get(blank)
            yield line, cells, self.notes.get(line)
            last = line
        for below, note in enumerate((None, *self.unplaced) if self.unplaced else (), last + 1):
            yield below, (), note


def annotated_csv(report: Annotated, delimiter: str = "") -> bytes:
    """In UTF-8 with its mark, so that Excel shows the accents; `delimiter` as the file had it, else a semicolon."""
    bytes_made = io.BytesIO()
    made = io.TextIOWrapper(bytes_made, "utf-8-sig", newline="")
    writer = csv.writer(made, delimiter=delimiter or ";", lineterminator="\r\n")
    width = report.width()
    for line, cells, note in report.lines():
        row = (*cells, *("",) * (width - len(cells)), *_added(report, line, note))
        writer.writerow([plain_between(made_plain(cell)) for cell in row] if any(row) else [])
    made.flush()
    return bytes_made.getvalue()


def annotated_xlsx(report: Annotated, name: str = "") -> bytes:
    """Every cell text, so that "09300" and "23/06" stay as written; `name` is that of the worksheet."""
    made = io.BytesIO()
    width = report.width()
    with xlsxwriter.Workbook(made, _OPTIONS) as book:
        book.set_properties({"created": MADE})
        plain = book.add_format({"num_format": "@", "valign": "top"})
        bold = book.add_format({"num_format": "@", "bold": True, "valign": "top"})
        coloured = {
            verdict: book.add_format({"num_format": "@", "bg_color": colour, "valign": "top", "text_wrap": True})
            for verdict, colour in _COLOURS.items()
        }
        sheet = book.add_worksheet(sheet_name(name))
        for column, wide in enumerate((*_widths(report, width), 16, _REMARKS_WIDTH)):
            sheet.set_column(column, column, wide, plain)
        sheet.freeze_panes(report.header_line, 0)
        for line, cells, note in report.lines():
            style = bold if line == report.header_line else plain
            for column, cell in enumerate(cells):
                write_text(sheet, line - 1, column, _as_fits(cell), style)
            for column, cell in enumerate(_added(report, line, note), width):
                write_text(sheet, line - 1, column, _as_fits(cell), coloured[note.verdict] if note else bold)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    return made.getvalue()


def _added(report: Annotated, line: int, note: Note | None) -> tuple[str, str]:
    if line == report.header_line:
        return report.headings
    return (note.word, note.remarks) if note is not None else ("", "")


def _widths(report: Annotated, width: int) -> list[int]:
    """By what stands in the first rows from the header on: a title above it may be long."""
    found = [_NARROWEST] * width
    for line, cells in report.rows:
        if line > report.header_line + _MEASURED:
            break
        if line >= report.header_line:
            for column, cell in enumerate(cells):
                found[column] = min(max(found[column], *map(len, cell.split("\n"))), _WIDEST)
    return found


def _as_fits(cell: str) -> str:
    text = clean(cell)
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST_CELL:
        return made_plain(text)
    return made_plain(units[: 2 * (_LONGEST_CELL - 2)].decode("utf-16-le", errors="ignore") + "…")

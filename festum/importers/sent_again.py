"""A report of ours, sent again, is the partner's own file: without our columns, our last rows and our apostrophes.

Where a column's heading begins with "festum:", what `feeds.annotated` did to the file is undone, so that the same rows
are read as from the file it was made of.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from festum.domain.formulas import as_meant, meant_between
from festum.importers.sheet import Sheet, SheetRow

MARK = "festum:"
_ROWS_SEARCHED = 50


def as_first_sent(sheet: Sheet) -> Sheet:
    """The sheet as it stands when it is no report."""
    for row in islice(iter(sheet.rows), _ROWS_SEARCHED):
        ours = frozenset(place for place, cell in enumerate(row.cells) if cell.casefold().startswith(MARK))
        if ours:
            rows = _FirstSent(sheet.rows, ours, sheet.kind == "csv")
            return replace(sheet, rows=rows) if any(True for _ in rows) else sheet
    return sheet


@dataclass(frozen=True, slots=True)
class _FirstSent:
    rows: Iterable[SheetRow]
    ours: frozenset[int]
    is_text: bool

    def __iter__(self) -> Iterator[SheetRow]:
        for row in self.rows:
            theirs = tuple(self._meant(cell) for place, cell in enumerate(row.cells) if place not in self.ours)
            if any(map(str.strip, theirs)):
                yield SheetRow(row.line, theirs)

    def _meant(self, cell: str) -> str:
        return as_meant(meant_between(cell) if self.is_text else cell)

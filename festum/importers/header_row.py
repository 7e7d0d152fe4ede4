"""Finding the row of headings: below title lines, above the first row that is data."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from festum.importers.headings import Columns, known_meaning, taken
from festum.importers.moments import looks_like_date, looks_like_hour
from festum.importers.reading import Mapping
from festum.importers.sheet import SheetRow

ROWS_SEARCHED = 30
_ENOUGH = 2
"""Headings that a table knows: one alone may be a title line, "Programme"."""

DATED = frozenset({"date", "day", "begins"})
TITLES = ("title", "title_oc", "title_ca", "title_en")


@dataclass(frozen=True, slots=True)
class Header:
    """`titles` are the lines above, as one text each."""

    line: int
    cells: tuple[str, ...]
    columns: Columns
    titles: tuple[str, ...] = ()


def find_header(rows: Iterable[SheetRow], mapping: Mapping) -> Header | None:
    """The first row that names a title and a date; else the first that names one of them and something else."""
    found: SheetRow | None = None
    above: list[SheetRow] = []
    titles: list[SheetRow] = []
    for row in islice(rows, ROWS_SEARCHED):
        named = {meaning for cell in row.cells if cell.strip() and (meaning := known_meaning(cell, mapping))}
        dated, titled = bool(named & DATED), bool(named & set(TITLES))
        if len(named) >= _ENOUGH and (dated or titled) and not _is_data(row):
            if found is None or (dated and titled):
                found, titles = row, list(above)
            if dated and titled:
                break
        above.append(row)
    if found is None:
        return None
    lines = tuple(" ".join(" ".join(row.cells).split()) for row in titles)
    return Header(found.line, found.cells, taken(found.cells, mapping), lines)


def _is_data(row: SheetRow) -> bool:
    """A row "samedi 23 juin, 20 h, Spectacle, Salle" holds words of the table too."""
    return any(looks_like_date(cell) or looks_like_hour(cell) for cell in row.cells if cell.strip())

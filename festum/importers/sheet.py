"""A table as its spreadsheet shows it: rows of text, by the number that stands beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from festum.errors import Problem

MOST_ROWS = 200_000
MOST_COLUMNS = 500
MOST_CHARACTERS = 100_000
"""In one cell."""
LAST_LINE = 1_048_576
"""The last row a spreadsheet has; blank ones count here."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """`line` is the row's number as a spreadsheet counts it: the header is 1, a cell with line breaks is one row."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` are those that are not blank, and may be gone through again; a gap in their numbers is a blank row.

    Cells are text: a workbook's dates are `2018-06-23` or `2018-06-23T21:00`, its times `21:00`, its whole numbers
    without a decimal point. `others` are the worksheets not read. `kind` is csv, xlsx, xls, ods or html.
    """

    kind: str
    rows: Iterable[SheetRow]
    name: str = ""
    others: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    problems: tuple[Problem, ...] = field(default=())


def letter(index: int) -> str:
    """What a spreadsheet writes above the column: 0 is A, 26 is AA."""
    found = ""
    while index >= 0:
        index, rest = divmod(index, 26)
        found = chr(ord("A") + rest) + found
        index -= 1
    return found


def listed(places: Sequence[int | str]) -> str:
    """Lines or cells named in one message: the first ten, and how many there are when they are more."""
    return ", ".join(map(str, places[:10])) + (f" … ({len(places)})" if len(places) > 10 else "")

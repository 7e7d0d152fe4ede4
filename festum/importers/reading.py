"""What a reader is told beside the bytes, and what it gives: the values of this room."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from festum.domain.draft import Draft
from festum.domain.event import Edition
from festum.errors import Problem

Mapping = tuple[tuple[str, str], ...]
"""(heading as the file has it, our column), in the order given; an empty column leaves that heading aside."""


@dataclass(frozen=True, slots=True)
class Defaults:
    """What fills a cell left empty, and what is known beside the file.

    `insee_code` and `languages` are the partner's own usual ones. `file_name` and `today` only help to propose a year,
    never to decide one; `editions` are the known ones with their windows. `sheet` names the worksheet to read.
    """

    edition: int | None = None
    partner: str = ""
    insee_code: str = ""
    languages: tuple[str, ...] = ()
    mapping: Mapping = ()
    sheet: str = ""
    file_name: str = ""
    today: date | None = None
    editions: tuple[Edition, ...] = ()


How = Literal["ours", "table", "mapping", "unknown"]


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of the file: `column` is what it was taken for, "" when not known and offered for mapping."""

    label: str
    column: str
    how: How
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftAside:
    """A row that is no event: a footer, a total. `text` is what stands in it, cut."""

    line: int
    text: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """`drafts` in the order of the rows, several of one line where it tells several dates; `problems` concern the file.

    `kind` names the importer; `encoding` and `delimiter` are those of a text file, `header_line` as a spreadsheet
    counts.
    """

    drafts: tuple[Draft, ...]
    problems: tuple[Problem, ...] = ()
    kind: str = "festum-csv"
    headings: tuple[Heading, ...] = ()
    left_aside: tuple[LeftAside, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    header_line: int = 0

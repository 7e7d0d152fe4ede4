"""Which rows of a sheet tell an event, and of what date: merged cells filled down, footers and totals set apart."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from festum.domain.formulas import as_meant, meant_between
from festum.domain.text import clean, fold
from festum.errors import Problem
from festum.importers.header_row import DATED, TITLES, Header
from festum.importers.headings import JOINED
from festum.importers.moments import looks_like_date, looks_like_hour
from festum.importers.reading import LeftAside
from festum.importers.sheet import SheetRow, letter

_LONGEST_SHOWN = 200
_FOOTER = re.compile(
    r"\W*(?:contact|contacte|contacts|renseignement\w*|info|infos|information\w*|informacion\w*|organis\w*|organiz\w*"
    r"|organitz\w*|programme (?:sous|susceptible)|nb|n\.b|tel|telephone|telefon|mail|e-mail|inscription\w*"
    r"|reservation\w*|tarif\w*|source|merci|pour (?:plus|tout)|plus d'info\w*|avec le soutien|en partenariat"
    r"|partenaire\w*|page|legende|remarque\w*|attention|sous reserve|https?|www|amb lo sosten|amb el suport)\b"
)
_TOTAL = re.compile(r"\W*(?:sous[- ])?(?:total|totau|soma|suma|nombre)\b")
_REACHED = re.compile(r"[\w.+-]+@[\w-]+\.\w|(?:\+33|\b0)\s?[1-9](?:[\s.-]?\d{2}){4}\b|https?://|\bwww\.")
_MARKED = re.compile(r"\s*[*¹²³†]")
_WRITTEN_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DATING = ("day", "date", "month", "year")


@dataclass(frozen=True, slots=True)
class EventRow:
    """`texts` by meaning, cleaned, several columns of one meaning already joined; `date` as written, of the row above
    where its cell is blank. `spare` are cells under no heading.
    """

    line: int
    texts: Mapping[str, str]
    date: str
    spare: tuple[str, ...] = ()


class EventRows:
    """May be gone through again, as the sheet may.

    Under "Quand ?" a day may stand on a line of its own, and hours below it. Where no column holds dates, lines that
    are nothing but a date head the rows below them, blank rows or not.
    """

    def __init__(self, rows: Iterable[SheetRow], header: Header) -> None:
        ours = {position for position, heading in enumerate(header.columns.headings) if heading.how == "ours"}
        self._rows = _RowsOfTheirs(rows, frozenset(ours)) if ours else rows
        self._header = header
        self._positions = [(i, m) for i, m in enumerate(header.columns.meanings) if m]
        self._width = len(header.cells)
        self._heading = tuple(fold(cell) for cell in header.cells)
        self._dated = "date" if "date" in header.columns.meanings else "day"
        self._hours_among_dates = "hour" not in header.columns.meanings
        self._headed = not DATED & set(header.columns.meanings)
        self.title_date = next(filter(None, map(date_in_title, reversed(header.titles))), "") if self._headed else ""

    def dates(self) -> Iterator[str]:
        """Every date written, once for each row that writes one."""
        if self.title_date:
            yield self.title_date
        positions = [(i, meaning) for i, meaning in self._positions if meaning in _DATING]
        for row in self._below():
            if date := self._date(self._texts(row, positions)) or (self._headed and _lone_date(row)):
                yield date

    def __iter__(self) -> Iterator[EventRow | LeftAside]:
        carried, last = self.title_date, -1
        for row, after in _with_next(self._below()):
            texts = self._texts(row)
            date = self._date(texts)
            if (heading := _lone_date(row)) and (self._headed or self._goes_on(row, after)):
                carried, last = heading, row.line
                yield LeftAside(row.line, heading, (Problem("note", "date_heading", "", heading),))
                continue
            aside = self._aside(row, texts, date)
            if aside is not None:
                yield aside
                continue
            if not date and (self._headed or row.line == last + 1):
                date = carried
            carried, last = date, row.line
            yield EventRow(row.line, texts, date, self._spare(row))

    def _below(self) -> Iterator[SheetRow]:
        return (row for row in self._rows if row.line > self._header.line)

    def _texts(self, row: SheetRow, positions: Iterable[tuple[int, str]] | None = None) -> dict[str, str]:
        found: dict[str, str] = {}
        cells, width = row.cells, len(row.cells)
        for position, meaning in self._positions if positions is None else positions:
            if position >= width or not (cell := cells[position]):
                continue
            text = clean(as_meant(cell))
            if not text:
                continue
            if meaning in found and meaning in JOINED:
                text = f"{found[meaning]}\n{text}"
            found[meaning] = text
        if self._hours_among_dates and (said := found.get(self._dated)) and _is_hour(said):
            del found[self._dated]
            found["hour"] = said
        return found

    def _date(self, texts: Mapping[str, str]) -> str:
        """From its columns: a weekday beside a date, or day, month and year each in its own."""
        date = texts.get("date", "")
        if not date and "day" not in texts:
            return ""
        parts = [texts[meaning] for meaning in _DATING if meaning in texts]
        if len(parts) == 1:
            return _dates(date)
        if "year" in texts and _WRITTEN_YEAR.search(texts.get("date", "")):
            parts.remove(texts["year"])
        whole = " ".join(" ".join(parts).split())
        return whole if looks_like_date(whole) or not date else " ".join(date.split())

    def _aside(self, row: SheetRow, texts: Mapping[str, str], date: str) -> LeftAside | None:
        filled = [(position, cell) for position, cell in enumerate(row.cells) if cell.strip()]
        text = clean(" ".join(cell for _, cell in filled))[:_LONGEST_SHOWN]
        if self._is_header_again(row):
            return LeftAside(row.line, text, (Problem("note", "header_again", "", text, str(self._header.line)),))
        first = fold(filled[0][1])
        alone = len(filled) == 1
        title = _title(texts)
        if title:
            closing = bool(alone and _closes(title, first)) or bool(_TOTAL.match(first) and not looks_like_date(date))
        else:
            closing = not looks_like_date(date) or bool(alone and _FOOTER.match(first))
        if not closing:
            return None
        position = filled[0][0]
        label = self._header.columns.headings[position].label if position < self._width else letter(position)
        return LeftAside(row.line, text, (Problem("warning", "row_no_event", label, text),))

    def _is_header_again(self, row: SheetRow) -> bool:
        return row.cells[: self._width] == self._header.cells or (
            fold(row.cells[0]) == self._heading[0]
            and tuple(fold(cell) for cell in row.cells if cell.strip()) == tuple(one for one in self._heading if one)
        )

    def _goes_on(self, row: SheetRow, after: SheetRow | None) -> bool:
        """Whether the row below has a title, and no date of its own."""
        if after is None or after.line != row.line + 1:
            return False
        texts = self._texts(after)
        return bool(_title(texts)) and not self._date(texts)

    def _spare(self, row: SheetRow) -> tuple[str, ...]:
        return tuple(text for cell in row.cells[self._width :] if (text := clean(cell)))


class _RowsOfTheirs:
    """A report of ours as the file it was made of: without our columns, formulas between cells as they were meant."""

    def __init__(self, rows: Iterable[SheetRow], ours: frozenset[int]) -> None:
        self._rows, self._ours = rows, ours

    def __iter__(self) -> Iterator[SheetRow]:
        for row in self._rows:
            cells = tuple("" if i in self._ours else meant_between(cell) for i, cell in enumerate(row.cells))
            if any(cell.strip() for cell in cells):
                yield SheetRow(row.line, cells)


def _title(texts: Mapping[str, str]) -> str:
    return next((text for meaning in TITLES if (text := texts.get(meaning))), "")


def _dates(cell: str) -> str:
    """On one line, but for dates that stand one below another."""
    lines = [" ".join(line.split()) for line in cell.splitlines() if line.strip()]
    return ("\n" if sum(map(looks_like_date, lines)) > 1 else " ").join(lines)


def _is_hour(text: str) -> bool:
    return not text.isdigit() and looks_like_hour(text) and not looks_like_date(text)


def _closes(title: str, folded: str) -> bool:
    """A lone cell below a table that tells how to reach somebody, or begins as footers do."""
    return bool(_FOOTER.match(folded) or _TOTAL.match(folded) or _REACHED.search(title) or _MARKED.match(title))


def date_in_title(line: str) -> str:
    """ "Samedi 23 juin 2018" or what follows "programme du" in it; "" where a title is no date."""
    for text in (line, *re.split(r"\s[-–—:|]\s|\b(?i:du|dau|del|le)\b", line)[1:]):
        if looks_like_date(text.strip()):
            return text.strip()
    return ""


def _lone_date(row: SheetRow) -> str:
    """The date of a row that says nothing else."""
    filled = [text for cell in row.cells if (text := clean(cell))]
    return " ".join(filled[0].split()) if len(filled) == 1 and looks_like_date(filled[0]) else ""


def _with_next(rows: Iterator[SheetRow]) -> Iterator[tuple[SheetRow, SheetRow | None]]:
    held: SheetRow | None = None
    for row in rows:
        if held is not None:
            yield held, row
        held = row
    if held is not None:
        yield held, None

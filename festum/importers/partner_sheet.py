"""A partner's own sheet: any spreadsheet with a row of headings, whatever they are called, to drafts."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from festum.domain.draft import Draft
from festum.domain.gazetteer import Gazetteer
from festum.domain.text import clean
from festum.errors import Problem, Unreadable
from festum.importers.event_rows import EventRow, EventRows
from festum.importers.header_row import DATED, ROWS_SEARCHED, TITLES, Header, find_header
from festum.importers.headings import Columns
from festum.importers.moments import YearFinder
from festum.importers.open_sheet import open_sheet
from festum.importers.partner_row import Known, drafts_of
from festum.importers.places import Places
from festum.importers.reading import Defaults, Heading, LeftAside, Reading
from festum.importers.sharing import Sharing
from festum.importers.sheet import Sheet, SheetRow
from festum.importers.years import year_in

MOST_SAMPLES = 3
_ROWS_SAMPLED = 200
_LONGEST_SAMPLE = 60


def read(content: bytes, gazetteer: Gazetteer, defaults: Defaults) -> Reading:
    """Raises Unreadable, with what would make the file readable."""
    return read_sheet(open_sheet(content, defaults.sheet), gazetteer, defaults)


def read_sheet(sheet: Sheet, gazetteer: Gazetteer, defaults: Defaults) -> Reading:
    """Of a table that is open already. Raises Unreadable."""
    header = find_header(sheet.rows, defaults.mapping)
    if header is None:
        raise Unreadable("unreadable_no_header", rows=ROWS_SEARCHED, found=_first_cells(sheet))
    rows = EventRows(sheet.rows, header)
    dates = rows.dates()
    _judge_needed(header, next(dates, None))
    years = YearFinder.of(chain(rows.dates(), _title_year(header, defaults)), defaults)
    labels = _labels(header.columns)
    places = Places(gazetteer, defaults.insee_code, labels, header.titles)
    known = Known(labels, years, places, defaults)
    drafts: list[Draft] = []
    aside: list[LeftAside] = []
    sharing = Sharing()
    for row in rows:
        if isinstance(row, EventRow):
            drafts.extend(sharing.draft(draft) for draft in drafts_of(row, known))
        else:
            aside.append(row)
    headings = _with_samples(header, sheet.rows)
    return Reading(
        drafts=tuple(drafts),
        problems=(
            *sheet.problems,
            *header.columns.problems,
            *_about_headings(headings),
            *_about_title_date(rows),
            *places.remarks(),
        ),
        kind="sheet",
        headings=headings,
        left_aside=tuple(aside),
        encoding=sheet.encoding,
        delimiter=sheet.delimiter,
        header_line=header.line,
    )


def looks_like_programme(sheet: Sheet, defaults: Defaults) -> bool:
    """Whether there is a row of headings to go by."""
    return find_header(sheet.rows, defaults.mapping) is not None


def _judge_needed(header: Header, first_date: str | None) -> None:
    meanings = set(header.columns.meanings)
    found = ", ".join(cell for cell in map(clean, header.cells) if cell)[:300]
    if not meanings & set(TITLES):
        raise Unreadable("unreadable_no_title", line=header.line, found=found)
    if not meanings & DATED and first_date is None:
        raise Unreadable("unreadable_no_date", line=header.line, found=found)


def _title_year(header: Header, defaults: Defaults) -> Iterator[str]:
    """The year of "Programme 2018" above the table, as a date like another."""
    if defaults.edition is None:
        years = {year for line in header.titles if (year := year_in(line)) is not None}
        if len(years) == 1:
            yield f"01/01/{years.pop()}"


def _labels(columns: Columns) -> dict[str, str]:
    labels: dict[str, str] = {}
    for heading in columns.headings:
        if heading.column:
            labels.setdefault(heading.column, heading.label)
    return labels


def _with_samples(header: Header, rows: Iterable[SheetRow]) -> tuple[Heading, ...]:
    """What is offered for mapping is shown with what stands below it; a column without heading and cells is none."""
    columns = header.columns
    samples: dict[int, dict[str, None]] = {i: {} for i, one in enumerate(columns.headings) if one.how == "unknown"}
    for row in rows if samples else ():
        if row.line > header.line + _ROWS_SAMPLED:
            break
        if row.line > header.line:
            for position, seen in samples.items():
                if position < len(row.cells) and len(seen) < MOST_SAMPLES:
                    text = " ".join(clean(row.cells[position]).split())[:_LONGEST_SAMPLE]
                    if text:
                        seen[text] = None
    return tuple(
        replace(heading, samples=tuple(samples.get(position, ())))
        for position, heading in enumerate(columns.headings)
        if header.cells[position].strip() or samples.get(position)
    )


def _about_headings(headings: Iterable[Heading]) -> Iterator[Problem]:
    for heading in headings:
        if heading.how == "unknown":
            yield Problem("note", "heading_unknown", heading.label, heading.label, ", ".join(heading.samples))


def _about_title_date(rows: EventRows) -> Iterator[Problem]:
    if rows.title_date:
        yield Problem("warning", "date_from_title", "", rows.title_date)


def _first_cells(sheet: Sheet) -> str:
    first = next(iter(sheet.rows), None)
    return ", ".join(cell for cell in map(clean, first.cells if first else ()) if cell)[:300]

"""An upload's report: the partner's own file, with what becomes of each row beside it."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from festum.actions.find_uploads import find_upload, find_upload_rows, refusal_of
from festum.actions.house import House
from festum.actions.import_file import Proposal
from festum.actions.keep_plan import load_kept, unpack
from festum.domain.holder import Holder
from festum.domain.shown_plan import ShownRow, shown
from festum.domain.upload import Upload
from festum.domain.when import When
from festum.feeds.annotated import Annotated, Note, annotated_csv, annotated_xlsx
from festum.importers.open_sheet import open_sheet
from festum.importers.sheet import Sheet
from festum.locale.catalogue import say

SHEETS = frozenset({"festum-csv", "sheet"})
"""Kinds of file that are rows of cells; of the others a table is made."""

ROWS_AT_ONCE = 1000

Form = Literal["csv", "xlsx"]


async def report_upload(house: House, upload_id: int, holder: Holder, form: Form, language: str) -> bytes:
    """A calendar, which has no rows, comes as a table of what was understood of it. Raises Unfit for a file that could
    not be read."""
    async with house.unit() as unit:
        upload = await find_upload(unit, upload_id, holder)
        if upload.counts is None:
            raise refusal_of(upload, upload_id)
        kept = await load_kept(unit.connection, upload)
        rows: list[ShownRow] = []
        after = -1
        while page := await find_upload_rows(unit, upload_id, holder, after=after, limit=ROWS_AT_ONCE):
            rows += (row for _, row in page)
            after = page[-1][0]
    content = await unpack(kept)
    return await asyncio.to_thread(_drawn, upload, content, kept.beside.sheet, rows, form, language)


def report_proposal(proposal: Proposal, content: bytes, sheet: str, form: Form, language: str) -> bytes:
    """Likewise of a plan that is not kept; `sheet` names the worksheet that was read, if one was named."""
    rows = [shown(row) for row in proposal.plan.rows]
    return _drawn(proposal, content, sheet, rows, form, language)


def _drawn(
    read: Upload | Proposal, content: bytes, sheet_name: str, rows: Sequence[ShownRow], form: Form, language: str
) -> bytes:
    name = ""
    if read.kind in SHEETS:
        sheet = open_sheet(content, sheet_name)
        report, name = _beside_the_rows(sheet, read.header_line, rows, language), sheet.name
    else:
        report = _as_a_table(rows, language)
    return annotated_csv(report, read.delimiter) if form == "csv" else annotated_xlsx(report, name)


@dataclass(frozen=True, slots=True)
class _Cells:
    """A sheet's rows, to be gone through as often as is wanted."""

    sheet: Sheet

    def __iter__(self) -> Iterator[tuple[int, Sequence[str]]]:
        return ((row.line, row.cells) for row in self.sheet.rows)


def _beside_the_rows(sheet: Sheet, header_line: int, rows: Iterable[ShownRow], language: str) -> Annotated:
    notes: dict[int, Note] = {}
    unplaced: list[Note] = []
    for row in rows:
        if row.line is None:
            unplaced.append(_note(row, language, say(language, "report.not_in_file", title=row.title)))
        else:
            notes[row.line] = _note(row, language)
    return Annotated(_Cells(sheet), header_line, _headings(language), notes, unplaced)


def _as_a_table(rows: Sequence[ShownRow], language: str) -> Annotated:
    header = [say(language, f"report.{name}") for name in ("line", "title", "when", "venue", "commune")]
    cells = [(1, header), *((position, _cells(row)) for position, row in enumerate(rows, 2))]
    notes = {position: _note(row, language) for position, row in enumerate(rows, 2)}
    return Annotated(cells, 1, _headings(language), notes)


def _cells(row: ShownRow) -> list[str]:
    line = "" if row.line is None else str(row.line)
    if row.draft is None:
        return [line, row.title]
    draft = row.draft
    return [line, draft.title, "\n".join(map(_when, draft.whens)), draft.venue, draft.commune]


def _when(when: When) -> str:
    written = [
        moment.date().isoformat() if when.all_day else moment.isoformat(" ", "minutes")
        for moment in (when.start, when.end)
        if moment is not None
    ]
    return " ".join(part for part in (" / ".join(written), when.time_text) if part)


def _headings(language: str) -> tuple[str, str]:
    return say(language, "report.verdict"), say(language, "report.remarks")


def _note(row: ShownRow, language: str, first: str = "") -> Note:
    said = [first] if first else []
    for problem in row.problems:
        words = say(
            language, f"row.{problem.key}", value=problem.value, proposal=problem.proposal, column=problem.column
        )
        said.append(f"{problem.column}: {words}" if problem.column else words)
    said += (
        say(language, "report.change", field=change.field, old=change.old or "-", new=change.new or "-")
        for change in row.changes
    )
    return Note(row.verdict, say(language, f"verdict.{row.verdict}"), "\n".join(said))

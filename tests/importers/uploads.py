"""Real-life uploads and what a good importer makes of them: the files beside, read, varied, told as plain values."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

from festum.domain.deciding import decide
from festum.domain.draft import Draft
from festum.domain.event import Edition
from festum.domain.gazetteer import load_gazetteer
from festum.domain.known import Known
from festum.errors import Problem
from festum.importers.open_sheet import open_sheet
from festum.importers.partner_sheet import read
from festum.importers.reading import Defaults, Reading

FOLDER = Path(__file__).parent / "uploads"
NAMES = sorted(path.name.removesuffix(".expected.json") for path in FOLDER.glob("*.expected.json"))
TODAY = date(2026, 11, 25)
HINTS = {"languages_not_stated"}
"""Notes that stand in nearly every row."""

WINDOWS = {
    year: Edition(year, None, date.fromisoformat(start), date.fromisoformat(end))
    for year, start, end in (
        (2017, "2017-05-14", "2017-07-09"),
        (2018, "2018-05-19", "2018-07-08"),
        (2019, "2019-05-18", "2019-07-07"),
        (2022, "2022-05-14", "2022-07-15"),
        (2024, "2024-05-16", "2024-07-09"),
    )
}


def content_of(name: str) -> bytes:
    return next(path for path in FOLDER.glob(f"{name}.*") if path.suffix in {".csv", ".xlsx"}).read_bytes()


def expectations(name: str) -> list[dict[str, Any]]:
    """One for each way the file may be sent: bare, or with its partner's defaults."""
    told: list[dict[str, Any]] = json.loads((FOLDER / f"{name}.expected.json").read_text("utf-8"))
    return told


def reading_of(content: bytes, **defaults: Any) -> Reading:
    defaults = {key: tuple(value) if isinstance(value, list) else value for key, value in defaults.items()}
    return read(content, load_gazetteer(), Defaults(**{"today": TODAY, **defaults}))


def told(reading: Reading) -> dict[str, Any]:
    """As the expectations tell it: nothing left out but hints and what cells say word for word."""
    known = Known(WINDOWS, {}, (), {}, today=TODAY)
    plan = decide(reading.drafts, known)
    lines: dict[str, Any] = {}
    for row in plan.rows:
        drafts = [draft for draft in reading.drafts if draft.line == row.line]
        lines[str(row.line)] = {
            "verdict": str(row.verdict),
            **_draft(drafts),
            "messages": _messages(row.problems),
        }
    for aside in reading.left_aside:
        lines[str(aside.line)] = {"verdict": "ignored", "text": aside.text, "messages": _messages(aside.problems)}
    return {
        "encoding": reading.encoding,
        "delimiter": reading.delimiter,
        "header_line": reading.header_line,
        "headings": {heading.label: heading.column for heading in reading.headings},
        "messages": _messages(reading.problems),
        "counts": plan.counts,
        "warned": sum(any(said[0] == "warning" for said in line["messages"]) for line in lines.values()),
        "rows": dict(sorted(lines.items(), key=lambda pair: int(pair[0]))),
    }


def _draft(drafts: list[Draft]) -> dict[str, Any]:
    first = drafts[0]
    details, venue = first.details, first.venue
    return {
        "title": details.titles.get("fr"),
        "occurrences": [
            [_moment(d.when.start, d.when.all_day), d.when.end and _moment(d.when.end, d.when.all_day)]
            for d in drafts
            if d.when is not None
        ],
        "time_text": first.when.time_text if first.when else "",
        "edition": first.edition,
        "venue": venue.name if venue else "",
        "postcode": venue.postcode if venue else "",
        "commune": f"{venue.commune.name} {venue.commune.insee_code}" if venue and venue.commune else None,
        "languages": list(details.languages),
        "admission": str(details.admission),
        "price": details.price,
        "description": details.descriptions.get("fr"),
        "organisers": list(details.organisers),
        "booking": details.booking,
        "url": details.url,
        "status": first.status,
    }


def _moment(moment: Any, all_day: bool) -> str:
    return str(moment.date().isoformat() if all_day else moment.isoformat(timespec="minutes"))


def _messages(problems: Iterable[Problem]) -> list[list[str]]:
    return [[p.level, p.key, p.column, p.value, p.proposal] for p in problems if p.key not in HINTS]


# --- the same file, sent otherwise -----------------------------------------------------------------------------------


def without_lines(reading: Reading) -> list[Draft]:
    """In an order of their own: what a row says, wherever it stands and whatever was said before it."""
    return sorted((replace(draft, line=0, problems=()) for draft in reading.drafts), key=repr)


def lines_of(content: bytes) -> list[tuple[str, ...]]:
    """All rows with the blank ones between them."""
    rows: list[tuple[str, ...]] = []
    for row in open_sheet(content).rows:
        rows += [()] * (row.line - 1 - len(rows))
        rows.append(row.cells)
    return rows


def as_csv(lines: Iterable[Iterable[str]], delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(lines)
    return text.getvalue().encode(encoding)


def as_xlsx(lines: Iterable[Iterable[str]]) -> bytes:
    """Every cell as text, as a copy from one program into another leaves it."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, line in enumerate(lines):
            for position, cell in enumerate(line):
                sheet.write_string(number, position, cell)
    return content.getvalue()


def shuffled(content: bytes, header_line: int, seed: int) -> list[tuple[str, ...]]:
    """The rows below the headings in another order."""
    lines = lines_of(content)
    below = lines[header_line:]
    Random(seed).shuffle(below)
    return lines[:header_line] + below

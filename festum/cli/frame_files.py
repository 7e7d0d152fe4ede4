"""The CSV files of editions and partners, which the regional team writes by hand."""

import csv
from datetime import date
from pathlib import Path

from festum.domain.event import Edition, Partner
from festum.errors import FestumError, NotHere, Unreadable


def read_editions(file: Path) -> tuple[list[Edition], int | None]:
    """The editions, and the year marked current."""
    current: int | None = None
    editions = []
    for line, row in _rows(file, ("year", "number", "starts_on", "ends_on", "current", "source")):
        try:
            edition = Edition(
                year=int(row["year"]),
                number=int(row["number"]) if row["number"] else None,
                starts_on=date.fromisoformat(row["starts_on"]) if row["starts_on"] else None,
                ends_on=date.fromisoformat(row["ends_on"]) if row["ends_on"] else None,
                source=row["source"],
            )
        except ValueError as error:
            raise FestumError("unreadable_csv", line=line, reason=str(error)) from error
        editions.append(edition)
        if row["current"] == "true":
            current = edition.year
    return editions, current


def read_partners(file: Path) -> list[Partner]:
    columns = ("key", "name", "kind", "commune", "insee_code", "departement", "url", "source")
    return [
        Partner(
            row["key"],
            row["name"],
            row["kind"] or "other",
            row["insee_code"],
            row["departement"],
            row["url"],
            row["source"],
        )
        for _, row in _rows(file, columns)
    ]


def _rows(file: Path, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.DictReader(opened, restval="")
            missing = [name for name in columns if name not in (reader.fieldnames or ())]
            if missing:
                raise Unreadable("unreadable_header", missing=", ".join(missing))
            return [(reader.line_num, {name: row[name].strip() for name in columns}) for row in reader]
    except FileNotFoundError:
        raise NotHere("no_such_file", name=str(file)) from None

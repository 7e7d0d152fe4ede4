"""The CSV files of editions and partners, which the regional team writes by hand."""

from datetime import date
from pathlib import Path

from festum.domain.event import Edition, Partner
from festum.errors import NotHere, Unreadable
from festum.importers.open_sheet import open_sheet


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
            raise Unreadable("unreadable_csv", line=line, reason=str(error)) from error
        editions.append(edition)
        if row["current"] == "true":
            current = edition.year
    return editions, current


def read_partners(file: Path) -> list[Partner]:
    columns = ("key", "name", "kind", "commune", "insee_code", "departement", "url", "source")
    partners = []
    for line, row in _rows(file, columns):
        if not (row["key"] and row["name"]):
            raise Unreadable("unreadable_csv", line=line, reason="key, name")
        kind = row["kind"] or "other"
        where = row["insee_code"], row["departement"]
        partners.append(Partner(row["key"], row["name"], kind, *where, row["url"], row["source"]))
    return partners


def _rows(file: Path, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """With the line number a spreadsheet shows; read as forgivingly as an upload (encoding, delimiter)."""
    try:
        found = iter(open_sheet(file.read_bytes()).rows)
    except (FileNotFoundError, IsADirectoryError):
        raise NotHere("no_such_file", name=str(file)) from None
    first = next(found)
    header = [name.strip() for name in first.cells]
    missing = [name for name in columns if name not in header]
    if missing:
        raise Unreadable("unreadable_header", missing=", ".join(missing))
    named = ((row.line, dict(zip(header, row.cells, strict=False))) for row in found)
    return [(line, {name: cells.get(name, "").strip() for name in columns}) for line, cells in named]

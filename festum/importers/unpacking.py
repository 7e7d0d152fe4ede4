"""The program that unpacks workbooks and web pages: `python -m festum.importers.unpacking KIND [WORKSHEET]`.

Reads the file from its input, within bounds of memory and time that the system keeps, and writes rows as JSON, one a
line, then what is to be said of them: see `workbook`.
"""

import resource
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace

import msgspec

from festum.errors import Unreadable
from festum.importers.boxes import examine, remarks
from festum.importers.calamine_rows import open_workbook
from festum.importers.hypertext import open_page
from festum.importers.sheet import MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS, Sheet, SheetRow, letter
from festum.importers.workbook import Said

MOST_MEMORY = 512 << 20
MOST_SECONDS = 60
MOST_TEXT = 100_000_000
"""Of an answer, in bytes."""

_encode = msgspec.json.encode


def main(arguments: list[str]) -> int:
    kind, name = arguments
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    out = sys.stdout.buffer
    try:
        opened = _open(sys.stdin.buffer.read(), kind, name)
        for row in _within_bounds(opened.rows):
            out.write(row)
        said = Said(opened.name, opened.others, opened.problems)
    except Unreadable as refusal:
        said = Said(refused=refusal.key, values=dict(refusal.values))
    except MemoryError:
        said = Said(refused="unreadable_heavy")
    except BaseException:  # a panic of the library is no Exception
        said = Said(refused="unreadable_damaged")
    out.write(_encode(said))
    return 0


def _open(content: bytes, kind: str, name: str) -> Sheet:
    if kind == "html":
        return open_page(content)
    if kind == "xls":
        return open_workbook(content, "xls", name)
    examine(content)
    sheet = open_workbook(content, "ods" if kind == "ods" else "xlsx", name)
    return replace(sheet, problems=(*sheet.problems, *remarks(content, sheet.name))) if kind == "xlsx" else sheet


def _within_bounds(rows: Iterable[SheetRow]) -> Iterator[bytes]:
    count = length = 0
    for row in rows:
        count += 1
        if count > MOST_ROWS:
            raise Unreadable("unreadable_too_many_rows", most=MOST_ROWS)
        if len(row.cells) > MOST_COLUMNS:
            found = len(row.cells)
            raise Unreadable("unreadable_too_many_columns", line=row.line, found=found, most=MOST_COLUMNS)
        for index, cell in enumerate(row.cells):
            if len(cell) > MOST_CHARACTERS:
                column = letter(index)
                raise Unreadable("unreadable_cell", line=row.line, column=column, most=MOST_CHARACTERS)
        line = _encode((row.line, row.cells)) + b"\n"
        length += len(line)
        if length > MOST_TEXT:
            raise Unreadable("unreadable_heavy")
        yield line
    if not count:
        raise Unreadable("unreadable_empty")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

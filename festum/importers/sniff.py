"""From bytes to text and from text to rows: encoding, delimiter, and the row number a spreadsheet would show."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from festum.errors import Unreadable
from festum.importers.sheet import SheetRow

__all__ = ["SheetRow", "decode", "rows"]

DELIMITERS = ",;\t|"
CELL_LIMIT = 1_000_000
"""Characters in one cell; more is a quote that was never closed, or an attack."""


def decode(content: bytes) -> str:
    """UTF-8, else what a byte order mark says, else cp1252, which is what this public's spreadsheets save."""
    if not content.strip():
        raise Unreadable("unreadable_empty")
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return _strictly(content, encoding)
    if b"\x00" in content:
        raise Unreadable("unreadable_binary")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(content, "cp1252")


def rows(text: str) -> Iterator[SheetRow]:
    """Every row that is not blank, the header included."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    csv.field_size_limit(CELL_LIMIT)
    line = 0
    while True:
        line += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable("unreadable_csv", line=line, reason=str(error)) from error
        if any(cell.strip() for cell in cells):
            yield SheetRow(line, tuple(cells))


def _delimiter(text: str) -> str:
    """The one the header holds most of; a header has no reason to hold the others."""
    header = re.split(r"[\r\n]", text.lstrip(), maxsplit=1)[0]
    return max(DELIMITERS, key=header.count)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("unreadable_binary") from error

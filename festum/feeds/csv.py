"""CSV (RFC 4180) in festum's own columns: sent back as it is, it changes nothing.

It begins with a byte order mark: the public opens it in Excel, which without one shows "BalÃ¨ti". Programs that read
UTF-8 know the mark (`utf-8-sig`), and so does our own importer.
"""

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Sequence

from festum.domain.formulas import plain_between
from festum.feeds.format import Drawing, Entry, Format, Head
from festum.feeds.row import HEADER, row


def draw(entry: Entry, how: Drawing) -> bytes:
    return _line(row(entry[0], how.base_url))


def whole(head: Head, bodies: Sequence[bytes]) -> bytes:
    return b"".join((BOM_UTF8, _line(HEADER), *bodies))


def _line(cells: Sequence[str]) -> bytes:
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\r\n").writerow(map(plain_between, cells))
    return line.getvalue().encode()


FORMAT = Format(
    "csv", "text/csv", "occurrence", "CSV in festum's own columns, to be sent back or read by programs", 2, draw, whole
)

"""The rows of `csv` as an Excel sheet: for people, who need not know of delimiters and encodings.

Every cell is text, and stays so when it is edited: a spreadsheet left to itself takes "09300" for a number and
"2018-06-23" for a date of its own kind, and `=…` for something to reckon with.
"""

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
import xlsxwriter

from festum.domain.text import clean
from festum.feeds.format import Drawing, Entry, Format, Head
from festum.feeds.row import HEADER, row

LONGEST_NAME = 31
"""Of a sheet, in UTF-16 units, as Excel counts."""

WIDTHS = {
    "edition": 8, "all_day": 8, "postcode": 9, "insee_code": 10, "latitude": 11, "longitude": 11, "precision": 12,
    "provenance": 12, "status": 11, "event_key": 28, "occurrence_key": 15, "start": 17, "end": 17, "partner": 24,
    **dict.fromkeys(("title", "title_oc", "title_ca", "title_en"), 36),
    **dict.fromkeys(("description", "description_oc", "description_ca", "description_en", "notice"), 48),
    **dict.fromkeys(("venue", "address", "organiser", "booking", "access", "url", "image", "source"), 28),
}  # fmt: skip
OTHER_WIDTH = 20
"""In characters, like those above."""

MADE = datetime(1980, 1, 1)  # noqa: DTZ001 (no zone in this format): a fixed day, so that equal data are equal bytes
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]+")

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(list[str]).decode


def draw(entry: Entry, how: Drawing) -> bytes:
    return _encode(row(entry[0], how.base_url))


def whole(head: Head, bodies: Sequence[bytes]) -> bytes:
    """The attribution travels among the properties of the file."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, OPTIONS) as book:
        said = {"title": head.name, "subject": head.about, "comments": f"{head.attribution}\n{head.source}"}
        book.set_properties({name: clean(text) for name, text in said.items()} | {"created": MADE})
        bold = book.add_format({"bold": True, "num_format": "@"})
        plain = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(sheet_name(head.name))
        for column, name in enumerate(HEADER):
            sheet.set_column(column, column, WIDTHS.get(name, OTHER_WIDTH), plain)
            sheet.write_string(0, column, name, bold)
        for line, body in enumerate(bodies, 1):
            for column, text in enumerate(_decode(body)):
                write_text(sheet, line, column, text, plain)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(bodies), len(HEADER) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(bodies) + 1}"})
    return made.getvalue()


def sheet_name(name: str) -> str:
    """What Excel takes for one: no []:*?/\\ in it, no apostrophe around it, not too long, not empty."""
    legal = " ".join(_NOT_IN_A_NAME.sub(" ", clean(name)).split())
    cut = legal.encode("utf-16-le")[: 2 * LONGEST_NAME].decode("utf-16-le", errors="ignore")
    found = cut.strip(" '")
    # Excel keeps this one for itself, and would call the file damaged.
    return "festum" if not found or found.casefold() == "history" else found


def write_text(sheet: Any, line: int, column: int, text: str, plain: object) -> None:
    """An empty cell is left out. XlsxWriter takes a text within <r> and </r> for markup of its own."""
    if text.startswith("<r>") and text.endswith("</r>"):
        sheet.write_rich_string(line, column, "<", plain, text[1:], plain)
    elif text:
        sheet.write_string(line, column, text, plain)


FORMAT = Format(
    "xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "occurrence",
    "The columns of the CSV as a sheet: for Excel and LibreOffice",
    2,
    draw,
    whole,
)

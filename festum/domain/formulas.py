"""What a spreadsheet would take for a formula, made plain text in files we write and put back in files we read.

A programme is written by many hands and opened in Excel: a title `=HYPERLINK(…)` must stay a title. The leading
apostrophe is what spreadsheets themselves call "this is text". One is put before whatever already has some, so that
taking one away is the exact inverse, also for a text that began with an apostrophe.
"""

import re

_TAKEN_FOR_A_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_MADE_PLAIN = re.compile(r"'+[=+\-@\t\r]")
_BETWEEN = re.compile(r"([;\t\r\n] *)('*[=+\-@])")
_MADE_PLAIN_BETWEEN = re.compile(r"([;\t\r\n] *)'('*[=+\-@])")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII)
"""A sign before digits is a number to a spreadsheet, and to the program that reads our longitudes."""


def made_plain(text: str) -> str:
    """As it may stand in a cell."""
    if _TAKEN_FOR_A_FORMULA.match(text) is None or _NUMBER.fullmatch(text) is not None:
        return text
    return f"'{text}"


def as_meant(cell: str) -> str:
    """The text that `made_plain` was given; a cell no spreadsheet would take for a formula is as it stands."""
    return cell[1:] if _MADE_PLAIN.match(cell) else cell


def plain_between(text: str) -> str:
    """For CSV: Excel in French cuts at semicolons and line ends whatever the quotes say, and a cell begins there."""
    return _BETWEEN.sub(r"\1'\2", text)


def meant_between(cell: str) -> str:
    """The text that `plain_between` was given."""
    return _MADE_PLAIN_BETWEEN.sub(r"\1\2", cell)

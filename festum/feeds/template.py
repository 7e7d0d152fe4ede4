"""An empty sheet to fill in: our columns, what each is for, and the words of the closed lists to choose from.

Nothing in it can be imported by mistake: the first sheet holds the header alone, examples stand in the explanations.
"""

import io
from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.utility import quote_sheetname, xl_col_to_name

from festum.domain.columns import COLUMNS
from festum.feeds import xlsx
from festum.feeds.table_schema import ONE_OF, SOME_OF
from festum.locale.catalogue import say

ROWS = 2000
"""Rows with something to choose from; a longer programme is not typed by hand."""

LONGEST_TITLE = 32
"""Of what a spreadsheet shows beside the chosen cell, in characters, as Excel counts; the message below it has 255."""

CHOICES: Mapping[str, Sequence[str]] = {**ONE_OF, **SOME_OF, "all_day": ("true", "false")}
NAMED = {"status": "status", "languages": "language", "categories": "category", "flags": "flag"}
"""Columns whose words have names in the catalogue, and its table."""

_FIRST_CHOICE = 2
"""Row of the first word in the explanations' lists, counted from 0; above stand the heads."""


def draw_csv() -> bytes:
    """The header alone."""
    return BOM_UTF8 + ",".join(COLUMNS).encode() + b"\r\n"


def draw_xlsx(language: str) -> bytes:
    """For people: header and choices in the programme's sheet, explanations and lists in the reader's language."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, xlsx.OPTIONS) as book:
        book.set_properties({"created": xlsx.MADE})
        look = {
            "bold": book.add_format({"bold": True, "num_format": "@", "valign": "top"}),
            "needed": book.add_format({"bold": True, "num_format": "@", "bg_color": "#FFE9A8"}),
            "plain": book.add_format({"num_format": "@"}),
            "wrapped": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        }
        programme = book.add_worksheet(xlsx.sheet_name(say(language, "template.sheet")))
        explained = book.add_worksheet(xlsx.sheet_name(say(language, "template.explained")))
        words = book.add_worksheet(xlsx.sheet_name(say(language, "template.words")))
        ranges = _words(words, language, look)
        _explain(explained, language, look)
        _programme(programme, language, look, ranges)
        programme.activate()
    return made.getvalue()


def _programme(sheet: Any, language: str, look: Mapping[str, Any], ranges: Mapping[str, str]) -> None:
    """Each column is text, so that a postcode keeps its first zero and a date stays as it was typed."""
    for place, column in enumerate(COLUMNS.values()):
        sheet.set_column(place, place, xlsx.WIDTHS.get(column.name, xlsx.OTHER_WIDTH), look["plain"])
        sheet.write_string(0, place, column.name, look["needed" if column.required else "bold"])
        rule: dict[str, Any] = {
            "validate": "any",
            "input_title": say(language, f"heading.{column.name}")[:LONGEST_TITLE],
            "input_message": say(language, f"column.{column.name}"),
        }
        if column.name in ranges:
            # A list of several words is typed; what may stand in it can be looked up, and is judged by the plan.
            rule |= {"validate": "list", "source": ranges[column.name], "show_error": column.name not in SOME_OF}
        sheet.data_validation(1, place, ROWS, place, rule)
    sheet.freeze_panes(1, 0)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _explain(sheet: Any, language: str, look: Mapping[str, Any]) -> None:
    about = say(language, "template.about", sheet=say(language, "template.sheet"))
    sheet.merge_range(0, 0, 0, 4, about, look["wrapped"])
    sheet.set_row(0, 48)
    heads = ("column", "meaning", "how", "needed", "longest")
    for place, (head, width) in enumerate(zip(heads, (18, 28, 90, 12, 12), strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(1, place, say(language, f"template.{head}"), look["bold"])
    for line, column in enumerate(COLUMNS.values(), 2):
        sheet.write_string(line, 0, column.name, look["wrapped"])
        sheet.write_string(line, 1, say(language, f"heading.{column.name}"), look["wrapped"])
        sheet.write_string(line, 2, say(language, f"column.{column.name}"), look["wrapped"])
        sheet.write_string(line, 3, say(language, "template.yes") if column.required else "", look["wrapped"])
        sheet.write_number(line, 4, column.longest)
    sheet.freeze_panes(2, 0)


def _words(sheet: Any, language: str, look: Mapping[str, Any]) -> dict[str, str]:
    """Two columns for each closed list, the word and what it means; where the words of each stand, for choosing."""
    ranges = {}
    for place, (name, words) in enumerate(CHOICES.items()):
        first = 2 * place
        sheet.set_column(first, first, 20)
        sheet.set_column(first + 1, first + 1, 32 if name in NAMED else 4)
        sheet.write_string(0, first, say(language, f"heading.{name}"), look["bold"])
        sheet.write_string(1, first, say(language, "template.word"), look["bold"])
        if name in NAMED:
            sheet.write_string(1, first + 1, say(language, "template.meaning"), look["bold"])
        for line, word in enumerate(words, _FIRST_CHOICE):
            sheet.write_string(line, first, word)
            if name in NAMED:
                sheet.write_string(line, first + 1, say(language, f"{NAMED[name]}.{word}"))
        top, letter = _FIRST_CHOICE + 1, xl_col_to_name(first)
        ranges[name] = f"={quote_sheetname(sheet.get_name())}!${letter}${top}:${letter}${top + len(words) - 1}"
    return ranges

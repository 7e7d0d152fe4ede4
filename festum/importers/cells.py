"""Reading cells: each reader gives a value, or adds a problem that names the column and what was found in it."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from festum.domain.columns import COLUMNS, SEPARATOR, parted
from festum.domain.formulas import as_meant, meant_between
from festum.domain.images import is_hosted
from festum.domain.place import Point
from festum.domain.text import clean, fold, nearest
from festum.domain.web import is_web_address
from festum.domain.when import When, exists, parse_moment
from festum.errors import Level, Problem

_BOOLEANS: dict[str, bool | None] = {
    "": None,
    **dict.fromkeys(("1", "true", "yes", "vrai", "oui", "cert", "si", "verai", "oc"), True),
    **dict.fromkeys(("0", "false", "no", "faux", "non", "fals"), False),
}
"""Folded; a French spreadsheet that opens `true` saves VRAI, a Catalan one CERT."""

_DEGREES = re.compile(r"[+-]?\d{1,3}(?:[.,]\d*)?(?:[eE][+-]?\d{1,3})?", re.ASCII)
"""With an exponent: a venue on the Greenwich meridian, which crosses the Hautes-Pyrénées, may be saved as 5E-05."""


class Cells:
    """One row's cells by column name, and the problems met while reading them.

    `is_text`: of a CSV, where formulas are made plain within a cell too; a workbook has no need of it.
    """

    def __init__(self, cells: Mapping[str, str], is_text: bool = True) -> None:
        self._cells = cells
        self._is_text = is_text
        self.problems: list[Problem] = []

    def complain(self, level: Level, key: str, column: str, value: str = "", proposal: str = "") -> None:
        self.problems.append(Problem(level, key, column, value[:200], proposal))

    def text(self, name: str, *, lines: bool = False) -> str:
        """Cleaned; a required cell that is empty, or one too long, is a problem. Line breaks only where `lines`."""
        found = self._found(name)
        if not lines:
            found = " ".join(found.split())
        if not found and COLUMNS[name].required:
            self.complain("error", "required", name)
        self._judge_length(name, found)
        return found

    def words(self, name: str, known: Iterable[str] | None = None) -> tuple[str, ...]:
        """The members of a list, each once; with `known`, only those of a closed list."""
        found = parted(" ".join(self._found(name).split()))
        self._judge_length(name, SEPARATOR.join(found))
        if known is not None:
            self._judge_words(name, found, tuple(known))
        return found

    def word(self, name: str, known: Iterable[str]) -> str:
        """One of a closed list, or empty."""
        found = self.text(name)
        self._judge_words(name, (found,) if found else (), tuple(known))
        return found

    def boolean(self, name: str) -> bool | None:
        found = self.text(name)
        if fold(found) not in _BOOLEANS:
            self.complain("error", "boolean_unreadable", name, found)
        return _BOOLEANS.get(fold(found))

    def web_address(self, name: str) -> str:
        found = self.text(name)
        if found and not is_web_address(found):
            self.complain("error", "url_unreadable", name, found)
        return found

    def image(self) -> str:
        """Of one that is ours already, the path will do."""
        found = self.text("image")
        if found and not (is_hosted(found) or is_web_address(found)):
            self.complain("error", "url_unreadable", "image", found)
        return found

    def point(self) -> Point | None:
        """Both or neither; a decimal comma is understood."""
        latitude, longitude = self.text("latitude"), self.text("longitude")
        if not latitude and not longitude:
            return None
        try:
            return Point(_degrees(latitude), _degrees(longitude))
        except ValueError:
            self.complain("error", "point_unreadable", "latitude", f"{latitude} {longitude}")
            return None

    def _found(self, name: str) -> str:
        found = self._cells.get(name, "")
        if not found:
            return ""  # most cells of most sheets
        return clean(as_meant(meant_between(found) if self._is_text else found))

    def _judge_length(self, name: str, found: str) -> None:
        if len(found) > COLUMNS[name].longest:
            self.complain("error", "too_long", name, found, str(COLUMNS[name].longest))

    def _judge_words(self, name: str, found: Iterable[str], known: tuple[str, ...]) -> None:
        for word in found:
            if word not in known:
                self.complain("error", "word_unknown", name, word, nearest(word, known) or "")

    def when(self) -> When | None:
        start_text, end_text = self.text("start"), self.text("end")
        said_all_day, time_text = self.boolean("all_day"), self.text("time_text")
        start, start_has_hour = self._moment("start", start_text)
        end, end_has_hour = self._moment("end", end_text)
        if start is None:
            return None
        all_day = said_all_day if said_all_day is not None else not start_has_hour
        if not all_day and not start_has_hour:
            self.complain("warning", "time_without_hour", "start", start_text)
            all_day = True
        if not all_day and end is not None and not end_has_hour:
            self.complain("error", "date_unreadable", "end", end_text)
            end = None
        when = When.made(start, end, all_day, time_text)
        if when is None:
            self.complain("error", "ends_before", "end", end_text, start_text)
            return When.made(start, None, all_day, time_text)
        return when

    def _moment(self, name: str, text: str) -> tuple[datetime | None, bool]:
        """(local time, whether an hour was given)"""
        if not text:
            return None, False
        moment = parse_moment(text)
        if moment is None:
            self.complain("error", "date_unreadable", name, text)
            return None, False
        if not exists(moment[0]):
            self.complain("error", "time_skipped", name, text)
        return moment


def _degrees(text: str) -> float:
    if _DEGREES.fullmatch(text) is None:
        raise ValueError(text)
    return float(text.replace(",", "."))

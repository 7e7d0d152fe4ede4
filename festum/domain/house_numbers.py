"""Numbers of houses as people write them: "12 bis", "12b", "n°12", "12-14 rue", "rue de la République, 12"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from festum.domain.text import fold

_REPETITIONS = {"bis": "b", "ter": "t", "quater": "q", "quinquies": "c", "sexies": "s"}
_WORDS = {"b": "bis", "t": "ter", "q": "quater"}
_REPETITION = r"bis|ter|quater|quinquies|sexies|[a-hj-k](?![\w'.])"
_SIGN = r"(?:(?:n\s?[°ºo]\.?|num[ée]ro|№)\s*)"
_NUMBER = rf"{_SIGN}?(\d{{1,4}})(?!\d|[.,]\d|\s?%)"

_RANGE = re.compile(
    rf"(?<![\w/.,-])(\d{{1,4}})\s?((?:{_REPETITION})\b)?\s?(?:[/&-]|\b(?:et|à|a|e|i)\b)\s?\d{{1,4}}\s?(?:(?:{_REPETITION})\b)?"
    r"(?=[\s,]+[^\W\d])",
    re.IGNORECASE,
)
_HEAD = re.compile(rf"{_NUMBER}\s?((?:{_REPETITION})\b)?[\s,.:]*", re.IGNORECASE)
_TAIL = re.compile(rf"(?<=[^\W\d])[\s,]+({_SIGN})?(\d{{1,4}})\s?((?:{_REPETITION})\b)?[\s.]*$", re.IGNORECASE)
_ONLY = re.compile(rf"{_NUMBER}\s?((?:{_REPETITION})\b)?[\s.]*", re.IGNORECASE)

_DATES = frozenset((
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
    "decembre", "genier", "gener", "maig", "junh", "juny", "julhet", "juliol", "agost", "setembre",
))  # fmt: skip
_NUMBERED = frozenset((
    "nationale", "departementale", "communale", "rn", "rd", "n", "d", "cd", "vc", "route", "chemin", "lot", "salle",
    "sala", "zone", "porte", "hall", "du", "le", "de", "la", "des", "residence", "terrain", "quai", "voie", "km",
    "espace", "studio", "cafe", "bar",
))  # fmt: skip
"""A number after one of these is part of the name: Route Nationale 9, Espace 34, Salle 3."""


@dataclass(frozen=True, slots=True)
class HouseNumber:
    """`repetition` is one letter, "b" for bis and for B: people and address bases mix them."""

    number: int
    repetition: str = ""

    def __str__(self) -> str:
        return f"{self.number} {_WORDS.get(self.repetition, self.repetition.upper())}".strip()


def read_number(text: str) -> HouseNumber | None:
    """Of a text that is a number and nothing else: "12bis", "n° 12", "12 B"."""
    found = _ONLY.fullmatch(text.strip())
    return _made(found[1], found[2]) if found else None


def first_of_ranges(text: str) -> str:
    """The house of "12-14 rue Foch" is at its first number."""
    return _RANGE.sub(lambda found: f"{found[1]} {found[2] or ''}", text)


def split_number(text: str) -> tuple[HouseNumber | None, str]:
    """The number before a street, and the street. A date that streets are named after is no number."""
    found = _HEAD.match(text)
    if not found or not (rest := text[found.end() :]).strip():
        return None, text
    first = fold(rest.split()[0]).strip(".,")
    if first in _DATES or first[:1].isdigit():
        return None, text
    return _made(found[1], found[2]), rest


def split_last_number(text: str) -> tuple[HouseNumber | None, str]:
    """Likewise the number after a street, as in "rue de la République 12"."""
    found = _TAIL.search(text)
    if not found:
        return None, text
    before = fold(text[: found.start()]).replace("'", " ").split()
    if not found[1] and (len(before) < 2 or before[-1] in _DATES or before[-1] in _NUMBERED):
        return None, text
    if len(found[2]) == 4 and not found[1]:
        return None, text  # a year
    return _made(found[2], found[3]), text[: found.start()]


def _made(number: str, repetition: str | None) -> HouseNumber:
    said = fold(repetition or "")
    return HouseNumber(int(number), _REPETITIONS.get(said, said))

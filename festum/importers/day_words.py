"""The words of a date: its weekday, its month, its year, each read at its place among the tokens."""

from dataclasses import dataclass

from festum.importers.day_names import HOUR_UNITS, MARDI_OR_MARCH, MONTHS, OF, ORDINALS, PLURAL_WEEKDAYS, WEEKDAYS
from festum.importers.tokens import Tokens, glued

_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class Seen:
    """One number of a date, its month and year not always beside it; `to` when it ends a range begun before."""

    day: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    to: bool = False
    swapped: bool = False
    month_first: bool = False


Found = tuple[tuple[Seen, ...], int]
"""What was read, and the place of the token after it."""


def is_weekday(tokens: Tokens, place: int) -> bool:
    text = tokens[place].text
    if text == MARDI_OR_MARCH:
        ahead = place + 2 if tokens[place + 1].text == "." else place + 1
        return tokens[ahead].number and month_at(tokens, ahead + 1) is not None
    return text in WEEKDAYS or text in PLURAL_WEEKDAYS


def weekday_of(text: str) -> int:
    if text == MARDI_OR_MARCH:
        return 1
    return WEEKDAYS[text] if text in WEEKDAYS else PLURAL_WEEKDAYS[text]


def hour_ahead(tokens: Tokens, place: int) -> bool:
    """Whether this number begins an hour: `21h`, `10-12h`, `18 à 20 heures`, `21:00`; not `24/06 à 2h`."""
    if tokens[place].digits not in {1, 2}:
        return False
    if is_hour_unit(tokens, place + 1):
        return True
    joined = tokens[place + 1].text in {"-", "/", "a", "."} and tokens[place + 2].number
    return joined and is_hour_unit(tokens, place + 3)


def is_hour_unit(tokens: Tokens, place: int) -> bool:
    text = tokens[place].text
    return text in HOUR_UNITS or text in {"am", "pm"} or (text == ":" and tokens[place + 1].number)


def month_at(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """(month, the place after its name and its dot) of `juin`, `de junh`, `-juin`; None when it is no month."""
    if tokens[place].text in {"-", "/", ".", ","} or tokens[place].text in OF:
        if tokens[place].text in MONTHS and tokens[place + 1].text not in MONTHS:
            return MONTHS[tokens[place].text], place + 1
        place += 1
    if tokens[place].text == "el" or (tokens[place].text == "mes" and tokens[place + 1].text in OF):
        place += 1
    if tokens[place].text not in MONTHS:
        return None
    month = MONTHS[tokens[place].text]
    dotted = tokens[place + 1].text == "." and not tokens[place + 2].number
    return month, place + 2 if dotted else place + 1


def year_at(tokens: Tokens, place: int) -> tuple[int | None, int]:
    """(year, the place after it); two digits only where they cannot be a day or an hour."""
    ahead, tight = place, False
    if tokens[ahead].text in {",", ".", "-", "/"} or tokens[ahead].text in OF:
        tight = tokens[ahead].text in {"-", "/", "."} and glued(tokens, ahead - 1) and glued(tokens, ahead)
        ahead += 1
    token = tokens[ahead]
    if token.digits == 4 and tokens[ahead + 1].text not in HOUR_UNITS:
        return token.value, ahead + 1
    plain = ahead == place or tight
    if token.digits == 2 and plain and not hour_ahead(tokens, ahead) and _ends_a_date(tokens, ahead + 1):
        return _CENTURY + token.value, ahead + 1
    return None, place


def _ends_a_date(tokens: Tokens, place: int) -> bool:
    """Whether what follows cannot belong to the number before: `23 juin 24 juin`, `juin 18 à 20h` are no years."""
    if tokens[place].text in MONTHS or tokens[place].number or tokens[place].text in {"/", "."} | OF:
        return False
    return not tokens[place + 1].number or month_at(tokens, place + 2) is not None


def past_ordinal(tokens: Tokens, place: int) -> int:
    """The place after a number and what makes it a first or a second."""
    return place + 2 if glued(tokens, place) and tokens[place + 1].text in ORDINALS else place + 1

"""Numbers that are days: `23/06/18`, `20-21-22 mai`, `29/06 - 01/07/2018`; a year of two figures is this century's."""

from dataclasses import dataclass, replace
from itertools import pairwise

from festum.importers.day_words import Found, Seen, hour_ahead, is_hour_unit, month_at, past_ordinal, year_at
from festum.importers.tokens import Tokens, glued

_CENTURY = 2000
_LONGEST_RUN = 12


@dataclass(frozen=True, slots=True)
class _Run:
    """Numbers with one sign between each: `29/06 - 01`; `places` are those after each number."""

    numbers: tuple[int, ...]
    digits: tuple[int, ...]
    signs: tuple[tuple[str, bool], ...]
    places: tuple[int, ...]


def _run(tokens: Tokens, place: int) -> _Run:
    numbers: list[int] = []
    digits: list[int] = []
    signs: list[tuple[str, bool]] = []
    places: list[int] = []
    while True:
        numbers.append(tokens[place].value)
        digits.append(tokens[place].digits)
        place = past_ordinal(tokens, place)
        places.append(place)
        spaced = tokens[place - 1].end != tokens[place].start
        sign = (tokens[place].text, spaced)
        goes_on = tokens[place].text in {"/", "-", "."} and tokens[place + 1].number
        hour = is_hour_unit(tokens, place + 2) or (sign != (signs or [sign])[0] and hour_ahead(tokens, place + 1))
        if not goes_on or hour or len(numbers) == _LONGEST_RUN or max(digits) > 4:
            return _Run(tuple(numbers), tuple(digits), tuple(signs), tuple(places))
        signs.append(sign)
        place += 1


def numbers_at(tokens: Tokens, place: int, *, month_first: bool) -> Found | None:
    run = _run(tokens, place)
    if max(run.digits) > 4:
        return None
    named = month_at(tokens, run.places[-1])
    if named is not None and max(run.digits) <= 2:
        read = _days_of_month(run, named[0])
        if read is not None:
            year, place = year_at(tokens, named[1])
            return (*read[:-1], replace(read[-1], year=year)), place
    return _in_figures(tokens, place, run, month_first=month_first)


def _days_of_month(run: _Run, month: int) -> tuple[Seen, ...] | None:
    """The numbers before a month's name: days of it, or a day and month of their own before the last."""
    days = run.numbers
    signs = [sign for sign, _ in run.signs]
    if len(days) == 3 and signs[1] == "-" != signs[0] and days[1] - days[0] != 1 and days[1] <= 12:
        return Seen(days[0], days[1]), Seen(days[2], month, to=True)
    consecutive = all(later - earlier == 1 for earlier, later in pairwise(days))
    if len(days) > 1 and (consecutive or (len(days) == 2 and signs[0] == "-")):
        return Seen(days[0]), Seen(days[-1], month, to=True)
    if list(days) != sorted(set(days)):
        return None
    return (*(Seen(day) for day in days[:-1]), Seen(days[-1], month))


def _in_figures(tokens: Tokens, place: int, run: _Run, *, month_first: bool) -> Found | None:
    """`23/06/2018`, `2018-06-23`, `23/06`, `29/30/06/2018`, `23 06 2018`, or a day whose month comes later."""
    numbers, digits, signs, places = run.numbers, run.digits, run.signs, run.places
    if digits[0] == 4:
        if len(numbers) >= 3 and signs[0] == signs[1] and max(digits[1:3]) <= 2 and 1 <= numbers[1] <= 12:
            return (Seen(numbers[2], numbers[1], numbers[0]),), places[2]
        return None
    if digits[0] > 2:
        return None
    alike = next((size for size, sign in enumerate(signs, 1) if sign != signs[0]), len(numbers))
    if alike > 3 and digits[alike - 1] == 4 and 1 <= numbers[alike - 2] <= 12:
        days = _days_of_month(_Run(numbers[: alike - 2], digits, signs[: alike - 3], places), numbers[alike - 2])
        if days is None:
            return None
        return (*days[:-1], replace(days[-1], year=numbers[alike - 1])), places[alike - 1]
    if alike >= 3 and digits[2] in {2, 4} and digits[1] <= 2:
        return _day_month_year(numbers, digits, places[2])
    if alike == 2 and digits[1] <= 2 and 1 <= numbers[1] <= 12 and not (len(signs) > 1 and signs[0][0] == "-"):
        return (Seen(numbers[0], numbers[1]),), places[1]
    if alike > 2:
        return None
    return _alone(tokens, place, numbers[0], month_first=month_first)


def _day_month_year(numbers: tuple[int, ...], digits: tuple[int, ...], place: int) -> Found | None:
    day, month, year = numbers[:3]
    if digits[2] == 2:
        year += _CENTURY
    if 1 <= month <= 12:
        return (Seen(day, month, year),), place
    if 1 <= day <= 12 and 13 <= month <= 31:
        return (Seen(month, day, year, swapped=True),), place
    return None


def _alone(tokens: Tokens, place: int, day: int, *, month_first: bool) -> Found | None:
    """A day whose month stands elsewhere; three numbers with only blanks between them are a date."""
    after = tokens[place + 1]
    if after.digits in {1, 2} and tokens[place + 2].digits == 4 and 1 <= after.value <= 12:
        return (Seen(day, after.value, tokens[place + 2].value),), place + 3
    place = past_ordinal(tokens, place)
    if glued(tokens, place - 1) and tokens[place].text in {".", ":", "/"}:
        return None
    year = None
    if month_first and (tokens[place].text == "," or tokens[place].digits == 4):
        year, place = year_at(tokens, place)
    return (Seen(day, year=year),), place

"""Days as partners write them: `samedi 23 juin`, `du 29 au 30 juin 2018`, `5/6/7 juin`, `23.06.18`, `June 23, 2018`.

What is written is told as it is, a missing year left missing; what it means is decided in `calendar_days`.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from festum.clock import FESTIVAL_ZONE
from festum.domain.when import FIRST_YEAR, LAST_YEAR
from festum.importers.day_figures import numbers_at
from festum.importers.day_names import (
    AND,
    ARTICLES,
    EACH,
    FROM,
    MARDI_OR_MARCH,
    MONTHS,
    SPOKEN_PARTS,
    TO,
    WEEKDAYS,
    WEEKEND,
)
from festum.importers.day_words import Found, Seen, hour_ahead, is_weekday, past_ordinal, weekday_of, year_at
from festum.importers.tokens import LONGEST, Token, Tokens, cut

_SERIAL = re.compile(r"([345]\d{4})(?:[.,](\d{1,15}))?", re.ASCII)
_SERIAL_FIRST = date(1899, 12, 30)
"""Spreadsheets count days from here; 32874 is 1990, 58805 is 2060: other numbers are no date but a number."""
_SERIALS = range(32874, 58806)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)", re.ASCII)
_ZONED = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)", re.ASCII)
_COMMON_YEAR = 2001
_EDGES = " \t\n,;:-–—|/.()"


@dataclass(frozen=True, slots=True)
class Day:
    """A day as written: it may not exist. `weekday` (Monday is 0) and `year` are None where nobody said."""

    day: int
    month: int
    year: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `first` to `last`, both included; one day when they are the same. `weekdays`: only these of them, or all."""

    first: Day
    last: Day
    weekdays: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """Some days and what is said after them, which is most often an hour.

    `swapped`: written month first, as 06/23. `to`: they end what the part before begins, which has an hour.
    """

    stretches: tuple[Stretch, ...]
    rest: str = ""
    swapped: bool = False
    to: bool = False


@lru_cache(maxsize=20_000)
def read_days(text: str) -> tuple[Part, ...]:
    """In the order written, several where hours stand between the days; empty when it is no date."""
    text = text.strip()
    if not text or len(text) > LONGEST:
        return ()
    return _counted(text) or _parts(text, cut(text))


def looks_like_date(text: str) -> bool:
    """Whether it can hardly be anything else: a mere number may be a postal code, and is not taken for a day."""
    if not any(mark.isdigit() for mark in text) or text.strip().isdigit() or _counted(text.strip()):
        return False
    parts = read_days(text)
    if not parts:
        return False
    first = parts[0].stretches[0].first
    written = any(mark.isalpha() for mark in text) or "/" in text
    return written or first.year is not None


def _counted(text: str) -> tuple[Part, ...]:
    """A spreadsheet's own number of the day, its fraction the hour; or 20180623."""
    if found := _SERIAL.fullmatch(text):
        if int(found[1]) not in _SERIALS:
            return ()
        day = _SERIAL_FIRST + timedelta(days=int(found[1]))
        minutes = round(float(f"0.{found[2] or 0}") * 24 * 60)
        rest = f"{minutes // 60:02}:{minutes % 60:02}" if minutes else ""
        return _one(Day(day.day, day.month, day.year), rest)
    if found := _COMPACT.fullmatch(text):
        return _one(Day(int(found[3]), int(found[2]), int(found[1]))) if 1 <= int(found[2]) <= 12 else ()
    return _zoned(text) if _ZONED.fullmatch(text) else ()


def _zoned(text: str) -> tuple[Part, ...]:
    """`2018-06-23T19:00:00Z` as the festival's clocks show it."""
    try:
        local = datetime.fromisoformat(text).astimezone(FESTIVAL_ZONE)
    except (ValueError, OverflowError):
        return ()
    return _one(Day(local.day, local.month, local.year), f"{local:%H:%M}")


def _one(day: Day, rest: str = "") -> tuple[Part, ...]:
    return (Part((Stretch(day, day),), rest),)


def _parts(text: str, tokens: Tokens) -> tuple[Part, ...]:
    found: list[Part] = []
    place, to = 0, False
    while read := _expression(tokens, place):
        following = _next_beginning(tokens, read.place)
        end = tokens[following - 1].start if following is not None else len(text)
        rest = [text[tokens[read.place].start : end].strip(_EDGES), *(text[t.start : t.end] for t in read.said)]
        found.append(Part(read.stretches, " ".join(rest).strip(), read.swapped, to))
        if following is None:
            break
        place, to = following, tokens[following - 1].text in TO | {"/"}
    return _years_filled(tuple(found))


def _next_beginning(tokens: Tokens, place: int) -> int | None:
    """Where, after an hour, other days begin: `22 juin à 21h et 23 juin à 17h`, `du 22 juin 18h au 24 juin 20h`."""
    for ahead in range(place, len(tokens)):
        text = tokens[ahead].text
        joins = text in AND or text in TO or (text == "/" and tokens[ahead + 1].digits == 4)
        if joins and _expression(tokens, ahead + 1):
            return ahead + 1
    return None


def _years_filled(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """A year written once at the end is that of all the days before it."""
    years = {day.year for part in parts for s in part.stretches for day in (s.first, s.last)}
    if len(years) != 2 or None not in years:
        return parts
    year = next(year for year in years if year is not None)
    return tuple(replace(part, stretches=tuple(_in_year(s, year) for s in part.stretches)) for part in parts)


def _in_year(stretch: Stretch, year: int) -> Stretch:
    first, last = stretch.first, stretch.last
    if first.year is not None or last.year is not None:
        return stretch
    return replace(stretch, first=replace(first, year=year), last=replace(last, year=year))


@dataclass(frozen=True, slots=True)
class _Expression:
    """Days joined by words; `said` are parts of the day named among them, `place` that of the token after."""

    stretches: tuple[Stretch, ...]
    swapped: bool
    said: Tokens
    place: int


def _expression(tokens: Tokens, place: int) -> _Expression | None:
    """Days joined by words, from this token on."""
    opening = _opening(tokens, place)
    each = frozenset(opening.weekdays) if opening.each else frozenset[int]()
    read = _item(tokens, opening.place, month_first=False)
    if read is None:
        return _each_of_month(tokens, opening, each)
    seen, place = read
    seen = _with_weekdays(seen, () if each else opening.weekdays)
    ends = [(len(seen), place)]
    while following := _joined(tokens, place, month_first=seen[0].month_first):
        more, place = following
        seen += more
        ends.append((len(seen), place))
    # What follows may be a number that is no day: days end with the last one whose month is known.
    months = [number for number, one in enumerate(seen, 1) if one.month is not None]
    if not months:
        return None
    last = len(seen) if seen[0].month_first else months[-1]
    kept, place = next((size, where) for size, where in ends if size >= last)
    stretches = _stretches(_filled(seen[:kept]), each)
    return _Expression(stretches, any(one.swapped for one in seen[:kept]), opening.said, place)


def _each_of_month(tokens: Tokens, opening: "_Opening", each: frozenset[int]) -> _Expression | None:
    """`tous les jeudis de juin 2018`."""
    if not each or tokens[opening.place].text not in MONTHS:
        return None
    month = MONTHS[tokens[opening.place].text]
    year, place = year_at(tokens, opening.place + 1)
    last = monthrange(year or _COMMON_YEAR, month)[1] if year is None or FIRST_YEAR <= year <= LAST_YEAR else 1
    return _Expression((Stretch(Day(1, month, year), Day(last, month, year), each),), False, opening.said, place)


@dataclass(frozen=True, slots=True)
class _Opening:
    """What stands before the first number or month, whose place it tells; `each`: all such weekdays are meant."""

    each: bool
    weekdays: tuple[int, ...]
    said: Tokens
    place: int


def _opening(tokens: Tokens, place: int) -> _Opening:
    each = False
    weekdays: list[int] = []
    said: list[Token] = []
    while True:
        text = tokens[place].text
        if text in EACH:
            each = True
        elif is_weekday(tokens, place):
            weekdays.append(weekday_of(text))
        elif text in SPOKEN_PARTS:
            said.append(tokens[place])
        elif weekdays and text in FROM:
            each = True
        elif text not in ARTICLES | FROM | WEEKEND and not (weekdays and text in AND | {".", "/", "-"}):
            return _Opening(each and bool(weekdays), tuple(weekdays), tuple(said), place)
        place += 1


def _with_weekdays(seen: tuple[Seen, ...], weekdays: tuple[int, ...]) -> tuple[Seen, ...]:
    """One for the first day, or one for each; a range written `20-21-22` has only its ends."""
    if len(weekdays) == 1:
        return (replace(seen[0], weekday=weekdays[0]), *seen[1:])
    if len(weekdays) == len(seen):
        return tuple(replace(one, weekday=weekday) for one, weekday in zip(seen, weekdays, strict=True))
    return seen


def _joined(tokens: Tokens, place: int, *, month_first: bool) -> Found | None:
    """What a joining word brings: `au 30 juin`, `et samedi 24`."""
    if tokens[place].text == "." and tokens[place + 1].text in TO | AND:
        place += 1
    joiner = tokens[place].text
    interval = joiner == "/" and tokens[place + 1].digits == 4
    if joiner not in TO and joiner not in AND and not interval:
        return None
    place += 1
    to = joiner in TO or interval
    if joiner in {",", ";", "\n"} and tokens[place].text in AND:
        place += 1
    while tokens[place].text in TO and tokens[place].text != "-":
        to, place = True, place + 1
    opening = _opening(tokens, place)
    read = None if opening.each or opening.said else _item(tokens, opening.place, month_first=month_first)
    if read is None:
        return None
    seen, place = read
    seen = _with_weekdays(seen, opening.weekdays)
    return (replace(seen[0], to=to), *seen[1:]), place


def _item(tokens: Tokens, place: int, *, month_first: bool) -> Found | None:
    """One date, or several numbers that share a month."""
    if tokens[place].text in MONTHS:
        read = _month_then_day(tokens, place)
    elif tokens[place].number and not hour_ahead(tokens, place):
        read = numbers_at(tokens, place, month_first=month_first)
    else:
        return None
    if read is None:
        return None
    seen, place = read
    return seen, _past_weekday(tokens, place)


def _past_weekday(tokens: Tokens, place: int) -> int:
    """`23/06/2018 (samedi)`: said after the date, it adds nothing."""
    ahead = place + 1 if tokens[place].text in {"(", ","} else place
    after = tokens[ahead + 1]
    if tokens[ahead].text in WEEKDAYS.keys() - {MARDI_OR_MARCH} and not after.number and after.text not in ARTICLES:
        return ahead + 2 if after.text in {")", "."} else ahead + 1
    return place


def _month_then_day(tokens: Tokens, place: int) -> Found | None:
    month, place = MONTHS[tokens[place].text], place + 1
    if tokens[place].text == ".":
        place += 1
    if tokens[place].text == "the":
        place += 1
    if not 1 <= tokens[place].digits <= 2 or hour_ahead(tokens, place):
        return None
    day = tokens[place].value
    place = past_ordinal(tokens, place)
    year, place = year_at(tokens, place) if tokens[place].text == "," or tokens[place].digits == 4 else (None, place)
    return (Seen(day, month, year, month_first=True),), place


def _filled(seen: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """Each with its month, and its year where any is written: those of the next that has one, else of the one before.

    In a range whose beginning would come after its end, the beginning is in the month or the year before.
    """
    forward = seen[0].month_first
    months = _spread([one.month for one in seen], forward=forward)
    years = _spread([one.year for one in seen], forward=False)
    filled = [replace(one, month=m, year=y) for one, m, y in zip(seen, months, years, strict=True)]
    for number in range(len(filled) - 1):
        first, last = filled[number], filled[number + 1]
        if not last.to:
            continue
        if seen[number].month is None and first.day > last.day and first.month is not None:
            first = replace(first, month=12 if first.month == 1 else first.month - 1)
        later = ((first.month or 0), first.day) > ((last.month or 0), last.day)
        if later and seen[number].year is None and first.year is not None and first.month != last.month:
            first = replace(first, year=first.year - 1)
        filled[number] = first
    return tuple(filled)


def _spread(values: list[int | None], *, forward: bool) -> list[int | None]:
    for backwards in (False, True) if forward else (True, False):
        known: int | None = None
        places = range(len(values) - 1, -1, -1) if backwards else range(len(values))
        for place in places:
            if values[place] is None:
                values[place] = known
            known = values[place]
    return values


def _stretches(seen: tuple[Seen, ...], weekdays: frozenset[int]) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    for one in seen:
        day = Day(one.day, one.month or 1, one.year, one.weekday)
        if one.to and found:
            found[-1] = replace(found[-1], last=day)
        else:
            found.append(Stretch(day, day, weekdays))
    return tuple(found)

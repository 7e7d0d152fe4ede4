"""Hours as partners write them: `20h30`, `16H00`, `17.30`, `10-12h`, `de 14h à 17h`, `8pm`, `minuit`, `0.875`.

An hour is told in minutes after the midnight its day begins with: `24h30` and `minuit` are of the day after.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from festum.importers.day_names import (
    AFTERNOON,
    ALL_DAY,
    AND,
    DAY_PARTS,
    EVENING,
    FROM,
    HALVES,
    HOUR_UNITS,
    MIDNIGHT,
    MORNING,
    NIGHT,
    NOON,
    OF,
    PREPOSITIONS,
    QUARTERS,
    STARTING,
    TO,
    UNTIL,
)
from festum.importers.tokens import LONGEST, Tokens, cut, glued

HOUR = 60
DAY = 24 * HOUR
_FRACTION = re.compile(r"(0?|\d{5})[.,](\d{1,17})", re.ASCII)
_DAY_ZERO = re.compile(r"(?:1899-12-3[01]|1900-01-0[01]|3[01]/12/1899|0?[01]/01/1900)[T ]", re.ASCII)
"""The date a spreadsheet gives to an hour that has none."""


@dataclass(frozen=True, slots=True)
class Hours:
    """One showing, in minutes after the midnight of its day; `end` is None when nobody said, and after `start`."""

    start: int
    end: int | None = None


@dataclass(frozen=True, slots=True)
class HoursRead:
    """`showings` of the day; `words` to keep as the time's text, `unreadable` when there are numbers that are no hour.

    `slashed`: a slash stood between hours, which may mean "to" or "and". `part_of_day`: the words are only such a part.
    `until`: the end of `jusqu'à 18h`, which has no beginning and whose words are kept.
    """

    showings: tuple[Hours, ...] = ()
    words: str = ""
    unreadable: bool = False
    slashed: bool = False
    part_of_day: bool = False
    until: int | None = None


@lru_cache(maxsize=20_000)
def read_hours(text: str) -> HoursRead:
    """Nothing at all of an empty text, and of one that says all day."""
    text = _DAY_ZERO.sub("", text.strip())
    if len(text) > LONGEST:
        return HoursRead(words=text[:LONGEST], unreadable=True)
    counted = _counted(text)
    if counted is not None:
        return HoursRead((Hours(counted),))
    tokens = cut(text)
    plain = " ".join(token.text for token in tokens if token.text.isalnum())
    if not plain or plain in ALL_DAY:
        return HoursRead()
    alone = _alone(tokens)
    if alone is not None:
        return HoursRead((Hours(alone),))
    return _read(" ".join(text.split()), tokens)


def looks_like_hour(text: str) -> bool:
    """Whether it tells an hour, however it is written; words without any do not."""
    return len(text) <= LONGEST and bool(read_hours(text).showings)


def _counted(text: str) -> int | None:
    """A spreadsheet's own fraction of a day; with two decimals only where it gives quarters, for `0.10` is ten past."""
    found = _FRACTION.fullmatch(text)
    if found is None:
        return None
    minutes = round(float(f"0.{found[2]}") * DAY) % DAY
    return minutes if len(found[2]) != 2 or minutes % 15 == 0 else None


def _alone(tokens: Tokens) -> int | None:
    """A bare number in an hour's cell: `21`, `2100`; not one that is as likely a count or a year."""
    token = tokens[0]
    if not token.number or tokens[1].text:
        return None
    if token.digits <= 2 and 7 <= token.value <= 24:
        return token.value * HOUR
    hours, minutes = divmod(token.value, 100)
    if token.digits == 4 and hours < 24 and minutes < HOUR and minutes % 15 == 0:
        return hours * HOUR + minutes
    return None


def _read(text: str, tokens: Tokens) -> HoursRead:
    place = _first_hour(tokens)
    if place is None:
        numbers = any(token.number for token in tokens)
        part = all(token.text in DAY_PARTS | PREPOSITIONS for token in tokens if token.text)
        return HoursRead(words=text, unreadable=numbers, part_of_day=part)
    before = {token.text for token in tokens[:place]}
    showings, slashed, after = _showings(tokens, place)
    if before & UNTIL:
        return HoursRead(words=text, until=showings[0].start)
    if _number_ahead(tokens, after):
        return HoursRead(words=text, unreadable=True)
    said = {token.text for token in tokens[after:] if token.text} | before - STARTING
    return HoursRead(showings, text if said - PREPOSITIONS else "", slashed=slashed)


def _first_hour(tokens: Tokens) -> int | None:
    """The place of the first hour, words before it passed over; None when the first number is no hour."""
    for place in range(len(tokens)):
        if _showing(tokens, place) is not None:
            return place
        if tokens[place].number:
            return None
    return None


def _number_ahead(tokens: Tokens, place: int) -> bool:
    """Whether what stopped the reading is a number that ought to be an hour: `10h-25h`."""
    while tokens[place].text and (tokens[place].text in TO | AND | PREPOSITIONS or tokens[place].text == "/"):
        place += 1
    return tokens[place].number


def _showings(tokens: Tokens, place: int) -> tuple[tuple[Hours, ...], bool, int]:
    found: list[Hours] = []
    slashed = False
    while read := _showing(tokens, place):
        hours, tight_slash, after = read
        found.append(hours)
        slashed = slashed or tight_slash
        place = after
        joiner = tokens[after].text
        if not joiner or not (joiner in AND or joiner == "/" or (joiner == "-" and hours.end is not None)):
            break
        following = _past(tokens, after + 1, PREPOSITIONS | AND | FROM)
        if _showing(tokens, following) is None:
            break
        slashed = slashed or joiner == "/"
        place = following
    return tuple(found), slashed, place


def _past(tokens: Tokens, place: int, words: frozenset[str]) -> int:
    while tokens[place].text and tokens[place].text in words and tokens[place].text != "-":
        place += 1
    return place


def _showing(tokens: Tokens, place: int) -> tuple[Hours, bool, int] | None:
    """(hours, whether a slash means "to", the place after them)"""
    start = _hour(tokens, place) or _bare(tokens, place)
    if start is None:
        return None
    sign = tokens[start.after]
    between = place > 0 and tokens[place - 1].text in {"entre", "between"} and sign.text in AND
    tight_slash = sign.text == "/" and glued(tokens, start.after - 1) and glued(tokens, start.after)
    end = None
    if sign.text in TO or between or tight_slash or (sign.text == "/" and start.bare):
        ahead = _past(tokens, start.after + 1, TO | PREPOSITIONS)
        end = _hour(tokens, ahead) or _bare(tokens, ahead)
        if end is not None and end.bare and start.bare:
            return None
    if end is None:
        return None if start.bare else (Hours(start.minutes), False, start.after)
    first, last = start.minutes, end.minutes
    if start.bare and end.half and first < 12 * HOUR <= last and first + 12 * HOUR < last:
        first += 12 * HOUR
    while last < first:
        last += DAY
    return Hours(first, last if last > first else None), sign.text == "/", end.after


@dataclass(frozen=True, slots=True)
class _Hour:
    """`bare`: without any unit, so that it is an hour only beside one; `half`: told by halves of the day, as 8pm."""

    minutes: int
    after: int
    bare: bool = False
    half: bool = False


def _bare(tokens: Tokens, place: int) -> _Hour | None:
    token = tokens[place]
    return _Hour(token.value * HOUR, place + 1, bare=True) if token.digits in {1, 2} and token.value <= 24 else None


def _hour(tokens: Tokens, place: int) -> _Hour | None:
    """An hour with its unit, its minutes and its part of the day."""
    token = tokens[place]
    if token.text in NOON:
        return _and_a_half(tokens, _Hour(12 * HOUR, place + 1))
    if token.text in MIDNIGHT:
        return _Hour(DAY, place + 1)
    if token.digits not in {1, 2} or token.value > 24:
        return None
    read = _with_minutes(tokens, place)
    if read is None:
        return None
    return _in_part_of_day(tokens, _and_a_half(tokens, read))


def _with_minutes(tokens: Tokens, place: int) -> _Hour | None:
    """`20h30`, `20 h 30`, `20h`, `20:30:00`, `17.30`, `17.30 h`; a bare number too. None of `20h75`."""
    hours, sign = tokens[place].value, tokens[place + 1].text
    after = place + 2
    if sign in HOUR_UNITS:
        minutes = tokens[after]
        if not minutes.number or tokens[after + 1].text in HOUR_UNITS | {":"}:
            return _Hour(hours * HOUR, after + 1 if minutes.text == "." else after)
        if minutes.digits != 2 or minutes.value >= HOUR:
            return None if glued(tokens, place + 1) else _Hour(hours * HOUR, after)
        after += 2 if tokens[after + 1].text in {"min", "mn", "m"} else 1
        return _Hour(hours * HOUR + minutes.value, after)
    if sign in {":", ".", ","} and tokens[after].digits == 2 and glued(tokens, place + 1):
        minutes = tokens[after]
        after += 1
        if sign == ":" and tokens[after].text == ":" and tokens[after + 1].digits == 2:
            after += 2
            if tokens[after].text == "." and tokens[after + 1].number:
                after += 2
        has_unit = tokens[after].text in HOUR_UNITS
        if minutes.value >= HOUR or (sign == "," and not has_unit):
            return None
        return _Hour(hours * HOUR + minutes.value, after + 1 if has_unit else after)
    return _Hour(hours * HOUR, place + 1, bare=True)


def _and_a_half(tokens: Tokens, hour: _Hour) -> _Hour:
    """`20 heures et demie`, `las cinc e mièja`."""
    more = tokens[hour.after + 1].text
    if tokens[hour.after].text not in {"et", "e", "i"} or more not in HALVES | QUARTERS:
        return hour
    minutes = HOUR // 2 if more in HALVES else HOUR // 4
    return _Hour(hour.minutes + minutes, hour.after + 2)


def _in_part_of_day(tokens: Tokens, hour: _Hour) -> _Hour | None:
    """`9h du soir`, `9 del vespre`, `8pm`, `8 p.m.`; a bare number that is of no part of the day is no hour."""
    place = hour.after
    half = ""
    if tokens[place].text in {"a", "p"} and tokens[place + 1].text == "." and tokens[place + 2].text == "m":
        half = tokens[place].text + "m"
        place += 4 if tokens[place + 3].text == "." else 3
    else:
        place = _past(tokens, place, OF | {"la", "du", "in", "the", "at", "l"})
        half = tokens[place].text
        place += 1
    if half not in MORNING | AFTERNOON | EVENING | NIGHT:
        return None if hour.bare else hour
    minutes = hour.minutes
    later = half in AFTERNOON | EVENING or (half in NIGHT and minutes >= 6 * HOUR)
    if later and minutes < 12 * HOUR:
        minutes += 12 * HOUR
    elif half == "am" and 12 * HOUR <= minutes < 13 * HOUR:
        minutes -= 12 * HOUR
    return _Hour(minutes, place, half=True)

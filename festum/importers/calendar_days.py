"""Days as written become days of the calendar: their year found, and what cannot be, corrected and said."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from festum.domain.when import FIRST_YEAR, LAST_YEAR
from festum.errors import Level, Problem
from festum.importers.days import Day, Part, Stretch, read_days
from festum.importers.years import YearFinder, agreeing_year

LONGEST_QUOTE = 200
"""Characters of a cell quoted in a message."""


@dataclass(frozen=True, slots=True)
class DaySpan:
    """From `first` to `last`, both included, only on `weekdays` where there are any; `rest` is said after them.

    `to`: it ends the one before, as in `du 22 juin 18h au 24 juin 20h`.
    """

    first: date
    last: date
    weekdays: frozenset[int] = frozenset()
    rest: str = ""
    to: bool = False


@dataclass(frozen=True, slots=True)
class DaySpans:
    """`spans` in the order written, none when nothing could be understood."""

    spans: tuple[DaySpan, ...]
    problems: tuple[Problem, ...] = ()


def spans_of(text: str, label: str, years: YearFinder) -> DaySpans:
    """The days of one cell. Each thing wrong with it is said once; a weekday that disagrees says the year as well."""
    parts = read_days(text)
    if not parts:
        return DaySpans((), (_problem("error", "date_not_understood", label, text),))
    yearless = [day for day in _days(parts) if day.year is None]
    guess = years.year_of(yearless) if yearless else None
    if guess is not None:
        parts = tuple(replace(p, stretches=tuple(_in_year(s, guess.year) for s in p.stretches)) for p in parts)
    days = tuple(_days(parts))
    if not all(FIRST_YEAR <= (day.year or 0) <= LAST_YEAR for day in days):
        return DaySpans((), (_problem("error", "year_out_of_range", label, text, f"{FIRST_YEAR}-{LAST_YEAR}"),))
    problems = []
    impossible = next((day for day in days if _exact(day) is None), None)
    disagreeing = next((day for day in days if _disagrees(day)), None)
    if impossible is not None:
        problems.append(_problem("error", "date_impossible", label, text, _nearest(impossible).isoformat()))
    elif disagreeing is not None:
        readings = _readings(disagreeing, year_open=guess is not None)
        problems.append(_problem("error", "weekday_disagrees", label, text, readings))
    elif guess is not None:
        level: Level = "warning" if guess.sure else "error"
        key = "year_assumed" if guess.sure else "year_to_confirm"
        problems.append(_problem(level, key, label, text, _begins(parts[0].stretches[0]).isoformat()))
    if any(part.swapped for part in parts):
        problems.append(_problem("warning", "date_month_first", label, text, _nearest(days[0]).isoformat()))
    spans = (
        DaySpan(_nearest(stretch.first), _nearest(stretch.last), stretch.weekdays, part.rest, part.to)
        for part in parts
        for stretch in part.stretches
    )
    return DaySpans(tuple(spans), tuple(problems))


def _days(parts: Iterable[Part]) -> Iterable[Day]:
    for part in parts:
        for stretch in part.stretches:
            yield stretch.first
            if stretch.last != stretch.first:
                yield stretch.last


def _in_year(stretch: Stretch, year: int) -> Stretch:
    """Its missing years; a range from December to January ends in the year after."""
    first, last = stretch.first, stretch.last
    if first.year is None:
        before = last.year if last.year is not None else year
        first = replace(first, year=before)
    if last.year is None:
        turns = (last.month, last.day) < (first.month, first.day) and last.month != first.month
        last = replace(last, year=(first.year or year) + turns)
    return replace(stretch, first=first, last=last)


def _exact(day: Day) -> date | None:
    try:
        return date(day.year or 0, day.month, day.day)
    except ValueError:
        return None


def _nearest(day: Day) -> date:
    """The day itself, or the last of its month for a 31 June."""
    exact = _exact(day)
    if exact is not None:
        return exact
    year, month = day.year or FIRST_YEAR, day.month
    if day.day < 1:
        return date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def _begins(stretch: Stretch) -> date:
    """The first of its days: of `tous les mercredis de juin`, the first Wednesday."""
    first = _nearest(stretch.first)
    if not stretch.weekdays:
        return first
    return first + timedelta(days=min((weekday - first.weekday()) % 7 for weekday in stretch.weekdays))


def _disagrees(day: Day) -> bool:
    exact = _exact(day)
    return exact is not None and day.weekday is not None and exact.weekday() != day.weekday


def _readings(day: Day, *, year_open: bool) -> str:
    """The date as written, the nearest one on that weekday, and where no year is written that of a year that agrees."""
    exact = _nearest(day)
    weekday = day.weekday or 0
    shift = (weekday - exact.weekday() + 3) % 7 - 3
    found = [exact, exact + timedelta(days=shift)]
    year = agreeing_year(weekday, day.day, day.month, exact.year) if year_open else None
    if year is not None:
        found.append(date(year, day.month, day.day))
    return ", ".join(one.isoformat() for one in found)


def _problem(level: Level, key: str, label: str, value: str, proposal: str = "") -> Problem:
    return Problem(level, key, label, value[:LONGEST_QUOTE], proposal)

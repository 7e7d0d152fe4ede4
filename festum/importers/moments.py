"""When a row takes place: its cells of day, hour and end brought together, with what is to be said of them.

A range without hours is one date of several days; a list, or hours that come back each day, are several dates.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from festum.domain.columns import COLUMNS
from festum.domain.when import When, exists
from festum.errors import Level, Problem
from festum.importers.calendar_days import LONGEST_QUOTE, DaySpan, spans_of
from festum.importers.days import looks_like_date
from festum.importers.hours import DAY, Hours, HoursRead, looks_like_hour, read_hours
from festum.importers.years import YearFinder

__all__ = ["Moments", "WhenCells", "YearFinder", "looks_like_date", "looks_like_hour", "understand"]

MOST_DAYS = 62
"""Of a range with hours, each told as a date of its own; a longer one stays one date, its hours kept as words."""
_MOST_DATES = 366
"""Of one row; more is no programme, and its days are told without their hours."""
_LONGEST_WORDS = COLUMNS["time_text"].longest
_SMALL_HOURS = 6 * 60
"""An end before this, on the day of its beginning, is of the night that follows."""
_NO_HOUR = frozenset({"00:00:00", "0:00:00", "00:00:00.000", "00:00:00.000000"})
"""What an export writes after a date that has no hour."""


@dataclass(frozen=True, slots=True)
class WhenCells:
    """As written and cleaned; the labels are the headings by which messages name each cell."""

    date: str = ""
    hour: str = ""
    end_date: str = ""
    end_hour: str = ""
    time_text: str = ""
    date_label: str = "date"
    hour_label: str = "hour"
    end_date_label: str = "end"
    end_hour_label: str = "end"


@dataclass(frozen=True, slots=True)
class Moments:
    """`whens` is the best understanding, empty where there is none."""

    whens: tuple[When, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Timed:
    """Days, their showings (none: all day), and the words told beside them."""

    span: DaySpan
    showings: tuple[Hours, ...]
    words: str


@dataclass(frozen=True, slots=True)
class _End:
    """What the cells of the end say: a day, minutes after its midnight, both or neither."""

    day: date | None = None
    minutes: int | None = None


@lru_cache(maxsize=4_000)
def understand(cells: WhenCells, years: YearFinder) -> Moments:
    """Never raises, whatever is written. A long programme writes the same days and hours again and again."""
    if not cells.date.strip():
        return Moments((), (Problem("error", "date_missing", cells.date_label),))
    days = spans_of(cells.date, cells.date_label, years)
    said = _Said(list(days.problems))
    if not days.spans:
        return Moments((), days.problems)
    spans, end = days.spans, _end(cells, days.spans[0].first, years, said)
    if end == _End() and len(spans) == 2 and spans[1].to:
        end = _End(spans[1].last, _minutes(read_hours(spans[1].rest)))
        if end.minutes is not None or not spans[1].rest:
            spans = spans[:1]
    timed = [_timed(cells, span, said) for span in spans]
    whens = tuple(dict.fromkeys(_dated(cells, timed, end, said)))
    for when in whens:
        for moment in (when.start, when.end):
            if moment is not None and not exists(moment):
                said.of("error", "time_skipped", cells.hour_label if cells.hour else cells.date_label, _iso(moment))
    return Moments(whens, tuple(dict.fromkeys(said.problems)))


@dataclass(frozen=True, slots=True)
class _Said:
    """The problems met so far."""

    problems: list[Problem]

    def of(self, level: Level, key: str, label: str, value: str = "", proposal: str = "") -> None:
        self.problems.append(Problem(level, key, label, value[:LONGEST_QUOTE], proposal))


def _timed(cells: WhenCells, span: DaySpan, said: _Said) -> _Timed:
    """The hour's own cell goes before what is said after the date; words of both are kept."""
    own = read_hours(cells.hour)
    beside = read_hours("" if span.rest in _NO_HOUR else span.rest)
    if own.showings and beside.unreadable and not span.rest[0].isdigit():
        # The hour is known: what has a number in it is a remark, such as a room's.
        beside = HoursRead(words=beside.words)
    showings = own.showings or beside.showings
    outdone = own.showings and beside.showings and own.showings != beside.showings
    words = [own.words, span.rest if outdone else beside.words, " ".join(cells.time_text.split())]
    _judge_hours(own, cells.hour, cells.hour_label, span, said, spoken=bool(showings))
    spoken = bool(showings) or beside.part_of_day
    _judge_hours(beside, span.rest, cells.date_label, span, said, spoken=spoken)
    if own.unreadable or beside.unreadable:
        showings = ()
    told = ", ".join(dict.fromkeys(word for word in words if word))
    if len(told) > _LONGEST_WORDS:
        said.of("error", "too_long", cells.hour_label, told, str(_LONGEST_WORDS))
    return _Timed(span, showings, told[:_LONGEST_WORDS])


def _judge_hours(hours: HoursRead, text: str, label: str, span: DaySpan, said: _Said, *, spoken: bool) -> None:
    if hours.unreadable:
        said.of("error", "hour_unreadable", label, text, span.first.isoformat())
    elif hours.words and not hours.showings and not spoken:
        said.of("warning", "time_in_words", label, text)
    elif hours.slashed:
        said.of("note", "hours_slashed", label, text, ", ".join(map(_clock, hours.showings)))


def _end(cells: WhenCells, start: date, years: YearFinder, said: _Said) -> _End:
    """The last day and hour; an end that is not understood is left aside, and the row is kept."""
    day, rest = None, ""
    if cells.end_date.strip():
        # The end is of the year of its beginning, whatever is to be asked of that one.
        days = spans_of(cells.end_date, cells.end_date_label, years.settled(start.year))
        if len(days.spans) == 1:
            day, rest = days.spans[0].last, days.spans[0].rest
            if day < start and any(problem.key == "year_assumed" for problem in days.problems):
                later = spans_of(cells.end_date, cells.end_date_label, years.settled(start.year + 1))
                day = later.spans[0].last if later.spans else day
            said.problems.extend(problem for problem in days.problems if problem.key != "year_assumed")
        else:
            said.of("warning", "end_left_aside", cells.end_date_label, cells.end_date)
    hour = cells.end_hour or ("" if rest in _NO_HOUR else rest)
    read = read_hours(hour)
    minutes = _minutes(read)
    if minutes is None and (read.words or read.unreadable):
        said.of("warning", "end_left_aside", cells.end_hour_label if cells.end_hour else cells.end_date_label, hour)
    return _End(day, minutes)


def _minutes(hours: HoursRead) -> int | None:
    """The end that an end's cell tells, be it `2h`, `jusqu'à 2h` or `20h-2h`."""
    if hours.until is not None or not hours.showings:
        return hours.until
    first = hours.showings[0]
    return first.end if first.end is not None else first.start


def _dated(cells: WhenCells, timed: list[_Timed], end: _End, said: _Said) -> Iterable[When]:
    count = sum(_days_long(one.span) * max(1, len(one.showings)) for one in timed)
    if len(timed) == 1 and not timed[0].span.weekdays:
        return _one(cells, timed[0], end, said)
    if end.day is not None and end.day != timed[-1].span.last:
        said.of("warning", "end_left_aside", cells.end_date_label, cells.end_date)
    if count > _MOST_DATES:
        said.of("note", "range_too_long_for_hours", cells.date_label, cells.date, str(_MOST_DATES))
        timed = [replace(one, showings=(), words=one.words or cells.hour) for one in timed]
    whens: list[When] = []
    for one in timed:
        whens.extend(_each(cells, _ending(cells, one, end, said), said))
    return whens


def _one(cells: WhenCells, timed: _Timed, end: _End, said: _Said) -> Iterable[When]:
    """One day or one range, to which the cells of an end belong."""
    span = timed.span
    last = end.day if end.day is not None else span.last
    if last < span.first:
        if end.day is not None:
            said.of("error", "ends_before", cells.end_date_label, last.isoformat(), span.first.isoformat())
        else:
            said.of("error", "ends_before", cells.date_label, last.isoformat(), span.first.isoformat())
        last = span.first
    elif span.first != span.last != last:
        said.of("warning", "end_left_aside", cells.end_date_label, cells.end_date)
        last = span.last
    if end.day is not None and end.minutes is not None and len(timed.showings) == 1 and span.first == span.last:
        start = timed.showings[0].start
        night = last == span.first and end.minutes <= start and end.minutes < _SMALL_HOURS
        when = When.made(
            _at(span.first, start), _at(last, end.minutes + DAY * night), all_day=False, time_text=timed.words
        )
        if when is None and _at(last, end.minutes) < _at(span.first, start):
            ended, started = _at(last, end.minutes), _at(span.first, start)
            said.of("error", "ends_before", cells.end_hour_label, _iso(ended), _iso(started))
        return [when or When(_at(span.first, start), time_text=timed.words)]
    return _each(cells, _ending(cells, replace(timed, span=replace(span, last=last)), end, said), said)


def _ending(cells: WhenCells, timed: _Timed, end: _End, said: _Said) -> _Timed:
    """With the end's hour: of one showing the same evening, or after midnight; without any hour it is told in words."""
    if end.minutes is None:
        return timed
    label = cells.end_hour_label if cells.end_hour else cells.end_date_label
    text = cells.end_hour or cells.end_date
    if len(timed.showings) == 1 and timed.showings[0].end is None:
        start, last = timed.showings[0].start, end.minutes
        while last < start:
            last += DAY
        return replace(timed, showings=(Hours(start, last if last > start else None),))
    if not timed.showings:
        said.of("warning", "end_without_beginning", label, text)
        words = ", ".join(word for word in (timed.words, f"→ {_clock_of(end.minutes)}") if word)
        return replace(timed, words=words)
    if all(hours.end is None or hours.end % DAY != end.minutes % DAY for hours in timed.showings):
        said.of("warning", "end_left_aside", label, text)
    return timed


def _each(cells: WhenCells, timed: _Timed, said: _Said) -> Iterable[When]:
    """A date for each showing of each day; without hours one for the whole range, or for each of its weekdays."""
    span, words = timed.span, timed.words
    first, last = _at(span.first, 0), _at(span.last, 0)
    if span.last < span.first:
        said.of("error", "ends_before", cells.date_label, span.last.isoformat(), span.first.isoformat())
        last, span = first, replace(span, last=span.first)
    length = _days_long(span)
    if length > MOST_DAYS and (timed.showings or span.weekdays):
        said.of("note", "range_too_long_for_hours", cells.date_label, cells.date, str(MOST_DAYS))
        kept = words or cells.hour or span.rest
        return [When(first, last, all_day=True, time_text=kept)]
    if not timed.showings and not span.weekdays:
        return [When.made(first, last, True, words) or When(first, all_day=True, time_text=words)]
    days = [span.first + timedelta(days=number) for number in range((span.last - span.first).days + 1)]
    if span.weekdays:
        days = [day for day in days if day.weekday() in span.weekdays] or [span.first]
    elif len(days) > 1:
        said.of("note", "range_with_hours", cells.date_label, cells.date, str(len(days)))
    if not timed.showings:
        return [When(_at(day, 0), all_day=True, time_text=words) for day in days]
    return [
        When(_at(day, hours.start), None if hours.end is None else _at(day, hours.end), time_text=words)
        for day in days
        for hours in timed.showings
    ]


def _days_long(span: DaySpan) -> int:
    days = (span.last - span.first).days + 1
    return max(1, days // 7 * len(span.weekdays) if span.weekdays else days)


def _at(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minutes)


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def _clock_of(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _clock(hours: Hours) -> str:
    return _clock_of(hours.start) + (f"-{_clock_of(hours.end)}" if hours.end is not None else "")

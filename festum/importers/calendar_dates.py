"""The dates of a calendar's events: a VEVENT's own, and all those its rules of repetition give within a window."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import recurring_ical_events
from icalendar import Calendar, vText
from icalendar import Event as VEvent
from icalendar.prop import vBroken

from festum.domain.when import FIRST_YEAR, LAST_YEAR, When, exists
from festum.importers.calendar_event import values
from festum.importers.calendar_rules import may_be_followed
from festum.importers.fields import Fields
from festum.importers.instants import between, local
from festum.importers.reading import Defaults

MOST_OF_ONE = 1000
"""Dates of one event."""
MOST_RULES = 5
MOST_REPEATING = 500
"""Events of one file whose rules are followed."""
MOST_STRIKES = 20
"""Rules of one file that go nowhere, before no more are tried: they are not slips of a hand any longer."""

FAILURES = (ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError)
"""What the libraries raise for a calendar that is broken; they promise no list."""

_MARK = "X-FESTUM-LINE"


@dataclass(frozen=True, slots=True)
class Window:
    """Both days included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Numbered:
    """`line` is where it begins in the file."""

    line: int
    event: VEvent


@dataclass(frozen=True, slots=True)
class Dated:
    """One date: the VEVENT that tells it, itself or as a copy, and what date of the series it is ("" for its first)."""

    line: int
    event: VEvent
    occurrence_key: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """`left` is why the rules were not followed; `more` that there were more dates than are taken."""

    dates: tuple[Dated, ...]
    repeats: bool = False
    left: bool = False
    more: bool = False


class Expanding:
    """For one file; how patient it is with rules is counted over all its events."""

    def __init__(self, defaults: Defaults) -> None:
        self._defaults = defaults
        self._followed = self._strikes = 0

    def window(self, group: Sequence[Numbered]) -> Window:
        """The edition's, or its whole year; without an edition from last year to the year after next."""
        edition = self._defaults.edition
        if edition is not None:
            known = next((one for one in self._defaults.editions if one.year == edition), None)
            year = min(max(edition, FIRST_YEAR), LAST_YEAR)
            starts, ends = (known.starts_on, known.ends_on) if known else (None, None)
            return Window(starts or date(year, 1, 1), ends or date(year, 12, 31))
        today = self._defaults.today
        if today is None:
            starts_at = [start for one in group if (start := start_of(one.event)) is not None]
            today = min(starts_at).date() if starts_at else date(FIRST_YEAR + 1, 1, 1)
        return Window(date(today.year - 1, 1, 1), date(min(today.year + 2, LAST_YEAR), 12, 31))

    def series(self, group: Sequence[Numbered]) -> Series:
        """Of all the VEVENTs with one UID."""
        if not any(_repeats(one.event) for one in group):
            return Series(tuple(Dated(one.line, one.event) for one in group))
        masters = [one for one in group if "RECURRENCE-ID" not in one.event]
        core = max((one for one in masters if _repeats(one.event)), key=_sequence, default=None)
        others = [one for one in masters if one is not core]
        single = tuple(Dated(one.line, one.event) for one in others)
        window = self.window(group)
        if core is not None and not self._may_follow(core.event, window):
            changes = tuple(Dated(one.line, one.event, _original(one.event)) for one in group if one not in masters)
            return Series((Dated(core.line, core.event), *changes, *single), repeats=True, left=True)
        found = _expanded([one for one in group if one not in others], core, window)
        return Series((*found[:MOST_OF_ONE], *single), repeats=True, more=len(found) > MOST_OF_ONE)

    def _may_follow(self, event: VEvent, window: Window) -> bool:
        start = start_of(event)
        if start is None or self._strikes >= MOST_STRIKES or self._followed >= MOST_REPEATING:
            return False
        self._followed += 1
        rules = list(values(event, "RRULE"))
        if len(rules) > MOST_RULES or (not rules and "RRULE" in event):
            return False
        until = datetime.combine(window.last, time()) + timedelta(days=2)
        try:
            followed = all(may_be_followed(rule, start, until) for rule in rules)  # type: ignore[arg-type]
        except FAILURES:
            followed = False
        self._strikes += not followed
        return followed


def start_of(event: VEvent) -> datetime | None:
    """Local and naive; None where there is none, or in a year no programme has."""
    try:
        start = getattr(next(values(event, "DTSTART"), None), "dt", None)
        start = start[0] if isinstance(start, tuple) else start
        if isinstance(start, datetime):
            start = local(start)
        elif isinstance(start, date):
            start = datetime.combine(start, time())
    except OverflowError:
        return None
    if not isinstance(start, datetime) or not FIRST_YEAR <= start.year <= LAST_YEAR:
        return None
    return start


def when_of(event: VEvent, fields: Fields) -> When | None:
    start = start_of(event)
    if start is None:
        if "DTSTART" not in event:
            fields.complain("error", "moment_missing", "DTSTART")
        else:
            fields.complain("error", "moment_unreadable", "DTSTART", _as_written(event["DTSTART"]))
        return None
    if len(list(values(event, "DTSTART"))) > 1:
        fields.complain("warning", "property_twice", "DTSTART")
    begins = getattr(next(values(event, "DTSTART")), "dt", None)
    whole_days = not isinstance(begins, datetime | tuple)
    until = _end(event, begins, start)
    if whole_days:
        return _whole_days(start, until, fields)
    if not exists(start):
        fields.complain("error", "time_skipped", "DTSTART", start.isoformat(timespec="minutes"))
    return between(fields, "DTEND", start, until, "" if until is None else until.isoformat(timespec="minutes"))


def _whole_days(start: datetime, until: datetime | None, fields: Fields) -> When | None:
    """DTEND is the day after the last (RFC 5545 3.6.1); some programs write the last."""
    if until is not None and until < start:
        fields.complain("warning", "end_left", "DTEND", until.date().isoformat())
        until = None
    last = None if until is None else max(until - timedelta(days=1), start)
    return When.made(start, last, True, "")


def _end(event: VEvent, begins: object, start: datetime) -> datetime | None:
    """Local. Of DTEND, of DURATION, or of a start that is a period."""
    found = begins[1] if isinstance(begins, tuple) else getattr(next(values(event, "DTEND"), None), "dt", None)
    if found is None:
        found = getattr(next(values(event, "DURATION"), None), "dt", None)
    try:
        if isinstance(found, timedelta):
            return start + found
        if isinstance(found, datetime):
            return local(found)
        return datetime.combine(found, time()) if isinstance(found, date) else None
    except OverflowError:
        return None


def _expanded(group: Sequence[Numbered], core: Numbered | None, window: Window) -> list[Dated]:
    """In the order of their dates. Each copy is marked with the line of the VEVENT it is of."""
    calendar = Calendar()
    for one in group:
        one.event[_MARK] = vText(str(one.line))
        calendar.add_component(one.event)
    first, after = datetime.combine(window.first, time()), datetime.combine(window.last, time()) + timedelta(days=1)
    found = recurring_ical_events.of(calendar).between(first, after)
    begun = [(start, copy) for copy in found if (start := start_of(copy)) is not None]
    within = sorted((pair for pair in begun if first <= pair[0] < after), key=lambda pair: pair[0])
    opening = start_of(core.event) if core is not None else None
    keys: set[str] = set()
    dated = []
    for _, copy in within[: MOST_OF_ONE + 1]:
        dated.append(Dated(int(str(copy[_MARK])), copy, _key(copy, opening, keys)))
        keys.add(dated[-1].occurrence_key)
    return dated


def _key(event: VEvent, opening: datetime | None, taken: set[str]) -> str:
    """The day it was to be before it was moved, and its hour where there are two that day.

    "" for the first of the series: it stays what it was before anything repeated.
    """
    original = start_of_recurrence(event)
    if original is None:
        return ""
    if original == opening:
        return ""
    day = original.date().isoformat()
    return day if day not in taken else original.isoformat(timespec="minutes")


def _original(event: VEvent) -> str:
    original = start_of_recurrence(event)
    return "" if original is None else original.date().isoformat()


def start_of_recurrence(event: VEvent) -> datetime | None:
    found = getattr(next(values(event, "RECURRENCE-ID"), None), "dt", None)
    try:
        if isinstance(found, datetime):
            return local(found)
    except OverflowError:
        return None
    return datetime.combine(found, time()) if isinstance(found, date) else None


def _repeats(event: VEvent) -> bool:
    return any(name in event for name in ("RRULE", "RDATE", "RECURRENCE-ID"))


def _sequence(one: Numbered) -> int:
    found = next(values(one.event, "SEQUENCE"), 0)
    return int(found) if isinstance(found, int) else 0


def _as_written(value: object) -> str:
    found = value if isinstance(value, vBroken) else getattr(value, "dt", value)
    return found.isoformat() if isinstance(found, date) else str(found)

"""The days of the edition and the hours of its events."""

from datetime import date, datetime, time, timedelta
from math import exp
from random import Random

from bench.programme.kinds import KINDS
from bench.programme.themes import Theme

FIRST, LAST = date(2018, 5, 19), date(2018, 7, 8)
SAINT_JOHN = date(2018, 6, 23)
LAST_SCHOOL_DAY = date(2018, 7, 6)

FIRES = {
    date(2018, 6, 16): 3,
    date(2018, 6, 20): 1,
    date(2018, 6, 21): 4,
    date(2018, 6, 22): 7,
    SAINT_JOHN: 50,
    date(2018, 6, 24): 5,
    date(2018, 6, 29): 6,
    date(2018, 6, 30): 12,
    date(2018, 7, 6): 9,
    date(2018, 7, 7): 10,
}
"""Saint John's fire is lit on the 23rd here, on Saint Peter's there, and on 6 July where harvest or prefect asked."""

AROUND_SAINT_JOHN = {date(2018, 6, 22): 2, SAINT_JOHN: 8, date(2018, 6, 24): 2}
WINDOW = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
LATEST_END = time(23, 45)
"""Ends are kept before midnight; the evenings that do run past it are chosen one by one in touches.py."""


def likely(rng: Random, theme: Theme, school: bool) -> date:
    """A day that suits the theme: its weekday, the season swelling towards Saint John's."""
    if theme.category in ("bonfire", "correfoc"):
        return rng.choices(list(FIRES), list(FIRES.values()))[0]
    if theme.days == "saint-john":
        return rng.choices(list(AROUND_SAINT_JOHN), list(AROUND_SAINT_JOHN.values()))[0]
    last = (LAST_SCHOOL_DAY if school else LAST) - timedelta(days=max(theme.span, default=1) - 1)
    days = [day for day in WINDOW if day <= last]
    weights = [KINDS[theme.category].weekdays[day.weekday()] * _season(day) for day in days]
    return rng.choices(days, weights)[0]


def suits(theme: Theme, day: date) -> bool:
    """Whether a theme can join what its partner already holds on that day."""
    free = not theme.span and not theme.days and theme.category not in ("bonfire", "correfoc")
    return free and KINDS[theme.category].weekdays[day.weekday()] > 1


def start(rng: Random, theme: Theme, evening: date) -> datetime:
    """What begins at half past midnight belongs to the evening before, and is dated the day after."""
    hour = time.fromisoformat(rng.choice(theme.hours or KINDS[theme.category].hours))
    after_midnight = hour.hour < 4 and evening < LAST
    return datetime.combine(evening + timedelta(days=1) if after_midnight else evening, hour)


def end(rng: Random, theme: Theme, start: datetime) -> datetime:
    """The usual length, cut short before midnight."""
    after = start + timedelta(minutes=rng.choice(theme.minutes or KINDS[theme.category].minutes))
    return min(after, datetime.combine(start.date(), LATEST_END))


def _season(day: date) -> float:
    return 1 + 1.6 * exp(-(((day - SAINT_JOHN).days / 9) ** 2))

"""Which rules of repetition may be followed: those that end, or at least get somewhere, in a time anybody would wait.

Measured with dateutil 2.9: the 30th of February every day takes 3 seconds to be found nowhere before the year 9999,
every second 6, `INTERVAL=0` for ever.
"""

import itertools
from datetime import UTC, datetime, timedelta

from dateutil.rrule import rrulestr
from icalendar import vRecur

_STEPS = {"SECONDLY": timedelta(seconds=1), "MINUTELY": timedelta(minutes=1), "HOURLY": timedelta(hours=1)}
_FREQUENCIES = frozenset(("DAILY", "WEEKLY", "MONTHLY", "YEARLY"))

MOST_STEPS = 2000
"""Steps of less than a day from the first date to the end of what is looked at."""
MOST_VALUES = 400
"""In all BY… parts of one rule: the days of a year and some."""

_FAR_AHEAD = 7600
"""Years: a whole number of the calendar's cycles of 400, after which every date falls on its weekday again."""


def may_be_followed(rule: vRecur, start: datetime, until: datetime) -> bool:
    """`start` and `until` (the last moment of interest) are naive."""
    frequency, interval = _first(rule, "FREQ"), _first(rule, "INTERVAL", 1)
    count = _first(rule, "COUNT", 1)
    if frequency not in _FREQUENCIES | _STEPS.keys() or not isinstance(interval, int) or not 1 <= interval <= 10_000:
        return False
    if not isinstance(count, int) or count < 1:
        return False
    if sum(len(values) for name, values in rule.items() if name.startswith("BY")) > MOST_VALUES:
        return False
    if frequency not in {"WEEKLY", "MONTHLY", "YEARLY"} and "BYSETPOS" in rule:
        return False
    if step := _STEPS.get(str(frequency)):
        steps = (min(until, _ends(rule, until)) - start) / (step * interval)
        if min(steps, count if "COUNT" in rule else steps) > MOST_STEPS:
            return False
    return _takes_place(rule, start)


def _takes_place(rule: vRecur, start: datetime) -> bool:
    """Asked of the same dates far ahead, where the search ends after 380 years instead of 8,000."""
    endless = vRecur({name: values for name, values in rule.items() if name not in {"UNTIL", "COUNT"}})
    there = start.replace(year=start.year + _FAR_AHEAD)
    dates = rrulestr(endless.to_ical().decode(), dtstart=there)  # type: ignore[no-untyped-call]
    return next(itertools.islice(dates, 1), None) is not None


def _ends(rule: vRecur, otherwise: datetime) -> datetime:
    """Within a day, which is all that is needed to count steps."""
    until = _first(rule, "UNTIL")
    if isinstance(until, datetime):
        return (until.astimezone(UTC) if until.tzinfo else until).replace(tzinfo=None) + timedelta(days=1)
    return otherwise


def _first(rule: vRecur, name: str, otherwise: object = None) -> object:
    values = rule.get(name)
    return (values[0] if values else otherwise) if isinstance(values, list) else values or otherwise

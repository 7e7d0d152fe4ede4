"""When an occurrence takes place, in the festival's civil time."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self

from festum.clock import FESTIVAL_ZONE

FIRST_YEAR, LAST_YEAR = 1970, 2100
"""Years a date may be in: before, our VTIMEZONE has no rule; after, it is a slip of the keyboard."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DATE_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::[0-5]\d)?", re.ASCII)

EVENING_ENDS = time(4)
"""An evening goes on after midnight: what starts before this hour is shown with the evening before."""


@dataclass(frozen=True, slots=True)
class When:
    """`start` and `end` are local and naive; with `all_day` both are midnights and `end` is the last day *included*.

    `end` is None when nobody said. `time_text` is a time in words ("à la nuit tombée").
    """

    start: datetime
    end: datetime | None = None
    all_day: bool = False
    time_text: str = ""

    @classmethod
    def made(cls, start: datetime, end: datetime | None, all_day: bool, time_text: str) -> Self | None:
        """In its one spelling: whole days at midnight, a single one without end. None when it ends before it starts."""
        if all_day:
            start = datetime.combine(start, time())
            end = datetime.combine(end, time()) if end else None
            if end == start:
                end = None
        if end is not None and end <= start:
            return None
        return cls(start, end, all_day, time_text)

    @property
    def day(self) -> date:
        """The festival day it is listed under."""
        if not self.all_day and self.start.time() < EVENING_ENDS:
            return self.start.date() - timedelta(days=1)
        return self.start.date()

    @property
    def last_day(self) -> date:
        """The last festival day it goes on; a ball that ends at two in the morning ends with its evening."""
        if self.end is None:
            return self.day
        if self.all_day:
            return self.end.date()
        evening = self.end - timedelta(hours=EVENING_ENDS.hour, seconds=1)
        return max(self.day, evening.date())


def exists(local: datetime) -> bool:
    """False for the hour skipped on the night the clocks go forward (02:30 on the last Sunday of March)."""
    there = local.replace(tzinfo=FESTIVAL_ZONE).astimezone(UTC)
    return there.astimezone(FESTIVAL_ZONE).replace(tzinfo=None) == local


def parse_moment(text: str) -> tuple[datetime, bool] | None:
    """(local time, whether an hour was given) of `2018-06-23T21:00` or `2018-06-23`; None for anything else."""
    try:
        if _DATE.fullmatch(text):
            moment, has_hour = datetime.fromisoformat(text), False
        elif found := _DATE_TIME.fullmatch(text):
            moment, has_hour = datetime.fromisoformat(f"{found[1]}T{found[2]}"), True
        else:
            return None
    except ValueError:
        return None
    return (moment, has_hour) if FIRST_YEAR <= moment.year <= LAST_YEAR else None

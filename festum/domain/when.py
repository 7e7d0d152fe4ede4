"""When an occurrence takes place, in the festival's civil time."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from festum.clock import FESTIVAL_ZONE

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

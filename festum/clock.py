"""What time it is: passed in as an argument everywhere else, so that nothing decided depends on when a test runs."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]

FESTIVAL_ZONE = ZoneInfo("Europe/Paris")
"""The festival's civil time. Times are stored as its people write them; only stamps are UTC."""


def utc_now() -> datetime:
    """Whole seconds: iCalendar stamps and HTTP dates carry nothing finer."""
    return datetime.now(UTC).replace(microsecond=0)


def instant() -> datetime:
    """To the microsecond, for taking turns: several in one second is what a rate is about."""
    return datetime.now(UTC)


def festival_day(now: datetime) -> date:
    """The local day of an instant, as `from=today` means it."""
    return now.astimezone(FESTIVAL_ZONE).date()

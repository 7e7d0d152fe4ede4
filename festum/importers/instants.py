"""Moments as programs write them, in the festival's civil time."""

from datetime import UTC, datetime, time, timedelta

from festum.clock import FESTIVAL_ZONE
from festum.domain.when import FIRST_YEAR, LAST_YEAR, When
from festum.importers.fields import Fields

_LAST_MINUTE = time(23, 59)


def local(moment: datetime) -> datetime:
    """Naive. A moment without a zone is the festival's already. Raises OverflowError at the ends of time."""
    if moment.tzinfo is not None:
        moment = moment.astimezone(FESTIVAL_ZONE)
    return moment.replace(tzinfo=None, second=0, microsecond=0)


def instant(value: object) -> datetime | None:
    """Local, of ISO 8601 or of seconds since 1970; None for what is neither, and for years no programme has."""
    try:
        if isinstance(value, str):
            found = local(datetime.fromisoformat(value.strip()))
        elif isinstance(value, int | float) and not isinstance(value, bool):
            found = local(datetime.fromtimestamp(value, UTC))
        else:
            return None
    except (ValueError, OverflowError, OSError):
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def when_between(fields: Fields, field: str, begin: object, end: object) -> When | None:
    """Of moments as written. An end that is none is left out and said."""
    start, until = instant(begin), instant(end)
    if start is None:
        fields.complain("error", "moment_unreadable", field, str(begin))
        return None
    if until is None and end not in (None, ""):
        fields.complain("warning", "end_left", field, str(end))
    return between(fields, field, start, until, str(end))


def between(fields: Fields, field: str, start: datetime, until: datetime | None, written_end: str) -> When | None:
    """Of local moments. A day from its first minute to its last, or to the next day's first, is a whole day."""
    if until is not None and until < start:
        fields.complain("warning", "end_left", field, written_end)
        until = None
    if until is None or until == start:
        return When.made(start, None, False, "")
    if start.time() == time() and until.time() in (time(), _LAST_MINUTE):
        last = until if until.time() == _LAST_MINUTE else until - timedelta(days=1)
        return When.made(start, last, True, "")
    return When.made(start, until, False, "")


def edition_of(when: When | None, edition: int | None) -> int | None:
    """The one asked for; without, the year of the date."""
    if edition is not None or when is None:
        return edition
    return when.start.year

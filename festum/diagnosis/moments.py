"""Moments as iCalendar writes them (RFC 5545 3.3.4, 3.3.5): a day, UTC, in a zone, or floating."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo, available_timezones

from festum.diagnosis.content_line import Line
from festum.diagnosis.values import is_date, read_date_time

Kind = Literal["date", "utc", "zoned", "floating"]
YEARS = range(1900, 2201)
"""Outside of them nothing is reckoned: it is a mistake, and near the ends datetime gives up."""


@dataclass(frozen=True, slots=True)
class Moment:
    """`local` as written, without zone; midnight for a day."""

    kind: Kind
    local: datetime
    tzid: str = ""


def moments(line: Line) -> tuple[Moment, ...]:
    """Those of its values that can be read; a period counts by its start."""
    tzid = line.parameter("TZID")
    found = (_moment(value.partition("/")[0], tzid) for value in line.value.split(","))
    return tuple(one for one in found if one is not None)


def moment(line: Line | None) -> Moment | None:
    found = moments(line) if line is not None else ()
    return found[0] if found else None


def _moment(value: str, tzid: str) -> Moment | None:
    if is_date(value):
        day = read_date_time(f"{value}T000000")
        return None if day is None else Moment("date", day)
    local = read_date_time(value)
    if local is None:
        return None
    if value.endswith("Z"):
        return Moment("utc", local)
    return Moment("zoned", local, tzid) if tzid else Moment("floating", local)


@cache
def _zone_names() -> frozenset[str]:
    return frozenset(available_timezones())


def iana_zone(tzid: str) -> ZoneInfo | None:
    """None for a name the IANA database does not have."""
    return ZoneInfo(tzid) if tzid in _zone_names() else None


def comparable(one: Moment, other: Moment) -> tuple[datetime, datetime] | None:
    """On one scale, None where they have none in common."""
    if one.local.year not in YEARS or other.local.year not in YEARS:
        return None
    if (one.kind, one.tzid) == (other.kind, other.tzid):
        return one.local, other.local
    first, second = _utc(one), _utc(other)
    return None if first is None or second is None else (first, second)


def _utc(of: Moment) -> datetime | None:
    if of.kind == "utc":
        return of.local
    zone = iana_zone(of.tzid) if of.kind == "zoned" else None
    return None if zone is None else of.local.replace(tzinfo=zone).astimezone(UTC).replace(tzinfo=None)

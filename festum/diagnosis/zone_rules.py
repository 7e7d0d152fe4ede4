"""The offsets a file's own VTIMEZONE gives (RFC 5545 3.6.5): libical, ical.js and vobject reckon with nothing else."""

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from festum.diagnosis.moments import YEARS, moment, moments
from festum.diagnosis.recurrence import recurrence_fault, rule_parts
from festum.diagnosis.tree import Component
from festum.diagnosis.values import TYPES, is_date, read_date_time

MOST_OBSERVANCES = 400
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_READ = frozenset({"FREQ", "BYMONTH", "BYDAY", "BYMONTHDAY", "UNTIL", "COUNT", "INTERVAL", "WKST"})


@dataclass(frozen=True, slots=True)
class Onset:
    """From this local time on (of the offset before it) this offset holds."""

    local: datetime
    offset: timedelta


@dataclass(frozen=True, slots=True)
class ZoneTable:
    """`onsets` in order of time, around the years asked for."""

    onsets: tuple[Onset, ...]

    def offset(self, local: datetime) -> timedelta | None:
        """None before the first onset: the file says nothing of that time.

        A time that occurs twice is its first occurrence (3.3.5), which local onsets give by themselves.
        """
        at = bisect_right(self.onsets, local, key=lambda onset: onset.local)
        return self.onsets[at - 1].offset if at else None


def zone_table(zone: Component, years: Collection[int]) -> ZoneTable | None:
    """None where a rule is of a kind that is not read here, or something in it is broken."""
    parts = [child for child in zone.children if child.name in {"STANDARD", "DAYLIGHT"}]
    if not parts or len(parts) > MOST_OBSERVANCES:
        return None
    around = sorted({year for used in years for year in (used - 1, used, used + 1)})
    onsets: list[Onset] = []
    for part in parts:
        offset = _offset(part.value("TZOFFSETTO"))
        times = _onset_times(part, around)
        if offset is None or times is None:
            return None
        onsets += [Onset(time, offset) for time in times]
    return ZoneTable(tuple(sorted(onsets, key=lambda onset: onset.local)))


def _offset(value: str) -> timedelta | None:
    if TYPES["UTC-OFFSET"](value) is not None:
        return None
    span = timedelta(hours=int(value[1:3]), minutes=int(value[3:5]), seconds=int(value[5:7] or 0))
    return -span if value[0] == "-" else span


def _onset_times(part: Component, years: Collection[int]) -> list[datetime] | None:
    start = moment(part.first("DTSTART"))
    before = _offset(part.value("TZOFFSETFROM"))
    if start is None or before is None:
        return None
    times = [start.local]
    for line in part.lines:
        if line.name == "RDATE":
            times += [one.local for one in moments(line)]
        if line.name == "RRULE":
            ruled = _ruled(start.local, before, line.value, years)
            if ruled is None:
                return None
            times += ruled
    return times


def _ruled(start: datetime, before: timedelta, rule: str, years: Collection[int]) -> list[datetime] | None:
    parts = rule_parts(rule)
    if recurrence_fault(rule) or parts.get("FREQ") != "YEARLY" or not set(parts) <= _READ:
        return None
    if parts.get("INTERVAL", "1") != "1":
        return None
    last = _until(parts.get("UNTIL", ""), before)
    until_years = {last.year - 1, last.year} if last is not None else set()
    count = int(parts.get("COUNT", 0))
    if count:
        wanted = set(range(start.year, min(start.year + count, max(YEARS)) + 1))
    else:
        wanted = {year for year in {*years, *until_years} if year >= start.year}
    times = [time for year in sorted(wanted) for time in _in_year(year, start, parts)]
    kept = [time for time in times if time >= start and (last is None or time <= last)]
    return kept[:count] if count else kept


def _until(value: str, before: timedelta) -> datetime | None:
    """As local time of the offset before the onset: in UTC by the standard (3.3.10)."""
    if not value:
        return None
    read = read_date_time(f"{value}T235959" if is_date(value) else value)
    if read is None or read.year not in YEARS:
        return None
    return read + before if value.endswith("Z") else read


def _in_year(year: int, start: datetime, parts: dict[str, str]) -> Iterator[datetime]:
    months = [int(month) for month in parts["BYMONTH"].split(",")] if "BYMONTH" in parts else [start.month]
    for month in months:
        length = monthrange(year, month)[1]
        for day in sorted(_days(year, month, length, start.day, parts)):
            yield start.replace(year=year, month=month, day=day)


def _days(year: int, month: int, length: int, default: int, parts: dict[str, str]) -> set[int]:
    in_month = set(range(1, length + 1))
    if "BYMONTHDAY" in parts:
        numbers = [int(number) for number in parts["BYMONTHDAY"].split(",")]
        in_month &= {number if number > 0 else length + 1 + number for number in numbers}
    elif "BYDAY" not in parts:
        return {default} & in_month
    if "BYDAY" not in parts:
        return in_month
    first_weekday = monthrange(year, month)[0]
    found: set[int] = set()
    for said in parts["BYDAY"].split(","):
        ordinal, weekday = re.sub(r"[A-Z]", "", said), _DAYS.index(said[-2:])
        same = [day for day in range(1, length + 1) if (first_weekday + day - 1) % 7 == weekday]
        if not ordinal:
            found |= set(same)
        elif 1 <= abs(int(ordinal)) <= len(same):
            found.add(same[int(ordinal) - 1 if int(ordinal) > 0 else int(ordinal)])
    return found & in_month

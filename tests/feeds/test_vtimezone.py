"""The VTIMEZONE is the truth: what a reader reckons with it is what zoneinfo says, day for day."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil.tz import tzical

from festum.domain.when import exists
from festum.feeds import ics
from festum.feeds.vtimezone import europe_paris

PARIS = ZoneInfo("Europe/Paris")
CHANGES = [(2000, (3, 26, 1), (10, 29, 1)), (2018, (3, 25, 1), (10, 28, 1)), (2026, (3, 29, 1), (10, 25, 1))]
"""At one o'clock UTC, in spring and in autumn."""

GOLDEN = """\
BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


def test_the_zone_is_these_bytes() -> None:
    assert europe_paris().to_ical() == GOLDEN.replace("\n", "\r\n").encode()


def by_dateutil() -> tzinfo:
    found = tzical(io.StringIO(europe_paris().to_ical().decode())).get("Europe/Paris")
    assert isinstance(found, tzinfo)
    return found


def by_vobject() -> tzinfo:
    text = (ics.prologue(None, ("fr", "oc", "ca", "en")) + ics.EPILOGUE).decode()
    found = vobject.readOne(text).vtimezone.gettzinfo()
    assert isinstance(found, tzinfo)
    return found


def hours() -> Iterator[datetime]:
    """Noon of every day from 1996 to 2030, and every half hour of the days the clocks change."""
    day = datetime(1996, 1, 1, 12)  # noqa: DTZ001 - local by definition
    while day.year <= 2030:
        yield day
        noon = day.replace(tzinfo=PARIS)
        if noon.utcoffset() != (day - timedelta(days=1)).replace(tzinfo=PARIS).utcoffset():
            yield from (day.replace(hour=0) + timedelta(minutes=30 * n) for n in range(48))
        day += timedelta(days=1)


def told_twice(local: datetime) -> bool:
    """The hour between two and three in October: which of the two is meant, no local time says."""
    return local.replace(tzinfo=PARIS).utcoffset() != local.replace(tzinfo=PARIS, fold=1).utcoffset()


READERS = {"dateutil": by_dateutil, "vobject": by_vobject}


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_reckons_the_offsets_of_zoneinfo_on_every_day_from_1996_to_2030(reader: str) -> None:
    zone = READERS[reader]()
    moments = [local for local in hours() if exists(local) and not told_twice(local)]
    assert len(moments) > 35 * 365 + 35 * 2 * 40
    wrong = [m for m in moments if m.replace(tzinfo=zone).utcoffset() != m.replace(tzinfo=PARIS).utcoffset()]
    assert wrong == []


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_turns_the_clocks_at_the_very_minute(reader: str) -> None:
    zone = READERS[reader]()
    nights = [datetime(year, *night, tzinfo=UTC) for year, *nights in CHANGES for night in nights]
    moments = [night + timedelta(minutes=30 * n) for night in nights for n in range(-4, 5)]
    wrong = [m for m in moments if m.astimezone(zone).replace(tzinfo=None) != m.astimezone(PARIS).replace(tzinfo=None)]
    assert wrong == []


def test_there_is_a_rule_in_force_at_the_first_time_that_may_be_stored() -> None:
    zone = by_dateutil()
    offsets = [datetime(1970, month, 1, 12, tzinfo=zone).utcoffset() for month in (1, 5, 12)]
    assert offsets == [timedelta(hours=1), timedelta(hours=2), timedelta(hours=1)]
    assert datetime(2099, 7, 1, 12, tzinfo=zone).astimezone(UTC).hour == 10

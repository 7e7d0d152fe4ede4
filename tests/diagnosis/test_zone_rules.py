"""Offsets reckoned from a file's own VTIMEZONE, held against the system's zones over many years."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from festum.diagnosis.lines import read_lines
from festum.diagnosis.tree import Component, grow
from festum.diagnosis.zone_rules import zone_table
from tests.diagnosis.specimens import ZONE, octets

WINDOWS = """\
BEGIN:VTIMEZONE
TZID:Romance Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""
NEW_YORK = """\
BEGIN:VTIMEZONE
TZID:America/New_York
BEGIN:STANDARD
DTSTART:19671029T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20061029T060000Z
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19870405T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060402T070000Z
END:DAYLIGHT
BEGIN:DAYLIGHT
DTSTART:20070311T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=SU;BYMONTHDAY=8,9,10,11,12,13,14
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20071104T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD
END:VTIMEZONE
"""
LISTED = ZONE.replace("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "RDATE:20170326T020000,20180325T020000,20190331T020000")
LISTED = LISTED.replace("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "RDATE:20171029T030000\nRDATE:20181028T030000")


def zone(text: str) -> Component:
    calendar = grow(read_lines(octets(f"BEGIN:VCALENDAR\n{text}END:VCALENDAR\n")).lines).calendars[0]
    return calendar.children[0]


@pytest.mark.parametrize(
    ("text", "name", "first", "last"),
    [
        (ZONE, "Europe/Paris", 1996, 2037),
        (WINDOWS, "Europe/Paris", 1996, 2037),
        (NEW_YORK, "America/New_York", 1988, 2037),
        (LISTED, "Europe/Paris", 2018, 2018),
    ],
)
def test_offsets_are_those_of_the_world(text: str, name: str, first: int, last: int) -> None:
    table, official = zone_table(zone(text), range(first, last + 1)), ZoneInfo(name)
    assert table is not None
    day, end = datetime.fromisoformat(f"{first}-01-01T12:00"), datetime.fromisoformat(f"{last}-12-31T12:00")
    differ = []
    while day <= end:
        if table.offset(day) != day.replace(tzinfo=official).utcoffset():
            differ.append(day)
        day += timedelta(days=1)
    assert differ == []


@pytest.mark.parametrize(
    ("local", "hours"),
    [
        ("2018-03-25T01:59", 1), ("2018-03-25T03:00", 2), ("2018-10-28T01:59", 2), ("2018-10-28T02:30", 2),
        ("2018-10-28T03:00", 1),
    ],
)  # fmt: skip
def test_offset_around_a_change_is_that_of_the_first_occurrence(local: str, hours: int) -> None:
    table = zone_table(zone(ZONE), {2018})
    assert table is not None
    assert table.offset(datetime.fromisoformat(local)) == timedelta(hours=hours)


def test_time_before_every_rule_has_no_offset() -> None:
    table = zone_table(zone(ZONE), {1960})
    assert table is not None
    assert table.offset(datetime.fromisoformat("1960-06-01T12:00")) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("FREQ=YEARLY", "FREQ=MONTHLY"),
        ("BYMONTH=3", "BYMONTH=3;BYSETPOS=1"),
        ("BYMONTH=3", "BYMONTH=3;INTERVAL=2"),
        ("TZOFFSETTO:+0200", "TZOFFSETTO:two"),
        ("DTSTART:19700329T020000\n", ""),
    ],
)
def test_rule_of_an_unusual_kind_is_not_guessed_at(old: str, new: str) -> None:
    assert zone_table(zone(ZONE.replace(old, new)), {2018}) is None

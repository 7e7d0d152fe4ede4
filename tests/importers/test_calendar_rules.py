"""Rules of repetition that may be followed, and those nobody would wait for."""

import time
from datetime import datetime

import pytest
from icalendar import vRecur

from festum.importers.calendar_rules import may_be_followed
from tests.domain.examples import when

START, UNTIL = when("2018-06-23T21:00").start, when("2018-07-08").start


@pytest.mark.parametrize(
    ("rule", "may"),
    [
        ("FREQ=WEEKLY;BYDAY=SA,SU", True),
        ("FREQ=DAILY;UNTIL=20180630T190000Z", True),
        ("FREQ=DAILY;INTERVAL=2;COUNT=4", True),
        ("FREQ=MONTHLY;BYDAY=-1SU", True),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", True),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", True),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", True),
        ("FREQ=HOURLY;COUNT=5", True),
        ("FREQ=HOURLY", True),
        ("FREQ=MINUTELY;INTERVAL=90;COUNT=5", True),
        ("FREQ=SECONDLY;COUNT=5", True),
        ("FREQ=MINUTELY", False),
        ("FREQ=SECONDLY", False),
        ("FREQ=SECONDLY;UNTIL=20180701T000000", False),
        ("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1", False),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", False),
        ("FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=30", False),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=MO", False),
        ("FREQ=DAILY;INTERVAL=0", False),
        ("FREQ=DAILY;INTERVAL=10001", False),
        ("FREQ=DAILY;COUNT=0", False),
        ("FREQ=DAILY;COUNT=-1", False),
        ("FREQ=DAILY;BYSETPOS=366", False),
        ("FREQ=MINUTELY;BYMINUTE=0;BYSETPOS=2", False),
        ("FREQ=DAILY;BYMONTHDAY=" + ",".join(["1"] * 401), False),
        ("COUNT=4", False),
    ],
)
def test_rule_is_followed_when_it_gets_somewhere(rule: str, may: bool) -> None:
    assert may_be_followed(vRecur.from_ical(rule), START, UNTIL) is may


@pytest.mark.parametrize("rule", ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30;COUNT=9"])
def test_rule_that_never_takes_place_is_found_out_in_a_moment(rule: str) -> None:
    started = time.process_time()
    assert not may_be_followed(vRecur.from_ical(rule), START, UNTIL)
    assert time.process_time() - started < 2


def test_rule_begun_long_ago_is_followed_by_the_day_and_not_by_the_hour() -> None:
    long_ago: datetime = when("1970-01-01T10:00").start
    assert may_be_followed(vRecur.from_ical("FREQ=DAILY"), long_ago, UNTIL)
    assert not may_be_followed(vRecur.from_ical("FREQ=HOURLY"), long_ago, UNTIL)

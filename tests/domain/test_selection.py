"""A visitor's own programme: how long it lives, and the date its answers tell."""

from datetime import UTC, date, datetime, timedelta

import pytest

from festum.domain.event import Edition
from festum.domain.selection import Selection, end_of

NOW = datetime(2018, 6, 1, 12, tzinfo=UTC)
TODAY = date(2018, 6, 1)
ONE_SECOND = timedelta(seconds=1)


def selection(**fields: object) -> Selection:
    return Selection(**({"occurrences": ("a",), "modified": NOW, "revision": 7, "ends_on": TODAY} | fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("editions", "today", "expected"),
    [
        ([Edition(2018, 13, date(2018, 5, 19), date(2018, 7, 8))], TODAY, date(2019, 7, 8)),
        ([Edition(2018)], TODAY, date(2019, 12, 31)),
        ([Edition(2018, ends_on=date(2018, 7, 8)), Edition(2017)], TODAY, date(2019, 7, 8)),
        ([Edition(2017), Edition(2018, ends_on=date(2018, 7, 8))], TODAY, date(2019, 7, 8)),
        ([Edition(2024, ends_on=date(2024, 2, 29))], date(2024, 1, 1), date(2025, 3, 1)),
        # An edition long over: a year from the day it was put together, not a calendar that is born empty.
        ([Edition(2017, ends_on=date(2017, 6, 1))], TODAY, date(2019, 6, 1)),
        ([Edition(2017, ends_on=date(2017, 6, 2))], TODAY, date(2018, 6, 2)),
        ([Edition(2011)], date(2024, 2, 29), date(2025, 3, 1)),
    ],
)
def test_it_ends_a_year_after_the_last_of_its_editions(editions: list[Edition], today: date, expected: date) -> None:
    assert end_of(editions, today) == expected


@pytest.mark.parametrize(
    ("now", "revised_at", "expected"),
    [
        (NOW + timedelta(hours=1), NOW, NOW + timedelta(hours=1)),
        (NOW, NOW - ONE_SECOND, NOW + ONE_SECOND),  # twice in a second
        (NOW - timedelta(days=1), NOW - ONE_SECOND, NOW + ONE_SECOND),  # a clock set back
        (NOW, NOW + timedelta(seconds=9), NOW + timedelta(seconds=10)),  # revisions running ahead of the clock
    ],
)
def test_its_stamp_moves_with_every_change(now: datetime, revised_at: datetime, expected: datetime) -> None:
    stamped = selection().stamped(now, 8, revised_at)
    assert stamped == selection(modified=expected, revision=8)


@pytest.mark.parametrize(
    ("revision", "revised_at", "expected"),
    [
        (7, NOW - ONE_SECOND, NOW),
        (8, NOW + ONE_SECOND, NOW + ONE_SECOND),
        (8, NOW, None),  # published by a machine whose clock is behind: the date would stand for two states
        (8, NOW - ONE_SECOND, None),
    ],
)
def test_an_answer_s_date_is_its_own_or_that_of_what_was_published_since(
    revision: int, revised_at: datetime, expected: datetime | None
) -> None:
    assert selection().told_at(revision, revised_at) == expected


def test_one_that_is_over_keeps_nothing() -> None:
    assert selection().over() == selection(occurrences=(), ended=True)
    assert selection().changed(["b", "c"], NOW.date()).occurrences == ("b", "c")

"""The festival's days: an evening goes on after midnight, whole days include their last."""

from datetime import date, datetime

import pytest

from festum.domain.when import When, exists, parse_moment

local = datetime.fromisoformat


def at(day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    """In June 2018."""
    return local(f"2018-06-{day:02}T{hour:02}:{minute:02}:{second:02}")


@pytest.mark.parametrize(
    ("when", "day"),
    [
        (When(at(23, 21)), 23),
        (When(at(23)), 22),
        (When(at(23, 3, 59)), 22),
        (When(at(23, 4)), 23),
        (When(at(23), all_day=True), 23),
        (When(at(1, 1)), date(2018, 5, 31)),
    ],
)
def test_day_of_a_start_before_four_is_the_evening_before(when: When, day: int | date) -> None:
    assert when.day == (day if isinstance(day, date) else date(2018, 6, day))


@pytest.mark.parametrize(
    ("when", "day"),
    [
        (When(at(23, 21)), 23),
        (When(at(23, 21), at(23, 23)), 23),
        (When(at(23, 21), at(24)), 23),
        (When(at(23, 21), at(24, 2)), 23),
        (When(at(23, 21), at(24, 4)), 23),
        (When(at(23, 21), at(24, 4, 1)), 24),
        (When(at(23, 21), at(24, 9)), 24),
        (When(at(23, 1), at(23, 3)), 22),
        (When(at(23, 10), at(25, 18)), 25),
        (When(at(23), all_day=True), 23),
        (When(at(23), at(25), all_day=True), 25),
    ],
)
def test_last_day_of_a_ball_over_midnight_is_its_evening(when: When, day: int) -> None:
    assert when.last_day == date(2018, 6, day)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ((at(23, 21), None, False, ""), When(at(23, 21))),
        ((at(23, 21), at(24, 1), False, "à la nuit"), When(at(23, 21), at(24, 1), False, "à la nuit")),
        ((at(23, 21), at(23, 20), False, ""), None),
        ((at(23, 21), at(23, 21), False, ""), None),
        ((at(23, 21), None, True, ""), When(at(23), None, True)),
        ((at(23, 21), at(25, 9), True, ""), When(at(23), at(25), True)),
        ((at(23), at(23), True, ""), When(at(23), None, True)),
        ((at(23, 21), at(23, 9), True, ""), When(at(23), None, True)),
        ((at(23), at(22), True, ""), None),
    ],
)
def test_made_gives_one_spelling_or_none_when_the_end_is_not_after_the_start(
    made: tuple[datetime, datetime | None, bool, str], expected: When | None
) -> None:
    assert When.made(*made) == expected


@pytest.mark.parametrize(
    ("moment", "there"),
    [
        (local("2018-03-25T01:59"), True),
        (local("2018-03-25T02:00"), False),
        (local("2018-03-25T02:30"), False),
        (local("2018-03-25T03:00"), True),
        (local("2018-10-28T02:30"), True),
        (local("2018-06-23T02:30"), True),
    ],
)
def test_exists_but_in_the_hour_the_clocks_skip(moment: datetime, there: bool) -> None:
    assert exists(moment) is there


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2018-06-23", (at(23), False)),
        ("2018-06-23T21:00", (at(23, 21), True)),
        ("2018-06-23 21:05", (at(23, 21, 5), True)),
        ("2018-06-23T21:00:00", (at(23, 21), True)),
        ("2018-06-23T21:00:59", (at(23, 21), True)),
        ("2018-06-23T00:00", (at(23), True)),
        ("1970-01-01", (local("1970-01-01T00:00"), False)),
        ("2100-12-31T23:59", (local("2100-12-31T23:59"), True)),
    ],
)
def test_parse_moment_as_a_date_or_a_minute(text: str, moment: tuple[datetime, bool]) -> None:
    assert parse_moment(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "", "23/06/2018", "2018-6-23", "20180623", "2018-W25-6", "2018-06-31", "2018-02-29", "2018-06-23T", "21:00",
        "2018-06-23T24:00", "2018-06-23T21", "2018-06-23T21:60", "2018-06-23T9:00", "2018-06-23T21:00:60",
        "2018-06-23T21:00Z", "2018-06-23T21:00+02:00", "2018-06-23t21:00", "2018-06-23T21:00:00.5", " 2018-06-23",
        "2018-06-23\n", "٢٠١٨-06-23", "1969-12-31", "2101-01-01", "0000-01-01", "samedi",
    ],
)  # fmt: skip
def test_parse_moment_of_anything_else_is_none(text: str) -> None:
    assert parse_moment(text) is None

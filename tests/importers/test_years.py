"""The year of dates written without one, from all that a file says."""

from datetime import date

import pytest

from festum.domain.event import Edition
from festum.importers.days import Day
from festum.importers.reading import Defaults
from festum.importers.years import Guess, YearFinder, agreeing_year, year_in

TODAY = date(2026, 5, 1)
EDITIONS = (Edition(2018), Edition(2019), Edition(2024))
MONDAY, FRIDAY, SATURDAY, SUNDAY = 0, 4, 5, 6
NARBONNE = (
    "divendres 3 de junh",
    "dissabte 18 de junh",
    "diluns 20 de junh",
    "dijòus 23 de junh",
    "dissabte 25 de junh",
    "dimenge 26 de junh",
)
"""They fall so in 2011, 2016 and 2022."""
JUNE_3 = Day(3, 6, None, FRIDAY)


def guess(texts: tuple[str, ...], day: Day = JUNE_3, **known: object) -> Guess:
    defaults = Defaults(**{"today": TODAY, **known})  # type: ignore[arg-type]
    return YearFinder.of(texts, defaults).year_of([day])


def test_edition_given_is_the_year_whatever_the_file_says() -> None:
    assert guess(("3 juin 2018",), edition=2016) == Guess(2016, sure=True)


def test_year_of_all_other_dates_is_that_of_the_row() -> None:
    dated = ("samedi 4 juin 2016", "lundi 13 juin", "du 17 au 18 juin 2016", "")
    assert guess(dated, Day(13, 6, None, MONDAY)) == Guess(2016, sure=True)


def test_years_that_cannot_be_count_for_nothing() -> None:
    assert guess(("9999-12-31", "3 juin 2016")) == Guess(2016, sure=True)


def test_weekday_chooses_between_the_years_of_a_file() -> None:
    dated = ("25 mai 2018", "26 mai 2018", "17 mai 2019")
    assert guess(dated, Day(23, 6, None, SUNDAY)) == Guess(2019, sure=True)
    assert guess(dated, Day(23, 6, None, SATURDAY)) == Guess(2018, sure=True)


def test_file_of_several_years_without_weekday_proposes_the_one_most_written() -> None:
    assert guess(("25 mai 2018", "26 mai 2018", "17 mai 2019"), Day(23, 6)) == Guess(2018, sure=False)


def test_file_of_several_years_of_which_none_agrees_proposes_the_one_most_written() -> None:
    assert guess(("25 mai 2018", "26 mai 2018", "17 mai 2019"), Day(23, 6, None, MONDAY)) == Guess(2018, sure=False)


@pytest.mark.parametrize(
    ("known", "year"),
    [
        ({"file_name": "narbona-2016.csv"}, 2016),
        ({"file_name": "narbona-2017.csv"}, 2022),
        ({"file_name": "2011/narbona-20160503.csv"}, 2011),
        ({}, 2022),
        ({"today": date(2015, 1, 1)}, 2016),
        ({"editions": (Edition(2011), Edition(2018))}, 2011),
        ({"editions": EDITIONS}, 2022),
        ({"today": None, "editions": (Edition(2015),)}, 2016),
    ],
)
def test_weekdays_propose_a_year_they_agree_with(known: dict[str, object], year: int) -> None:
    assert guess(NARBONNE, **known) == Guess(year, sure=False)


def test_slip_in_one_row_is_outvoted() -> None:
    assert guess((*NARBONNE, "lundi 23 juin"), file_name="narbona-2016.csv") == Guess(2016, sure=False)


@pytest.mark.parametrize(
    ("known", "year"),
    [
        ({"file_name": "programme 2023.xlsx", "editions": EDITIONS}, 2023),
        ({"editions": EDITIONS}, 2024),
        ({}, 2026),
        ({"today": None}, 2006),
    ],
)
def test_without_weekday_the_year_at_hand_is_proposed(known: dict[str, object], year: int) -> None:
    assert guess(("3 juin",), Day(3, 6), **known) == Guess(year, sure=False)


def test_leap_day_is_proposed_in_a_leap_year() -> None:
    assert guess(("jeudi 29 février",), Day(29, 2, None, 3)) == Guess(2024, sure=False)


def test_settled_year_is_asked_of_nobody() -> None:
    assert YearFinder.settled(2018).year_of([JUNE_3]) == Guess(2018, sure=True)


def test_agreeing_year_is_the_nearest() -> None:
    assert agreeing_year(SATURDAY, 23, 6, near=2017) == 2018
    assert agreeing_year(FRIDAY, 23, 6, near=2018) == 2017
    assert agreeing_year(MONDAY, 29, 2, near=2026) == 2016


def test_day_that_never_is_agrees_with_no_year() -> None:
    assert agreeing_year(MONDAY, 31, 6, near=2018) is None


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("narbona-2016.csv", 2016),
        ("2015-2016 programme.csv", 2016),
        ("20160503.csv", None),
        ("code 9300, 1998.csv", None),
        ("", None),
    ],
)
def test_year_in_a_name(name: str, year: int | None) -> None:
    assert year_in(name) == year

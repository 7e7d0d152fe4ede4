"""When a row takes place, from its cells as written: every date, and all that is said of them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from festum.domain.event import Edition
from festum.domain.plan import ASKS
from festum.domain.when import When
from festum.errors import Level, Problem
from festum.importers.moments import MOST_DAYS, Moments, WhenCells, YearFinder, understand
from festum.importers.reading import Defaults
from festum.locale.catalogue import LANGUAGES, catalogue
from tests.domain.examples import when

KNOWN = Defaults(today=date(2026, 5, 1), editions=(Edition(2018), Edition(2019), Edition(2024)))
NO_YEAR = YearFinder.of((), KNOWN)
IN_2018 = YearFinder.of(("23/06/2018",), KNOWN)


def read(
    day: str, hour: str = "", *, end: str = "", end_hour: str = "", words: str = "", in_2018: bool = False
) -> Moments:
    cells = WhenCells(day, hour, end, end_hour, words, "Jour", "Heure", "Fin", "Heure de fin")
    return understand(cells, IN_2018 if in_2018 else NO_YEAR)


def on(start: str, end: str = "", words: str = "") -> When:
    return replace(when(start, end), time_text=words)


def said(level: Level, key: str, column: str, value: str = "", proposal: str = "") -> Problem:
    return Problem(level, key, column, value, proposal)


@pytest.mark.parametrize(
    ("day", "hour", "whens"),
    [
        ("23/06/2018", "", [on("2018-06-23")]),
        ("23/06/2018", "20h30", [on("2018-06-23T20:30")]),
        ("23/06/2018", "de 14h à 17h", [on("2018-06-23T14:00", "2018-06-23T17:00")]),
        ("23/06/2018", "21h-1h", [on("2018-06-23T21:00", "2018-06-24T01:00")]),
        ("23/06/2018", "minuit", [on("2018-06-24T00:00")]),
        ("23/06/2018", "24h30", [on("2018-06-24T00:30")]),
        ("23/06/2018", "0h30", [on("2018-06-23T00:30")]),
        ("23/06/2018", "toute la journée", [on("2018-06-23")]),
        ("23/06/2018", "21h00 et 23h00", [on("2018-06-23T21:00"), on("2018-06-23T23:00")]),
        ("23/06/2018", "vers 21h", [on("2018-06-23T21:00", words="vers 21h")]),
        ("2018-06-23T21:00", "", [on("2018-06-23T21:00")]),
        ("2018-06-23 21:00:00", "", [on("2018-06-23T21:00")]),
        ("2018-06-23 00:00:00", "", [on("2018-06-23")]),
        ("2018-06-23 00:00:00", "21h", [on("2018-06-23T21:00")]),
        ("2018-06-23T19:00:00Z", "", [on("2018-06-23T21:00")]),
        ("43274.875", "", [on("2018-06-23T21:00")]),
        ("30 juin 2018 à 11h", "", [on("2018-06-30T11:00")]),
        ("30/06/2018 - à partir de 19h", "", [on("2018-06-30T19:00")]),
        ("dimanche 27 mai 2018 au soir", "", [on("2018-05-27", words="au soir")]),
        ("dimanche 27 mai 2018 au soir", "21h", [on("2018-05-27T21:00", words="au soir")]),
        ("27 mai 2018 (salle 2)", "21h", [on("2018-05-27T21:00", words="salle 2")]),
        ("27 mai 2018 à 20h", "21h", [on("2018-05-27T21:00", words="à 20h")]),
        ("27 mai 2018 à 21h", "à la nuit tombée", [on("2018-05-27T21:00", words="à la nuit tombée")]),
        ("du 29 au 30 juin 2018", "", [on("2018-06-29", "2018-06-30")]),
        ("5/6/7 juin 2015", "", [on("2015-06-05", "2015-06-07")]),
        ("20-21-22 mai 2022", "", [on("2022-05-20", "2022-05-22")]),
        ("23 et 24 juin 2018", "", [on("2018-06-23"), on("2018-06-24")]),
        ("23 et 30 juin 2018", "21h", [on("2018-06-23T21:00"), on("2018-06-30T21:00")]),
        ("23 et 23 juin 2018", "21h", [on("2018-06-23T21:00")]),
        ("22 juin à 21h et 23 juin 2018 à 17h", "", [on("2018-06-22T21:00"), on("2018-06-23T17:00")]),
        (
            "tous les samedis du 16 au 30 juin 2018",
            "10h",
            [on("2018-06-16T10:00"), on("2018-06-23T10:00"), on("2018-06-30T10:00")],
        ),
        ("du 22 juin à 18h au 24 juin 2018 à 2h", "", [on("2018-06-22T18:00", "2018-06-24T02:00")]),
        ("2018-06-22T18:00/2018-06-24T20:00", "", [on("2018-06-22T18:00", "2018-06-24T20:00")]),
        ("samedi soir 23 juin 2018", "", [on("2018-06-23", words="soir")]),
        ("samedi soir 23 juin 2018 à 9h", "", [on("2018-06-23T21:00")]),
        ("du 23 au 24 juin 2018 inclus", "", [on("2018-06-23", "2018-06-24")]),
        ("tous les samedis du 17 au 30 juin 2018", "", [on("2018-06-23"), on("2018-06-30")]),
    ],
)
def test_row_is_understood_without_a_word(day: str, hour: str, whens: list[When]) -> None:
    assert read(day, hour) == Moments(tuple(whens), ())


@pytest.mark.parametrize(
    ("others", "whens"),
    [
        ({"end": "25/06/2018"}, on("2018-06-23", "2018-06-25")),
        ({"end": "25/06"}, on("2018-06-23", "2018-06-25")),
        ({"end": "23/06/2018"}, on("2018-06-23")),
        ({"hour": "20h", "end_hour": "23h"}, on("2018-06-23T20:00", "2018-06-23T23:00")),
        ({"hour": "20h", "end_hour": "jusqu'à 23h"}, on("2018-06-23T20:00", "2018-06-23T23:00")),
        ({"hour": "20h", "end_hour": "2h"}, on("2018-06-23T20:00", "2018-06-24T02:00")),
        ({"hour": "20h", "end_hour": "20h"}, on("2018-06-23T20:00")),
        ({"hour": "20h", "end": "23/06/2018", "end_hour": "23h"}, on("2018-06-23T20:00", "2018-06-23T23:00")),
        ({"hour": "20h", "end": "23/06/2018", "end_hour": "2h"}, on("2018-06-23T20:00", "2018-06-24T02:00")),
        ({"hour": "20h", "end": "24/06/2018", "end_hour": "2h"}, on("2018-06-23T20:00", "2018-06-24T02:00")),
        ({"hour": "20h", "end": "24/06/2018 à 2h"}, on("2018-06-23T20:00", "2018-06-24T02:00")),
        ({"hour": "20h", "end": "2018-06-23 00:00:00"}, on("2018-06-23T20:00")),
        ({"hour": "20h-23h", "end_hour": "23h"}, on("2018-06-23T20:00", "2018-06-23T23:00")),
        ({"hour": "20h", "words": "buvette  dès 19h"}, on("2018-06-23T20:00", words="buvette dès 19h")),
    ],
)
def test_end_has_columns_of_its_own(others: dict[str, str], whens: When) -> None:
    assert read("23/06/2018", **others) == Moments((whens,), ())  # type: ignore[arg-type]


def test_end_without_year_is_of_the_year_after_where_it_turns() -> None:
    assert read("30/12/2018", end="2 janvier") == Moments((on("2018-12-30", "2019-01-02"),), ())


def test_end_hour_is_that_of_each_day_listed() -> None:
    whens = (on("2018-06-23T20:00", "2018-06-23T23:00"), on("2018-06-24T20:00", "2018-06-24T23:00"))
    assert read("23 et 24 juin 2018", "20h", end="24/06/2018", end_hour="23h") == Moments(whens, ())


@pytest.mark.parametrize(
    ("day", "hour", "whens", "problem"),
    [
        ("", "21h", [], said("error", "date_missing", "Jour")),
        ("bientôt", "21h", [], said("error", "date_not_understood", "Jour", "bientôt")),
        ("x" * 301, "", [], said("error", "date_not_understood", "Jour", "x" * 200)),
        ("9999-12-31", "", [], said("error", "year_out_of_range", "Jour", "9999-12-31", "1970-2100")),
        (
            "du 1/1/1969 au 2/1/1970",
            "",
            [],
            said("error", "year_out_of_range", "Jour", "du 1/1/1969 au 2/1/1970", "1970-2100"),
        ),
        (
            "31 juin 2018",
            "21h",
            [on("2018-06-30T21:00")],
            said("error", "date_impossible", "Jour", "31 juin 2018", "2018-06-30"),
        ),
        ("30/02/2018", "", [on("2018-02-28")], said("error", "date_impossible", "Jour", "30/02/2018", "2018-02-28")),
        ("0/12/2018", "", [on("2018-12-01")], said("error", "date_impossible", "Jour", "0/12/2018", "2018-12-01")),
        ("45/12/2018", "", [on("2018-12-31")], said("error", "date_impossible", "Jour", "45/12/2018", "2018-12-31")),
        (
            "vendredi 23 juin 2018",
            "21h",
            [on("2018-06-23T21:00")],
            said("error", "weekday_disagrees", "Jour", "vendredi 23 juin 2018", "2018-06-23, 2018-06-22"),
        ),
        (
            "dimanche 23 juin 2018",
            "",
            [on("2018-06-23")],
            said("error", "weekday_disagrees", "Jour", "dimanche 23 juin 2018", "2018-06-23, 2018-06-24"),
        ),
        (
            "06/23/2018",
            "21h",
            [on("2018-06-23T21:00")],
            said("warning", "date_month_first", "Jour", "06/23/2018", "2018-06-23"),
        ),
        (
            "23/06/2018",
            "à la nuit tombée",
            [on("2018-06-23", words="à la nuit tombée")],
            said("warning", "time_in_words", "Heure", "à la nuit tombée"),
        ),
        ("23/06/2018", "soir", [on("2018-06-23", words="soir")], said("warning", "time_in_words", "Heure", "soir")),
        (
            "23/06/2018 (sous réserve)",
            "",
            [on("2018-06-23", words="sous réserve")],
            said("warning", "time_in_words", "Jour", "sous réserve"),
        ),
        (
            "23/06/2018",
            "jusqu'à 18h",
            [on("2018-06-23", words="jusqu'à 18h")],
            said("warning", "time_in_words", "Heure", "jusqu'à 18h"),
        ),
        (
            "23/06/2018",
            "25h",
            [on("2018-06-23", words="25h")],
            said("error", "hour_unreadable", "Heure", "25h", "2018-06-23"),
        ),
        (
            "23/06/2018 25",
            "21h",
            [on("2018-06-23", words="25")],
            said("error", "hour_unreadable", "Jour", "25", "2018-06-23"),
        ),
        (
            "23/06/2018 20h75",
            "",
            [on("2018-06-23", words="20h75")],
            said("error", "hour_unreadable", "Jour", "20h75", "2018-06-23"),
        ),
        (
            "23/06/2018",
            "10h / 14h",
            [on("2018-06-23T10:00"), on("2018-06-23T14:00")],
            said("note", "hours_slashed", "Heure", "10h / 14h", "10:00, 14:00"),
        ),
        (
            "23/06/2018",
            "10h/12h",
            [on("2018-06-23T10:00", "2018-06-23T12:00")],
            said("note", "hours_slashed", "Heure", "10h/12h", "10:00-12:00"),
        ),
        (
            "du 29 au 30 juin 2018",
            "14h-18h",
            [on("2018-06-29T14:00", "2018-06-29T18:00"), on("2018-06-30T14:00", "2018-06-30T18:00")],
            said("note", "range_with_hours", "Jour", "du 29 au 30 juin 2018", "2"),
        ),
        (
            "du 1er juin au 2 août 2018",
            "14h",
            [on("2018-06-01", "2018-08-02", words="14h")],
            said("note", "range_too_long_for_hours", "Jour", "du 1er juin au 2 août 2018", str(MOST_DAYS)),
        ),
        (
            "du 1er juin au 2 août 2018, 14h",
            "",
            [on("2018-06-01", "2018-08-02", words="14h")],
            said("note", "range_too_long_for_hours", "Jour", "du 1er juin au 2 août 2018, 14h", str(MOST_DAYS)),
        ),
        (
            "du 5/6/2018 au 3/6/2018",
            "",
            [on("2018-06-05")],
            said("error", "ends_before", "Jour", "2018-06-03", "2018-06-05"),
        ),
        (
            "25/03/2018",
            "2h30",
            [on("2018-03-25T02:30")],
            said("error", "time_skipped", "Heure", "2018-03-25T02:30"),
        ),
        (
            "24/03/2018",
            "21h-2h30",
            [on("2018-03-24T21:00", "2018-03-25T02:30")],
            said("error", "time_skipped", "Heure", "2018-03-25T02:30"),
        ),
    ],
)
def test_row_is_understood_with_a_word(day: str, hour: str, whens: list[When], problem: Problem) -> None:
    assert read(day, hour) == Moments(tuple(whens), (problem,))


@pytest.mark.parametrize(
    ("others", "whens", "problem"),
    [
        ({"hour": "20h", "end": "tard"}, on("2018-06-23T20:00"), said("warning", "end_left_aside", "Fin", "tard")),
        (
            {"hour": "20h", "end_hour": "tard"},
            on("2018-06-23T20:00"),
            said("warning", "end_left_aside", "Heure de fin", "tard"),
        ),
        (
            {"hour": "20h et 22h", "end_hour": "23h"},
            None,
            said("warning", "end_left_aside", "Heure de fin", "23h"),
        ),
        (
            {"hour": "20h-22h", "end_hour": "23h"},
            on("2018-06-23T20:00", "2018-06-23T22:00"),
            said("warning", "end_left_aside", "Heure de fin", "23h"),
        ),
        (
            {"end_hour": "18h"},
            on("2018-06-23", words="→ 18:00"),
            said("warning", "end_without_beginning", "Heure de fin", "18h"),
        ),
        (
            {"hour": "20h", "end": "22/06/2018"},
            on("2018-06-23T20:00"),
            said("error", "ends_before", "Fin", "2018-06-22", "2018-06-23"),
        ),
        (
            {"hour": "20h", "end": "23/06/2018", "end_hour": "18h"},
            on("2018-06-23T20:00"),
            said("error", "ends_before", "Heure de fin", "2018-06-23T18:00", "2018-06-23T20:00"),
        ),
        (
            {"end": "31/06/2018"},
            on("2018-06-23", "2018-06-30"),
            said("error", "date_impossible", "Fin", "31/06/2018", "2018-06-30"),
        ),
    ],
)
def test_end_that_is_not_clear_is_said(others: dict[str, str], whens: When | None, problem: Problem) -> None:
    found = read("23/06/2018", **others)  # type: ignore[arg-type]
    assert found.problems == (problem,)
    assert whens is None or found.whens == (whens,)


def test_end_beside_a_range_that_ends_otherwise_is_left_aside() -> None:
    found = read("du 23 au 24 juin 2018", end="25/06/2018")
    assert found == Moments(
        (on("2018-06-23", "2018-06-24"),), (said("warning", "end_left_aside", "Fin", "25/06/2018"),)
    )


def test_end_beside_a_list_is_left_aside() -> None:
    found = read("23 et 25 juin 2018", end="26/06/2018")
    assert found == Moments(
        (on("2018-06-23"), on("2018-06-25")), (said("warning", "end_left_aside", "Fin", "26/06/2018"),)
    )


def test_hour_at_the_beginning_of_two_columns_of_days_comes_back_each_day() -> None:
    found = read("23/06/2018", "20h", end="24/06/2018")
    assert found == Moments(
        (on("2018-06-23T20:00"), on("2018-06-24T20:00")),
        (said("note", "range_with_hours", "Jour", "23/06/2018", "2"),),
    )


def test_year_of_the_file_is_assumed_with_a_warning() -> None:
    assert read("samedi 30 juin", "21h", in_2018=True) == Moments(
        (on("2018-06-30T21:00"),), (said("warning", "year_assumed", "Jour", "samedi 30 juin", "2018-06-30"),)
    )


def test_range_without_year_from_december_ends_in_the_year_after() -> None:
    assert read("du 29 décembre au 2 janvier", in_2018=True).whens == (on("2018-12-29", "2019-01-02"),)


def test_weekday_against_the_assumed_year_is_asked_with_a_year_that_agrees() -> None:
    assert read("dimanche 23 juin", in_2018=True) == Moments(
        (on("2018-06-23"),),
        (said("error", "weekday_disagrees", "Jour", "dimanche 23 juin", "2018-06-23, 2018-06-24, 2019-06-23"),),
    )


def test_year_that_nothing_gives_is_asked_once_for_a_row_of_several_days() -> None:
    assert read("23 et 24 juin") == Moments(
        (on("2024-06-23"), on("2024-06-24")), (said("error", "year_to_confirm", "Jour", "23 et 24 juin", "2024-06-23"),)
    )


def test_words_that_are_too_long_are_refused() -> None:
    words = "a" * 301
    found = read("23/06/2018", words=words)
    assert found == Moments(
        (on("2018-06-23", words="a" * 300),), (said("error", "too_long", "Heure", "a" * 200, "300"),)
    )


def test_more_dates_than_a_year_has_days_are_told_without_hours() -> None:
    ranges = " et ".join(f"du 1/{month} au 28/{month}/2018" for month in range(1, 13))
    found = read(ranges, "10h et 14h")
    assert found.whens == tuple(on(f"2018-{m:02}-01", f"2018-{m:02}-28", words="10h et 14h") for m in range(1, 13))
    assert [problem.key for problem in found.problems] == ["range_too_long_for_hours"]


@pytest.mark.parametrize("key", ["date_impossible", "weekday_disagrees", "year_to_confirm", "hour_unreadable"])
def test_question_holds_a_proposal(key: str) -> None:
    assert key in ASKS


KEYS = (
    "date_missing date_not_understood date_impossible year_out_of_range weekday_disagrees year_to_confirm year_assumed "
    "date_month_first time_in_words hour_unreadable hours_slashed range_with_hours range_too_long_for_hours "
    "end_left_aside end_without_beginning ends_before time_skipped too_long"
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_said_has_its_sentence(language: str) -> None:
    sentences = catalogue(language)
    assert [key for key in KEYS.split() if f"row.{key}" not in sentences] == []


TEXTS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["23/06/2018", "du 29 au 30 juin", "vendredi 31 juin", "1-31/12/2100", "tous les jeudis du 1 au 30/6"]
    ),
    st.sampled_from(["21h", "21h-2h", "10h et 14h", "2h30", "minuit", "soir", "25h", "jusqu'à 18h", "31/12/2100 24h"]),
)


@given(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, st.booleans())
def test_any_cells_give_dates_that_end_after_they_begin(
    day: str, hour: str, end: str, end_hour: str, words: str, in_2018: bool
) -> None:
    found = read(day, hour, end=end, end_hour=end_hour, words=words, in_2018=in_2018)
    assert found.whens or any(problem.level == "error" for problem in found.problems)
    for one in found.whens:
        assert one == When.made(one.start, one.end, one.all_day, one.time_text)
        assert one.start < one.start + timedelta(1)
        assert len(one.time_text) <= 300
    asked = {problem.key for problem in found.problems} & ASKS
    assert found.whens or not asked

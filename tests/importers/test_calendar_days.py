"""Days as written become days of the calendar, each thing wrong with them said once."""

from datetime import date

import pytest

from festum.errors import Level, Problem
from festum.importers.calendar_days import DaySpan, DaySpans, spans_of
from festum.importers.reading import Defaults
from festum.importers.years import YearFinder

IN_2018 = YearFinder.settled(2018)
UNKNOWN = YearFinder.of((), Defaults(today=date(2026, 5, 1)))


def span(first: str, last: str = "", rest: str = "") -> DaySpan:
    return DaySpan(date.fromisoformat(first), date.fromisoformat(last or first), rest=rest)


def test_days_with_their_year_are_taken_as_they_are() -> None:
    spans = (span("2018-06-22", rest="21h"), span("2018-06-23", rest="17h"))
    assert spans_of("22/06/2018 à 21h et 23/06/2018 17h", "Date", UNKNOWN) == DaySpans(
        (span("2018-06-22", rest="à 21h"), spans[1])
    )


@pytest.mark.parametrize(
    ("text", "level", "key", "proposal", "first"),
    [
        ("samedi 23 juin", "warning", "year_assumed", "2018-06-23", "2018-06-23"),
        ("tous les mercredis de juin", "warning", "year_assumed", "2018-06-06", "2018-06-01"),
        ("vendredi 23 juin", "error", "weekday_disagrees", "2018-06-23, 2018-06-22, 2017-06-23", "2018-06-23"),
        ("mardi 31 avril 2018", "error", "date_impossible", "2018-04-30", "2018-04-30"),
        ("29 février", "error", "date_impossible", "2018-02-28", "2018-02-28"),
        ("31 et 32 décembre", "error", "date_impossible", "2018-12-31", "2018-12-31"),
        ("12/24/2018", "warning", "date_month_first", "2018-12-24", "2018-12-24"),
    ],
)
def test_what_is_wrong_is_said_once_with_what_is_proposed(
    text: str, level: Level, key: str, proposal: str, first: str
) -> None:
    found = spans_of(text, "Date", IN_2018)
    assert found.problems == (Problem(level, key, "Date", text, proposal),)
    assert found.spans[0].first.isoformat() == first


def test_year_nothing_gives_is_asked() -> None:
    assert spans_of("23 juin", "Date", UNKNOWN) == DaySpans(
        (span("2026-06-23"),), (Problem("error", "year_to_confirm", "Date", "23 juin", "2026-06-23"),)
    )


def test_range_that_passes_new_year_ends_in_the_next() -> None:
    assert spans_of("du 30 décembre au 2 janvier", "Date", IN_2018).spans == (span("2018-12-30", "2019-01-02"),)
    assert spans_of("30 décembre au 2 janvier 2019", "Date", IN_2018).spans == (span("2018-12-30", "2019-01-02"),)


@pytest.mark.parametrize("text", ["1/1/1969", "31/12/2101", "9999-12-31", "31 décembre 2100 au 2 janvier 2101"])
def test_year_no_festival_is_in_gives_nothing(text: str) -> None:
    problem = Problem("error", "year_out_of_range", "Date", text, "1970-2100")
    assert spans_of(text, "Date", IN_2018) == DaySpans((), (problem,))


def test_text_that_is_no_date_is_quoted_cut() -> None:
    assert spans_of("z" * 250, "Date", IN_2018).problems == (
        Problem("error", "date_not_understood", "Date", "z" * 200),
    )

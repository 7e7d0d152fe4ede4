"""One row's cells: a value, or a problem that names the column and what was found in it."""

from collections.abc import Callable

import pytest

from festum.domain.columns import COLUMNS
from festum.domain.place import Point, Precision
from festum.domain.when import When
from festum.errors import Problem
from festum.importers.cells import Cells
from tests.domain.examples import when

Read = Callable[[Cells], object]


def read(reader: Read, **found: str) -> tuple[object, list[Problem]]:
    cells = Cells(found)
    return reader(cells), cells.problems


@pytest.mark.parametrize(
    ("found", "text", "said"),
    [
        ("  Balèti \t de\n\u200bLodève ", "Balèti de Lodève", []),
        ("e\u0301te\u0301", "été", []),
        ("x" * 300, "x" * 300, []),
        ("x" * 301, "x" * 301, [Problem("error", "too_long", "title", "x" * 200, "300")]),
        (" \n ", "", [Problem("error", "required", "title")]),
    ],
)
def test_text_is_one_clean_line_within_its_length(found: str, text: str, said: list[Problem]) -> None:
    assert read(lambda cells: cells.text("title"), title=found) == (text, said)


def test_text_keeps_lines_where_they_are_wanted() -> None:
    found = " Bal \r\n\r\n puis  feu\v "
    assert read(lambda cells: cells.text("description", lines=True), description=found) == ("Bal\n\n puis  feu", [])


@pytest.mark.parametrize(
    ("found", "text"),
    [
        ("'=1+1", "=1+1"),
        ("''+33 4 67 00 00 00", "'+33 4 67 00 00 00"),
        ("=1+1", "=1+1"),
        ("-5", "-5"),
        ("'Ndemà", "'Ndemà"),
    ],
)
def test_text_made_plain_for_a_spreadsheet_is_as_it_was_meant(found: str, text: str) -> None:
    assert read(lambda cells: cells.text("price"), price=found) == (text, [])
    assert read(lambda cells: cells.words("organiser"), organiser=found) == ((text,), [])


def test_text_made_plain_is_measured_as_it_was_meant() -> None:
    longest = "=" * 300
    assert read(lambda cells: cells.text("title"), title=f"'{longest}") == (longest, [])


def test_text_of_a_column_not_sent_is_empty() -> None:
    assert read(lambda cells: cells.text("price")) == ("", [])


@pytest.mark.parametrize(
    ("found", "words", "said"),
    [
        ("", (), []),
        ("oc", ("oc",), []),
        (" oc | fr||oc ", ("oc", "fr"), []),
        ("oc|frr", ("oc", "frr"), [Problem("error", "word_unknown", "languages", "frr", "fr")]),
        ("xyz", ("xyz",), [Problem("error", "word_unknown", "languages", "xyz", "")]),
        ("oc,fr", ("oc,fr",), [Problem("error", "word_unknown", "languages", "oc,fr", "oc")]),
    ],
)
def test_words_of_a_closed_list_are_each_taken_once(found: str, words: tuple[str, ...], said: list[Problem]) -> None:
    assert read(lambda cells: cells.words("languages", ("oc", "fr", "ca")), languages=found) == (words, said)


def test_words_of_an_open_list_are_what_was_written() -> None:
    found = "Mairie de Lodève | La Formiga, Narbonne|"
    assert read(lambda cells: cells.words("organiser"), organiser=found) == (
        ("Mairie de Lodève", "La Formiga, Narbonne"),
        [],
    )


def test_words_with_a_separator_in_one_are_measured_as_they_were_meant() -> None:
    longest = COLUMNS["organiser"].longest
    whole = ("a|" + "b" * 498, "c" * (longest - 501))
    assert sum(map(len, whole)) + 1 == longest
    assert read(lambda cells: cells.words("organiser"), organiser="|".join((r"a\|" + "b" * 498, whole[1]))) == (
        whole,
        [],
    )
    _, said = read(lambda cells: cells.words("organiser"), organiser="|".join((r"a\|" + "b" * 499, whole[1])))
    assert [(problem.key, problem.proposal) for problem in said] == [("too_long", str(longest))]


@pytest.mark.parametrize(
    ("found", "word", "said"),
    [
        ("", "", []),
        (" street ", "street", []),
        ("stret", "stret", [Problem("error", "word_unknown", "precision", "stret", "street")]),
        (
            "locality|street",
            "locality|street",
            [Problem("error", "word_unknown", "precision", "locality|street", "locality")],
        ),
    ],
)
def test_word_of_a_closed_list_is_one(found: str, word: str, said: list[Problem]) -> None:
    assert read(lambda cells: cells.word("precision", Precision), precision=found) == (word, said)


@pytest.mark.parametrize(
    ("found", "value"),
    [
        ("", None), ("true", True), ("TRUE", True), ("VRAI", True), ("Vrai", True), ("1", True), ("oui", True),
        ("òc", True), ("sí", True), ("yes", True), ("false", False), ("FAUX", False), ("fals", False), ("0", False),
        ("Non", False), ("no", False),
    ],
)  # fmt: skip
def test_boolean_as_spreadsheets_in_our_languages_write_it(found: str, value: bool | None) -> None:
    assert read(lambda cells: cells.boolean("all_day"), all_day=found) == (value, [])


def test_boolean_that_is_none_is_shown_as_it_was_written() -> None:
    said = [Problem("error", "boolean_unreadable", "all_day", "Toute la")]
    assert read(lambda cells: cells.boolean("all_day"), all_day="Toute la") == (None, said)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ("", []),
        ("https://festa.example/a?b=c", []),
        ("www.festa.example", [Problem("error", "url_unreadable", "url", "www.festa.example")]),
        ("javascript:alert(1)", [Problem("error", "url_unreadable", "url", "javascript:alert(1)")]),
    ],
)
def test_web_address_is_http_or_nothing(found: str, said: list[Problem]) -> None:
    assert read(lambda cells: cells.web_address("url"), url=found) == (found, said)


@pytest.mark.parametrize(
    ("latitude", "longitude", "point"),
    [
        ("", "", None),
        ("43.7321", "3.3165", Point(43.7321, 3.3165)),
        ("43,7321", "3,3165", Point(43.7321, 3.3165)),
        (" 43.7321 ", "-0.5", Point(43.7321, -0.5)),
        ("42.7", "-5e-05", Point(42.7, -0.00005)),
        ("42,7", "5,5E-5", Point(42.7, 0.000055)),
    ],
)
def test_point_in_degrees_with_dot_or_comma(latitude: str, longitude: str, point: Point | None) -> None:
    assert read(lambda cells: cells.point(), latitude=latitude, longitude=longitude) == (point, [])


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        ("43.7", ""), ("", "3.3"), ("43.7°", "3.3"), ("nan", "3.3"), ("inf", "3.3"), ("1e999", "0"), ("91", "3.3"),
        ("43.7", "181"), ("43.7, 3.3", "3.3"), ("4_3.7", "3.3"), ("43.7", "1e"), ("43.7", "1e3"),
    ],
)  # fmt: skip
def test_point_that_is_none_is_a_problem_of_both_cells(latitude: str, longitude: str) -> None:
    said = [Problem("error", "point_unreadable", "latitude", f"{latitude} {longitude}")]
    assert read(lambda cells: cells.point(), latitude=latitude, longitude=longitude) == (None, said)


@pytest.mark.parametrize(
    ("found", "value"),
    [
        ({"start": "2018-06-23T21:00"}, when("2018-06-23T21:00")),
        ({"start": "2018-06-23T21:00", "end": "2018-06-24T01:00"}, when("2018-06-23T21:00", "2018-06-24T01:00")),
        ({"start": "2018-06-23"}, when("2018-06-23")),
        ({"start": "2018-06-23", "end": "2018-06-24", "all_day": "true"}, when("2018-06-23", "2018-06-24")),
        ({"start": "2018-06-23", "end": "2018-06-23"}, when("2018-06-23")),
        ({"start": "2018-06-23", "end": "2018-06-24T18:00"}, when("2018-06-23", "2018-06-24")),
        ({"start": "2018-06-23T21:00", "all_day": "true"}, when("2018-06-23")),
        ({"start": "2018-06-23T21:00", "all_day": "false"}, when("2018-06-23T21:00")),
        (
            {"start": "2018-06-23", "time_text": "à la  nuit"},
            When(when("2018-06-23").start, None, True, "à la nuit"),
        ),
    ],
)
def test_when_with_or_without_an_hour(found: dict[str, str], value: When) -> None:
    assert read(lambda cells: cells.when(), **found) == (value, [])


@pytest.mark.parametrize(
    ("found", "value", "said"),
    [
        ({}, None, [Problem("error", "required", "start")]),
        ({"start": "23/06/18"}, None, [Problem("error", "date_unreadable", "start", "23/06/18")]),
        (
            {"start": "2018-06-23", "all_day": "false"},
            when("2018-06-23"),
            [Problem("warning", "time_without_hour", "start", "2018-06-23")],
        ),
        (
            {"start": "2018-06-23T21:00", "end": "23h"},
            when("2018-06-23T21:00"),
            [Problem("error", "date_unreadable", "end", "23h")],
        ),
        (
            {"start": "2018-06-23T21:00", "end": "2018-06-24"},
            when("2018-06-23T21:00"),
            [Problem("error", "date_unreadable", "end", "2018-06-24")],
        ),
        (
            {"start": "2018-06-23T21:00", "end": "2018-06-23T20:00"},
            when("2018-06-23T21:00"),
            [Problem("error", "ends_before", "end", "2018-06-23T20:00", "2018-06-23T21:00")],
        ),
        (
            {"start": "2018-06-23", "end": "2018-06-22"},
            when("2018-06-23"),
            [Problem("error", "ends_before", "end", "2018-06-22", "2018-06-23")],
        ),
        (
            {"start": "2018-03-25T02:30"},
            when("2018-03-25T02:30"),
            [Problem("error", "time_skipped", "start", "2018-03-25T02:30")],
        ),
        (
            {"start": "2018-03-24T21:00", "end": "2018-03-25T02:30"},
            when("2018-03-24T21:00", "2018-03-25T02:30"),
            [Problem("error", "time_skipped", "end", "2018-03-25T02:30")],
        ),
    ],
)
def test_when_that_cannot_be_is_a_problem_of_its_cell(
    found: dict[str, str], value: When | None, said: list[Problem]
) -> None:
    assert read(lambda cells: cells.when(), **found) == (value, said)

"""Every fault of a row is told by key, column, value found and proposal; a row is never dropped for it."""

import pytest

from festum.domain.columns import COLUMNS
from festum.domain.place import Commune, Venue
from festum.errors import Level, Problem
from tests.domain.examples import LODEVE, MONTPELLIER, commune, venue
from tests.importers.sheets import GOOD, problems, reading, sheet, the_draft

HERE = {"latitude": "43.7321", "longitude": "3.3165"}


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"title": ""}, Problem("error", "required", "title")),
        ({"title": " \n"}, Problem("error", "required", "title")),
        ({"start": ""}, Problem("error", "required", "start")),
        ({"start": "23 juin"}, Problem("error", "date_unreadable", "start", "23 juin")),
        ({"start": "2018-03-25T02:30"}, Problem("error", "time_skipped", "start", "2018-03-25T02:30")),
        (
            {"end": "2018-06-23T20:00"},
            Problem("error", "ends_before", "end", "2018-06-23T20:00", "2018-06-23T21:00"),
        ),
        ({"all_day": "peut-être"}, Problem("error", "boolean_unreadable", "all_day", "peut-être")),
        ({"edition": "XIII"}, Problem("error", "edition_unreadable", "edition", "XIII")),
        ({"edition": "²⁰¹⁸"}, Problem("error", "edition_unreadable", "edition", "²⁰¹⁸")),
        ({"languages": "ocitan"}, Problem("error", "word_unknown", "languages", "ocitan", "")),
        ({"categories": "concrt"}, Problem("error", "word_unknown", "categories", "concrt", "concert")),
        ({"flags": "repas|childen"}, Problem("error", "word_unknown", "flags", "childen", "children")),
        ({"status": "canceled"}, Problem("error", "word_unknown", "status", "canceled", "cancelled")),
        ({"url": "festa.example"}, Problem("error", "url_unreadable", "url", "festa.example")),
        ({"image": "photo.jpg"}, Problem("error", "url_unreadable", "image", "photo.jpg")),
        ({"latitude": "43.7"}, Problem("error", "point_unreadable", "latitude", "43.7 ")),
        ({"precision": "stret"}, Problem("error", "word_unknown", "precision", "stret", "street")),
        ({"provenance": "humain"}, Problem("error", "word_unknown", "provenance", "humain", "human")),
        ({**HERE, "provenance": "osm"}, Problem("error", "word_unknown", "provenance", "osm", "")),
        ({**HERE, "provenance": "ban"}, Problem("error", "required", "precision")),
        (
            {**HERE, "provenance": "gazetteer"},
            Problem("warning", "pin_left", "latitude", "43.732100, 3.316500", str(commune().point)),
        ),
        ({"commune": "", "insee_code": ""}, Problem("warning", "commune_missing", "commune")),
        (
            {"commune": "Bouillac"},
            Problem("error", "commune_ambiguous", "commune", "Bouillac", "Bouillac (82, 82020), Bouillac (12, 12030)"),
        ),
        (
            {"commune": "Montpelier"},
            Problem(
                "error", "commune_unknown", "commune", "Montpelier",
                "Montpellier (34), Montpinier (81), Montferrier (09)",
            ),
        ),
        ({"commune": "Xyzzy"}, Problem("error", "commune_unknown", "commune", "Xyzzy", "")),
        ({"commune": "", "insee_code": "75056"}, Problem("error", "commune_unknown", "commune", "75056", "")),
        (
            {"commune": "Lodèvve", "postcode": "34700"},
            Problem("warning", "commune_understood", "commune", "Lodèvve", "Lodève (34)"),
        ),
    ],
)  # fmt: skip
def test_problem_names_its_column_and_value(cells: dict[str, str], problem: Problem) -> None:
    assert problem in problems(**cells)


def test_problem_free_row_has_none() -> None:
    assert problems() == []


@pytest.mark.parametrize("name", [name for name in COLUMNS if name not in {"start", "end", "all_day", "insee_code"}])
def test_problem_of_a_cell_too_long_shows_its_beginning(name: str) -> None:
    longest = COLUMNS[name].longest
    assert Problem("error", "too_long", name, ("1" * (longest + 1))[:200], str(longest)) in problems(
        **{name: "1" * (longest + 1)}
    )


@pytest.mark.parametrize("digits", ["20180", "0002018", "9" * 5000])
def test_problem_of_an_edition_of_too_many_digits_is_no_year(digits: str) -> None:
    draft = the_draft(edition=digits)
    assert (draft.edition, draft.refused) == (None, True)


@pytest.mark.parametrize(
    ("spare", "said"),
    [
        ("", []),
        (",,  ,", []),
        (",x", [Problem("error", "cells_too_many", "", "1")]),
        (",,x,, y", [Problem("error", "cells_too_many", "", "2")]),
    ],
)
def test_problem_of_more_cells_than_columns(spare: str, said: list[Problem]) -> None:
    read = reading(f"title,start,commune\nBal,2018-06-23,Lodève{spare}\n".encode())
    assert [list(draft.problems) for draft in read.drafts] == [said]


def test_problem_of_a_word_of_another_list_is_not_of_the_good_ones() -> None:
    draft = the_draft(categories="concert|meal|dance", flags="meal")
    assert draft.problems == (Problem("error", "word_unknown", "categories", "meal", ""),)
    assert (draft.details.categories, draft.details.flags) == (("concert", "meal", "dance"), ("meal",))


@pytest.mark.parametrize(
    ("cells", "found", "postcode", "level"),
    [
        ({"commune": "Lodève"}, LODEVE, "34700", None),
        ({"commune": "LODEVE"}, LODEVE, "34700", None),
        ({"commune": "Montpelhièr"}, MONTPELLIER, "", None),
        ({"commune": "Perpinyà"}, "66136", "", None),
        ({"commune": "", "insee_code": "34142"}, LODEVE, "34700", None),
        ({"commune": "anything", "insee_code": "34142"}, LODEVE, "34700", None),
        ({"commune": "Bouillac", "insee_code": "12030"}, "12030", "12300", None),
        ({"commune": "Bouillac", "postcode": "82600"}, "82020", "82600", None),
        ({"commune": "34000 Montpellier"}, MONTPELLIER, "", None),
        ({"commune": "Montpellier", "postcode": "34080"}, MONTPELLIER, "34080", None),
        ({"commune": "Lavelanet", "postcode": "9300"}, "09160", "09300", None),
        ({"commune": "Lavelanet", "insee_code": "9160"}, "09160", "09300", None),
        ({"commune": "Lavelanet", "postcode": "9300.0"}, "09160", "09300", None),
        ({"commune": "Montpellier", "postcode": "34 000"}, MONTPELLIER, "34000", None),
        ({"commune": "Lodèvve", "postcode": "34700"}, LODEVE, "34700", "warning"),
    ],
)
def test_commune_is_found_and_the_postcode_made_whole(
    cells: dict[str, str], found: str, postcode: str, level: Level | None
) -> None:
    draft = the_draft(**cells)
    assert draft.venue == venue("", found, postcode=postcode)
    assert [problem.level for problem in draft.problems] == ([level] if level else [])


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        ({"commune": ""}, None),
        ({"commune": "", "latitude": "43.7", "longitude": "3.3"}, None),
        ({"commune": "", "venue": "Halle"}, Venue("Halle", "", "", None, None, None, None)),
        (
            {"commune": "", "address": "1 rue Foch", "postcode": "9300"},
            Venue("", "1 rue Foch", "09300", None, None, None, None),
        ),
        (
            {"commune": "Bouillac", "venue": "Halle", "postcode": "CEDEX 9"},
            Venue("Halle", "", "CEDEX 9", None, None, None, None),
        ),
    ],
)
def test_venue_without_a_commune_has_no_point(cells: dict[str, str], place: Venue | None) -> None:
    assert the_draft(**cells).venue == place


def test_commune_recognised_is_the_gazetteers_own() -> None:
    place = the_draft().venue
    expected: Commune = commune()
    assert place is not None
    assert place.commune == expected


def test_faulty_rows_are_drafts_beside_the_good_ones() -> None:
    read = reading(sheet({**GOOD, "title": ""}, GOOD, {**GOOD, "start": "demain"}))
    assert [(draft.line, draft.refused) for draft in read.drafts] == [(2, True), (3, False), (4, True)]

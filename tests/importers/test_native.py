"""Every column into its field, every fault with its column and value."""

from dataclasses import replace

import pytest

from festum.domain.admission import Admission
from festum.domain.columns import COLUMNS
from festum.domain.draft import Draft
from festum.domain.event import Details
from festum.domain.place import Point, Precision, Provenance, Venue
from festum.domain.texts import Texts
from festum.domain.when import When
from festum.errors import Problem
from festum.importers.reading import Defaults
from tests.domain.examples import MONTPELLIER, commune, details, venue, when
from tests.importers.sheets import FULL_ROW, GOOD, read_as, reading, sheet, the_draft

FULL_DRAFT = Draft(
    line=2,
    edition=2019,
    partner="la-formiga",
    event_key="feu-01",
    occurrence_key="nuit",
    details=Details(
        titles=Texts(
            (
                ("fr", "Feu de la Saint-Jean"),
                ("oc", "Fuòc de Sant Joan"),
                ("ca", "Foc de Sant Joan"),
                ("en", "Saint John's fire"),
            )
        ),
        descriptions=Texts((("fr", "Le feu,\npuis le bal."), ("oc", "Lo fuòc"), ("ca", "El foc"), ("en", "The fire"))),
        languages=("oc-lengadoc", "fr"),
        categories=("bonfire", "baleti"),
        flags=("children", "bar"),
        organisers=("Mairie", "Calandreta"),
        price="Entrée gratuite",
        admission=Admission.FREE,
        booking="04 67 00 00 00",
        access="Plain-pied",
        url="https://festa.example/feu",
        image="https://festa.example/feu.jpg",
        source="synthetic",
    ),
    when=When(when("2018-06-23T21:30").start, when("2018-06-24T01:00").start, False, "à la nuit tombée"),
    venue=Venue(
        "Esplanade",
        "1 allée Jules-Milhau",
        "34000",
        commune(MONTPELLIER),
        Point(43.6112, 3.8801),
        Precision.HOUSENUMBER,
        Provenance.HUMAN,
    ),
    status="postponed",
    notice="Reporté\nd'une heure",
    problems=(),
)


def test_row_with_every_column_is_a_whole_draft() -> None:
    assert set(FULL_ROW) == set(COLUMNS)
    assert reading(sheet(FULL_ROW)) == read_as(FULL_DRAFT)


def test_row_is_the_same_with_its_columns_in_any_order_and_case() -> None:
    header = tuple(f" {name.upper()} " for name in reversed(COLUMNS))
    row = {f" {name.upper()} ": cell for name, cell in FULL_ROW.items()}
    assert reading(sheet(row, header=header)) == read_as(FULL_DRAFT, header=header)


def test_row_with_little_has_the_defaults_in_its_empty_cells() -> None:
    row = {"title": "Balèti", "start": "2018-06-23", "commune": "Lodève", "venue": "Halle"}
    assert reading(sheet(row), Defaults(2018, "festa")).drafts == (
        Draft(2, 2018, "festa", details=details(), when=when("2018-06-23"), venue=venue(postcode="34700")),
    )
    assert reading(sheet(row), Defaults()).drafts[0] == replace(reading(sheet(row)).drafts[0], edition=None, partner="")


def test_rows_are_drafts_in_their_order_with_the_line_a_spreadsheet_shows() -> None:
    content = b'title,start,description\nun,2018-06-23,"a\nb"\n\n,,\ndeux,2018-06-24\n'
    read = reading(content)
    assert [(d.line, d.details.titles.get("fr"), d.details.descriptions.get("fr")) for d in read.drafts] == [
        (2, "un", "a\nb"),
        (5, "deux", ""),
    ]


def test_row_keeps_line_breaks_in_descriptions_and_notices_alone() -> None:
    lines = "a\nb"
    draft = the_draft(title=lines, title_oc=lines, description=lines, booking=lines, venue=lines, notice=lines)
    assert draft.details == replace(
        details("a b"),
        titles=Texts.of({"fr": "a b", "oc": "a b"}),
        descriptions=Texts.of({"fr": lines}),
        booking="a b",
    )
    assert (draft.venue, draft.notice) == (venue("a b", postcode="34700"), lines)


def test_header_alone_is_a_file_of_no_draft() -> None:
    assert reading(sheet()) == read_as()


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (("title", "start", "commune", "Prix"), [Problem("warning", "column_unknown", "prix", "prix", "price")]),
        (("title", "start", "commune", "xyz"), [Problem("warning", "column_unknown", "xyz", "xyz", "")]),
        (("title", "start", "commune", ""), []),
    ],
)
def test_column_nobody_knows_is_left_aside_and_said_so(header: tuple[str, ...], said: list[Problem]) -> None:
    read = reading(sheet({**GOOD, header[-1]: "x"}, header=header))
    assert list(read.problems) == said
    assert read.drafts == (the_draft(),)


BAN, NOMINATIM, HUMAN = Provenance.BAN, Provenance.NOMINATIM, Provenance.HUMAN


@pytest.mark.parametrize(
    ("precision", "provenance", "given"),
    [
        ("", "", (Precision.HOUSENUMBER, HUMAN)),
        ("", "human", (Precision.HOUSENUMBER, HUMAN)),
        ("street", "", (Precision.STREET, HUMAN)),
        ("street", "ban", (Precision.STREET, BAN)),
        ("locality", "nominatim", (Precision.LOCALITY, NOMINATIM)),
    ],
)
def test_point_is_the_partners_own_unless_the_row_says_whose(
    precision: str, provenance: str, given: tuple[Precision, Provenance]
) -> None:
    here = {"venue": "Halle", "latitude": "43.7321", "longitude": "3.3165"}
    draft = the_draft(**here, precision=precision, provenance=provenance)
    there = Venue("Halle", "", "34700", commune(), Point(43.7321, 3.3165), *given)
    assert (draft.venue, draft.problems) == (there, ())


@pytest.mark.parametrize("given", [{"precision": "commune"}, {}])
def test_point_of_the_gazetteer_is_not_taken_for_a_pin(given: dict[str, str]) -> None:
    point = commune().point
    here = {"latitude": str(point.latitude), "longitude": str(point.longitude), "provenance": "gazetteer"}
    draft = the_draft(venue="Halle", **here, **given)
    assert (draft.venue, draft.problems) == (venue(postcode="34700"), ())


@pytest.mark.parametrize("provenance", ["", "human", "ban", "gazetteer"])
def test_point_taken_out_of_its_row_is_the_communes(provenance: str) -> None:
    draft = the_draft(venue="Halle", precision="street", provenance=provenance)
    assert (draft.venue, draft.problems) == (venue(postcode="34700"), ())


def test_point_of_the_gazetteer_without_its_commune_is_none() -> None:
    draft = the_draft(
        commune="", venue="Halle", latitude="43.7", longitude="3.3", precision="commune", provenance="gazetteer"
    )
    assert draft.venue == Venue("Halle", "", "", None, None, None, None)
    assert [problem.key for problem in draft.problems] == ["commune_missing"]

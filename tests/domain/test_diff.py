"""What differs between two states, as a person reads it in a report."""

from dataclasses import fields, replace

import pytest

from festum.domain.admission import Admission
from festum.domain.diff import Change, details_changes, occurrence_changes, only_the_point_differs
from festum.domain.event import Details, Occurrence, State
from festum.domain.place import Precision, Provenance
from festum.domain.texts import Texts
from tests.domain.examples import LODEVE, MONTPELLIER, NOW, PIN, details, occurrence, venue, when

SAID = Details(
    titles=Texts.of({"fr": "Balèti"}),
    descriptions=Texts.of({"fr": "Bal", "oc": "Bal"}),
    languages=("oc", "fr"),
    categories=("baleti",),
    flags=(),
    organisers=("Festa",),
    price="5 €",
    admission=Admission.PAID,
    booking="",
    access="",
    url="https://a.example",
    image="",
    source="",
)


def test_details_changes_of_equal_details_is_empty() -> None:
    assert details_changes(SAID, replace(SAID)) == ()


def test_details_changes_of_everything_in_the_order_of_the_fields() -> None:
    after = Details(
        titles=Texts.of({"fr": "Grand balèti", "oc": "Grand balèti d'estiu"}),
        descriptions=Texts(),
        languages=("oc",),
        categories=("baleti", "concert"),
        flags=("bar",),
        organisers=(),
        price="gratuit",
        admission=Admission.FREE,
        booking="04 67 00 00 00",
        access="Plain-pied",
        url="",
        image="https://a.example/i.jpg",
        source="synthetic",
    )
    assert details_changes(SAID, after) == (
        Change("titles", "fr: Balèti", "fr: Grand balèti / oc: Grand balèti d'estiu"),
        Change("descriptions", "fr: Bal / oc: Bal", ""),
        Change("languages", "oc|fr", "oc"),
        Change("categories", "baleti", "baleti|concert"),
        Change("flags", "", "bar"),
        Change("organisers", "Festa", ""),
        Change("price", "5 €", "gratuit"),
        Change("admission", "paid", "free"),
        Change("booking", "", "04 67 00 00 00"),
        Change("access", "", "Plain-pied"),
        Change("url", "https://a.example", ""),
        Change("image", "", "https://a.example/i.jpg"),
        Change("source", "", "synthetic"),
    )
    assert len(details_changes(SAID, after)) == len(fields(Details))


@pytest.mark.parametrize(
    ("changed", "changes"),
    [
        ({}, ()),
        ({"sequence": 3, "modified": NOW, "locks": ("when",)}, ()),
        (
            {"when": when("2018-06-24T18:00", "2018-06-25T01:30")},
            (Change("when", "2018-06-23T21:00", "2018-06-24T18:00/2018-06-25T01:30"),),
        ),
        (
            {"when": replace(when("2018-06-23", "2018-06-24"), time_text="à la nuit")},
            (Change("when", "2018-06-23T21:00", "2018-06-23/2018-06-24 à la nuit"),),
        ),
        (
            {"venue": venue("Place", MONTPELLIER, address="1 rue Foch")},
            (
                Change(
                    "venue",
                    "Halle, Lodève (43.732350, 3.317080)",
                    "Place, 1 rue Foch, Montpellier (43.598500, 3.896850)",
                ),
            ),
        ),
        ({"venue": None}, (Change("venue", "Halle, Lodève (43.732350, 3.317080)", ""),)),
        (
            {"status": "cancelled", "notice": "Orage", "state": State.TOMBSTONE},
            (
                Change("status", "confirmed", "cancelled"),
                Change("notice", "", "Orage"),
                Change("state", "live", "tombstone"),
            ),
        ),
    ],
)
def test_occurrence_changes_are_written_for_people(changed: dict[str, object], changes: tuple[Change, ...]) -> None:
    before = occurrence()
    assert occurrence_changes(before, replace(before, **changed)) == changes  # type: ignore[arg-type]


def test_details_changes_of_a_title_alone() -> None:
    assert details_changes(details(), details("Bal")) == (Change("titles", "fr: Balèti", "fr: Bal"),)


@pytest.mark.parametrize(
    ("before", "after", "only"),
    [
        (occurrence(), occurrence(), False),
        (occurrence(), occurrence(venue=venue(pin=PIN)), True),
        (
            occurrence(),
            occurrence(venue=replace(venue(), precision=Precision.STREET, provenance=Provenance.BAN)),
            True,
        ),
        (occurrence(), occurrence(venue=venue(pin=PIN), status="full"), False),
        (occurrence(), occurrence(venue=venue(pin=PIN, postcode="34700")), False),
        (occurrence(), occurrence(venue=venue("Place", LODEVE, pin=PIN)), False),
        (occurrence(), occurrence(venue=None), False),
        (occurrence(venue=None), occurrence(), False),
    ],
)
def test_only_the_point_differs_when_the_place_was_found_more_exactly(
    before: Occurrence, after: Occurrence, only: bool
) -> None:
    assert only_the_point_differs(before, after) is only

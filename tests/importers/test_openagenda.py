"""OpenAgenda's exports, of every version partners may still have, to drafts."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from festum.domain.admission import Admission
from festum.domain.event import Details
from festum.domain.gazetteer import load_gazetteer
from festum.domain.texts import Texts
from festum.domain.when import When
from festum.errors import Problem
from festum.importers import openagenda
from festum.importers.reading import Defaults, LeftAside, Reading
from tests.domain.examples import LODEVE, venue, when

FILE = Path(__file__).parent / "files" / "openagenda.json"
DEFAULTS = Defaults(2018, "festa")
EVENT = {
    "uid": 1,
    "title": {"fr": "Balèti"},
    "timings": [{"begin": "2018-06-23T21:00:00+02:00"}],
    "languages": ["oc"],
    "location": {"city": "Lodève"},
}


def read(value: Any, defaults: Defaults = DEFAULTS) -> Reading:
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    assert openagenda.recognises(content)
    return openagenda.read(content, load_gazetteer(), defaults)


def whens(reading: Reading) -> list[When | None]:
    return [draft.when for draft in reading.drafts]


def said(**other: Any) -> list[Problem]:
    """Of a good event with other members."""
    return [problem for draft in read([EVENT | other]).drafts for problem in draft.problems]


def test_export_becomes_a_draft_for_each_timing() -> None:
    fire, *lessons = (reading := read(FILE.read_bytes())).drafts
    assert fire.details == Details(
        titles=Texts.of({"fr": "Feu de la Saint-Jean", "oc": "Fuòc de Sant Joan"}),
        descriptions=Texts.of({"fr": "Le feu, puis le bal\n\nApportez votre fagot & vos instruments."}),
        languages=("oc", "fr"),
        categories=("bonfire",),
        flags=("accessible",),
        price="Gratuit",
        admission=Admission.FREE,
        booking="04 67 00 00 00, fuoc@lodeva.example",
        url="https://openagenda.example/total-festum/events/fuoc-de-sant-joan",
        image="https://cdn.openagenda.example/main/fuoc.base.image.jpg",
    )
    assert (fire.line, fire.edition, fire.partner, fire.event_key, fire.status) == (
        1, 2018, "festa", "72510236", "confirmed",
    )  # fmt: skip
    assert fire.when == when("2018-06-23T21:30", "2018-06-24T01:00")
    assert fire.venue is not None
    assert fire.venue.venue_key == venue("Place du Mail", LODEVE, address="Place du Mail").venue_key
    assert str(fire.venue.point) == "43.731300, 3.317900"
    assert fire.problems == (Problem("note", "words_left", "keywords", "solstice"),)
    assert [(lesson.line, lesson.event_key, lesson.when, lesson.status) for lesson in lessons] == [
        (2, "72510237", when("2018-06-20T18:00", "2018-06-20T20:00"), "cancelled"),
        (2, "72510237", when("2018-06-27T18:00", "2018-06-27T20:00"), "cancelled"),
    ]
    asked = Problem(
        "error", "commune_ambiguous", "location.city", "Bouillac", "Bouillac (82, 82020), Bouillac (12, 12030)"
    )
    assert asked in lessons[0].problems
    assert reading.left_aside == (LeftAside(3, "Refusé", (Problem("note", "event_unpublished", "state", "-1"),)),)
    assert reading.problems == ()


def test_export_of_the_version_before_and_of_the_portals_is_understood() -> None:
    before = {
        "uid": 2, "title": {"fr": "Balèti"}, "locationName": "Halle", "city": "Lodève",
        "address": "Halle, 34700 Lodève", "postalCode": "34700",
        "timings": [{"start": "2018-06-23T21:00:00+0200", "end": "2018-06-23T23:00:00+0200"}],
    }  # fmt: skip
    portal = {
        "uid": "3", "title_fr": "Balèti", "description_fr": "Bal", "location_name": "Halle", "location_city": "Lodève",
        "location_insee": LODEVE, "location_coordinates": {"lon": 3.3, "lat": 43.7}, "conditions_fr": "5 €",
        "firstdate_begin": "2018-06-23T19:00:00+00:00",
        "timings": '[{"begin": "2018-06-23T21:00:00+02:00", "end": "2018-06-23T23:00:00+02:00"}]',
    }  # fmt: skip
    for events in ([before], {"data": [before]}, {"results": [portal]}, [portal | {"timings": None}]):
        (draft,) = read(events).drafts
        assert draft.when is not None
        assert draft.when.start == when("2018-06-23T21:00").start
        assert draft.details.titles == Texts.of({"fr": "Balèti"})
        assert draft.venue is not None
        assert draft.venue.venue_key == venue("Halle", LODEVE, address=draft.venue.address).venue_key


@pytest.mark.parametrize(
    ("other", "problem"),
    [
        ({"timings": []}, Problem("error", "moment_missing", "timings")),
        ({"timings": [{"begin": "demain"}]}, Problem("error", "moment_unreadable", "timings", "demain")),
        ({"timings": [{"begin": "9999-01-01T00:00:00Z"}]},
         Problem("error", "moment_unreadable", "timings", "9999-01-01T00:00:00Z")),
        ({"timings": [{"begin": "2018-06-23T21:00:00Z", "end": "2018-06-23T20:00:00Z"}]},
         Problem("warning", "end_left", "timings", "2018-06-23T20:00:00Z")),
        ({"title": {"fr": " "}}, Problem("error", "title_missing", "title")),
        ({"title": {"fr": "x" * 301}}, Problem("error", "too_long", "title", "x" * 200, "300")),
        ({"location": {"city": "Paris", "postalCode": "75001"}},
         Problem("error", "commune_outside", "location.city", "Paris", "Paris (75)")),
        ({"location": None}, Problem("error", "commune_to_say", "location.city")),
        ({"location": {"city": "Lodève", "latitude": "nord", "longitude": 3}},
         Problem("warning", "pin_unreadable", "location.latitude", "nord 3")),
        ({"image": "affiche.jpg"}, Problem("warning", "address_left", "image", "affiche.jpg")),
        ({"languages": None}, Problem("note", "languages_not_stated", "languages")),
    ],
)  # fmt: skip
def test_problem_names_the_member_and_what_stands_in_it(other: dict[str, Any], problem: Problem) -> None:
    assert problem in said(**other)


def test_good_event_has_no_problem() -> None:
    assert said() == []


def test_event_of_another_year_is_left_aside_unless_no_edition_is_asked_for() -> None:
    event = EVENT | {"timings": [{"begin": "2017-06-23T21:00:00+02:00"}, {"begin": "2018-06-23T21:00:00+02:00"}]}
    note = Problem("note", "event_other_year", "timings", "2017-06-23", "2018")
    assert read([event]).left_aside == (LeftAside(1, "Balèti", (note,)),)
    assert whens(read([event])) == [when("2018-06-23T21:00")]
    assert [draft.edition for draft in read([event], replace(DEFAULTS, edition=None)).drafts] == [2017, 2018]


def test_page_of_a_longer_list_says_so() -> None:
    assert read({"total": 40, "events": [EVENT]}).problems == (Problem("warning", "pages_missing", "total", "40", "1"),)


def test_whole_day_and_the_same_timing_twice_are_one_date() -> None:
    timing = {"begin": "2018-06-23T00:00:00+02:00", "end": "2018-06-23T23:59:00+02:00"}
    assert whens(read([EVENT | {"timings": [timing, dict(timing)]}])) == [when("2018-06-23")]

"""VEVENTs byte for byte, and each choice in them."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from festum.domain.listing import Listing
from festum.domain.place import Point, Precision
from festum.domain.texts import Texts
from festum.feeds.vevent import vevent
from festum.locale.catalogue import say
from tests.feeds.listings import (
    BASE,
    CA,
    DELETED,
    EN,
    FR,
    FULL,
    OC,
    dated,
    told,
    with_details,
    with_occurrence,
    with_venue,
)

PARIS = ZoneInfo("Europe/Paris")

GOLDEN = """\
BEGIN:VEVENT
SUMMARY:Bal de la Saint-Jean
DTSTART;TZID=Europe/Paris:20180623T210000
DTEND;TZID=Europe/Paris:20180624T020000
DTSTAMP:20180601T102030Z
UID:3c1d3a5e-6a0a-5b52-9d8f-0c6d4f5b7e21
SEQUENCE:3
CATEGORIES:balèti,feu de la Saint-Jean
DESCRIPTION:Feu\\, danse\\; « balèti ».\\nVenez !\\n\\nOrganisation : Cercle
  occitan\\, Calandreta\\nLangues : occitan\\, français\\nTarif : gratuit\\nRé
 servation : 04 67 00 00 00\\nAccès : Parking\\nBuvette\\nAccessible\\n\\nEn sa
 voir plus : https://cercle.example/bal\\n\\nhttps://agenda.example/events/0b
 0f8c52-5d0c-5d9c-8b9e-2f7e0f3e1a11
GEO:43.733100;3.317200
LAST-MODIFIED:20180601T102030Z
LOCATION:Halles\\, 1 place de la République\\, 34700 Lodève
STATUS:CONFIRMED
TRANSP:TRANSPARENT
URL:https://agenda.example/events/0b0f8c52-5d0c-5d9c-8b9e-2f7e0f3e1a11
X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=70;X-TITLE="Halles, 1
  place de la République, 34700 Lodève":geo:43.733100,3.317200
END:VEVENT
"""


def test_an_occurrence_that_says_everything_is_these_bytes() -> None:
    assert vevent(FULL, FR, "keep", BASE).to_ical() == GOLDEN.replace("\n", "\r\n").encode()


TIMES = [
    (
        "evening past midnight",
        dated("2018-06-23T21:00", "2018-06-24T02:00"),
        ["DTSTART;TZID=Europe/Paris:20180623T210000", "DTEND;TZID=Europe/Paris:20180624T020000"],
    ),
    (
        "starts after midnight",
        dated("2018-06-24T00:30", "2018-06-24T03:00"),
        ["DTSTART;TZID=Europe/Paris:20180624T003000", "DTEND;TZID=Europe/Paris:20180624T030000"],
    ),
    (
        "no end",
        dated("2018-06-23T23:30"),
        ["DTSTART;TZID=Europe/Paris:20180623T233000", "DTEND;TZID=Europe/Paris:20180624T003000"],
    ),
    (
        "one whole day",
        dated("2018-06-30", all_day=True),
        ["DTSTART;VALUE=DATE:20180630", "DTEND;VALUE=DATE:20180701"],
    ),
    (
        "several whole days",
        dated("2018-06-20", "2018-06-30", all_day=True),
        ["DTSTART;VALUE=DATE:20180620", "DTEND;VALUE=DATE:20180701"],
    ),
    (
        "in winter",
        dated("2018-12-01T18:00", "2018-12-02T01:00"),
        ["DTSTART;TZID=Europe/Paris:20181201T180000", "DTEND;TZID=Europe/Paris:20181202T010000"],
    ),
]


@pytest.mark.parametrize(("name", "listing", "expected"), TIMES, ids=[name for name, *_ in TIMES])
def test_times_are_local_with_their_zone_and_days_end_the_day_after(
    name: str, listing: Listing, expected: list[str]
) -> None:
    assert told(listing, "DTSTART", "DTEND") == expected


def test_an_end_nobody_gave_is_an_hour_later_and_said_so_in_the_reader_s_language() -> None:
    listing = dated("2018-06-23T21:00", time_text="à la nuit tombée")
    first = {
        chain[0]: told(listing, "DESCRIPTION", chain=chain)[0].split(":", 1)[1].split("\\n\\n")[0]
        for chain in (FR, OC, CA, EN)
    }
    assert first["fr"] == "Horaire : à la nuit tombée\\nHeure de fin non communiquée."
    assert first == {
        language: say(language, "calendar.time", text="à la nuit tombée") + "\\n" + say(language, "calendar.no_end")
        for language in first
    }
    assert len(set(first.values())) == 4
    for whole in (dated("2018-06-23", all_day=True), FULL):
        assert "Heure de fin" not in told(whole, "DESCRIPTION")[0]


STATUSES = [
    ("confirmed", "keep", "Bal de la Saint-Jean", "CONFIRMED"),
    ("cancelled", "keep", "ANNULÉ : Bal de la Saint-Jean", "CANCELLED"),
    ("cancelled", "mark", "ANNULÉ : Bal de la Saint-Jean", "CONFIRMED"),
    ("postponed", "keep", "REPORTÉ : Bal de la Saint-Jean", "CONFIRMED"),
    ("postponed", "mark", "REPORTÉ : Bal de la Saint-Jean", "CONFIRMED"),
    ("full", "keep", "COMPLET : Bal de la Saint-Jean", "CONFIRMED"),
]


@pytest.mark.parametrize(("status", "cancelled", "summary", "told_status"), STATUSES)
def test_a_status_is_a_prefix_and_only_a_cancellation_a_status_of_its_own(
    status: str, cancelled: str, summary: str, told_status: str
) -> None:
    found = told(with_occurrence(status=status), "SUMMARY", "STATUS", cancelled=cancelled)
    assert found == [f"SUMMARY:{summary}", f"STATUS:{told_status}"]


def test_a_deleted_occurrence_is_told_as_cancelled_in_every_mode() -> None:
    found = {mode: told(DELETED, "SUMMARY", "STATUS", cancelled=mode) for mode in ("keep", "mark")}
    assert found == {
        "keep": ["SUMMARY:ANNULÉ : Bal de la Saint-Jean", "STATUS:CANCELLED"],
        "mark": ["SUMMARY:ANNULÉ : Bal de la Saint-Jean", "STATUS:CONFIRMED"],
    }


def test_a_language_is_written_only_where_a_text_s_differs_from_the_feed_s() -> None:
    found = {
        chain[0]: [line.split(":")[0] for line in told(FULL, "SUMMARY", "DESCRIPTION", chain=chain)]
        for chain in (FR, OC, CA, EN)
    }
    assert found == {
        "fr": ["SUMMARY", "DESCRIPTION"],
        "oc": ["SUMMARY", "DESCRIPTION;LANGUAGE=fr"],
        "ca": ["SUMMARY;LANGUAGE=fr", "DESCRIPTION"],
        "en": ["SUMMARY;LANGUAGE=fr", "DESCRIPTION;LANGUAGE=fr"],
    }
    assert told(with_details(descriptions=Texts()), "DESCRIPTION", chain=EN)[0].startswith("DESCRIPTION:")


PLACES = [
    (Point(43.7331, 3.3172), "43.733100;3.317200"),
    (Point(43.12345678, -0.123456789), "43.123457;-0.123457"),
    (Point(43.0, 0.00001), "43.000000;0.000010"),  # a few metres east of Greenwich
    (Point(43.0, -0.0000001), "43.000000;0.000000"),
    (Point(42.0, 3.0), "42.000000;3.000000"),
]


@pytest.mark.parametrize(("point", "geo"), PLACES)
def test_a_point_has_six_decimals_and_no_backslash(point: Point, geo: str) -> None:
    listing = with_venue(point=point)
    assert told(listing, "GEO") == [f"GEO:{geo}"]
    assert told(listing, "X-APPLE-STRUCTURED-LOCATION")[0].endswith('":geo:' + geo.replace(";", ","))


@pytest.mark.parametrize(
    ("precision", "radius"),
    [(Precision.HOUSENUMBER, 70), (Precision.STREET, 150), (Precision.LOCALITY, 500), (Precision.COMMUNE, 2000)],
)
def test_the_circle_on_the_map_is_as_wide_as_the_doubt(precision: Precision, radius: int) -> None:
    assert f";X-APPLE-RADIUS={radius};" in told(with_venue(precision=precision), "X-APPLE-STRUCTURED-LOCATION")[0]


@pytest.mark.parametrize(
    "name",
    [
        "Halle",
        "Salle « Ventadorn »",
        'Café "Le Midi"',
        "Cour; école, place: 2",
        "L’Oustal",
        "Chez ^ Jo",
        "Deux\nlignes",
        "a\\b",
    ],
)
def test_the_title_on_apple_s_map_equals_the_location(name: str) -> None:
    body = vevent(with_venue(name=name), FR, "keep", BASE).to_ical()
    event = icalendar.Event.from_ical(body)
    assert event["X-APPLE-STRUCTURED-LOCATION"].params["X-TITLE"] == str(event["LOCATION"])
    assert "\n" not in str(event["LOCATION"])


def test_without_a_point_there_is_no_map_and_without_a_venue_no_place() -> None:
    names = ("LOCATION", "GEO", "X-APPLE-STRUCTURED-LOCATION")
    unplaced = with_venue(point=None, precision=None, provenance=None, commune=None, postcode="")
    assert told(unplaced, *names) == ["LOCATION:Halles\\, 1 place de la République"]
    assert told(with_occurrence(venue=None), *names) == []


def test_nothing_is_told_that_a_client_would_stumble_over() -> None:
    body = vevent(FULL, FR, "keep", BASE).to_ical()
    for name in (b"METHOD", b"ORGANIZER", b"ATTENDEE", b"VALARM", b"DURATION", b"ATTACH", b"PARTICIPANT", b"VLOCATION"):
        assert b"\r\n" + name not in body
    for name in (b"SUMMARY", b"DESCRIPTION", b"LOCATION", b"UID", b"DTEND", b"URL"):
        assert body.count(b"\r\n" + name) == 1


def test_the_stamps_are_those_of_the_occurrence_and_no_clock_is_asked() -> None:
    later = with_occurrence(sequence=4, modified=FULL.occurrence.modified + timedelta(days=400))  # type: ignore[operator]
    assert told(later, "DTSTAMP", "SEQUENCE", "LAST-MODIFIED") == [
        "DTSTAMP:20190706T102030Z",
        "SEQUENCE:4",
        "LAST-MODIFIED:20190706T102030Z",
    ]
    assert vevent(FULL, FR, "keep", BASE).to_ical() == vevent(replace(FULL), FR, "keep", BASE).to_ical()


def test_an_independent_reading_gives_the_times_back() -> None:
    event = icalendar.Event.from_ical(vevent(FULL, FR, "keep", BASE).to_ical())
    whole_days = dated("2018-06-20", "2018-06-22", all_day=True)
    days = icalendar.Event.from_ical(vevent(whole_days, FR, "keep", BASE).to_ical())
    assert [(read.decoded("DTSTART"), read.decoded("DTEND")) for read in (event, days)] == [
        (datetime(2018, 6, 23, 21, tzinfo=PARIS), datetime(2018, 6, 24, 2, tzinfo=PARIS)),
        (date(2018, 6, 20), date(2018, 6, 23)),
    ]

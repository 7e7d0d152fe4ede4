"""JSON-LD: whole nodes, what Google asks of an Event, the same bytes twice, expanded by pyld."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from pyld import jsonld as pyld

from festum.domain.admission import Admission
from festum.domain.event import Edition, Partner
from festum.domain.listing import Listing
from festum.domain.texts import Chain, Texts
from festum.feeds import jsonld
from tests.feeds.feeding import NASTY, NASTY_LISTING, PAGE, another, drawn, feed, head
from tests.feeds.listings import (
    BASE,
    CA,
    EN,
    FR,
    FULL,
    HALLE,
    IMAGE,
    OC,
    dated,
    when,
    with_details,
    with_occurrence,
    with_venue,
)  # fmt: skip

SCHEMA = "http://schema.org/"
OFFLINE = "https://schema.org/OfflineEventAttendanceMode"
UID = FULL.occurrence.uid
SECOND = another(when("2018-06-30T22:00"))
OCCITANIE = {"@type": "PostalAddress", "addressRegion": "Occitanie", "addressCountry": "FR"}
PLACE = {
    "@type": "Place",
    "name": "Halles",
    "address": OCCITANIE
    | {"streetAddress": "1 place de la République", "postalCode": "34700", "addressLocality": "Lodève"},
    "geo": {"@type": "GeoCoordinates", "latitude": 43.7331, "longitude": 3.3172},
}
FACTS = (
    "Organisation : Cercle occitan, Calandreta\nLangues : occitan, français\nTarif : gratuit\n"
    "Réservation : 04 67 00 00 00\nAccès : Parking\nBuvette\nAccessible"
)
EVENT = {
    "@type": "Event",
    "@id": PAGE,
    "name": "Bal de la Saint-Jean",
    "alternateName": [{"@value": "Balèti de Sant Joan", "@language": "oc"}],
    "url": PAGE,
    "image": f"{BASE}{IMAGE}",
    "inLanguage": ["oc", "fr"],
    "keywords": ["balèti", "feu de la Saint-Jean"],
    "isAccessibleForFree": True,
    "organizer": [
        {"@type": "Organization", "name": "Cercle occitan", "url": "https://cercle.example/"},
        {"@type": "Organization", "name": "Calandreta"},
    ],
    "superEvent": {"@id": f"{BASE}/editions/2018"},
    "subjectOf": {"@type": "WebPage", "url": "https://cercle.example/bal"},
    "eventAttendanceMode": OFFLINE,
    "location": PLACE,
}
FESTIVAL = {
    "@type": "Festival",
    "@id": f"{BASE}/editions/2018",
    "name": "Total Festum 2018",
    "url": f"{BASE}/editions/2018",
    "startDate": "2018-05-19",
    "endDate": "2018-07-08",
    "eventAttendanceMode": OFFLINE,
    "location": {"@type": "Place", "name": "Occitanie", "address": OCCITANIE},
}


def told(listing: Listing) -> Listing:
    return replace(listing, partner=Partner("cercle", "Cercle occitan", url="https://cercle.example/"))


def node(*dates: Listing, chain: Chain = FR) -> Any:
    return json.loads(drawn(jsonld.FORMAT, *dates, chain=chain))


def times(*dates: Listing) -> dict[str, str]:
    event = node(*dates)
    return {key: event[key] for key in ("startDate", "endDate", "previousStartDate") if key in event} | {
        "eventStatus": event["eventStatus"].removeprefix("https://schema.org/")
    }


def local_context(url: str, options: Any) -> Any:
    assert url.rstrip("/") == "https://schema.org"
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": {"@vocab": SCHEMA}},
    }


def expanded(body: bytes) -> list[Any]:
    nodes: list[Any] = pyld.expand(json.loads(body), {"documentLoader": local_context})
    return nodes


def test_a_graph_of_nothing_credits_its_places_and_has_no_festival() -> None:
    assert json.loads(feed(jsonld.FORMAT, [], OC)) == {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "CreativeWork",
                "@id": f"{BASE}/feeds/x.jsonld?departement=34&free=yes",
                "name": "Total Festum",
                "url": f"{BASE}/?departement=34&free=yes",
                "creditText": "Communes : INSEE",
            }
        ],
    }


def test_the_festival_stands_in_the_graph_once_before_its_events() -> None:
    graph = json.loads(feed(jsonld.FORMAT, [[FULL], [replace(FULL, event_id="other")]]))["@graph"]
    assert [one["@type"] for one in graph] == ["CreativeWork", "Festival", "Event", "Event"]
    assert (graph[0]["dateModified"], graph[1]) == ("2018-06-01T10:20:30Z", FESTIVAL)


def test_a_festival_of_unknown_dates_has_none() -> None:
    told_of = replace(head(jsonld.FORMAT), editions=(Edition(2011),))
    festival = json.loads(jsonld.FORMAT.join(told_of, []))["@graph"][1]
    assert {"startDate", "endDate"} & festival.keys() == set()


def test_an_event_of_one_date_is_that_date() -> None:
    listing = told(with_occurrence(notice="Feu interdit."))
    assert node(listing) == EVENT | {
        "description": f"Feu interdit.\n\nFeu, danse; « balèti ».\nVenez !\n\n{FACTS}",
        "startDate": "2018-06-23T21:00:00+02:00",
        "endDate": "2018-06-24T02:00:00+02:00",
        "eventStatus": "https://schema.org/EventScheduled",
    }


def test_an_event_of_several_dates_has_each_as_a_sub_event_with_its_own_status_and_place() -> None:
    second = another(SECOND.occurrence.when, venue=None, status="cancelled", notice="Orage")
    date = {
        "@type": "Event",
        "name": "Bal de la Saint-Jean",
        "eventAttendanceMode": OFFLINE,
    }
    assert node(told(FULL), second) == EVENT | {
        "description": f"Feu, danse; « balèti ».\nVenez !\n\n{FACTS}",
        "startDate": "2018-06-23T21:00:00+02:00",
        "endDate": "2018-06-30T22:00:00+02:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "location": [PLACE, {"@type": "Place", "name": "Occitanie", "address": OCCITANIE}],
        "subEvent": [
            date
            | {
                "@id": f"{PAGE}#{UID}",
                "url": f"{PAGE}#{UID}",
                "startDate": "2018-06-23T21:00:00+02:00",
                "endDate": "2018-06-24T02:00:00+02:00",
                "eventStatus": "https://schema.org/EventScheduled",
                "location": PLACE,
            },
            date
            | {
                "@id": f"{PAGE}#{second.occurrence.uid}",
                "url": f"{PAGE}#{second.occurrence.uid}",
                "description": "Orage",
                "startDate": "2018-06-30T22:00:00+02:00",
                "eventStatus": "https://schema.org/EventCancelled",
                "location": {"@type": "Place", "name": "Occitanie", "address": OCCITANIE},
            },
        ],
    }


def test_dates_at_one_place_have_one_place() -> None:
    assert node(FULL, SECOND)["location"] == PLACE


@pytest.mark.parametrize(
    ("listing", "said"),
    [
        (dated("2018-06-23", all_day=True), {"startDate": "2018-06-23"}),
        (dated("2018-06-20", "2018-06-30", all_day=True), {"startDate": "2018-06-20", "endDate": "2018-06-30"}),
        (dated("2018-06-23T21:00"), {"startDate": "2018-06-23T21:00:00+02:00"}),
        (dated("2018-01-23T21:00"), {"startDate": "2018-01-23T21:00:00+01:00"}),
    ],
)
def test_dates_have_their_offset_and_whole_days_have_none(listing: Listing, said: dict[str, str]) -> None:
    assert times(listing) == said | {"eventStatus": "EventScheduled"}


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (
            "2018-06-22T20:30",
            dated("2018-06-23T21:00"),
            {"eventStatus": "EventRescheduled", "previousStartDate": "2018-06-22T20:30:00+02:00"},
        ),
        (
            "2018-06-22",
            dated("2018-06-23T21:00"),
            {"eventStatus": "EventRescheduled", "previousStartDate": "2018-06-22"},
        ),
        (
            "2018-06-22T20:30",
            dated("2018-06-23", all_day=True),
            {"eventStatus": "EventRescheduled", "previousStartDate": "2018-06-22"},
        ),
        ("2018-06-23", dated("2018-06-23T21:00"), {"eventStatus": "EventScheduled"}),
        ("2018-06-23T21:00", dated("2018-06-23", all_day=True), {"eventStatus": "EventScheduled"}),
        ("2018-06-23T21:00", dated("2018-06-23T21:00"), {"eventStatus": "EventScheduled"}),
    ],
)
def test_what_moved_is_rescheduled_and_a_day_that_was_given_its_hour_is_not(
    before: str, now: Listing, said: dict[str, str]
) -> None:
    moved = replace(now, occurrence=replace(now.occurrence, previous_start=datetime.fromisoformat(before)))
    assert {key: value for key, value in times(moved).items() if key != "startDate"} == said


@pytest.mark.parametrize(("status", "said"), [("cancelled", "EventCancelled"), ("postponed", "EventPostponed")])
def test_what_does_not_take_place_keeps_its_name_and_date(status: str, said: str) -> None:
    moved = with_occurrence(status=status, previous_start=datetime(2018, 6, 22, 20))  # noqa: DTZ001
    assert times(moved) == {
        "startDate": "2018-06-23T21:00:00+02:00",
        "endDate": "2018-06-24T02:00:00+02:00",
        "eventStatus": said,
    }
    assert node(moved)["name"] == "Bal de la Saint-Jean"


def test_what_is_full_is_sold_out_and_takes_place() -> None:
    full = with_occurrence(status="full")
    offer = {"@type": "Offer", "availability": "https://schema.org/SoldOut", "url": PAGE}
    assert (node(full)["offers"], times(full)["eventStatus"]) == (
        offer | {"price": 0, "priceCurrency": "EUR"},
        "EventScheduled",
    )
    assert node(replace(full, details=with_details(admission=Admission.PAID).details))["offers"] == offer
    assert "offers" not in node(FULL)


@pytest.mark.parametrize(
    ("statuses", "said", "sold_out"),
    [
        (("cancelled", "confirmed"), "EventScheduled", False),
        (("cancelled", "full"), "EventScheduled", True),
        (("cancelled", "postponed"), "EventPostponed", False),
        (("cancelled", "cancelled"), "EventCancelled", False),
    ],
)
def test_several_dates_are_on_as_long_as_one_is(statuses: tuple[str, str], said: str, sold_out: bool) -> None:
    event = node(with_occurrence(status=statuses[0]), another(SECOND.occurrence.when, status=statuses[1]))
    assert (event["eventStatus"], "offers" in event) == (f"https://schema.org/{said}", sold_out)


def test_several_dates_last_until_the_last_end() -> None:
    exhibition = another(when("2018-06-24", "2018-07-08", all_day=True))
    assert times(FULL, exhibition, SECOND)["endDate"] == "2018-07-08"
    assert times(FULL, dated("2018-06-24", all_day=True))["endDate"] == "2018-06-24"


@pytest.mark.parametrize(
    ("admission", "said"),
    [(Admission.FREE, True), (Admission.PAID, False), (Admission.DONATION, None), (Admission.NOT_STATED, None)],
)
def test_free_is_said_only_where_it_is_known(admission: Admission, said: bool | None) -> None:
    assert node(with_details(admission=admission)).get("isAccessibleForFree") is said


def test_a_place_is_what_is_known_of_it() -> None:
    bare = {"postcode": "", "commune": None, "point": None, "precision": None, "provenance": None}
    assert [node(listing)["location"] for listing in (with_venue(**bare), with_venue(name="", address=""))] == [
        {"@type": "Place", "name": "Halles", "address": OCCITANIE | {"streetAddress": HALLE.address}},
        PLACE | {"name": "Lodève", "address": OCCITANIE | {"postalCode": "34700", "addressLocality": "Lodève"}},
    ]


def test_what_nobody_wrote_is_left_out() -> None:
    bare = with_details(
        descriptions=Texts(), titles=Texts.of({"oc": "Bal"}), languages=(), categories=(), flags=(), organisers=(),
        price="", admission=Admission.NOT_STATED, booking="", access="", url="", image="",
    )  # fmt: skip
    assert list(node(bare)) == [
        "@type", "@id", "name", "url", "organizer", "superEvent", "description", "startDate", "endDate",
        "eventAttendanceMode", "eventStatus", "location",
    ]  # fmt: skip
    assert node(bare)["organizer"] == {"@type": "Organization", "name": "Cercle occitan"}


@pytest.mark.parametrize(
    ("chain", "name", "other", "keyword"),
    [
        (FR, "Bal de la Saint-Jean", "oc", "balèti"),
        (OC, "Balèti de Sant Joan", "fr", "balèti"),
        (CA, "Bal de la Saint-Jean", "oc", "ball tradicional"),
        (EN, "Bal de la Saint-Jean", "oc", "balèti (folk dance)"),
    ],
)
def test_names_are_in_the_reader_s_language_and_the_others_beside(
    chain: Chain, name: str, other: str, keyword: str
) -> None:
    event = node(FULL, chain=chain)
    assert (event["name"], event["alternateName"][0]["@language"], event["keywords"][0]) == (name, other, keyword)


@pytest.mark.parametrize("chain", [FR, CA])
def test_what_was_made_up_says_so(chain: Chain) -> None:
    said = {"fr": "Donnée de démonstration : rendez-vous inventé.", "ca": "Dada de demostració: acte inventat."}
    assert node(with_details(source="synthetic"), chain=chain)["disambiguatingDescription"] == said[chain[0]]


def test_time_in_words_is_told() -> None:
    assert node(dated("2018-06-23", all_day=True, time_text="à la nuit"))["description"].startswith(
        "Horaire : à la nuit\n\nFeu, danse"
    )


def test_nasty_texts_come_back_whole_and_cannot_end_a_script() -> None:
    body = feed(jsonld.FORMAT, [[NASTY_LISTING]])
    assert b"<" not in body
    assert json.loads(body)["@graph"][-1]["name"] == NASTY


def test_the_same_data_has_the_same_bytes() -> None:
    assert feed(jsonld.FORMAT, [[FULL, SECOND]]) == feed(jsonld.FORMAT, [[FULL, SECOND]])


def test_an_expanded_graph_has_types_identities_and_what_google_asks_of_every_event() -> None:
    nodes = expanded(feed(jsonld.FORMAT, [[told(FULL)], [replace(FULL, event_id="x"), SECOND]]))
    by_id = {one["@id"]: one for one in nodes}
    assert [one["@type"] for one in nodes] == [
        [SCHEMA + kind] for kind in ("CreativeWork", "Festival", "Event", "Event")
    ]
    festival = by_id[by_id[PAGE][f"{SCHEMA}superEvent"][0]["@id"]]
    assert festival[f"{SCHEMA}name"] == [{"@value": "Total Festum 2018"}]
    assert by_id[PAGE][f"{SCHEMA}alternateName"] == [{"@value": "Balèti de Sant Joan", "@language": "oc"}]
    events = [*nodes[1:], *by_id[f"{BASE}/events/x"][f"{SCHEMA}subEvent"]]
    assert len(events) == 5
    for event in events:
        place = event[f"{SCHEMA}location"][0]
        assert event[f"{SCHEMA}name"][0]["@value"]
        assert event[f"{SCHEMA}startDate"][0]["@value"]
        assert place[f"{SCHEMA}address"][0][f"{SCHEMA}addressCountry"] == [{"@value": "FR"}]


PROPERTIES = {
    "Event": {
        "alternateName", "description", "disambiguatingDescription", "endDate", "eventAttendanceMode", "eventStatus",
        "image", "inLanguage", "isAccessibleForFree", "keywords", "location", "name", "offers", "organizer",
        "previousStartDate", "startDate", "subEvent", "subjectOf", "superEvent", "url",
    },
    "Festival": {"endDate", "eventAttendanceMode", "location", "name", "startDate", "url"},
    "CreativeWork": {"creditText", "dateModified", "name", "url"},
    "Place": {"address", "geo", "name"},
    "PostalAddress": {"addressCountry", "addressLocality", "addressRegion", "postalCode", "streetAddress"},
    "GeoCoordinates": {"latitude", "longitude"},
    "Organization": {"name", "url"},
    "Offer": {"availability", "price", "priceCurrency", "url"},
    "WebPage": {"url"},
}  # fmt: skip
"""As schema.org defines them: a word it does not know would be dropped without a sound."""


def used(value: Any) -> set[tuple[str, str]]:
    """(type, property) of every node within."""
    if isinstance(value, list):
        return set().union(*map(used, value))
    if not isinstance(value, dict):
        return set()
    kinds = [kind.removeprefix(SCHEMA) for kind in value.get("@type", ())]
    properties = [key for key in value if not key.startswith("@")]
    own = {(kind, key.removeprefix(SCHEMA)) for kind in kinds for key in properties}
    return own.union(*(used(inner) for inner in value.values()))


def test_an_expanded_graph_has_every_word_of_schema_org_that_is_offered_and_no_other() -> None:
    moved = with_occurrence(previous_start=datetime(2018, 6, 22, 20), status="full")  # noqa: DTZ001
    made_up = replace(moved, details=with_details(source="synthetic").details)
    nodes = expanded(feed(jsonld.FORMAT, [[told(FULL)], [made_up, SECOND]]))
    assert used(nodes) == {(kind, key) for kind, keys in PROPERTIES.items() for key in keys}
